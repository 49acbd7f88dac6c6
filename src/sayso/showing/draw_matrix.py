"""The matrix of evidence and rival answers as a heat map: the rating stands in the cell, the colour only helps."""

from __future__ import annotations

from sayso.records.assessment import Matrix
from sayso.showing.draw import WIDTH, Picture
from sayso.showing.wording import count, flat

RATINGS = ("CC", "C", "N", "I", "II")
COLOURS = ("#3b8ec4", "#a9cfe6", "#e9e6df", "#f3bd97", "#e0793a")
"""From blue (goes with the answer) over grey to orange (goes against it)."""
ROWS = 40
_TILE = {"type": "rect", "stroke": "white", "strokeWidth": 2, "cornerRadius": 3}
_WORD = {"type": "text", "color": "#1d1f24", "fontWeight": "bold"}


def matrix(given: Matrix) -> Picture:
    """A matrix, one row an item of evidence, one column an answer."""
    items = given.items[:ROWS]
    rows = {i.id: f"{i.id}  {flat(i.name)[:40]}" for i in items}
    cells = [
        {"row": rows[i.id], "answer": f"{h.id}", "rating": i.rating(h.id), "why": f"{flat(h.text)}"}
        for i in items
        for h in given.hypotheses
    ]
    against = [
        f"{h.id} ({flat(h.text)}): {count(sum(i.rating(h.id) in ('I', 'II') for i in items), 'row')} against"
        for h in given.hypotheses
    ]
    across = {"field": "answer", "type": "nominal", "axis": {"title": None, "orient": "top", "labelAngle": 0},
              "sort": [h.id for h in given.hypotheses]}  # fmt: skip
    down = {"field": "row", "type": "nominal", "axis": {"title": None}, "sort": list(rows.values())}
    fill = {"field": "rating", "type": "nominal", "legend": {"title": "goes with … goes against"},
            "scale": {"domain": list(RATINGS), "range": list(COLOURS)}}  # fmt: skip
    return Picture(
        {
            "width": min(WIDTH, 70 * max(1, len(given.hypotheses))),
            "height": max(40, 28 * len(items)),
            "data": {"values": cells},
            "encoding": {"x": across, "y": down},
            "layer": [
                {"mark": _TILE, "encoding": {"color": fill}},
                {"mark": _WORD, "encoding": {"text": {"field": "rating"}}},
            ],
        },
        f"Matrix of {count(len(items), 'item')} of evidence and {count(len(given.hypotheses), 'answer')}. "
        f"{'; '.join(against)}.",
    )  # fmt: skip
