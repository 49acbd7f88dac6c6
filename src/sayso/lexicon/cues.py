"""Words that give content to a source: "said", "accused", "the claim that", "reportedly", "according to".

The list is `data/lang/en/attribution.yaml`. Each cue says of which class it is, how sure it makes its source sound,
and what it commits the outlet to; who the source is, the sentence must say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from sayso.lexicon.language import load
from sayso.records.claim import Certainty, Polarity

CueClass = Literal[
    "report", "claim", "accuse", "deny", "admit", "confirm", "show", "believe", "suspect", "know", "doubt",
    "fear", "hope", "expect", "demand", "ask", "threaten", "promise", "plan", "agree", "refuse", "judge",
    "support", "name", "evidential",
]  # fmt: skip
CuePos = Literal["verb", "noun", "adjective", "adverb", "preposition"]
Frame = Literal[
    "that", "to", "ing", "quote", "object", "clause", "as", "about", "on", "of", "for", "with", "against", "in",
    "at", "from", "into", "like", "by", "over", "person_of", "person_for", "person_to", "person_that",
    "person_with", "person_about", "person_on", "object_as", "object_to", "small", "so",
]  # fmt: skip

_SECTIONS: Mapping[str, CuePos] = {
    "verbs": "verb", "nouns": "noun", "adjectives": "adjective", "adverbs": "adverb",
    "prepositions": "preposition",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What a word does that gives content to a source.

    Attributes:
        lemma: the word; several words are joined by spaces ("according to").
        kind: its class; `evidential` speaks for nobody in particular ("reportedly", "seems").
        certainty: how sure of the content it makes its source sound.
        polarity: `negative` where the source says that the content is not so ("denied").
        factive: whether whoever uses the word takes the content for true as well ("knows", "revealed").
        distanced: whether whoever uses the word leaves the truth to the source ("claims", "alleges").
        ahead: whether the content lies ahead and may never come ("plans", "demands", "threatens").
        frames: the complements that hold the content; empty for adverbs.
    """

    lemma: str
    pos: CuePos
    kind: CueClass
    certainty: Certainty
    polarity: Polarity = "positive"
    factive: bool = False
    distanced: bool = False
    ahead: bool = False
    frames: frozenset[Frame] = frozenset()


def lookup(lemma: str, pos: CuePos | None = None) -> Cue | None:
    """The cue that a lemma (lower case) is, or None; without `pos` verbs come before nouns, adjectives, adverbs.

    >>> lookup("deny").polarity
    'negative'
    >>> lookup("claim", "noun").distanced, lookup("believe").certainty
    (True, 'probable')
    >>> lookup("walk") is None
    True
    """
    by_pos = cues()
    if pos is not None:
        return by_pos[pos].get(lemma)
    for table in by_pos.values():
        if (found := table.get(lemma)) is not None:
            return found
    return None


@cache
def cues() -> Mapping[CuePos, Mapping[str, Cue]]:
    """All cues by part of speech and lemma."""
    data = load("lang/en/attribution")
    return {
        pos: {lemma: _cue(lemma, pos, entry, data["classes"]) for lemma, entry in data[section].items()}
        for section, pos in _SECTIONS.items()
    }


@cache
def words(name: str) -> frozenset[str]:
    """A set of words of the list that are no cues themselves, such as `sources` ("officials").

    >>> "witness" in words("sources")
    True
    """
    return frozenset(load("lang/en/attribution")["sets"][name])


def _cue(lemma: str, pos: CuePos, entry: str, classes: Mapping[str, Any]) -> Cue:
    """Read an entry: the class, then frames and exceptions from what the class gives, in any order."""
    kind, *rest = entry.split()
    given: dict[str, Any] = dict(classes[kind])
    frames = []
    for word in rest:
        if word in get_args(Frame):
            frames.append(word)
        elif word in get_args(Certainty):
            given["certainty"] = word
        elif word in ("factive", "distanced", "ahead"):
            given[word] = True
        else:
            given["polarity"] = word
    return Cue(lemma=lemma, pos=pos, kind=_kind(kind), frames=frozenset(frames), **given)


def _kind(name: str) -> CueClass:
    for known in get_args(CueClass):
        if known == name:
            return known  # type: ignore[no-any-return]
    raise KeyError(name)
