"""The network of ties of a case, as it is drawn and as its table lists it: typed, dated, each with its origins."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.showing.wording import table

DRAWN = 120
LISTED = 400
SHAPES = {"state": "square", "state_body": "circle", "armed_group": "triangle", "organization": "circle",
          "group": "diamond", "facility": "diamond"}  # fmt: skip
WIDE, HIGH, BACK = 1000.0, 640.0, 19.0


@dataclass(frozen=True, slots=True)
class Tie:
    """All claims of one type between two actors.

    Attributes:
        origins: how many origins stand behind them; `traced` is false if only outlets could be counted.
        denied: whether they deny the tie.
    """

    subject: str
    object: str
    left: str
    right: str
    type: str
    words: str
    denied: bool
    claims: int
    origins: int
    traced: bool
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """An actor with its place in the drawing."""

    key: str
    name: str
    kind: str
    shape: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of the drawing: all ties of one direction between two actors."""

    left: str
    right: str
    path: str
    x: float
    y: float
    words: str
    denied: bool
    origins: int
    width: float
    mutual: bool


@dataclass(frozen=True)
class Drawn:
    """The drawing."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    most: int


@dataclass(frozen=True)
class Laid:
    """The ties of a case, those with most origins first, and their drawing."""

    ties: tuple[Tie, ...]
    picture: Drawn


def laid_out(db: sqlite3.Connection) -> Laid:
    """The network of the case."""
    found = ties(db)
    return Laid(tuple(found), drawn(db, found))


def add_up(db: sqlite3.Connection) -> None:
    """Add the claims of ties up between actors of the case; the caller commits."""
    db.execute("DELETE FROM bond")
    db.execute(
        "INSERT INTO bond SELECT coalesce(a.key, t.subject), coalesce(b.key, t.object), t.type, t.polarity,"
        " count(DISTINCT t.claim), count(DISTINCT coalesce(t.origin, nullif(d.outlet, ''), d.id)),"
        " min(t.origin IS NOT NULL), min(t.day), max(t.day), coalesce(a.name, g.name), coalesce(b.name, h.name)"
        " FROM tie t JOIN doc d ON d.n = t.doc"
        " LEFT JOIN joined x ON x.part = t.subject LEFT JOIN actor a ON a.key = x.actor"
        " LEFT JOIN joined y ON y.part = t.object LEFT JOIN actor b ON b.key = y.actor"
        " LEFT JOIN here g ON g.part = t.subject LEFT JOIN here h ON h.part = t.object"
        " GROUP BY 1, 2, t.type, t.polarity"
    )


def ties(db: sqlite3.Connection, *, actor: str | None = None, limit: int = LISTED) -> list[Tie]:
    """The ties of a case, or of one actor, those with most origins first."""
    only, values = (
        ("", []) if actor is None
        else (" WHERE rowid IN (SELECT rowid FROM bond WHERE subject = ?"
              " UNION SELECT rowid FROM bond WHERE object = ?)", [actor, actor])
    )  # fmt: skip
    rows = db.execute(f"SELECT * FROM bond{only} ORDER BY origins DESC, claims DESC, one LIMIT ?", [*values, limit])
    return [_tie(r) for r in rows]


def between(db: sqlite3.Connection, subject: str, object: str, type: str) -> list[Tie]:
    """The ties of one type from one actor to another: what asserts them, and what denies them."""
    rows = db.execute("SELECT * FROM bond WHERE subject = ? AND object = ? AND type = ?", (subject, object, type))
    return sorted((_tie(r) for r in rows), key=lambda t: t.denied)


def _tie(r: sqlite3.Row) -> Tie:
    return Tie(
        r["subject"], r["object"], r["one"] or r["subject"], r["other"] or r["object"], r["type"],
        str(table("relations")[r["type"]]["label"]), r["polarity"] == "negative", r["claims"], r["origins"],
        bool(r["traced"]), r["first"], r["last"],
    )  # fmt: skip


def drawn(db: sqlite3.Connection, found: Sequence[Tie]) -> Drawn:
    """The drawing of the ties with most origins: places by the strength of what ties them, the same at every look."""
    import networkx

    kept = found[:DRAWN]
    if not kept:
        return Drawn((), (), 1)
    graph = networkx.Graph()
    for t in kept:
        weight = graph.get_edge_data(t.subject, t.object, {"weight": 0})["weight"] + t.origins
        graph.add_edge(t.subject, t.object, weight=weight)
    places = _spread(graph)
    marks = ",".join("?" * len(graph))
    kinds = dict(
        db.execute(
            f"SELECT key, kind FROM actor WHERE key IN ({marks})"
            f" UNION SELECT part, kind FROM here WHERE part IN ({marks})",
            [*graph, *graph],
        ).fetchall()
    )
    names = {key: name for t in kept for key, name in ((t.subject, t.left), (t.object, t.right))}
    nodes = tuple(
        Node(key, names[key], kinds.get(key, "group"), SHAPES.get(kinds.get(key, ""), "circle"), *places[key],
             min(16.0, 7.0 + 1.4 * graph.degree[key]))
        for key in graph
    )  # fmt: skip
    return Drawn(nodes, tuple(_edges(kept, places)), max(t.origins for t in kept))


def _spread(graph: Any) -> dict[str, tuple[float, float]]:
    """Places that fill the picture: each part of the network by itself, parts side by side by their size."""
    import networkx

    parts = sorted(networkx.connected_components(graph), key=lambda c: (-len(c), min(c)))
    total = sum(len(p) + 1.5 for p in parts)
    places: dict[str, tuple[float, float]] = {}
    left = 0.0
    for part in parts:
        width = WIDE * (len(part) + 1.5) / total
        found = networkx.spring_layout(graph.subgraph(sorted(part)), seed=7, weight=None, iterations=80)
        xs, ys = [p[0] for p in found.values()], [p[1] for p in found.values()]
        for key, (x, y) in found.items():
            across = (x - min(xs)) / ((max(xs) - min(xs)) or 1)
            down = (y - min(ys)) / ((max(ys) - min(ys)) or 1) if len(part) > 1 else 0.5
            places[key] = (round(left + 55 + across * max(10.0, width - 110), 1), round(50 + down * (HIGH - 100), 1))
        left += width
    return places


def _edges(kept: Sequence[Tie], places: dict[str, tuple[float, float]]) -> list[Edge]:
    pairs: dict[tuple[str, str, bool], list[Tie]] = {}
    for t in kept:
        pairs.setdefault((t.subject, t.object, t.denied), []).append(t)
    found, symmetric = [], frozenset(table("symmetric"))
    for (left, right, denied), between in pairs.items():
        (x1, y1), (x2, y2) = places[left], places[right]
        bend = 0.12 if (right, left, denied) in pairs or (left, right, not denied) in pairs else 0.05
        mx, my = (x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend
        words = ", ".join(dict.fromkeys(t.words for t in between))
        origins = max(t.origins for t in between)
        ex, ey = _short(x2, y2, mx, my)
        path = f"M{x1} {y1}Q{mx:.1f} {my:.1f} {ex:.1f} {ey:.1f}"
        found.append(
            Edge(left, right, path, round((x1 + x2) / 4 + mx / 2, 1), round((y1 + y2) / 4 + my / 2, 1),
                 f"not: {words}" if denied else words, denied, origins, min(7.0, 1.2 + 0.9 * origins),
                 all(t.type in symmetric for t in between))
        )  # fmt: skip
    return found


def _short(x: float, y: float, fromx: float, fromy: float) -> tuple[float, float]:
    """The end of a line, drawn back to the edge of the shape that it points at."""
    length = max(1.0, ((x - fromx) ** 2 + (y - fromy) ** 2) ** 0.5)
    return x - (x - fromx) / length * BACK, y - (y - fromy) / length * BACK
