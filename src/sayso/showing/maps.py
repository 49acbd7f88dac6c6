"""A map of places as SVG, drawn by hand and offline: the less is known of where, the larger what is drawn.

A town is a dot as large as a town; a district, province or region a circle as wide as such a thing is; a country is
tinted, and has no point in it; what cannot be told is no point anywhere. Colours come from the style sheet.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence, Set
from html import escape
from typing import NamedTuple

from sayso.lexicon.countries import countries
from sayso.lexicon.outlines import Box, Point, box_of, clipped, shapes
from sayso.records.actor import PlacePrecision
from sayso.showing.wording import count, shown

WIDE = 660
TALLEST, FLATTEST = 460, 220
LEAST_DEGREES = 8.0
"""A map is never of less than this: outlines are good to some four kilometres."""
MARGIN = 0.22
RADIUS: dict[PlacePrecision, float] = {
    "exact": 2, "near": 15, "city": 8, "district": 30, "province": 90, "region": 250, "country": 0,
}  # fmt: skip
"""Kilometres that stand for what each level may be off; a country is tinted whole."""
SMALLEST = 3.5
"""Pixels: what is smaller could not be seen."""
LABELS = 14
CREDIT = "Outlines: Natural Earth, simplified; they decide no dispute."


class Spot(NamedTuple):
    """A place to draw.

    Attributes:
        name: as it is called; `told` what else to say of it when pointed at.
        lat, lon: degrees; None for a country that is tinted.
        precision: how exactly it is known.
        country: ISO 3166-1 alpha-3, or None.
        entries: numbers of the lines that are about it; the first is linked to if `href` is given.
        href: where it leads, as in `#r1-e3`.
    """

    name: str
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    country: str | None = None
    told: str = ""
    entries: tuple[int, ...] = ()
    href: str = ""


class View(NamedTuple):
    """A part of the world on a sheet: pixels from degrees, plain and true to distance along the middle latitude."""

    box: Box
    scale: float
    shrink: float
    width: float
    height: float

    def at(self, lon: float, lat: float) -> Point:
        """Where a point is, in pixels."""
        return (lon - self.box[0]) * self.shrink * self.scale, (self.box[3] - lat) * self.scale

    def pixels(self, kilometres: float) -> float:
        """How long a distance is."""
        return kilometres / 111.2 * self.scale


def places_map(spots: Iterable[Spot], *, id: str) -> str:
    """The map, or "" where no spot has a place on it.

    >>> places_map([], id="m")
    ''
    >>> "tint" in places_map([Spot("Finland", 64.0, 26.0, "country", "FIN")], id="m")
    True
    """
    kept = [s for s in spots if _known(s)]
    points = [s for s in kept if s.precision != "country" and s.lat is not None and s.lon is not None]
    tinted = {s.country for s in kept if s.precision == "country" and s.country}
    if not points and not any(shape.code in tinted for shape in shapes()):
        return ""
    view = view_of(points, tinted)
    land = "".join(_land(view, tinted, {s.country: s for s in kept if s.precision == "country"}))
    marks = "".join(_mark(s, view) for s in sorted(points, key=lambda s: -RADIUS[s.precision]))
    names = "".join((*_lands_named(view), *_labels(points, view)))
    scale = _bar(view)
    told = f"{count(len(points), 'place')} and {count(len(tinted), 'country', 'countries')} that no more is known of"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 {view.width:.0f} {view.height:.0f}"'
        f' width="{view.width:.0f}" height="{view.height:.0f}" role="img" aria-labelledby="{id}-t {id}-d">'
        f'<title id="{id}-t">Places</title><desc id="{id}-d">{escape(told)}. Listed below. {CREDIT}</desc>'
        f'<rect class="sea" width="{view.width:.0f}" height="{view.height:.0f}"/>{land}{marks}{names}{scale}</svg>'
    )


def _known(spot: Spot) -> bool:
    if spot.precision == "country":
        return bool(spot.country)
    return spot.lat is not None and spot.lon is not None and abs(spot.lat) <= 90 and abs(spot.lon) <= 180


def view_of(points: Sequence[Spot], tinted: Iterable[str | None] = ()) -> View:
    """The part of the world that shows all points, with room around; only countries, if there are no points."""
    wanted = frozenset(tinted)
    boxes: list[Box] = [_around(s) for s in points] or _largest(wanted)
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    middle = (south + north) / 2
    shrink = max(0.25, math.cos(math.radians(middle)))
    wide = max((east - west) * shrink * (1 + 2 * MARGIN), LEAST_DEGREES)
    high = max((north - south) * (1 + 2 * MARGIN), LEAST_DEGREES * 0.5)
    wide = min(max(wide, high * WIDE / TALLEST), 360 * shrink)
    high = min(max(high, wide * FLATTEST / WIDE), 180)
    scale = WIDE / wide
    centre = (west + east) / 2
    half = wide / shrink / 2
    box = (centre - half, middle - high / 2, centre + half, middle + high / 2)
    return View(box, scale, shrink, WIDE, round(high * scale))


def _around(spot: Spot) -> Box:
    """A point and what it may be off."""
    off = RADIUS[spot.precision] / 111.2
    lat, lon = spot.lat or 0.0, spot.lon or 0.0
    aside = off / max(0.2, math.cos(math.radians(lat)))
    return lon - aside, lat - off, lon + aside, lat + off


def _largest(codes: frozenset[str | None]) -> list[Box]:
    """The box of the largest ring of each country: not of islands far away."""
    found: dict[str, Box] = {}
    for shape in shapes():
        if shape.code in codes:
            found.setdefault(shape.code, shape.box)
    return list(found.values())


def _land(view: View, tinted: Set[str | None], by_country: dict[str | None, Spot]) -> Iterable[str]:
    """The outlines that the sheet shows, cut a little outside its edges."""
    west, south, east, north = view.box
    pad = (east - west) * 0.02
    sheet = (west - pad, south - pad, east + pad, north + pad)
    for shape in shapes():
        b = shape.box
        if b[2] < sheet[0] or b[0] > sheet[2] or b[3] < sheet[1] or b[1] > sheet[3]:
            continue
        ring = clipped(shape.ring, sheet)
        if len(ring) < 3:
            continue
        tint = shape.code in tinted and shape.code
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in _thinned([view.at(*p) for p in ring])) + "Z"
        name = by_country[shape.code] if tint else None
        title = f"<title>{escape(shown(_said(name)))}</title>" if name is not None else ""
        yield f'<path class="land{" tint" if tint else ""}" d="{path}">{title}</path>'


def _lands_named(view: View) -> Iterable[str]:
    """Names of the countries that take up much of the sheet, in the middle of what is shown of them."""
    largest: dict[str, tuple[float, Box]] = {}
    for shape in shapes():
        box = [max(shape.box[0], view.box[0]), max(shape.box[1], view.box[1])]
        box += [min(shape.box[2], view.box[2]), min(shape.box[3], view.box[3])]
        wide, high = (box[2] - box[0]) * view.shrink * view.scale, (box[3] - box[1]) * view.scale
        if shape.code not in countries() or wide <= 0 or high < 24:
            continue
        if wide > 7.5 * len(countries()[shape.code].name) and wide * high > largest.get(shape.code, (0.0,))[0]:
            ring = clipped(shape.ring, view.box)
            if len(ring) > 2:
                largest[shape.code] = wide * high, box_of(ring)
    for code, (_, b) in sorted(largest.items()):
        x, y = view.at((b[0] + b[2]) / 2, (b[1] + b[3]) / 2)
        yield f'<text class="land-name" x="{x:.0f}" y="{y:.0f}">{escape(countries()[code].name)}</text>'


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Points at least half a pixel apart: nobody sees more."""
    found: list[Point] = []
    for x, y in points:
        if not found or abs(x - found[-1][0]) + abs(y - found[-1][1]) >= 0.5:
            found.append((x, y))
    return found


def _mark(spot: Spot, view: View) -> str:
    x, y = view.at(spot.lon or 0.0, spot.lat or 0.0)
    radius = max(SMALLEST, view.pixels(RADIUS[spot.precision]))
    vague = "" if spot.precision in ("exact", "city") else " vague"
    drawn = f'<circle class="spot{vague}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    if vague and radius > 8:
        drawn += f'<circle class="heart" cx="{x:.1f}" cy="{y:.1f}" r="1.5"/>'
    inner = f"<title>{escape(shown(_said(spot)))}</title>{drawn}"
    return f'<a href="{escape(spot.href)}">{inner}</a>' if spot.href else f"<g>{inner}</g>"


def _said(spot: Spot) -> str:
    """What a place says of itself when pointed at."""
    level = {"exact": "known exactly", "near": "somewhere near", "country": "somewhere in this country"}
    off = "" if spot.precision in level else f", within some {RADIUS[spot.precision]:.0f} km"
    words = level.get(spot.precision, spot.precision)
    return f"{spot.name}: {words}{off}" + (f"; {spot.told}" if spot.told else "")


def _labels(points: Sequence[Spot], view: View) -> Iterable[str]:
    """Names beside their places, where they do not lie over one another."""
    taken: list[Box] = []
    order = sorted(points, key=lambda s: (-len(s.entries), RADIUS[s.precision]))
    for spot in order[:LABELS]:
        x, y = view.at(spot.lon or 0.0, spot.lat or 0.0)
        size = 6.4 * len(spot.name)
        left = x + 8 if x + 8 + size < view.width - 4 else x - 8 - size
        for lower in (4.0, -8.0, 16.0):
            box = (left, y + lower - 11, left + size, y + lower + 3)
            if box[1] >= 0 and box[3] <= view.height and not any(_over(box, b) for b in taken):
                taken.append(box)
                yield f'<text class="toponym" x="{left:.1f}" y="{y + lower:.1f}">{escape(shown(spot.name))}</text>'
                break


def _over(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _bar(view: View) -> str:
    """A bar of a round number of kilometres."""
    most = view.width * 0.25 / view.pixels(1)
    size = max(k for k in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if k <= max(1.0, most))
    length, y = view.pixels(size), view.height - 10
    return (
        f'<path class="scale" d="M10 {y:.0f}v4h{length:.1f}v-4"/>'
        f'<text class="day" x="{10 + length / 2:.1f}" y="{y - 4:.0f}">{size:,} km</text>'
    )
