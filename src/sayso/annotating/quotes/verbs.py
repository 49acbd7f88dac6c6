"""Verbs that give content to a source: said, told, accused, denied; with their complements, sources and passives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from sayso.annotating.grammar.tree import agent
from sayso.annotating.quotes.cues import Piece, cue_of, passive_form, pieces_of
from sayso.annotating.quotes.marks import MARKS
from sayso.annotating.quotes.reading import (
    Range,
    Reading,
    cue_range,
    frame_of,
    joined,
    subtree,
    without,
)
from sayso.annotating.quotes.source import author_of, noun_range, source_of
from sayso.lexicon.cues import Cue, cues, words

_PIECES = frozenset({"clause", "to", "ing", "quote", "object", "small"})
_KEEPS = frozenset(
    {"of", "for", "to", "against", "with", "about", "over", "from", "in", "on", "as", "between", "toward"}
)
# Prepositions of content that the parse hangs on a passive's agent: "accused by the envoy of spying".
_SPLIT = frozenset({"as", "for", "of"})
_LONG = 200
_SOMEBODY = frozenset({"person", "organization", "state_body", "armed_group", "group"})
_FINITE = frozenset({"clause", "quote"})


def of_verb(verb: Token) -> Iterator[Reading]:
    """The attribution that a verb makes, if it is a cue; without content if only direct speech can give it one."""
    found = cue_of(verb)
    if found is None:
        return
    cue, last = found
    pieces = pieces_of(verb, cue, last)
    if cue.kind == "evidential":
        yield from _evidential(verb, cue, last, pieces)
    elif passive_form(verb) or _told(verb, cue):
        yield from _of_passive(verb, cue, last, pieces)
    else:
        yield from _active(verb, cue, last, pieces)


def _active(verb: Token, cue: Cue, last: int, pieces: list[Piece]) -> Iterator[Reading]:
    speaker = _inverted(verb, cue)
    if speaker is not None:
        cue_r = cue_range(verb.doc, verb)
        before = Range(verb.sent.start, cue_r.start)
        author = author_of(speaker) or speaker
        whole = noun_range(speaker, verb.i)
        whole = Range(whole.start, max(whole.end, author.right_edge.i + 1))
        yield Reading(verb.i, (cue_r,), (before,), (whole,), author.i, cue.kind)
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


def _told(verb: Token, cue: Cue) -> bool:
    """Whether a participle tells what the subject of its clause was told: "Told that it fell, the duke laughed"."""
    bare = not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "dobj", "dative") for c in verb.children)
    return (
        "whom" in cue.frames and verb.dep_ == "advcl" and verb.tag_ in ("VBN", "VBD") and bare and verb.i < verb.head.i
    )


def _inverted(verb: Token, cue: Cue) -> Token | None:
    """Who speaks where the parse took them for the object: "The bomb was planted, stated Minister Niemi"."""
    reads = verb.lower_ == "read" and verb.tag_ == "VB"
    if "quote" not in cue.frames or not (verb.tag_ in ("VBD", "VBZ") or reads) or not _after_speech(verb):
        return None
    if any(c.dep_ in ("ccomp", "xcomp") and c.i > verb.i for c in verb.children):
        return None
    found = next((c for c in verb.rights if c.dep_ in ("dobj", "nsubj", "oprd")), None)
    if found is None or found.left_edge.i != verb.i + 1 or verb.i == verb.sent.start + 1:
        return None
    speaks = found.ent_type_ in ("PERSON", "ORG") or found.lemma_.lower() in words("sources") | words("media")
    return found if speaks or _can_speak(found, cue) else None


def _can_speak(noun: Token, cue: Cue) -> bool:
    """Whether a noun after a verb of saying, which addresses nobody, is somebody: "stated the Minister of Defence"."""
    if cue.kind not in ("report", "claim", "confirm", "admit") or "whom" in cue.frames:
        return False
    mentions = noun.doc._.sayso_mentions
    return any(m.start <= noun.idx < m.end and m.kind in _SOMEBODY for m in mentions)


def _after_speech(verb: Token) -> bool:
    """Whether a comma, inside or outside closing marks, stands before a verb."""
    doc, at = verb.doc, verb.i - 1
    if at > 1 and doc[at].text in MARKS:
        at -= 1
    return at > 0 and doc[at].text == ","


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
    for i in range(start + 1, min(end, start + _LONG)):
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
