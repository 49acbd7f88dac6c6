"""Corridors as lines of stops: full over a border on land or a bridge, dotted over the sea, dashed over a gap."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from sayso.records.route import Corridor
from sayso.showing.wording import count, shown

WIDE, ROW, LEFT = 760, 92, 60
SHOWN = 8
CAPTION = (
    "A line for each claimed corridor: full over a border on land, dotted over the sea, dashed where the claim leaves "
    "out what lies between. A ring is a country that every way over land must cross."
)
_DASH = {"sea": ' stroke-dasharray="1 6" stroke-linecap="round"', "gap": ' stroke-dasharray="8 6"'}


def picture(found: Sequence[Corridor]) -> str:
    """The picture; empty without corridors on the map."""
    kept = [c for c in found if c.segments][:SHOWN]
    if not kept:
        return ""
    body = "".join(_row(c, 44 + ROW * n) for n, c in enumerate(kept))
    high = 20 + ROW * len(kept)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 {WIDE} {high}" role="img"'
        f' aria-label="{count(len(kept), "corridor")}, told below">{body}</svg>'
    )


def _row(c: Corridor, y: float) -> str:
    stops = [c.segments[0].start, *(s.end for s in c.segments)]
    step = (WIDE - 2 * LEFT) / max(1, len(stops) - 1)
    parts = []
    for n, segment in enumerate(c.segments):
        x = LEFT + step * n
        dash = _DASH.get(segment.over, "")
        parts.append(f'<path class="tie" stroke-width="3" d="M{x + 11:.0f} {y}H{x + step - 11:.0f}"{dash}/>')
        if segment.over in ("sea", "gap", "bridge"):
            words = segment.by if segment.over != "gap" else f"over {segment.by}" if segment.by else "no way over land"
            parts.append(f'<text class="on" x="{x + step / 2:.0f}" y="{y - 9}">{escape(shown(words))}</text>')
    must = c.between.must if c.between is not None else ()
    for n, stop in enumerate(stops):
        x = LEFT + step * n
        if stop.piece in must:
            parts.append(f'<circle cx="{x:.0f}" cy="{y}" r="12" fill="none" stroke="#b83a0c" stroke-width="2"/>')
        parts.append(f'<circle cx="{x:.0f}" cy="{y}" r="7.5" fill="#1d4f91"/>')
        for line, words in enumerate(wrap(shown(stop.text), 16)[:2]):
            parts.append(f'<text class="who" x="{x:.0f}" y="{y + 27 + 13 * line}">{escape(words)}</text>')
    return "".join(parts)
