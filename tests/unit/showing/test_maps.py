"""Maps and lines of time: the less is known, the larger; what cannot be is not drawn."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from sayso.lexicon.countries import countries
from sayso.lexicon.outlines import clipped, shapes
from sayso.showing.charts import timeline
from sayso.showing.maps import RADIUS, Spot, places_map, view_of
from sayso.showing.view import Moment


def radii(svg: str) -> list[float]:
    return [float(r) for r in re.findall(r'class="spot[^"]*"[^>]* r="([0-9.]+)"', svg)]


def test_the_less_is_known_the_larger() -> None:
    levels = ("city", "near", "district", "province", "region")
    spots = [Spot(level, 60.0 + n, 25.0 + n, level, "FIN") for n, level in enumerate(levels)]
    drawn = sorted(radii(places_map(spots, id="m")))
    assert len(drawn) == 5 and drawn == sorted(set(drawn))
    assert [RADIUS[level] for level in levels] == sorted(RADIUS[level] for level in levels)


def test_a_country_is_tinted_and_has_no_point() -> None:
    svg = places_map([Spot("Finland", 64.0, 26.0, "country", "FIN")], id="m")
    assert "land tint" in svg and radii(svg) == [] and "somewhere in this country" in svg
    ElementTree.fromstring(svg)


@pytest.mark.parametrize(
    "spots",
    [
        [],
        [Spot("nowhere", None, None, "city")],
        [Spot("beyond", 95.0, 10.0, "city")],
        [Spot("beyond", 10.0, 999.0, "exact")],
        [Spot("no country", None, None, "country", None)],
        [Spot("Freedonia", None, None, "country", "XXX")],
    ],
)
def test_what_has_no_place_on_a_map_makes_none(spots: list[Spot]) -> None:
    assert places_map(spots, id="m") == ""


def test_both_ends_of_the_world_fit_and_names_are_escaped() -> None:
    spots = [
        Spot("<b>&\u202e", 70.0, -179.0, "city"),
        Spot("other", -54.0, 178.0, "city"),
        Spot("pole", 90.0, 0.0, "exact"),
    ]
    svg = places_map(spots, id="m")
    root = ElementTree.fromstring(svg)
    wide, high = float(root.attrib["width"]), float(root.attrib["height"])
    for circle in root.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 <= float(circle.attrib["cx"]) <= wide and 0 <= float(circle.attrib["cy"]) <= high
    assert "<b>" not in svg and "\u202e" not in svg


def test_points_lie_in_their_country() -> None:
    """Centres of large countries are inside their outlines: longitude and latitude are not swapped, arcs not torn."""
    for code in ("FIN", "IRN", "SDN", "BRA", "COL", "POL", "UKR"):
        country = countries()[code]
        rings = [s.ring for s in shapes() if s.code == code]
        assert any(_inside(country.lon, country.lat, ring) for ring in rings), code


def _inside(x: float, y: float, ring: tuple[tuple[float, float], ...]) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def test_rings_are_whole_and_clipping_keeps_within() -> None:
    assert len({s.code for s in shapes() if s.code}) > 190
    assert all(s.ring[0] == s.ring[-1] and len(s.ring) > 3 for s in shapes())
    for shape in shapes():
        for x, y in clipped(shape.ring, (20.0, 30.0, 50.0, 45.0)):
            assert 19.999 <= x <= 50.001 and 29.999 <= y <= 45.001


def test_a_view_is_never_finer_than_the_outlines() -> None:
    view = view_of([Spot("a", 60.0, 25.0, "exact")])
    assert view.box[2] - view.box[0] > 8 and view.height <= 460


def test_bars_are_as_long_as_it_is_not_known_when() -> None:
    moments = [
        Moment("2019-05-03", "2019-05-03", "day", 1),
        Moment("2019-05-01", "2019-05-31", "month", 2),
        Moment("2019-01-01", "2019-12-31", "year", 3),
        Moment(None, "2019-03-01", "by", 4),
        Moment("2019-11-01", None, "from", 5),
    ]
    svg = timeline(moments, id="t")
    widths = [float(w) for w in re.findall(r'class="when"[^>]* width="([0-9.]+)"', svg)]
    assert "circle" in svg and len(widths) == 2 and widths[1] > 10 * widths[0]
    assert svg.count("when open") == 2 and svg.count("when edge") == 2
    ElementTree.fromstring(svg)


def test_what_no_calendar_has_is_not_drawn() -> None:
    real = [Moment("2019-05-03", "2019-05-03", "a", 1), Moment("2019-05-09", "2019-05-09", "b", 2)]
    odd = [Moment(d, d, "odd", 3) for d in ("2019-02-31", "0000-01-01", "20190-01-01", "x", "2019-13")]
    odd += [Moment("2019-05-09", "2019-05-01", "turned", 4), Moment(None, None, "never", 5)]
    assert "odd" not in timeline([*real, *odd], id="t") and "never" not in timeline([*real, *odd], id="t")
    assert timeline(odd, id="t") == ""
    far = timeline(
        [*real, Moment("9999-12-31", "9999-12-31", "far", 6), Moment("0001-01-01", "0001-12-31", "old", 7)], id="t"
    )
    ElementTree.fromstring(far)
