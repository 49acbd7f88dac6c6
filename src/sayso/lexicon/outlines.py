"""Outlines of countries, for maps drawn offline: Natural Earth, simplified by `training/outlines.py`.

Where a border is disputed the lines are those of that data set; they decide nothing, and a map says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.lexicon.countries import rows

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


class Shape(NamedTuple):
    """One ring of a country's outline.

    Attributes:
        code: ISO 3166-1 alpha-3, or "" where the territory has no code here.
        box: what it lies within.
        ring: points, longitude first, in degrees; the last is the first.
    """

    code: str
    box: Box
    ring: tuple[Point, ...]


@cache
def shapes() -> tuple[Shape, ...]:
    """All rings, the larger ones of each country first.

    >>> {"FIN", "IRN", "ZAF"} <= {s.code for s in shapes()}
    True
    """
    arcs: list[tuple[Point, ...]] = []
    found: list[Shape] = []
    for kind, *cells in rows("outlines"):
        if kind == "arc":
            arcs.append(_points(cells[0]))
            continue
        for ring in cells[1:]:
            points = _ring([int(n) for n in ring.split(",")], arcs)
            if len(points) > 3:  # simplifying leaves two points of a rock
                found.append(Shape(cells[0], box_of(points), points))
    return tuple(found)


def _points(coded: str) -> tuple[Point, ...]:
    found, x, y = [], 0, 0
    for pair in coded.split(" "):
        dx, dy = pair.split(",")
        x, y = x + int(dx), y + int(dy)
        found.append((x / 100, y / 100))
    return tuple(found)


def _ring(numbers: Sequence[int], arcs: Sequence[tuple[Point, ...]]) -> tuple[Point, ...]:
    """The points of a ring; -1 - n is arc n backwards."""
    found: list[Point] = []
    for n in numbers:
        arc = arcs[n] if n >= 0 else arcs[-1 - n][::-1]
        found += arc[1:] if found and found[-1] == arc[0] else arc
    return tuple(found)


def box_of(points: Sequence[Point]) -> Box:
    """What points lie within.

    >>> box_of([(1, 2), (3, -4)])
    (1, -4, 3, 2)
    """
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def clipped(ring: Sequence[Point], box: Box) -> list[Point]:
    """A ring without what lies outside a box (Sutherland and Hodgman); empty if it is all outside.

    >>> clipped([(0, 0), (4, 0), (4, 4), (0, 4)], (1, 1, 2, 2))
    [(1.0, 1), (2.0, 1), (2.0, 2), (1.0, 2)]
    """
    west, south, east, north = box
    points = [(float(x), float(y)) for x, y in ring]
    for axis, bound, side in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        points = _cut(points, axis, bound, side)
    start = points.index(min(points)) if points else 0
    return points[start:] + points[:start]


def _cut(points: Sequence[Point], axis: int, bound: float, side: int) -> list[Point]:
    found: list[Point] = []
    for n, here in enumerate(points):
        before = points[n - 1]
        inside, was = (side * (p[axis] - bound) >= 0 for p in (here, before))
        if inside != was:
            share = (bound - before[axis]) / (here[axis] - before[axis])
            crossed = [before[i] + share * (here[i] - before[i]) for i in (0, 1)]
            crossed[axis] = bound
            found.append((crossed[0], crossed[1]))
        if inside:
            found.append(here)
    return [p for n, p in enumerate(found) if n == 0 or p != found[n - 1]]
