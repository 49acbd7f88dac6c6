"""Which readings stand: somebody puts the content forward, not merely might, should or did not.

PolNeAR marks no attribution inside another's content; we keep those that put forward or deny an accusation in the name
of somebody else, because a claim's chain of holders needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from spacy.tokens import Doc, Token

from sayso.annotating.quotes.marks import MARKS, Quotation
from sayso.annotating.quotes.reading import Reading
from sayso.lexicon.cues import words

PUTS_FORWARD = frozenset({"report", "claim", "accuse", "deny", "admit", "confirm", "suspect", "threaten"})
_ASSERTS = PUTS_FORWARD | {"show", "know"}
_ASPECT = frozenset({"continue", "go", "begin", "start", "try", "proceed", "keep", "rush"})
# What is said by saying that one says it: "regrets to confirm", "wishes to inform", "is sorry to announce".
_SAYING = frozenset({"regret", "wish", "like", "beg", "hasten"})
_MOVED = frozenset({"pleased", "glad", "happy", "proud", "sorry", "sad", "saddened", "delighted"})
_SPEAKER = frozenset({"i", "we", "me", "us"})
_ADDRESSED = frozenset({"you", "let"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})


def asserted(verb: Token, kind: str) -> bool:
    """Whether a verb's form says that it took place (or will): not "to say", "could say", "say!", "did not say"."""
    aux = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass", "neg")]
    if any(c.tag_ == "TO" for c in aux):
        return verb.dep_ in ("xcomp", "advcl", "ccomp") and (verb.head.lemma_ in _ASPECT or _said_by_saying(verb))
    if any(c.dep_ == "neg" for c in aux) and kind in _ASSERTS:
        return False
    modals = {c.lower_ for c in aux if c.tag_ == "MD"}
    if modals - {"will", "'ll", "wo"} and not ("would" in modals and verb.lower_ == "like"):
        return False
    return not (verb.tag_ == "VB" and not aux and verb.dep_ in ("ROOT", "ccomp")) or _reads(verb)


def _reads(verb: Token) -> bool:
    """Whether "read" after a quotation is no order but the past tense: '"It is over," read a letter'."""
    return verb.lower_ == "read" and verb.i > 1 and verb.doc[verb.i - 1].text in MARKS


def _said_by_saying(verb: Token) -> bool:
    """Whether an infinitive of saying is the saying: "regrets to confirm that", "is pleased to announce that"."""
    upper = verb.head
    if upper.dep_ == "acomp" and upper.lemma_ in _MOVED:
        return upper.head.lemma_ == "be"
    return upper.lemma_ in _SAYING and upper.tag_ in ("VBP", "VBZ", "MD", "VB") and upper.dep_ in ("ROOT", "conj")


def spoken_for(doc: Doc, reading: Reading, *, quoted: bool) -> bool:
    """Whether the words give no holder: "you said", "no one said", "this shows", in a quotation "I think"."""
    if reading.head is None:
        return False
    head = doc[reading.head]
    if head.lower_ in _ADDRESSED or (quoted and head.lower_ in _SPEAKER):
        return True
    if head.tag_ == "DT" and head.lower_ in ("this", "that", "these", "those"):
        return True
    return head.lower_ in _NOBODY or any(c.lower_ in _NOBODY for c in head.lefts)


def voiceless(cue: Sequence[Token]) -> bool:
    """Whether a cue leaves or finds something open and has nobody behind it: "it remains unclear whether"."""
    last = cue[-1].lower_ if cue else ""
    return last in words("voiceless") and all(t.lower_ in words("expletives") or t.pos_ != "NOUN" for t in cue[:-1])


def flat(doc: Doc, found: Sequence[Reading], quoted: Iterable[Quotation]) -> list[Reading]:
    """Readings without those inside another's content, except where somebody else puts forward or denies something."""
    inside: set[int] = set()
    for q in quoted:
        inside.update(range(q.start, q.end))
    standing = [r for r in found if r.at not in inside or doc[r.at].text == ":" or kept_inside(doc, r)]
    depth = _depths(len(doc), [r for r in standing if not keeps_silent(doc, r)])
    return [r for r in standing if r.at in inside or not depth[r.at] or kept_inside(doc, r)]


def keeps_silent(doc: Doc, reading: Reading) -> bool:
    """Whether a reading is of not speaking: "declined to say whether", "refused to comment on"."""
    return reading.kind == "refuse" and unspoken(doc[reading.at])


def unspoken(verb: Token) -> bool:
    """Whether what a verb refuses is to speak."""
    said = (c for c in verb.rights if c.dep_ == "xcomp" and any(t.tag_ == "TO" for t in c.lefts))
    return any(c.lemma_.lower() in words("speaking") for c in said)


def _depths(length: int, found: Iterable[Reading]) -> list[int]:
    """For each token, in how many contents it stands; no content holds its own cue."""
    steps = [0] * (length + 1)
    for reading in found:
        for r in reading.content:
            steps[r.start] += 1
            steps[r.end] -= 1
    return list(accumulate(steps))


def kept_inside(doc: Doc, reading: Reading) -> bool:
    """Whether a reading inside another's content stands: somebody else puts forward or denies something there."""
    if reading.kind not in PUTS_FORWARD or reading.head is None:
        return False
    head, cue = doc[reading.head], doc[reading.at]
    if head.tag_ in ("WDT", "WP", "EX") or head.lower_ in ("it", "this", "that"):
        return False
    if cue.tag_ == "VBG":
        quoted_as = cue.dep_ == "pcomp" and cue.head.lower_ == "as"
        return (
            quoted_as
            or cue.dep_ in ("advcl", "acl", "conj", "ROOT", "ccomp")
            or any(c.dep_ == "aux" for c in cue.lefts)
        )
    return cue.tag_ in ("VBD", "VBZ", "VBP", "VBN") or cue.pos_ in ("NOUN", "ADP")
