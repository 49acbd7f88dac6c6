"""Verbs that give content to a source: said, told, accused, denied; with their complements, sources and passives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from sayso.annotating.quotes_marks import MARKS
from sayso.annotating.quotes_reading import (
    Range,
    Reading,
    cue_range,
    frame_of,
    joined,
    subtree,
    without,
)
from sayso.annotating.tree import agent
from sayso.lexicon.cues import Cue, cues, forms, words

Piece = tuple[str, Token]
_PIECES = frozenset({"clause", "to", "ing", "quote", "object", "small"})
# Classes whose passive takes an infinitive: "is believed to have left".
_SAID_TO = frozenset(
    {"report", "claim", "believe", "suspect", "know", "expect", "fear", "confirm", "show", "evidential"}
)
_KEEPS = frozenset(
    {"of", "for", "to", "against", "with", "about", "over", "from", "in", "on", "as", "between", "toward"}
)
# Prepositions of content that the parse hangs on a passive's agent: "accused by the envoy of spying".
_SPLIT = frozenset({"as", "for", "of"})
_FINITE = frozenset({"clause", "quote"})


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


def of_verb(verb: Token) -> Iterator[Reading]:
    """The attribution that a verb makes, if it is a cue; without content if only direct speech can give it one."""
    found = cue_of(verb)
    if found is None:
        return
    cue, last = found
    pieces = _pieces(verb, cue, last)
    if cue.kind == "evidential":
        yield from _evidential(verb, cue, last, pieces)
    elif _passive_form(verb):
        yield from _of_passive(verb, cue, last, pieces)
    else:
        yield from _active(verb, cue, last, pieces)


def _active(verb: Token, cue: Cue, last: int, pieces: list[Piece]) -> Iterator[Reading]:
    speaker = _inverted(verb, cue)
    if speaker is not None:
        cue_r = cue_range(verb.doc, verb)
        before = Range(verb.sent.start, cue_r.start)
        yield Reading(verb.i, (cue_r,), (before,), (noun_range(speaker, verb.i),), speaker.i, cue.kind)
        return
    last, content = _content(verb, cue, last, pieces)
    if not content and verb.dep_ == "parataxis" and "quote" in cue.frames:
        content = _host(verb)
    if not content and "quote" not in cue.frames:
        return
    source, head = source_of(verb)
    cue_r = _with_manner(verb, cue_range(verb.doc, verb, last))
    content = without(_with_relative(verb, content), [cue_r, *source])
    if content or "quote" in cue.frames:
        yield Reading(verb.i, (cue_r,), content, source, head, cue.kind)


def _inverted(verb: Token, cue: Cue) -> Token | None:
    """Who speaks where the parse took them for the object: "The bomb was planted, stated Minister Niemi"."""
    doc = verb.doc
    if "quote" not in cue.frames or verb.tag_ not in ("VBD", "VBZ") or verb.i < 2 or doc[verb.i - 1].text != ",":
        return None
    if any(c.dep_ in ("ccomp", "xcomp") for c in verb.children):
        return None
    found = next((c for c in verb.rights if c.dep_ in ("dobj", "nsubj", "oprd")), None)
    if found is None or found.left_edge.i != verb.i + 1 or verb.i == verb.sent.start + 1:
        return None
    speaks = found.ent_type_ in ("PERSON", "ORG") or found.lemma_.lower() in words("sources")
    return found if speaks else None


def _passive_form(verb: Token) -> bool:
    """Whether it is passive: "was told", "a claim made by rebels", "asked about the raid, he said"."""
    lefts = [c.dep_ for c in verb.lefts]
    if "auxpass" in lefts or any(c.dep_ == "agent" for c in verb.rights):
        return True
    free = not {"aux", "nsubj"} & set(lefts)
    return verb.tag_ == "VBN" and free and verb.dep_ in ("acl", "advcl")


def _pieces(verb: Token, cue: Cue, last: int) -> list[Piece]:
    """The complements of a verb (and of the last word of its phrase) that hold content, in order."""
    found: list[Piece] = []
    wanted = cue.frames | {"quote"} if "clause" in cue.frames else cue.frames
    if cue.kind in _SAID_TO and _passive_form(verb):
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
    found.sort(key=lambda p: p[1].i)
    return found


def _content(verb: Token, cue: Cue, last: int, pieces: Sequence[Piece]) -> tuple[int, tuple[Range, ...]]:
    """The content's ranges: what stands before the cue, and from the first to the last complement after it."""
    if "whom" in cue.frames and any(f not in ("object",) for f, _ in pieces):
        pieces = [(f, t) for f, t in pieces if f != "object"]
    fronted = [fronted_range(t, verb) for f, t in pieces if t.i < verb.i]
    if fronted and any(t.text == ";" for t in verb.doc[fronted[-1].end : verb.i]):
        fronted = []
    if len(fronted) > 1:
        fronted = [Range(fronted[0].start, fronted[-1].end)]
    after = [(f, t) for f, t in pieces if t.i > verb.i]
    if after and "whom" not in cue.frames and all(f not in _PIECES for f, _ in after):
        after = [("object", t) for t in verb.rights if t.dep_ == "dobj" and last < t.i < after[0][1].i] + after
    if after and all(f not in _PIECES for f, _ in after) and after[0][1].i == last + 1:
        _frame, prep = after[0]
        last = prep.i
        inner = [subtree(c) for c in prep.children]
        inner += [subtree(t) for _, t in after[1:]]
        return last, joined(fronted + inner, gap=1)
    if after:
        if any(f in _FINITE for f, _ in after):
            fronted = [r for r in fronted if verb.doc[r.end - 1].text in MARKS]
        last, start = _through_noun(after[0], last)
        start = max(start, min(t.left_edge.i for _, t in after), last + 1)
        end = max(t.right_edge.i for _, t in after) + 1
        if all(f == "object" for f, _ in after):
            end = _extended(verb, end)
        return last, joined([*fronted, Range(start, _untrailed(verb.doc, start, end))])
    return last, tuple(fronted)


def _extended(verb: Token, end: int) -> int:
    """Where an object ends that the parse cut short: a phrase or infinitive right after it is part of it."""
    for child in verb.rights:
        if child.left_edge.i != end:
            continue
        if child.dep_ in ("xcomp", "advcl", "ccomp") and child.left_edge.tag_ == "TO":
            return child.right_edge.i + 1
        if child.dep_ in ("prep", "dative") and child.lower_ in _KEEPS:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            spare = any(c.ent_type_ in ("DATE", "TIME") or c.lemma_.lower() in words("media") for c in inner)
            return end if spare or not inner else child.right_edge.i + 1
    return end


def _through_noun(piece: Piece, last: int) -> tuple[int, int]:
    """Where the content starts, and the cue ends, if the object is a noun of saying: "rejected the claim that"."""
    frame, noun = piece
    if frame != "object" or noun.pos_ != "NOUN":
        return last, noun.left_edge.i if frame == "object" else 0
    found = cues()["noun"].get(noun.lemma_.lower())
    if found is None:
        return last, 0
    for child in noun.rights:
        inner = frame_of(child, noun)
        if inner is not None and inner in found.frames and child.left_edge.i == noun.i + 1:
            prep = inner not in _PIECES
            return (child.i, child.i + 1) if prep else (noun.i, noun.i + 1)
    return last, 0


def _untrailed(doc: Doc, start: int, end: int) -> int:
    """Where content ends that a participle of saying trails: "said it fell, adding that nobody was hurt"."""
    for i in range(start + 1, end):
        token = doc[i]
        if token.tag_ == "VBG" and token.dep_ == "advcl" and cue_of(token) is not None:
            edge = token.left_edge.i
            before = doc[edge - 1]
            if edge > start + 1 and (before.text == "," or (before.text in MARKS and doc[edge - 2].text == ",")):
                return edge
    return end


def _with_relative(verb: Token, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """Add the relative word to the content: "a decision *which* he refused to review"."""
    if verb.dep_ not in ("relcl", "ccomp", "pcomp") or not content:
        return content
    first = verb.left_edge
    if first.tag_ in ("WDT", "WP") and first.i < verb.i and (first.head.i != verb.i or first.dep_ == "dobj"):
        return joined([Range(first.i, first.i + 1), *content])
    return content


def fronted_range(token: Token, verb: Token) -> Range:
    """A clause before its cue, with what leads up to it in the sentence ("But the bridge, he said, ...")."""
    start = token.left_edge.i
    doc = token.doc
    first = verb.sent.start
    if verb.dep_ == "ROOT":
        while start > first and doc[start - 1].head.i in (verb.i, token.i) and doc[start - 1].i > first - 1:
            start -= 1
    return Range(start, token.right_edge.i + 1)


def _host(verb: Token) -> tuple[Range, ...]:
    """The clause that a parenthesis interrupts: "The convoy, police said, was attacked"."""
    return without([subtree(verb.head)], [subtree(verb)])


def _with_manner(verb: Token, cue: Range) -> Range:
    """The cue with "in a statement" right after it."""
    doc = verb.doc
    at = cue.end
    if at + 1 < len(doc) and doc[at].lower_ == "in":
        for i in range(at + 1, min(at + 4, len(doc))):
            if doc[i].lower_ in words("manner"):
                return Range(cue.start, i + 1)
            if doc[i].dep_ not in ("det", "amod", "compound", "poss"):
                break
    return cue


def source_of(verb: Token) -> tuple[tuple[Range, ...], int | None]:
    """The source's ranges and head: the verb's subject, with its appositions, through coordination and control."""
    head = _subject(verb)
    if head is None or head.i == verb.i or head.dep_ == "expl":
        return (), None
    whole = noun_range(head, verb.i)
    if not whole.start <= head.i < whole.end:
        return (), None
    return (whole,), head.i


def _subject(verb: Token) -> Token | None:
    """The head of who speaks; of a participle of saying after a comma, the subject of the clause that speaks."""
    for _ in range(8):
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if own:
            return min(own, key=lambda c: abs(c.i - verb.i))
        if verb.dep_ == "relcl":
            return None
        upper = verb.head
        if verb.dep_ == "acl":
            return _author(upper) or upper
        if verb.dep_ in ("conj", "advcl", "xcomp", "pcomp", "prep") and upper.pos_ in ("VERB", "AUX", "ADP", "SCONJ"):
            if verb.dep_ == "advcl" and verb.tag_ == "VBG":
                upper = _speaking(verb, upper)
            elif verb.dep_ == "xcomp" or (verb.dep_ == "pcomp" and upper.lower_ == "as"):
                upper = upper.head if verb.dep_ == "pcomp" else upper
                found = next((c for c in upper.rights if c.dep_ in ("dobj", "dative") and c.i < verb.i), None)
                if found is not None:
                    return found
            verb = upper
            continue
        return None
    return None


def _author(medium: Token) -> Token | None:
    """Who speaks through a statement or a tweet: "took to Twitter, blaming", "issued a statement saying"."""
    if medium.lemma_.lower() not in words("media") or medium.dep_ not in ("dobj", "pobj"):
        return None
    verb = medium.head if medium.dep_ == "dobj" else medium.head.head
    return next((c for c in verb.lefts if c.dep_ == "nsubj"), None) if verb.pos_ == "VERB" else None


def _speaking(verb: Token, upper: Token) -> Token:
    """The verb above `upper` that speaks its clause, for a participle after a comma: "X said it fell, adding ..."."""
    edge = verb.left_edge.i
    if edge == 0 or verb.doc[edge - 1].text not in {",", *MARKS}:
        return upper
    at = upper
    for _ in range(4):
        if at.dep_ not in ("ccomp", "conj", "relcl", "acl") or at.head.i == at.i:
            break
        at = at.head
        if at.pos_ == "VERB" and at.dep_ in ("ROOT", "conj") and cue_of(at) is not None:
            return at
    return upper


def noun_range(head: Token, verb: int) -> Range:
    """A noun phrase with its appositions, less the clause that holds the verb and trailing participles."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.children:
        left, right = child.left_edge.i, child.right_edge.i
        if left <= verb <= right:
            if child.i < head.i:
                start = max(start, right + 1)
            else:
                end = min(end, left)
        elif child.i > head.i and child.dep_ == "acl" and child.tag_ == "VBG" and head.doc[left - 1].text == ",":
            end = min(end, left)
        elif left == start and child.dep_ == "advmod" and child.lower_ in ("even", "only", "just", "also"):
            start = right + 1
    return Range(start, end)


def _of_passive(verb: Token, cue: Cue, last: int, pieces: list[Piece]) -> Iterator[Reading]:
    """Read "the garrison is believed to have shelled it", "was accused by the envoy of burning it"."""
    subject_of = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")), None)
    pieces = [(f, t) for f, t in pieces if t.dep_ != "agent"]
    last, content = _content(verb, cue, last, pieces)
    if not content and "object" not in cue.frames:
        return
    source: tuple[Range, ...] = ()
    head = agent(verb)
    if head is not None:
        source = (noun_range(head, verb.i),)
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ in cue.frames & _SPLIT:
                source, content = (Range(source[0].start, child.i),), joined([*content, subtree(child)])
                break
        last = head.head.i if head.head.i == last + 1 else last
    impersonal = subject_of is None or subject_of.lower_ in words("expletives")
    if subject_of is not None and not impersonal and "whom" not in cue.frames:
        content = joined([subtree(subject_of), *content])
    if verb.dep_ == "acl" and subject_of is None and "whom" not in cue.frames:
        content = joined([Range(verb.head.left_edge.i, verb.left_edge.i), *content])
    cue_r = cue_range(verb.doc, verb, last)
    agent_r = [] if head is None else [Range(head.head.i, source[0].end)]
    content = without(content, [cue_r, *source, *agent_r])
    if content:
        yield Reading(verb.i, (cue_r,), content, source, head.i if head is not None else None, cue.kind)


def _evidential(verb: Token, cue: Cue, last: int, pieces: list[Piece]) -> Iterator[Reading]:
    """Read "the convoy seems to have left", "it appears that": content without a source."""
    if not pieces:
        return
    content = [subtree(t) for _, t in pieces]
    for child in verb.lefts:
        if child.dep_ == "nsubj" and child.lower_ not in words("expletives"):
            content.append(subtree(child))
    cue_r = cue_range(verb.doc, verb, last)
    yield Reading(verb.i, (cue_r,), without(joined(content), [cue_r]), kind=cue.kind)
