"""Which of several places of one name a report means: by what it is said to lie in, and by what else is spoken of.

The score of a meaning is a sum: its weight (people), what its own words say, the share of the report that is about its
country, whether its province is named, how near it lies to the other places. A name has one meaning in a report,
except where its own words say otherwise ("Paris, Texas"). What cannot be told stays open, and says why.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sayso.annotating.places.names import Meaning, beside, listed, meanings, short_area, within
from sayso.lexicon.geo import kilometres
from sayso.lexicon.geo_spots import Spot
from sayso.lexicon.names import fold
from sayso.records.actor import Mention

# Set by hand and checked on GeoVirus, where COUNTRY between 2 and 3 changes accuracy by .001.
WEIGHT, COUNTRY, AREA, NEAR, NEAR_KM, LIST, LOCAL = 1.4, 2.4, 2.0, 2.0, 120.0, 1.8, 1.2
INSIDE, HOLDING, ECHO = 7.0, 0.6, 0.6
# So much better must a meaning be than the best elsewhere, before others are judged by it; less in each round.
_SURE = (2.0, 2.0, 1.0, 0.5)
# A place this small, or this small under another spelling, is not meant far from all that the report speaks of.
_SMALL, _OTHER_SPELLING, _FAR_KM = 4.0, 5.6, 400.0
_DATELINE = re.compile(r"\s{0,2}(?:\(|-|:)")
_CLOSED = re.compile(r"\s{0,2}(?:[,.;:()\n-]|$)")
_DATELINE_CHARS = 120


@dataclass(slots=True)
class Toponym:
    """A mention to be placed: its meanings, what its own words add to each, and what is found."""

    mention: Mention
    key: str
    options: tuple[Meaning, ...]
    own: list[float] = field(default_factory=list)
    best: Spot | None = None
    margin: float = 0.0
    why: str = ""


def toponyms(text: str, mentions: Iterable[Mention]) -> list[Toponym]:
    """The mentions that name places, with what each may mean, in text order."""
    out = []
    for m in mentions:
        options = meanings(m.text, beside(text, m.start, m.end))
        if m.kind == "state":
            options = _acting(m, options)
        out.append(Toponym(m, fold(m.text), options, [0.0] * len(options)))
    return out


def _acting(m: Mention, options: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """A capital that acts is its state's government, whatever other towns are called so."""
    if any(o.spot.kind == "country" for o in options):
        return tuple(o for o in options if o.spot.kind != "town" or o.spot.entry is None)
    kept = (o for o in options if o.spot.entry is not None and o.spot.entry.form == "capital")
    return tuple(o for o in kept if o.spot.place.country == m.country) or options


def resolve(text: str, names: Sequence[Toponym], others: Iterable[Mention]) -> None:
    """Set the best meaning of each name, or why there is none."""
    lead: Counter[str] = Counter(m.country for m in others if m.country)
    for i, name in enumerate(names):
        _short(text, name)
        _among(name, names[max(0, i - 2) : i + 3])
    for i, (a, b) in enumerate(pairwise(names)):
        row = _in_a_row(text, names[max(0, i - 1) : i + 3])
        _pair(text, a, b, row=row)
    _share(names)
    for sure in _SURE:
        _round(names, lead, sure)
    for name in names:
        _doubt(name, names, lead)


def _short(text: str, name: Toponym) -> None:
    """A town before a short form lies in that province: "Troy, Ala."."""
    area = short_area(text, name.mention.end)
    if area is None:
        return
    for i, option in enumerate(name.options):
        if (option.spot.place.country, option.spot.area) == area:
            name.own[i] = INSIDE + 0.1 * option.spot.weight


def _among(name: Toponym, near: Sequence[Toponym]) -> None:
    """A state named close by speaks for the places in it."""
    tops = {top.place.country for n in near if n is not name and (top := _top(n)) is not None and top.kind == "country"}
    for i, option in enumerate(name.options):
        if option.spot.place.country in tops and option.spot.kind != "country":
            name.own[i] = max(name.own[i], LOCAL)


def _in_a_row(text: str, near: Sequence[Toponym]) -> bool:
    """Whether three or more states or provinces stand in a list: "Georgia, Oklahoma and Iowa"."""
    run = 0
    for one, other in pairwise(near):
        joined = listed(text[one.mention.end : other.mention.start]) and _may_be_wide(one) and _may_be_wide(other)
        run = run + 1 if joined else 0
        if run > 1:
            return True
    return False


def _may_be_wide(name: Toponym) -> bool:
    return any(o.spot.place.precision in ("country", "province") for o in name.options)


def _wide(name: Toponym) -> bool:
    top = _top(name)
    return top is not None and top.kind in ("country", "area")


def _top(name: Toponym) -> Spot | None:
    return max((o.spot for o in name.options), key=lambda s: s.weight, default=None)


def _pair(text: str, a: Toponym, b: Toponym, *, row: bool) -> None:
    """What two neighbours say of each other."""
    between = text[a.mention.end : b.mention.start]
    way = within(between)
    loose = between == ", "
    if way and not (loose and row):
        inner, outer = (a, b) if way > 0 else (b, a)
        _hold(inner, outer, loose=loose)
        if loose:
            _check_outer(text, inner, outer)
    if listed(between):
        _alike(a, b, LIST * 2 if row else LIST)
        _alike(b, a, LIST * 2 if row else LIST)


def _alike(one: Toponym, other: Toponym, weight: float) -> None:
    """Beside a province in a list stands a province: "Oregon and Washington"."""
    top = _top(other)
    if top is None or top.kind != "area":
        return
    for i, option in enumerate(one.options):
        spot = option.spot
        if spot.kind == "area" and (spot.place.precision, spot.place.country) == (
            top.place.precision,
            top.place.country,
        ):
            one.own[i] = max(one.own[i], weight)


def _hold(inner: Toponym, outer: Toponym, *, loose: bool) -> None:
    top = _top(inner)
    state = top is not None and top.kind == "country"
    for j, big in enumerate(outer.options):
        if big.spot.kind not in ("country", "area"):
            continue
        if loose and state and big.spot.kind == "country":
            continue  # "China, Japan": a list, though a town in Japan is called so
        held = [i for i, o in enumerate(inner.options) if big.spot.holds(o.spot)]
        if loose and big.spot.kind == "area":
            held = [i for i in held if inner.options[i].spot.kind == "town" or big.spot.place.precision == "province"]
        for i in held:
            spot = inner.options[i].spot
            inner.own[i] = max(inner.own[i], INSIDE + 0.1 * spot.weight)
        if held:
            heaviest = max(inner.options[i].spot.weight for i in held)
            outer.own[j] = max(outer.own[j], 1.0 + HOLDING * heaviest)


def _check_outer(text: str, inner: Toponym, outer: Toponym) -> None:
    """Leave open what the text puts where no place of that name is.

    "Stroud, Ontario," is not the Stroud of England, nor is "TEHRAN, Peru (…)" in Iran.
    """
    after = text[outer.mention.end : outer.mention.end + 4]
    if not inner.options or not _wide(outer) or _wide(inner) or not _CLOSED.match(after):
        return
    wide = [o.spot for o in outer.options if o.spot.kind in ("country", "area")]
    if not any(w.holds(o.spot) for w in wide for o in inner.options):
        lead = (
            "the dateline puts" if inner.mention.start < _DATELINE_CHARS and _DATELINE.match(after) else "the text puts"
        )
        inner.why = f"{lead} {inner.mention.text} in {outer.mention.text}, where none is known"


def _share(names: Sequence[Toponym]) -> None:
    """What one mention says of itself holds, less strongly, for the others of its name."""
    most: dict[tuple[str, Spot], float] = defaultdict(float)
    for n in names:
        for o, own in zip(n.options, n.own, strict=True):
            most[n.key, o.spot] = max(most[n.key, o.spot], own)
    for n in names:
        n.own = [max(own, ECHO * most[n.key, o.spot]) for o, own in zip(n.options, n.own, strict=True)]


@dataclass(slots=True)
class _Scene:
    countries: Counter[str]
    areas: dict[tuple[str, str], set[str]]
    points: list[tuple[str, tuple[float, float]]]

    def score(self, name: Toponym, i: int) -> float:
        option = name.options[i]
        spot, code = option.spot, option.spot.place.country or ""
        most = max(self.countries.values(), default=0)
        total = WEIGHT * spot.weight + option.bonus + name.own[i]
        if code and most:
            total += COUNTRY * min(1.0, self.countries[code] / most * 2)
        if spot.area and self.areas.get((code, spot.area), set()) - {name.key}:
            total += AREA
        if spot.kind in ("town", "area") and spot.point is not None:
            total += NEAR * math.exp(-self.nearest(name.key, spot.point) / NEAR_KM)
        return total

    def nearest(self, key: str, point: tuple[float, float]) -> float:
        """Kilometres to the nearest other place of the report."""
        return min((kilometres(point, p) for k, p in self.points if k != key), default=math.inf)


def _scene(names: Sequence[Toponym], lead: Counter[str], sure: float = _SURE[0]) -> _Scene:
    scene = _Scene(Counter(lead), defaultdict(set), [])
    seen: set[tuple[str, Spot]] = set()
    for n in names:
        if n.best is None or n.margin < sure or n.why:
            continue
        code = n.best.place.country
        if code:
            scene.countries[code] += 2 if n.mention.start < _DATELINE_CHARS // 2 else 1
        if (n.key, n.best) in seen:
            continue
        seen.add((n.key, n.best))
        if n.best.kind in ("area", "town") and n.best.area and code:
            scene.areas[code, n.best.area].add(n.key)
        if n.best.kind in ("area", "town") and n.best.point is not None:
            scene.points.append((n.key, n.best.point))
    return scene


def _round(names: Sequence[Toponym], lead: Counter[str], sure: float) -> None:
    scene = _scene(names, lead, sure) if any(n.best for n in names) else _first(names, lead)
    done: dict[tuple[str, tuple[float, ...]], tuple[Spot, float]] = {}
    for n in names:
        if not n.options or n.why:
            continue
        known = (n.key, tuple(n.own))
        if known not in done:
            done[known] = _choose(scene, n)
        n.best, n.margin = done[known]


def _first(names: Sequence[Toponym], lead: Counter[str]) -> _Scene:
    """Before anything is known: by weight and own words alone."""
    empty = _Scene(Counter(lead), {}, [])
    for n in names:
        if n.options and not n.why:
            n.best, n.margin = _choose(empty, n)
    return _scene(names, lead)


def _choose(scene: _Scene, name: Toponym) -> tuple[Spot, float]:
    scores = [scene.score(name, i) for i in range(len(name.options))]
    best = max(range(len(scores)), key=lambda i: scores[i])
    spot = name.options[best].spot
    rival = max((s for s, o in zip(scores, name.options, strict=True) if _elsewhere(spot, o.spot)), default=-math.inf)
    return spot, scores[best] - rival


def _elsewhere(a: Spot, b: Spot) -> bool:
    if a.kind == b.kind == "country" or None in (a.point, b.point):
        return a.place != b.place
    return a.place != b.place and kilometres(a.point or (0, 0), b.point or (0, 0)) > NEAR_KM


def _doubt(name: Toponym, names: Sequence[Toponym], lead: Counter[str]) -> None:
    """Leave open what nothing but a small namesake far away would explain."""
    if name.why:
        name.best = None
        return
    if name.best is None:
        name.why = "no place of that name is known"
        return
    spot = name.best
    spelt = fold(spot.place.name) == name.key or spot.entry is not None
    if (
        spot.weight >= (_SMALL if spelt else _OTHER_SPELLING)
        or spot.kind not in ("town", "area")
        or max(name.own, default=0.0) >= INSIDE * ECHO
    ):
        return
    scene = _scene([n for n in names if n.key != name.key], lead)
    about = {c for c, n in scene.countries.items() if n}
    if about and spot.place.country not in about and scene.nearest(name.key, spot.point or (0, 0)) > _FAR_KM:
        name.best = None
        name.why = "the only places of that name are small, and far from all that the report speaks of"
