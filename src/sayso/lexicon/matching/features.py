"""Two names and their paired words to named numbers; `judging` weighs them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from sayso.lexicon.gazetteers import name_words
from sayso.lexicon.matching.pairing import Pair, Pairing, by_syllables, pair_up
from sayso.lexicon.matching.reading import Name, Word
from sayso.lexicon.matching.sounds import common_given
from sayso.lexicon.matching.terms import known
from sayso.lexicon.names import spells

PERSON = (
    "differing letters", "worst word", "contradiction", "left over on both", "left over on one", "initials",
    "one word only", "forms", "sounds", "letters in a row", "syllables", "father for son", "first letter",
    "bare initials", "two known names", "letters changed", "one of many",
    "given name only",
)  # fmt: skip
BODY = (
    "differing letters", "worst word", "contradiction", "left over on both", "left over on one", "one word only",
    "letters in a row", "legal forms", "numbers", "nations", "number on one", "nation on one", "qualifier on one",
    "acronym", "only general words", "proper on one", "first letter", "designators only", "general on both",
    "general on one", "letters changed", "two known words",
)  # fmt: skip


class Compared(NamedTuple):
    """Two names, how their words were paired, and the numbers."""

    a: Name
    b: Name
    pairing: Pairing
    found: dict[str, float]
    stands: str = ""


def person(a: Name, b: Name) -> Compared:
    """The features of two names of persons."""
    pairing = pair_up(a, b)
    found = _common(a, b, pairing)
    pairs = pairing.pairs
    n = len(pairs) or 1
    found["initials"] = sum(p.how == "initial" for p in pairs) / n
    unlike = [
        (p, a.words[p.left].text, b.words[p.right].text) for p in pairs if p.how in ("spelled", "sound", "scrambled")
    ]
    found["two known names"] = float(any(p.how == "spelled" and {x, y} <= name_words() for p, x, y in unlike))
    found["forms"] = sum(p.how == "form" for p in pairs) / n
    found["sounds"] = sum(p.how in ("sound", "script") for p in pairs) / n
    found["bare initials"] = float(
        all(w.kind == "initial" for w in a.words) or all(w.kind == "initial" for w in b.words)
    )
    if found["bare initials"] and a.letters == b.letters:
        found["bare initials"] = 0.0
    found["one of many"] = float(sum(p.how in ("same", "form", "sound", "script") for p in pairs) > 1)
    found["syllables"] = 0.0
    found["given name only"] = float(len(a.words) != len(b.words) and _common_alone(a, b))
    found["father for son"] = float(sum(a.words[p.left].parent != b.words[p.right].parent for p in pairs) > 1)
    if (pairing.left or found["differing letters"]) and by_syllables(a, b):
        found = dict.fromkeys(found, 0.0) | {"syllables": 1.0, "letters in a row": 1.0}
    return Compared(a, b, pairing, found)


def _common_alone(a: Name, b: Name) -> bool:
    """Whether the shorter name is one given name that very many bear: it names nobody."""
    few = min(a.words, b.words, key=len)
    return len(few) == 1 and common_given(few[0].text)


def _common(a: Name, b: Name, pairing: Pairing) -> dict[str, float]:
    left, right, pairs = a.words, b.words, pairing.pairs
    short = min(sum(w.weight for w in left), sum(w.weight for w in right)) or 1.0
    long = max(sum(w.weight for w in left), sum(w.weight for w in right)) or 1.0
    over_l, over_r = _weigh(left, pairing.left), _weigh(right, pairing.right)
    letters = sum(len(left[p.left].text) for p in pairs) or 1
    rows = [p for p in pairs if p.how != "initial"]
    worst = min((p.alike for p in rows), default=1.0)
    return {
        "differing letters": sum((1 - p.alike) * len(left[p.left].text) for p in rows) / letters,
        "worst word": 1 - worst,
        "left over on both": min(min(over_l, over_r) / short, 1.0),
        "contradiction": float(bool(pairing.left and pairing.right)),
        "left over on one": abs(over_l - over_r) / long,
        "one word only": float(
            len(pairs) == 1 and max(len(left), len(right)) > 1 and bool(pairing.left or pairing.right)
        ),
        "letters in a row": _in_a_row(a, b),
        "letters changed": max(
            (_changed(left[p.left].text, right[p.right].text) for p in rows if p.how == "spelled"), default=0.0
        ),
        "first letter": float(any(_otherwise(p, left, right) for p in rows)),
    }


def _weigh(words: Sequence[Word], which: Sequence[int]) -> float:
    return sum(words[i].weight for i in which)


def _otherwise(p: Pair, left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether two paired words begin with another letter, which typing errors seldom touch."""
    return p.how == "spelled" and left[p.left].text[0] != right[p.right].text[0]


def _changed(x: str, y: str) -> float:
    """How many letters one would have to mistype, by the longer word."""
    return OSA.distance(x, y) / max(len(x), len(y))


def _in_a_row(a: Name, b: Name) -> float:
    """How far all letters agree, spaces aside, from a half on: 0 to 1."""
    x, y = a.letters, b.letters
    if x == y:
        return 1.0
    n = max(len(x), len(y), 1)
    if len(x) + len(y) < 5 or abs(len(x) - len(y)) * 3 > n:
        return 0.0
    return max(0.0, 1 - 3 * OSA.distance(x, y, score_cutoff=n // 3 + 1) / n)


def body(a: Name, b: Name) -> Compared:
    """The features of two names of bodies, groups or ships."""
    pairing = pair_up(a, b)
    stands = _acronym(a, b, pairing)
    if stands:
        pairing = _without(pairing, a, b, stands)
    found = _common(a, b, pairing)
    left, right = [a.words[i] for i in pairing.left], [b.words[j] for j in pairing.right]
    unlike = [(a.words[p.left].text, b.words[p.right].text) for p in pairing.pairs if p.how == "spelled"]
    found["two known words"] = float(any(known(x) and known(y) for x, y in unlike))
    found["legal forms"] = float(bool(a.legal and b.legal) and not a.legal & b.legal)
    found["numbers"] = float(_any(left, "number") and _any(right, "number"))
    found["nations"] = float(_any(left, "nation") and _any(right, "nation"))
    found["number on one"] = float(_any(left, "number") != _any(right, "number"))
    found["nation on one"] = float(not stands and _any(left, "nation") != _any(right, "nation"))
    found["qualifier on one"] = float(_any(left, "qualifier") or _any(right, "qualifier"))
    found["proper on one"] = float(bool(left) != bool(right) and _any(left or right, "word"))
    found["acronym"] = float(bool(stands))
    proper = [p for p in pairing.pairs if a.words[p.left].kind in ("word", "acronym", "nation") or p.how == "joined"]
    found["only general words"] = float(not proper and not stands and a.letters != b.letters)
    found["general on both"] = float(bool(left and right) and all(w.kind == "generic" for w in (*left, *right)))
    found["general on one"] = float(bool(left) != bool(right) and all(w.kind == "generic" for w in (*left, *right)))
    found["designators only"] = float(bool(left) != bool(right) and _designate(left or right))
    return Compared(a, b, pairing, found, stands)


def _designate(words: Sequence[Word]) -> bool:
    from sayso.lexicon.matching.terms import term_of

    return all(w.text in term_of().designators for w in words)


def _any(words: Sequence[Word], kind: str) -> bool:
    return any(w.kind == kind for w in words)


def _acronym(a: Name, b: Name, pairing: Pairing) -> str:
    """The word of one name that is spelled by the first letters of the other, or ""."""
    for short, full, rest in ((a, b, pairing.left), (b, a, pairing.right)):
        for i in rest:
            word = short.words[i]
            lone = len(short.words) == 1 and 2 < len(word.text) < 7 and len(full.words) > 2
            if (word.kind == "acronym" or (lone and short.raw.strip(" .").isupper())) and (
                spells(word.text, full.full) or ("-" in full.raw and spells(word.text, full.script.text))
            ):
                return word.text
    return ""


def _without(pairing: Pairing, a: Name, b: Name, stands: str) -> Pairing:
    """The pairing once an acronym stands for the other name: what it covers is no longer left over."""
    if any(a.words[i].text == stands for i in pairing.left):
        return Pairing(pairing.pairs, [i for i in pairing.left if a.words[i].text != stands], [])
    return Pairing(pairing.pairs, [], [j for j in pairing.right if b.words[j].text != stands])
