"""The `Doc._.sayso_*` extensions: the only way our components talk to each other.

| extension | set by | holds |
|---|---|---|
| `sayso_published` | the caller | `Published`: the anchor of relative dates |
| `sayso_encoded` | `sayso_encoder` | `Encoded`, or None without an encoder |
| `sayso_times` | `sayso_dates` | tuple of `TimeExpression` |
| `sayso_mentions` | `sayso_actors`, `sayso_places` | tuple of `Mention`, in text order |
| `sayso_antecedents` | `sayso_actors` | tuple of pairs of tokens: a pronoun, and the head word of who it means |
| `sayso_attributions` | `sayso_quotes` | tuple of `Attribution`, in order of their cues |
| `sayso_loaded` | `sayso_loaded` | tuple of `Span` |
| `sayso_drafts` | `sayso_events`, `sayso_relations`, `sayso_purposes` | tuple of `Draft` |
| `sayso_factuality` | `sayso_factuality` | tuple of `Factuality`, one a draft |
| `sayso_circumstances` | `sayso_circumstances` | tuple of `Circumstances`, one a draft |
"""

from __future__ import annotations

from spacy.tokens import Doc

from sayso.records.document import Published

TUPLES = (
    "sayso_times",
    "sayso_mentions",
    "sayso_antecedents",
    "sayso_attributions",
    "sayso_loaded",
    "sayso_drafts",
    "sayso_factuality",
    "sayso_circumstances",
)


def register() -> None:
    """Register the extensions with spaCy; calling it again changes nothing."""
    for name in TUPLES:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    if not Doc.has_extension("sayso_encoded"):
        Doc.set_extension("sayso_encoded", default=None)
    if not Doc.has_extension("sayso_published"):
        Doc.set_extension("sayso_published", default=Published())


register()
