"""Who is in a report: `sayso_actors` sets `Doc._.sayso_mentions`. First version: entities and role nouns."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.annotating import marks
from sayso.annotating.tree import noun_phrase
from sayso.records.actor import Mention, MentionKind

_LABELS: dict[str, MentionKind] = {
    "PERSON": "person",
    "NORP": "group",
    "FAC": "facility",
    "ORG": "organization",
    "GPE": "state",
    "LOC": "place",
}
_BODIES = frozenset(
    "government ministry parliament police army military court embassy consulate agency service cabinet".split()
)
_GROUPS = frozenset(
    "rebel gunman militant fighter soldier officer official protester demonstrator civilian villager troop force "
    "student worker refugee prosecutor member citizen people insurgent terrorist authority activist".split()
)


@Language.factory("sayso_actors", assigns=["doc._.sayso_mentions"], requires=["token.dep", "doc.ents"])
def sayso_actors(nlp: Language, name: str) -> object:
    """The component."""
    marks.register()
    return actors


def actors(doc: Doc) -> Doc:
    """Set the mentions of a Doc."""
    found: dict[tuple[int, int], MentionKind] = {}
    covered: set[int] = set()
    for ent in doc.ents:
        kind = _LABELS.get(ent.label_)
        if kind is None:
            continue
        span = noun_phrase(ent.root) if kind == "person" else None
        start, end = span if span else (ent.start_char, ent.end_char)
        found.setdefault((start, end), kind)
        covered.update(range(ent.start, ent.end))
    for token in doc:
        kind = _role(token)
        if kind is not None and token.i not in covered:
            span = noun_phrase(token)
            found.setdefault((span.start, span.end), kind)
    doc._.sayso_mentions = tuple(
        Mention(f"m{n}", start, end, doc.text[start:end], kind)
        for n, ((start, end), kind) in enumerate(sorted(found.items()), 1)
    )
    return doc


def _role(token: Token) -> MentionKind | None:
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
        return None
    if token.lemma_ in _BODIES:
        return "state_body"
    if token.lemma_ in _GROUPS:
        return "person" if token.tag_ == "NN" else "group"
    return None
