"""Denials that only point back: "the army denied *it*", "police dismissed *the claims*", "rebels denied *involvement*".

What is denied was told in the words before. Without this the denial would be lost, and an accusation would stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from sayso.annotating.draft import Draft, Feature
from sayso.annotating.grammar.tree import span_of, words_of_span
from sayso.annotating.reasons import denial_reason
from sayso.lexicon.cues import lookup
from sayso.lexicon.language import load
from sayso.records.actor import Mention
from sayso.records.claim import Attribution
from sayso.records.document import Span

# Proposals are turned down where an act is denied.
_PROPOSED = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN", "CONCEDE", "CONSULT"})
# A sentence of fewer words is a lead or a call; one of more says more than that it is untrue.
_SHORT, _SHORT_SENTENCE = 4, 8
_STILL = frozenset({"have", "do", "must", "'ve"})


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(found) for name, found in load("lang/en/denials").items()}


@dataclass(frozen=True, slots=True)
class _Pointer:
    """The word that points back, the words around it that stand for the act, and whether they call it untrue."""

    word: Token
    trigger: Span
    turned: bool = False


def denials(doc: Doc, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """What is denied by words that only point back to it, as drafts of their own; their holders deny them."""
    mentions = {m.id: m for m in doc._.sayso_mentions}
    for said in doc._.sayso_attributions:
        denier = mentions.get(said.mention or "")
        for pointer in _pointers(doc, said):
            if any(pointer.trigger.covers(d.trigger) for d in drafts):
                continue
            own = pointer.word.lemma_.lower() in _lists()["part"] and denier is not None
            before = _told_before(doc, drafts, pointer.word, denier, mentions, but=said.cue)
            for number, draft in enumerate(before):
                actors = (denier.id,) if own and denier is not None else draft.actors
                yield replace(
                    draft,
                    head=pointer.word.i,
                    trigger=pointer.trigger,
                    span=pointer.trigger if pointer.turned else _hull(said),
                    main=number == 0,
                    within=None,
                    modes=(),
                    actors=actors,
                    recipients=tuple(r for r in draft.recipients if r not in actors),
                    points=True,
                    turned=pointer.turned,
                    features=(Feature("trigger", 0.1, denial_reason(pointer.word.text, draft.type, draft.mode)),),
                )


def _pointers(doc: Doc, said: Attribution) -> Iterator[_Pointer]:
    """The words by which somebody denies what was told before: all that he denies, or what he calls untrue."""
    words = [t for span in said.content for t in words_of_span(doc, span)]
    words = [t for t in words if not t.is_punct and not t.is_space]
    if not words:
        return
    if _cued(doc, said, "deny"):
        held = {t.i for t in words}
        word = next(t for t in words if t.head.i not in held or t.head.i == t.i)
        alone = len(words) == 1 if word.lower_ in _lists()["pointing"] else _bare(word)
        if alone and len(said.content) == 1:
            yield _Pointer(word, said.content[0])
        return
    for start, end in _sentences(words):
        inside = [t for t in words if start <= t.i < end]
        if len(inside) <= _SHORT_SENTENCE and (untrue := _untrue(inside)) is not None:
            yield _Pointer(untrue, span_of(doc, inside[0].i, inside[-1].i + 1), turned=True)


def _sentences(words: Iterable[Token]) -> list[tuple[int, int]]:
    """The sentences of words, each once: the first token, and the one after the last."""
    found: list[tuple[int, int]] = []
    for word in words:
        if not any(start <= word.i < end for start, end in found):
            found.append((word.sent.start, word.sent.end))
    return found


def _cued(doc: Doc, said: Attribution, kind: str) -> bool:
    cue = [t for span in said.cue for t in words_of_span(doc, span)]
    if any(c.dep_ == "neg" for t in cue for c in t.children):
        return False
    return any((c := lookup(t.lemma_.lower())) is not None and c.kind == kind for t in cue)


def _bare(noun: Token) -> bool:
    """Whether a noun of saying or of sharing in a deed stands alone: "the claims", and not "the claim that it fell"."""
    told = any(c.dep_ in ("acl", "relcl") for c in noun.rights)
    return not told and noun.lemma_.lower() in _lists()["charge"] | _lists()["part"]


def _untrue(words: Sequence[Token]) -> Token | None:
    """What a short sentence calls untrue: "*that* is a lie", "*it* was not true", "we reject *these claims*"."""
    lists = _lists()
    first = next((t for t in words if (t.lower_ in lists["pointing"] and t.dep_ != "det") or _bare(t)), None)
    if first is None or first.lemma_.lower() in lists["part"] or first.dep_ not in ("nsubj", "dobj", "csubj", "attr"):
        return None
    denied = any(t.dep_ == "neg" or t.lower_ in ("no", "never") for t in words)
    told = {t.lemma_.lower() for t in words} | {t.lower_ for t in words}
    wanted = lists["true"] if denied else lists["untrue"]
    return first if not told.isdisjoint(wanted) or _rejected(first) else None


def _rejected(noun: Token) -> bool:
    """Whether who speaks turns it down: "*we* reject these *allegations*", "I deny it"."""
    verb = noun.head
    speaks = any(c.dep_ == "nsubj" and c.lower_ in ("we", "i") for c in verb.lefts)
    cue = lookup(verb.lemma_.lower())
    refused = any(c.dep_ in ("neg", "aux") and c.lower_ not in _STILL for c in verb.lefts)
    return noun.dep_ == "dobj" and speaks and cue is not None and cue.kind == "deny" and not refused


def _hull(said: Attribution) -> Span:
    spans = (*said.source, *said.cue, *said.content)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _told_before(
    doc: Doc,
    drafts: Sequence[Draft],
    word: Token,
    denier: Mention | None,
    mentions: Mapping[str, Mention],
    *,
    but: Sequence[Span],
) -> list[Draft]:
    """The acts that the nearest words before tell: what is accused, else what its author is said to have done."""
    for start, end in _stretches(doc, word):
        near = [d for d in drafts if d.kind == "event" and start <= d.head < end]
        near = [d for d in near if not any(span.overlaps(d.trigger) for span in but)]
        if near:
            accused = [d for d in near if d.within is not None and drafts[d.within].type == "ACCUSE"]
            acts = accused or [d for d in near if d.type not in _PROPOSED and d.type != "ACCUSE" and d.within is None]
            same = [d for d in acts if denier is not None and any(_one(mentions[a], denier) for a in d.actors)]
            return same or [d for d in acts if d.main] or acts[:1]
    return []


def _stretches(doc: Doc, word: Token) -> Iterator[tuple[int, int]]:
    """The words of the same sentence before a word, then the sentence before, leads and line breaks left out."""
    yield word.sent.start, word.i
    at = word.sent.start
    while at:
        before = doc[at - 1].sent
        if sum(not (t.is_space or t.is_punct) for t in before) >= _SHORT:
            yield before.start, before.end
            return
        at = before.start


def _one(mention: Mention, other: Mention) -> bool:
    return mention.id == other.id or (mention.actor is not None and mention.actor == other.actor)
