"""Claimed campaigns on a line of time: a dot for each incident, full where others name the same actor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from sayso.records.campaign import Campaign, Link
from sayso.showing.wording import count, day, shown

WIDE, ROW, LEFT, RIGHT = 760, 58, 200, 30
SHOWN = 10
CAPTION = (
    "A line for each claimed campaign, in time; each dot is an incident with its day. Full: others name the same actor "
    "too. Hollow: only the claimant does. Red: others name another actor, or deny it."
)


def picture(found: Sequence[Campaign]) -> str:
    """The picture; empty without two different days."""
    kept = [c for c in found if sum(_day(link) is not None for link in c.links) > 1][:SHOWN]
    days = [d for c in kept for link in c.links if (d := _day(link)) is not None]
    if len(set(days)) < 2:
        return ""
    first, scale = min(days), (WIDE - LEFT - RIGHT) / (max(days) - min(days))
    body = "".join(_row(c, 44 + ROW * n, first, scale) for n, c in enumerate(kept))
    ends = (
        f'<text class="on" x="{LEFT}" y="18">{day(date.fromordinal(first).isoformat())}</text>'
        f'<text class="on" x="{WIDE - RIGHT - 30}" y="18">{day(date.fromordinal(max(days)).isoformat())}</text>'
    )
    high = 30 + ROW * len(kept)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 {WIDE} {high}" role="img"'
        f' aria-label="{count(len(kept), "claimed campaign")} in time, told below">{ends}{body}</svg>'
    )


def _day(link: Link) -> int | None:
    try:
        return date.fromisoformat((link.day or "")[:10]).toordinal()
    except ValueError:
        return None


def _row(c: Campaign, y: int, first: int, scale: float) -> str:
    parts = [
        f'<text class="who left" x="14" y="{y + 1}">{escape(shown(c.actor_name))[:28]}</text>'
        f'<text class="on left" x="14" y="{y + 16}">according to {escape(shown(c.name))[:26]}</text>'
        f'<path class="tie" stroke-width="1.5" d="M{LEFT} {y}H{WIDE - RIGHT}"/>'
    ]
    for link in c.links:
        at = _day(link)
        if at is None:
            continue
        colour = "#b83a0c" if link.rivals or link.denied else "#1d4f91"
        fill = colour if link.agree else "#ffffff"
        words = escape(shown(f"{day(link.day or '')}: {link.what}"))
        parts.append(
            f'<circle cx="{LEFT + (at - first) * scale:.0f}" cy="{y}" r="6.5" fill="{fill}" stroke="{colour}"'
            f' stroke-width="2.5"><title>{words}</title></circle>'
        )
    return "".join(parts)
