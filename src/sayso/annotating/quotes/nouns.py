"""Nouns and adjectives that give content to a source: "the claim by the general that", "is confident that"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.quotes.cues import cue_of, manner_of
from sayso.annotating.quotes.reading import Range, Reading, cue_range, frame_of, joined, subtree, without
from sayso.annotating.quotes.source import noun_range
from sayso.lexicon.cues import Cue, cues, words

_WHOLE = frozenset({"clause", "to", "ing"})
# Nouns that say something even where nobody is named: "allegations of fraud", but not "support for the plan".
_UNOWNED = frozenset({"claim", "accuse", "deny", "admit", "fear", "doubt", "report", "hope", "judge"})


def of_noun(noun: Token) -> Iterator[Reading]:
    """Read "the general's claim that rebels burned the mill"."""
    cue = cues()["noun"].get(noun.lemma_.lower())
    if cue is None:
        return
    last, content = _complement(noun, cue)
    if not content or _through_verb(noun, content[0].start) or manner_of(noun) is not None:
        return
    source, head, first = _source(noun)
    if not source and cue.kind not in _UNOWNED and noun.doc[content[0].start - 1].dep_ == "prep":
        return
    cue_r = Range(first, last + 1)
    content = without(content, [cue_r, *source])
    if content:
        yield Reading(noun.i, (cue_r,), content, source, head, cue.kind)


def _complement(word: Token, cue: Cue) -> tuple[int, tuple[Range, ...]]:
    """The last token of the cue and the content of a noun or adjective."""
    for child in word.rights:
        frame = frame_of(child, word)
        if (
            frame is None
            and child.dep_ in ("relcl", "advcl")
            and any(t.dep_ == "mark" and t.lower_ == "that" for t in child.lefts)
        ):
            frame = "clause"
        if frame is None or frame not in cue.frames:
            continue
        if frame in _WHOLE:
            return word.i, (subtree(child),)
        inner = [subtree(c) for c in child.children if c.dep_ in ("pobj", "pcomp")]
        if inner:
            return (child.i if child.i == word.i + 1 else word.i), joined(inner)
    return word.i, ()


def _through_verb(noun: Token, start: int) -> bool:
    """Whether a verb of saying has the noun in its cue already: "rejected the claim that"."""
    return noun.dep_ == "dobj" and start == noun.i + 1 and noun.head.pos_ == "VERB" and cue_of(noun.head) is not None


def _source(noun: Token) -> tuple[tuple[Range, ...], int | None, int]:
    """Whose saying it is, and where the cue starts: a possessor, "by" or "from" somebody, who makes it."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            end = child.right_edge.i + 1
            mark = next((c for c in child.children if c.dep_ == "case"), None)
            whole = Range(child.left_edge.i, mark.i if mark is not None else end)
            return (whole,), child.i, end
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "among"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                return (noun_range(inner, noun.i),), inner.i, noun.i
    for child in noun.lefts:
        if child.dep_ == "amod" and child.ent_type_ == "NORP":
            return (Range(child.i, child.i + 1),), child.i, noun.i
    verb = noun.head
    if noun.dep_ in ("dobj", "attr") and verb.lemma_ in words("light"):
        owner = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        if owner is not None and owner.dep_ != "expl":
            return (noun_range(owner, verb.i),), owner.i, cue_range(noun.doc, verb).start
    return (), None, noun.i


def of_adjective(word: Token) -> Iterator[Reading]:
    """Read "is confident that", "it is unclear whether", "the alleged raid"."""
    cue = cues()["adjective"].get(word.lemma_.lower())
    if cue is None:
        return
    if word.dep_ == "amod" and not cue.frames:
        content = without([noun_range(word.head, word.i)], [subtree(word)])
        yield Reading(word.i, (Range(word.i, word.i + 1),), content, kind=cue.kind)
        return
    verb = word.head
    if word.dep_ != "acomp" or verb.lemma_ not in ("be", "seem", "become", "remain", "feel"):
        return
    last, content = _complement(word, cue)
    if not content:
        content = _beside(verb, word, cue)
    owner = next((c for c in verb.children if c.dep_ in ("nsubj", "expl")), None)
    if not content or owner is None:
        return
    cue_r = Range(cue_range(word.doc, verb).start, last + 1)
    empty = owner.dep_ == "expl" or owner.lower_ in words("expletives")
    source = () if empty or cue.kind == "evidential" else (noun_range(owner, verb.i),)
    content = without(content, [cue_r, *source])
    if content:
        yield Reading(word.i, (cue_r,), content, source, owner.i if source else None, cue.kind)


def _beside(verb: Token, word: Token, cue: Cue) -> tuple[Range, ...]:
    """A clause that the parse hangs on the copula instead of the adjective."""
    for child in verb.rights:
        if child.i > word.i and (frame := frame_of(child, verb)) is not None and frame in cue.frames & _WHOLE:
            return (subtree(child),)
    return ()
