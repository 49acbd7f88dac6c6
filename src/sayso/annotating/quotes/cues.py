"""Which cue a verb is, in which voice, and the complements that hold its content."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from sayso.annotating.events.voice import headless
from sayso.annotating.quotes.reading import frame_of
from sayso.lexicon.cues import Cue, cues, forms, words

Piece = tuple[str, Token]
# Classes whose passive takes an infinitive: "is believed to have left".
_SAID_TO = frozenset(
    {"report", "claim", "believe", "suspect", "know", "expect", "fear", "confirm", "show", "evidential"}
)


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """Cues of several words by their first word's lemma, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for lemma, cue in cues()["verb"].items():
        if " " in lemma:
            first, *rest = lemma.split()
            found.setdefault(first, []).append((tuple(rest), cue))
    return {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in found.items()}


def cue_of(verb: Token) -> tuple[Cue, int] | None:
    """The cue that a verb is, alone or with the words after it, and its last token."""
    lemma = forms().get(verb.lower_, verb.lemma_.lower())
    doc = verb.doc
    for rest, cue in _phrases().get(lemma, ()):
        at = verb.i + 1
        if at < len(doc) and doc[at].lower_ == "it" and lemma == "make":
            at += 1
        if at + len(rest) <= len(doc) and all(doc[at + n].lower_ == w for n, w in enumerate(rest)):
            return cue, at + len(rest) - 1
    single = cues()["verb"].get(lemma)
    if single is None or any(child.dep_ == "prt" for child in verb.rights):
        return None
    return single, verb.i


def pieces_of(verb: Token, cue: Cue, last: int) -> list[Piece]:
    """The complements of a verb (and of the last word of its phrase) that hold content, in order."""
    found: list[Piece] = []
    wanted = cue.frames | {"quote"} if "clause" in cue.frames else cue.frames
    if cue.kind in _SAID_TO and passive_form(verb):
        wanted = wanted | {"to"}
    heads = [verb] + [verb.doc[i] for i in range(verb.i + 1, last + 1)]
    for head in heads:
        for child in head.children:
            if verb.i < child.i <= last:
                continue
            frame = frame_of(child, verb)
            if child.dep_ in ("pobj", "pcomp") and head is not verb and verb.i < head.i <= last:
                frame = "object"
            elif head is not verb and child.dep_ == "advcl" and any(t.lower_ == "that" for t in child.lefts):
                frame = "clause"
            if frame is not None and frame in wanted:
                found.append((frame, child))
            elif frame == "with" and "clause" in wanted:
                found += [("clause", t) for noun in child.children if manner_of(noun) for t in _that_clauses(noun)]
    found.sort(key=lambda p: p[1].i)
    return found


def manner_of(noun: Token) -> Token | None:
    """The verb of saying that a feeling only colours: "notes with concern that", "recalls with sorrow that"."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ != "with" or prep.head.pos_ != "VERB" or not _that_clauses(noun):
        return None
    cue = cue_of(prep.head)
    fits = cue is not None and "clause" in cue[0].frames and noun.lemma_.lower() in words("feelings")
    return prep.head if fits else None


def _that_clauses(noun: Token) -> list[Token]:
    return [c for c in noun.rights if c.dep_ in ("acl", "ccomp") and any(t.lower_ == "that" for t in c.lefts)]


def passive_form(verb: Token) -> bool:
    """Whether it is passive: "was told", "a claim made by rebels", "asked about the raid, he said"."""
    lefts = [c.dep_ for c in verb.lefts]
    if "auxpass" in lefts or any(c.dep_ == "agent" for c in verb.rights) or headless(verb):
        return True
    free = not {"aux", "nsubj"} & set(lefts)
    return verb.tag_ == "VBN" and free and verb.dep_ in ("acl", "advcl")
