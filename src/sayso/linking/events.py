"""Which claims of one report are about one happening.

A claim is compared with earlier ones that share something with it. It joins the happening that most speaks for,
provided nothing speaks against: another kind of act, other victims, another day, another town, "another attack". An
accusation is never the act it accuses somebody of, and what is only intended has not happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from sayso.lexicon.language import load
from sayso.linking.cluster import Clusters
from sayso.linking.naming import fold, words
from sayso.records.tables import Row

NEEDED = 2.5
BLOCK = 30
NEAR = 12
BREATH = 90
_FINE = frozenset({"exact", "near", "city", "district"})


@dataclass(frozen=True, slots=True)
class Happening:
    """What one claim says of a happening, with actors resolved; `row` is the claim's row.

    Attributes:
        actors, recipients: actor ids; `vague` holds those who do and suffer many things: all but persons and buildings.
        noun: the folded noun, if the trigger is one that names a happening; `points` how its determiner takes it.
    """

    row: Row
    actors: frozenset[str]
    recipients: frozenset[str]
    vague: frozenset[str]
    noun: str | None
    points: str | None

    @property
    def real(self) -> bool:
        """Whether it is put forward as having happened, or denied: not intended, not merely imagined."""
        return not {"future", "hypothetical"} & set(self.row["modes"] or ())


class Feature(NamedTuple):
    """A named reason for two claims being about one happening."""

    name: str
    weight: float
    why: str


class Same(NamedTuple):
    """A decision on two claims (numbers in the list of happenings)."""

    left: int
    right: int
    verdict: str
    score: float
    why: str


def happenings(
    claims: Sequence[Row], roles: Mapping[str, Mapping[str, list[str]]], vague: frozenset[str]
) -> list[Happening]:
    """The claims that can be about a happening: events, and goods or people passing through somewhere."""
    found = []
    for row in claims:
        if row["kind"] != "event" and row["type"] != "transits":
            continue
        mine = roles.get(row["claim"], {})
        actors = frozenset((*mine.get("actor", ()), *mine.get("subject", ())))
        recipients = frozenset((*mine.get("recipient", ()), *mine.get("object", ())))
        noun, points = _noun(row)
        found.append(Happening(row, actors, recipients, vague, noun, points))
    return found


def same_incidents(found: Sequence[Happening]) -> tuple[list[list[int]], list[Same]]:
    """Groups of claims about one happening each (only of real ones), and the decisions that made them."""
    clusters = Clusters(len(found), lambda i, j: conflict(found[i], found[j]))
    decisions: list[Same] = []
    blocks: dict[object, list[int]] = defaultdict(list)
    earlier: list[int] = []
    for n, this in enumerate(found):
        if not this.real:
            continue
        near = earlier[-NEAR:] if this.points == "definite" else earlier[-2:]
        keys = list(_keys(this))
        others = sorted({*near, *(i for key in keys for i in blocks[key][-BLOCK:])}, reverse=True)
        decisions += _decide(n, others, found, clusters)
        for key in keys:
            blocks[key].append(n)
        earlier.append(n)
    groups = [g for g in clusters.groups() if found[g[0]].real]
    return groups, decisions


def _decide(n: int, others: Iterable[int], found: Sequence[Happening], clusters: Clusters) -> list[Same]:
    """Join claim `n` to those told in the same words, and to the best of the others: the nearest of equals."""
    scored = []
    for other in others:
        features = likeness(found[other], found[n])
        total = sum(f.weight for f in features)
        if total >= NEEDED:
            told = any(f.name in ("words", "breath") for f in features)
            scored.append((told, total, other, "; ".join(f.why for f in features)))
    decisions = []
    for told, total, other, why in sorted(scored, reverse=True):
        against = clusters.join(other, n)
        score = round(total / (total + NEEDED), 4)
        if against is None:
            decisions.append(Same(other, n, "positive", score, why))
            if not told:
                break
            continue
        verdict = "unsure" if against.startswith("somebody else") else "negative"
        decisions.append(Same(other, n, verdict, score, f"{why}; but {against}"))
    return decisions


def _keys(this: Happening) -> Iterable[object]:
    kind = this.row["type"]
    for who in (this.recipients or this.actors) - this.vague:
        yield ("who", who)
    for who in this.recipients & this.vague:
        yield ("whom", who, kind)
    if this.row["place"] and this.row["place_precision"] in _FINE:
        yield ("where", fold(this.row["place"]), kind)
    yield ("word", fold(this.row["trigger"]), kind)


def conflict(left: Happening, right: Happening) -> str | None:
    """Why two claims cannot be about one happening; `right` is the later in the text."""
    a, b = left.row, right.row
    if a["within"] == b["claim"] or b["within"] == a["claim"]:
        return "one is what the other is about"
    if not _one_family(left, right):
        return "they are different kinds of act"
    if a["mode"] and b["mode"] and a["mode"] != b["mode"] and not _compatible(a["mode"], b["mode"]):
        return "the act was done in different ways"
    if _war(a) != _war(b):
        return "a war is more than an act in it"
    if right.points == "indefinite" and right.noun is not None:
        return "it is told as another one"
    if _apart(left.recipients, right.recipients) and not _apart_is_vague(left, right):
        return "somebody else was the target"
    if _apart(left.actors, right.actors):
        return "somebody else is said to have done it"
    return _elsewhere(a, b) or _another_time(a, b)


def likeness(left: Happening, right: Happening) -> list[Feature]:
    """What speaks for two claims being about one happening."""
    a, b = left.row, right.row
    found = []
    if a["type"] == b["type"]:
        found.append(Feature("type", 0.75, f"both are {a['type']}"))
    if a["mode"] and a["mode"] == b["mode"]:
        found.append(Feature("mode", 0.5, f"both by {a['mode']}"))
    elif fold(a["trigger"]) == fold(b["trigger"]):
        found.append(Feature("word", 0.5, f"both are called “{b['trigger']}”"))
    found += _shared(left, right)
    if a["place"] and b["place"] and fold(a["place"]) == fold(b["place"]):
        found += [Feature("place", 1.0, f"both in {a['place']}")] * (a["place_precision"] in _FINE)
    if a["when_start"] and a["when_start"] == a["when_end"] == b["when_start"] == b["when_end"]:
        found.append(Feature("day", 1.0, f"both on {a['when_start']}"))
    if right.points == "definite" and right.noun is not None and _names(right.noun, left):
        found.append(Feature("back", 1.75, f"“{right.noun}” points back"))
    if _overlap(a, b):
        found.append(Feature("words", 1.75, "one is told within the words of the other"))
    elif a["type"] == "ASSAULT" and _one_breath(left, right):
        found.append(Feature("breath", 1.75, "what it did to people is told with it"))
    return found


def _overlap(a: Row, b: Row) -> bool:
    return bool(a["trigger_start"] < b["trigger_end"] and b["trigger_start"] < a["trigger_end"])


def _one_breath(left: Happening, right: Happening) -> bool:
    """Whether one is an attack and the other, close by, what an attack does: "the blast killed three"."""
    gap = max(left.row["trigger_start"], right.row["trigger_start"]) - min(
        left.row["trigger_end"], right.row["trigger_end"]
    )
    return gap < BREATH and any(
        x.noun is not None and y.noun is None and _harms(y.row) for x, y in ((left, right), (right, left))
    )


def _war(row: Row) -> bool:
    """Whether a claim tells of a war as a whole, in which many things happen."""
    return fold(row["trigger"].split()[-1]) in words("wars")


def _harms(row: Row) -> bool:
    return any(fold(word) in words("harm") for word in row["trigger"].split())


def _shared(left: Happening, right: Happening) -> Iterable[Feature]:
    for name, weights, one, two in (
        ("recipient", (2.0, 0.75), left.recipients, right.recipients),
        ("actor", (1.0, 0.4), left.actors, right.actors),
    ):
        both = one & two
        if both:
            weight = weights[0] if both - left.vague else weights[1]
            yield Feature(name, weight, f"both have one {name}")


def _one_family(left: Happening, right: Happening) -> bool:
    if left.row["type"] == right.row["type"]:
        return True
    if "transits" in (left.row["type"], right.row["type"]):
        return _overlap(left.row, right.row)
    vague = right.noun in words("event_nouns", "any") and right.points == "definite"
    return vague and left.row["type"] in _MATERIAL


_MATERIAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "transits"})


def _compatible(left: str, right: str) -> bool:
    return any(left in family and right in family for family in load("lang/en/linking")["compatible_modes"])


def _apart(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left) and bool(right) and not left & right


def _apart_is_vague(left: Happening, right: Happening) -> bool:
    """Whether the targets differ only in how closely they are named: a state for its embassy, "people" for a man."""
    return left.recipients <= left.vague or right.recipients <= right.vague


def _elsewhere(a: Row, b: Row) -> str | None:
    if a["place_country"] and b["place_country"] and a["place_country"] != b["place_country"]:
        return "it was in another country"
    fine = a["place_precision"] in _FINE and b["place_precision"] in _FINE
    if fine and a["place"] and b["place"] and fold(a["place"]) != fold(b["place"]):
        return "it was in another place"
    return None


def _another_time(a: Row, b: Row) -> str | None:
    if ("historical" in (a["modes"] or ())) != ("historical" in (b["modes"] or ())):
        return "one is long past"
    before = a["when_end"] and b["when_start"] and a["when_end"] < b["when_start"]
    after = b["when_end"] and a["when_start"] and b["when_end"] < a["when_start"]
    return "it was at another time" if before or after else None


def _names(noun: str, other: Happening) -> bool:
    """Whether a noun can name what another claim tells."""
    kind = other.row["type"]
    return noun in words("event_nouns", str(kind)) or (noun in words("event_nouns", "any") and kind in _MATERIAL)


def _noun(row: Row) -> tuple[str | None, str | None]:
    """The noun in the trigger that names a happening, and whether its determiner is definite, indefinite or none."""
    trigger = [fold(word) for word in row["trigger"].replace("-", " ").split()]
    for n in range(len(trigger) - 1, -1, -1):
        if trigger[n] in _event_nouns():
            return trigger[n], _points([*row["before"].casefold().replace("-", " ").split(), *trigger[:n]])
    return None, None


def _points(before: Sequence[str]) -> str | None:
    """How the determiner among the words before a noun takes it; None if there is none in the noun's phrase."""
    left = [word.strip('"“”‘()') for word in before]
    if len(left) > 1 and left[-1] == "of" and left[-2] in words("kinds_of"):
        left = left[:-2]
    for word in reversed(left[-4:]):
        if word in words("indefinite"):
            return "indefinite"
        if word in words("definite") or _time_of(word):
            return "definite"
        if not word or not word[-1].isalnum() or word in words("breaks"):
            return None
    return None


def _time_of(word: str) -> bool:
    """Whether a word is a possessive of time, as in "last night's attack"."""
    bare, mark, ending = word.replace("’", "'").partition("'")
    return bool(mark) and ending in ("s", "") and bare in words("times")


@cache
def _event_nouns() -> frozenset[str]:
    return frozenset(noun for kind in load("lang/en/linking")["event_nouns"] for noun in words("event_nouns", kind))
