"""Pictures of time: reports by month, and what was said when, by how sure it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.showing.draw import BLUE, GREEN, INK, LINE, ORANGE, PURPLE, SOFT, WIDTH, Picture
from sayso.showing.wording import count, day, flat

LEVELS = {"certain": "stated as fact", "probable": "probable", "possible": "possible", "unstated": "not said how sure",
          "denied": "denied"}  # fmt: skip
SHAPES = ("circle", "square", "triangle-up", "cross", "diamond", "triangle-down", "triangle-right")


@dataclass(frozen=True, slots=True)
class Said:
    """One claim on a line of time: the day it was published, whose it is, how sure, and its sentence."""

    day: str
    who: str
    level: str
    words: str


def months(rows: Sequence[tuple[str, int, int]]) -> Picture:
    """Reports by month of publication, with how many accusations they carry.

    Args:
        rows: month (`2023-04`), reports, accusations.

    >>> months([("1939-11", 12, 30)]).alt
    'Reports by month of publication: November 1939, 12 reports with 30 accusations.'
    """
    told = [f"{day(m)}, {count(r, 'report')} with {count(a, 'accusation')}" for m, r, a in rows]
    shown = told if len(told) <= 6 else [*told[:3], f"{len(told) - 4} further months", told[-1]]
    years = {m[:4] for m, _, _ in rows}
    far = len(years) > 15
    data = [{"month": f"{m}-01" if len(m) == 7 else f"{m}-01-01", "reports": r, "accusations": a} for m, r, a in rows]
    axis = {"title": None, "format": "%Y" if len(years) > 3 else "%b %Y", "tickCount": min(8, max(2, len(rows)))}
    across = {"field": "month", "type": "temporal", "axis": axis}
    mark = {"type": "bar", "color": BLUE, "size": 6 if far else 14, "cornerRadiusEnd": 2}
    return Picture(
        {
            "width": WIDTH,
            "height": 150,
            "data": {"values": data},
            "mark": mark,
            "encoding": {
                "x": across if len(rows) > 1 else {"field": "month", "type": "ordinal", "axis": {"title": None}},
                "y": {"field": "reports", "type": "quantitative", "axis": {"title": "reports", "tickMinStep": 1}},
            },
        },
        f"Reports by month of publication: {'; '.join(shown)}.",
    )


def timeline(said: Sequence[Said]) -> Picture:
    """What was said when, by how sure: each claim at its day of publication, a shape and a colour for who says it."""
    kept = [s for s in said if len(s.day) >= 10]
    sides = list(dict.fromkeys(s.who for s in kept))
    top = sides[: len(SHAPES) - 1]
    data = [
        {"day": s.day[:10], "side": flat(s.who)[:60] if s.who in top else "others",
         "level": LEVELS.get(s.level, s.level), "words": flat(s.words)[:200]}
        for s in kept
    ]  # fmt: skip
    names = [flat(n)[:60] for n in top] + (["others"] if len(sides) > len(top) else [])
    colours = [ORANGE, BLUE, GREEN, PURPLE, INK, SOFT, LINE][: len(names)]
    side = {"field": "side", "type": "nominal", "title": None}
    return Picture(
        {
            "width": WIDTH,
            "height": 190,
            "data": {"values": data},
            "mark": {"type": "point", "filled": True, "size": 110, "opacity": 0.9},
            "encoding": {
                "x": {"field": "day", "type": "ordinal", "axis": {"title": "published", "labelAngle": -30}},
                "y": {"field": "level", "type": "nominal", "sort": list(LEVELS.values()),
                      "scale": {"domain": list(LEVELS.values())}, "axis": {"title": None, "grid": True}},
                "xOffset": {"field": "side", "type": "nominal"},
                "color": {**side, "scale": {"domain": names, "range": colours}},
                "shape": {**side, "scale": {"domain": names, "range": list(SHAPES[: len(names)])}},
                "tooltip": [{"field": "words", "type": "nominal"}],
            },
        },
        f"What was said when: {count(len(kept), 'dated claim')} from {day(kept[0].day)} to {day(kept[-1].day)} by "
        f"{count(len(sides), 'side')}; {sum(s.level == 'denied' for s in kept)} deny." if kept else "Nothing is dated.",
    )  # fmt: skip
