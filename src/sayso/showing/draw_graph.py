"""Pictures of who has what from whom: the network of ties, and the tree of origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.records.origin import Origin
from sayso.showing.draw import BLUE, INK, ORANGE, PAPER, SOFT, Picture
from sayso.showing.wording import capital, count, day, flat

NODES = 60
_STEP = 190


@dataclass(frozen=True, slots=True)
class Line:
    """A tie as drawn: two names, what it is, whether it is denied, and how many origins put it forward."""

    left: str
    right: str
    words: str
    denied: bool
    origins: int


def network(lines: Sequence[Line]) -> Picture:
    """The ties with most origins, laid out by networkx: the same at every run.

    >>> network([Line("A", "B", "weapons", False, 2)]).alt
    'Network of ties: A to B, weapons, 2 origins.'
    """
    import networkx

    graph = networkx.Graph()
    kept = []
    for line in sorted(lines, key=lambda t: -t.origins):
        if len(graph) >= NODES and not (line.left in graph and line.right in graph):
            continue
        graph.add_edge(line.left, line.right)
        kept.append(line)
    at = networkx.spring_layout(graph, seed=7, iterations=120) if kept else {}
    rules = [
        {"x": at[t.left][0], "y": at[t.left][1], "x2": at[t.right][0], "y2": at[t.right][1], "origins": t.origins,
         "denied": t.denied, "words": f"not: {flat(t.words)}" if t.denied else flat(t.words),
         "mx": (at[t.left][0] + 2 * at[t.right][0]) / 3, "my": (at[t.left][1] + 2 * at[t.right][1]) / 3}
        for t in kept
    ]  # fmt: skip
    nodes = [{"x": x, "y": y, "name": flat(name)[:40]} for name, (x, y) in at.items()]
    told = [
        f"{flat(t.left)} to {flat(t.right)}, {'denied, ' * t.denied}{t.words}, {count(t.origins, 'origin')}"
        for t in kept
    ]
    more = f"; and {len(told) - 12} more" if len(told) > 12 else ""
    place = {"x": _bare("x"), "y": _bare("y")}
    layers: list[dict[str, Any]] = [
        {"data": {"values": rules}, "mark": {"type": "rule", "color": BLUE, "opacity": 0.65},
         "encoding": {**place, "x2": {"field": "x2"}, "y2": {"field": "y2"},
                      "strokeWidth": {"field": "origins", "type": "quantitative", "legend": None,
                                      "scale": {"range": [1.2, 6], "zero": True}},
                      "strokeDash": {"condition": {"test": "datum.denied", "value": [5, 4]}, "value": [1, 0]}}},
        {"data": {"values": rules}, "mark": {"type": "text", "fontSize": 9.5, "color": SOFT},
         "encoding": {"x": _bare("mx"), "y": _bare("my"), "text": {"field": "words"}}},
        {"data": {"values": nodes},
         "mark": {"type": "point", "filled": True, "size": 130, "color": ORANGE, "opacity": 1,
                                             "stroke": INK}, "encoding": place},
        {"data": {"values": nodes}, "mark": {"type": "text", "dy": 15, "color": INK},
         "encoding": {**place, "text": {"field": "name"}}},
    ]  # fmt: skip
    return Picture(
        {"width": 720, "height": 480, "layer": layers if kept else [{"data": {"values": []}, "mark": "point"}]},
        f"Network of ties: {'; '.join(told[:12])}{more}." if told else "No ties.",
    )


def _bare(field: str) -> dict[str, Any]:
    return {
        "field": field,
        "type": "quantitative",
        "axis": None,
        "scale": {"zero": False, "nice": False, "padding": 40},
    }


def tree(origins: Sequence[Origin], *, title: str = "") -> Picture:
    """The tree of origins: each origin on the left, to its right the reports that have it from there."""
    nodes: list[dict[str, Any]] = []
    rules: list[dict[str, Any]] = []
    told: list[str] = []
    row = 0
    for origin in origins:
        depth: dict[int | None, tuple[int, int]] = {None: (0, row)}
        nodes.append({"x": 0, "y": row, "name": capital(flat(origin.name))[:34], "root": True})
        told.append(f"{flat(origin.name)} for {count(len(origin.steps), 'report')}")
        for n, step in enumerate(origin.steps):
            x, y = depth[step.parent][0] + 1, row
            row += 1
            depth[n] = (x, y)
            above = depth[step.parent]
            rules += [
                {"x": above[0], "y": above[1], "x2": above[0], "y2": y},
                {"x": above[0], "y": y, "x2": x, "y2": y},
            ]
            when = f", {day(step.day)}" if step.day else ""
            nodes.append({"x": x, "y": y, "name": f"{flat(step.outlet or 'no outlet')[:30]}{when}", "root": False})
        row += 1 if origin.steps else 2
    deepest = max((n["x"] for n in nodes), default=0)
    across = {"type": "quantitative", "axis": None, "scale": {"domain": [0, deepest + 1.3], "nice": False}}
    down = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-0.6, max(row, 1)], "reverse": True, "nice": False},
    }
    place = {"x": {**across, "field": "x"}, "y": {**down, "field": "y"}}
    layers: list[dict[str, Any]] = [
        {"data": {"values": rules}, "mark": {"type": "rule", "color": SOFT},
         "encoding": {**place, "x2": {"field": "x2"}, "y2": {"field": "y2"}}},
        {"data": {"values": nodes},
         "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1, "stroke": PAPER},
         "encoding": {**place, "shape": {"condition": {"test": "datum.root", "value": "square"}, "value": "circle"},
                      "color": {"condition": {"test": "datum.root", "value": ORANGE}, "value": BLUE}}},
        {"data": {"values": nodes}, "mark": {"type": "text", "align": "left", "dx": 10, "color": INK},
         "encoding": {**place, "text": {"field": "name"}}},
    ]  # fmt: skip
    size = {"width": _STEP * (deepest + 1) + 60, "height": max(60, 26 * max(row, 1))}
    head = {"title": flat(title)[:110]} if title else {}
    return Picture({**size, **head, "layer": layers}, f"Origins: {'; '.join(told)}." if told else "No origin.")
