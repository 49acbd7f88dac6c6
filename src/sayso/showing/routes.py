"""Corridors in words: on whose word, over what borders, what every other way crosses, and what closing one leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.lexicon.borders import piece_name, shores_of
from sayso.records.route import Between, Corridor, Segment
from sayso.records.schema import encode
from sayso.showing.assess import Part
from sayso.showing.assess_sides import cut
from sayso.showing.network import place, whose
from sayso.showing.wording import capital, count, listed, quoted
from sayso.weighing.hypotheses import named


def routes_parts(found: Sequence[Corridor], *, closed: Sequence[str] = ()) -> list[Part]:
    """The sections of the corridors of a case."""
    parts = []
    for n, c in enumerate(found, 1):
        chain = " → ".join(s.text for s in c.stops)
        parts.append(Part(f"Corridor {n}: {chain}", tuple(_lines(c)), SEGMENTS, tuple(_segment(s) for s in c.segments)))
    if not parts:
        parts.append(Part("No corridor", ("Nobody in the case says by what way anything moves.",)))
    return [*parts, _reading(closed)]


SEGMENTS = ("segment", "crosses", "closed, over land", "closed, by sea")


def _lines(c: Corridor) -> list[str]:
    said = (c.says or c.denies)[0]
    cargo = f" {quoted(c.cargo)}" if c.cargo else " what moves is not said"
    words = f"{quoted(cut(said.quote, 160))}, {place(said)}"
    if c.says:
        head = f"According to {listed(whose(c.says), limit=3)}:{cargo}; {words}."
    else:
        head = f"Denied by {listed(whose(c.denies), limit=3)} and put forward by nobody here:{cargo}; {words}."
    denied = f"Denied by {listed(whose(c.denies), limit=3)}." if c.denies else "No denial was found in this case."
    weight = f"Weight {c.weight:g}: {count(c.origins, 'origin')}, {c.independent or 'none'} without a known stake."
    lines = [head, f"{weight} {denied}" if c.says else weight]
    if c.movers:
        lines.append(f"Moved, on the same word, by {listed([named(m) for m in c.movers])}.")
    off = [s.text for s in c.stops if s.piece is None]
    if off:
        lines.append(f"Not on the map: {listed([quoted(t) for t in off])}.")
    if c.between is not None:
        lines += _between(c.stops[0].piece or "", c.stops[-1].piece or "", c.between)
    return lines


def _between(start: str, end: str, b: Between) -> list[str]:
    ends = f"{_the(start)} and {_the(end)}"
    lines = [f"It connects {ends}{_reach(start, end)}."]
    if b.touch:
        lines.append(f"{capital(ends)} have a common border: over land nothing else need be crossed.")
    elif not b.shortest:
        lines.append(f"No way over land leads from {_the(start)} to {_the(end)}.")
    elif b.must:
        lines.append(f"Every way over land crosses {listed([_the(p) for p in b.must], limit=9)}.")
    else:
        doors = listed([_the(p) for p in b.gate], limit=9, last="or")
        lines.append(f"No single country must be crossed over land, but every way crosses {doors}.")
    if b.straits:
        lines.append(f"Every way by sea passes {listed(list(b.straits), limit=6)}.")
    elif b.straits is not None:
        lines.append("By sea no strait or canal that a state holds must be passed.")
    else:
        lines.append("No way by sea: one of the ends has no shore, or its sea is closed.")
    return lines


def _reach(start: str, end: str) -> str:
    """The seas that only one of the ends has."""
    ours, theirs = ([s.name for s in shores_of(p)] for p in (start, end))
    new = [s for s in theirs if s not in ours]
    return f", and so reaches {listed(new)}" if new and not set(ours) & set(theirs) else ""


def _the(piece: str) -> str:
    return named(piece_name(piece))


_OVER = {"land": "a border on land", "inside": "nothing: inside {}", "bridge": "{}", "sea": "{}"}


def _segment(s: Segment) -> tuple[str, ...]:
    if s.over == "gap":
        crosses = f"not said; the shortest way crosses {s.by}" if s.by else "not said, and no way over land"
    else:
        crosses = _OVER[s.over].format(s.by)
    land = " → ".join(piece_name(p) for p in s.left) if s.left else "nothing"
    sea = " → ".join(s.left_sea) if s.left_sea else "nothing"
    if s.over == "inside":
        land, sea = "—", "—"
    return f"{s.start.text} → {s.end.text}", crosses, land, sea


def _reading(closed: Sequence[str]) -> Part:
    lines = [
        "The map is of today: states and exclaves, borders that most states recognise, bridges, seas and straits. It "
        "knows no roads, no mountains and nobody's leave to pass.",
        "“Closed” is what is left from the start to the end of the corridor if the border of that segment alone is "
        "closed: a shortest way over land, and the straits or seas of a shortest way by sea.",
        "That a way exists is no evidence that anybody takes it.",
        "Made by machine and reviewed by nobody.",
    ]
    if closed:
        lines.insert(0, f"Taken as closed: {listed([_the(p) for p in sorted(closed)], limit=9)}.")
    return Part("How to read it", tuple(lines))


def routes_json(found: Sequence[Corridor]) -> dict[str, Any]:
    """The corridors as JSON-ready data."""
    return {"corridors": [encode(c) for c in found], "reviewed": False}
