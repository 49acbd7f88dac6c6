"""Words that give content to a source: "said", "accused", "the claim that", "reportedly", "according to".

The list is `data/lang/en/attribution.yaml`. Each cue says of which class it is, how sure it makes its source sound,
and what it commits the outlet to; who the source is, the sentence must say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast, get_args

from sayso.lexicon.language import load
from sayso.records.claim import Certainty, Polarity

CueClass = Literal[
    "report", "claim", "accuse", "deny", "admit", "confirm", "show", "believe", "suspect", "know", "doubt",
    "fear", "hope", "expect", "demand", "ask", "threaten", "promise", "plan", "agree", "refuse", "judge",
    "support", "name", "evidential",
]  # fmt: skip
CuePos = Literal["verb", "noun", "adjective", "adverb", "preposition"]
Frame = Literal[
    "clause", "to", "ing", "quote", "object", "small", "whom", "about", "against", "as", "at", "behind", "by", "for",
    "from", "in", "into", "like", "of", "on", "over", "to_noun", "upon", "with",
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
        frames: the complements that hold the content: a clause, an infinitive (`to`), a gerund (`ing`), direct speech
            (`quote`), an `object`, a `small` clause ("called it theft"), a preposition's phrase (`to_noun` is the
            preposition "to"). `whom`: the object is
            who is spoken to. Empty for adverbs.
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
    classes = data["classes"]
    return {
        pos: {
            lemma: _cue(lemma, pos=pos, kind=kind, entry=entry, given=classes[kind])
            for kind, entries in data[section].items()
            for lemma, entry in entries.items()
        }
        for section, pos in _SECTIONS.items()
    }


@cache
def words(name: str) -> frozenset[str]:
    """A set of words of the list that are no cues themselves, such as `sources` ("officials").

    >>> "witness" in words("sources")
    True
    """
    return frozenset(load("lang/en/attribution")["sets"][name])


@cache
def forms() -> Mapping[str, str]:
    """Lemmas of the forms that the parser's lemmatizer gets wrong ("hoping": "hope")."""
    found: dict[str, str] = load("lang/en/attribution")["forms"]
    return found


_FRAMES: frozenset[str] = frozenset(get_args(Frame))
_CERTAINTIES: frozenset[str] = frozenset(get_args(Certainty))


def _cue(lemma: str, *, pos: CuePos, kind: CueClass, entry: str, given: Mapping[str, Any]) -> Cue:
    """Read an entry: frames, and exceptions from what the class gives, in any order."""
    flags = dict(given)
    frames = set()
    for word in entry.split():
        if word in _FRAMES:
            frames.add(cast(Frame, word))
        elif word in _CERTAINTIES:
            flags["certainty"] = word
        elif word in ("factive", "distanced", "ahead"):
            flags[word] = True
        else:
            flags["polarity"] = word
    return Cue(lemma=lemma, pos=pos, kind=kind, frames=frozenset(frames), **flags)
