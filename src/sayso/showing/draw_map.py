"""The map with honest precision: each place is as wide as it is known, and never a pin where only a country is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, radians, sin
from typing import Any, NamedTuple

from sayso.lexicon.language import resource
from sayso.showing.draw import BLUE, INK, LINE, ORANGE, PAPER, SOFT, WIDTH, Picture
from sayso.showing.wording import count, flat

OUTLINES = "gazetteers/outlines.tsv"
RADIUS_KM = {"exact": 2.0, "near": 12.0, "city": 10.0, "district": 45.0, "province": 120.0, "country": 350.0,
             "region": 600.0}  # fmt: skip
"""How far from the centre the place may lie, by its precision: what a circle covers on the map."""
_WORDS = {"exact": "to the spot", "near": "near", "city": "the town", "district": "the district",
          "province": "the province", "country": "the country only", "region": "the region only"}  # fmt: skip
_KM = 111.2
_HIGH = 340
_SEA = "#eef3f6"

Point = tuple[float, float]
Ring = list[Point]


class View(NamedTuple):
    """The corner of what is drawn, and its pixels to a degree."""

    west: float
    south: float
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as told: its centre, how precisely, and how many claims tell it."""

    name: str
    lat: float
    lon: float
    precision: str
    claims: int


def map_of(spots: Sequence[Spot]) -> Picture:
    """The places on a map, each drawn as wide as it is known.

    >>> map_of([Spot("Mainila", 60.2, 29.9, "near", 11)]).alt
    'Places told: Mainila (near, 11 claims).'
    """
    told = [f"{flat(s.name)} ({_WORDS.get(s.precision, s.precision)}, {count(s.claims, 'claim')})" for s in spots]
    more = f"; and {len(told) - 8} more" if len(told) > 8 else ""
    view = _around(spots)
    shapes = [
        _feature([_flat(_circle(s), view)], pinned=s.precision in ("exact", "near", "city"))
        for s in sorted(spots, key=lambda s: -_reach(s))
    ]
    labels = [
        {"x": x, "y": y, "words": flat(s.name)[:40]} for s in spots[:20] for x, y in _flat([(s.lon, s.lat)], view)
    ]
    land = [_feature(rings) for rings in _countries(view)]
    layers: list[dict[str, Any]] = [
        {"data": {"values": [_feature([_frame(view)])]},
         "mark": {"type": "geoshape", "fill": _SEA, "stroke": LINE}},
        {"data": {"values": land},
         "mark": {"type": "geoshape", "fill": LINE, "fillOpacity": 0.55, "stroke": SOFT, "strokeWidth": 0.7}},
        {"data": {"values": shapes},
         "mark": {"type": "geoshape", "stroke": INK, "strokeWidth": 1.1, "fillOpacity": 0.45},
         "encoding": {
             "fill": {"condition": {"test": "datum.properties.pinned", "value": ORANGE}, "value": BLUE},
             "strokeDash": {"condition": {"test": "datum.properties.pinned", "value": [1, 0]}, "value": [5, 4]}}},
    ]  # fmt: skip
    place = {"x": _axis("x", WIDTH), "y": _axis("y", _HIGH), "text": {"field": "words", "type": "nominal"}}
    for mark in ({"stroke": PAPER, "strokeWidth": 3, "strokeOpacity": 0.85, "color": PAPER}, {"color": INK}):
        layers.append({"data": {"values": labels}, "mark": {"type": "text", "dy": -14, "fontSize": 12, **mark},
                       "encoding": place})  # fmt: skip
    return Picture(
        {"width": WIDTH, "height": _HIGH, "layer": [x for x in layers if x["data"]["values"]],
         "projection": {"type": "identity", "scale": 1, "translate": [0, 0]}},
        f"Places told: {'; '.join(told[:8])}{more}." if told else "No place is told.",
    )  # fmt: skip


def _axis(field: str, size: int) -> dict[str, Any]:
    domain = [size, 0] if field == "y" else [0, size]
    return {"field": field, "type": "quantitative", "axis": None, "scale": {"domain": domain, "nice": False}}


def _feature(rings: Sequence[Ring], **properties: object) -> dict[str, Any]:
    shape = {"type": "MultiPolygon", "coordinates": [[list(map(list, r))] for r in rings]}
    return {"type": "Feature", "geometry": shape, "properties": properties}


def _reach(spot: Spot) -> float:
    """How far from the centre the place may lie, in degrees of latitude."""
    return RADIUS_KM.get(spot.precision, 600.0) / _KM


def _circle(spot: Spot) -> Ring:
    """A ring around the centre, as wide as the place is known."""
    wide = _reach(spot) / max(0.15, cos(radians(spot.lat)))
    turns = [2 * pi * n / 40 for n in range(41)]
    return [(spot.lon + wide * sin(t), spot.lat + _reach(spot) * cos(t)) for t in turns]


def _around(spots: Sequence[Spot]) -> View:
    """What is drawn: its south-west corner, and pixels to a degree of longitude and of latitude."""
    boxes = [(-170.0, -55.0, 170.0, 72.0)] if not spots else [
        (s.lon - wide, s.lat - reach, s.lon + wide, s.lat + reach)
        for s in spots
        for reach in (max(1.5, 1.7 * _reach(s)),)
        for wide in (reach / max(0.2, cos(radians(s.lat))),)
    ]  # fmt: skip
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    narrow = max(0.2, cos(radians((south + north) / 2)))
    down = min(_HIGH / (north - south), WIDTH / ((east - west) * narrow))
    across = down * narrow
    return View((west + east) / 2 - WIDTH / 2 / across, (south + north) / 2 - _HIGH / 2 / down, across, down)


def _flat(points: Iterable[Point], view: View) -> Ring:
    """Degrees to pixels."""
    return [
        (round((x - view.west) * view.across, 1), round(_HIGH - (y - view.south) * view.down, 1)) for x, y in points
    ]


def _frame(view: View) -> Ring:
    return [(0.0, 0.0), (WIDTH, 0.0), (float(WIDTH), float(_HIGH)), (0.0, float(_HIGH)), (0.0, 0.0)]


def _countries(view: View) -> Iterator[list[Ring]]:
    """The outlines of the countries that the view touches, in pixels, cut at its edges."""
    for rings in _outlines().values():
        found = [cut for r in rings if len(r) > 3 and len(cut := _cut(_flat(r, view))) > 3]
        if found:
            yield found


def _cut(ring: Ring) -> Ring:
    """A ring within the frame (Sutherland and Hodgman), closed.

    >>> _cut([(-10, 10), (20, 10), (20, 20), (-10, 20), (-10, 10)])[:2]
    [(0.0, 10.0), (20, 10)]
    """
    for axis, edge, keep in ((0, 0.0, 1), (0, float(WIDTH), -1), (1, 0.0, 1), (1, float(_HIGH), -1)):
        kept: Ring = []
        for one, other in zip([ring[-1], *ring[:-1]], ring, strict=True) if ring else ():
            inside, was = (other[axis] - edge) * keep >= 0, (one[axis] - edge) * keep >= 0
            if inside != was:
                share = (edge - one[axis]) / (other[axis] - one[axis])
                crossing = [one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])]
                crossing[axis] = edge
                kept.append((round(crossing[0], 1), round(crossing[1], 1)))
            if inside:
                kept.append(other)
        ring = kept
    return [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring


@cache
def _outlines() -> dict[str, list[Ring]]:
    """Rings of each country in degrees, from arcs that neighbours share; empty where the file is not."""
    try:
        lines = resource(OUTLINES).splitlines()
    except FileNotFoundError:
        return {}
    arcs: list[Ring] = []
    found: dict[str, list[Ring]] = {}
    for line in lines:
        kind, *cells = line.split("\t")
        if kind == "arc":
            arcs.append(_arc(cells[0]))
        elif kind == "country":
            found[cells[0]] = [_ring([int(n) for n in c.split(",")], arcs) for c in cells[1:] if c]
    return found


def _arc(cell: str) -> Ring:
    x = y = 0
    points = []
    for pair in cell.split():
        dx, _, dy = pair.partition(",")
        x, y = x + int(dx), y + int(dy)
        points.append((x / 100, y / 100))
    return points


def _ring(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Arcs end to end; a number below zero is an arc backwards, as in TopoJSON."""
    points: Ring = []
    for n in numbers:
        arc = arcs[n] if n >= 0 else arcs[~n][::-1]
        points += arc if not points else arc[1:]
    return _unbroken(points)


def _unbroken(points: Ring) -> Ring:
    """A ring that crosses the date line goes on beyond 180 degrees, instead of once around the world.

    >>> _unbroken([(179.0, 60.0), (-179.0, 61.0)])
    [(179.0, 60.0), (181.0, 61.0)]
    """
    found: Ring = []
    for x, y in points:
        turns = round((found[-1][0] - x) / 360) if found else 0
        found.append((x + 360.0 * turns, y))
    return found
