"""Evidence that somebody lays before us in a sentence of its own: "The report cites hospital records and a video".

It is for what the same one said last before it, and for nothing that others say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from sayso.annotating.circumstances.evidence import cited_items, denied, laying
from sayso.annotating.draft import Draft
from sayso.annotating.factuality.scope import assess
from sayso.annotating.factuality.stance import lemma_of
from sayso.annotating.grammar.attach import words_at
from sayso.annotating.grammar.tree import MentionIndex, settled
from sayso.records.claim import Attribution, Evidence, Holder

FAR = 6
"""So many sentences back at most stands what evidence is laid before us for."""
_SUBJECTS = frozenset({"nsubj", "agent"})


def laid(
    doc: Doc, drafts: Sequence[Draft], holders: Sequence[Sequence[Holder]], attributions: Mapping[str, Attribution]
) -> dict[int, list[Evidence]]:
    """The evidence laid before us in sentences of their own, by the number of the draft that it is for.

    Args:
        doc: the Doc, its mentions set.
        drafts: the drafts in text order.
        holders: of each draft, outermost first.
        attributions: by id.
    """
    found: dict[int, list[Evidence]] = defaultdict(list)
    verbs = [t for t in doc if t.pos_ == "VERB" and lemma_of(t) in laying() and not denied(t)]
    if not verbs:
        return found
    index = MentionIndex(doc, doc._.sayso_mentions)
    starts = {sent.start: n for n, sent in enumerate(doc.sents)}
    at = [starts[doc[d.head].sent.start] for d in drafts]
    for verb in verbs:
        items = list(_shown(verb))
        subject = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
        here = starts[verb.sent.start]
        if not items or subject is None or assess(verb).modes & {"future", "hypothetical"}:
            continue
        theirs = [
            n for n, own in enumerate(holders)
            if here - FAR <= at[n] < here and own and _same(subject, own[-1], index, attributions)
        ]  # fmt: skip
        last = max((at[n] for n in theirs), default=None)
        for n in theirs:
            if at[n] == last:
                found[n] += items
    return found


def _shown(verb: Token) -> Iterator[Evidence]:
    """The evidence among a verb's objects: "cites *records*", "points to *footage*"."""
    for child in verb.rights:
        if child.dep_ == "dobj":
            yield from cited_items(child)
        elif child.dep_ == "prep" and child.lower_ in ("to", "on"):
            for noun in child.rights:
                if noun.dep_ == "pobj":
                    yield from cited_items(noun)


def _same(subject: Token, holder: Holder, index: MentionIndex, attributions: Mapping[str, Attribution]) -> bool:
    """Whether who lays evidence before us holds a claim: the same one, or the report that it was said in."""
    said = attributions.get(holder.attribution or "")
    if said is not None and any(c.lower_ in ("the", "its", "their") for c in subject.lefts):
        cue = {w for span in said.cue for w in words_at(subject.doc, span).lower().split()}
        if lemma_of(subject) in cue:
            return True
    mention = index.headed(settled(subject) or subject)
    if mention is None or holder.mention is None:
        return False
    other = next((m for m in subject.doc._.sayso_mentions if m.id == holder.mention), None)
    if other is None:
        return False
    if mention.actor is None and other.actor is None and mention.text.lower() == other.text.lower():
        return True  # "prosecutors said", "prosecutors presented"
    return mention.id == other.id or (mention.actor is not None and mention.actor == other.actor)
