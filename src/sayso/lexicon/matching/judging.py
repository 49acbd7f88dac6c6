"""The verdict: a logistic sum of named features, and the sentence that says what spoke for it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from sayso.lexicon.history import parents_of
from sayso.lexicon.language import load
from sayso.lexicon.matching import features
from sayso.lexicon.matching.features import Compared
from sayso.lexicon.matching.known import Known, entry_of
from sayso.lexicon.matching.reading import Sort, read, sort_of
from sayso.lexicon.matching.saying import why
from sayso.lexicon.matching.script import as_spoken
from sayso.lexicon.names import is_acronym_of

KNOWN = 0.97
"""How sure the gazetteers are."""
SAME = 0.5
"""From this score on two names are held to be one actor's; the weights are fitted so."""


@dataclass(frozen=True, slots=True)
class Match:
    """What comparing two names gave.

    Attributes:
        score: how likely they name the same, 0 to 1.
        verdict: `same` or `different`.
        why: what spoke for it, in one sentence.
        features: the numbers behind the score.
    """

    score: float
    verdict: Literal["same", "different"]
    why: str
    features: dict[str, float] = field(default_factory=dict, compare=False)


@cache
def _weights(sort: str) -> tuple[float, tuple[tuple[str, float], ...]]:
    table: dict[str, float] = load("names/weights")[sort]
    return table["always"], tuple((k, v) for k, v in table.items() if v and k != "always")


def compare(left: str, right: str, *, schema: str = "LegalEntity", known: bool = True) -> Match:
    """Compare two names.

    Args:
        left: a name.
        right: another.
        schema: what they name, as in FollowTheMoney: Person, Company, Organization, PublicBody, Vessel, LegalEntity, …
        known: whether the gazetteers may tell that two names of bodies are one's or two's.

    >>> compare("Bob Ruiz", "Robert Ruiz", schema="Person").verdict
    'same'
    >>> compare("Harbour Bank AG", "Harbour Insurance AG", schema="Company").verdict
    'different'
    """
    sort = sort_of(schema, left, right)
    score, compared = _compared(left, right, sort)
    lefts, rights = _ways(left, sort), _ways(right, sort)
    if lefts or rights:
        others = [(a, b) for a in (left, *lefts) for b in (right, *rights)][1:]
        score, compared = max([(score, compared), *(_compared(a, b, sort) for a, b in others)], key=lambda c: c[0])
    said = ""
    if sort == "body" and known and (a := entry_of(left)) and (b := entry_of(right)):
        score, said = _by_entry(a, b, score, left, right)
    verdict: Literal["same", "different"] = "same" if score >= SAME else "different"
    return Match(round(score, 4), verdict, said or why(compared, left, right, verdict), compared.found)


def _by_entry(a: Known, b: Known, score: float, left: str, right: str) -> tuple[float, str]:
    """What two entries of the gazetteers say, which know more than letters tell."""
    if a == b:
        return max(score, KNOWN), "" if score >= KNOWN else f"One name: both are names of “{a.name}” in the gazetteer."
    for child, parent in ((a, b), (b, a)):
        if any(entry_of(p) == parent for p in parents_of(child.name)):
            return min(score, 1 - KNOWN), f"Two names: by UCDP, “{child.name}” split from “{parent.name}”."
    if score < SAME:
        return score, ""
    return 1 - KNOWN, f"Two names: “{left}” and “{right}” are two entries of the gazetteer, “{a.name}” and “{b.name}”."


_ASIDE = re.compile(r"\(([^()]{2,60})\)")
_OR = re.compile(r"(?<=[^\W\d]{3})\s*/\s*(?=[^\W\d]{3})|\s+(?:a\.?k\.?a\.?|alias|also known as)\s+", re.IGNORECASE)


def _ways(name: str, sort: Sort) -> tuple[str, ...]:
    """Other ways to take a name: as its language speaks it, the names between strokes, without initials in brackets.

    >>> _ways("Harbour Guard/Coast Army", "body"), _ways("Front of Hope (FOH)", "body"), _ways("Ann Ruiz", "person")
    (('Harbour Guard', 'Coast Army'), ('Front of Hope ',), ())
    """
    if name.isascii() and "/" not in name and "(" not in name and "k" not in name and "lias" not in name:
        return ()
    ways = [spoken] if (spoken := as_spoken(name)) else []
    if len(options := _OR.split(name, maxsplit=4)) > 1:
        ways += options
    if (aside := _ASIDE.search(name)) and (sort == "person" or is_acronym_of(aside[1], _ASIDE.sub("", name))):
        ways.append(_ASIDE.sub("", name))
    return tuple(ways)


def _compared(left: str, right: str, sort: Sort) -> tuple[float, Compared]:
    a, b = read(left, sort), read(right, sort)
    compared = features.person(a, b) if sort == "person" else features.body(a, b)
    if not a.plain or not b.plain:
        return 0.0, compared
    if a.plain == b.plain:
        return 1.0, compared
    always, weights = _weights("person" if sort == "person" else "body")
    total = always + sum(w * compared.found[k] for k, w in weights)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), compared
