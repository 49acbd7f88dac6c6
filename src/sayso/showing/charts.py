"""Two small pictures, drawn by hand as SVG: the network of ties, and the incidents on a line of time.

No plotting library: a picture of twenty boxes needs none, and importing one costs more than the page. Colours
and fonts come from the page's style sheet, so that a picture follows light and dark. Each is only an aid: all that it
shows stands in the entries beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from textwrap import wrap

from sayso.showing.view import Arc, Moment
from sayso.showing.wording import MONTHS, count, shown

_BOX, _GAP, _LINE, _CHARS = 158, 104, 15, 22
_ROW, _LEFT, _WIDE = 24, 190, 660
ARCS_SHOWN = 24
MOMENTS_SHOWN = 16


def network(arcs: Sequence[Arc], *, id: str) -> str:
    """The network of ties: who is said to be tied to whom, from left to right; empty without ties."""
    kept = list(arcs[:ARCS_SHOWN])
    if not kept:
        return ""
    layers = _layers(kept)
    between = _labels(kept)
    columns: dict[int, list[str]] = {}
    for name, layer in layers.items():
        columns.setdefault(layer, []).append(name)
    _untangle(columns, kept)
    row = 48 + _LINE * max(len(words) for words in between.values())
    height = 16 + row * max(len(c) for c in columns.values())
    width = len(columns) * _BOX + (len(columns) - 1) * _GAP + 16
    at = {
        name: (8 + layer * (_BOX + _GAP), 8 + (height - 16) * (index + 0.5) / len(names))
        for layer, names in columns.items()
        for index, name in enumerate(names)
    }
    parts = [_arc(pair, words, at, kept) for pair, words in between.items()]
    parts += [_box(name, *place) for name, place in at.items()]
    told = f"{count(len(at), 'actor')} and {count(len(kept), 'tie')}"
    more = f"; {len(arcs) - len(kept)} more ties are listed only" if len(arcs) > len(kept) else ""
    return _svg("".join(parts), width, height, id=id, title="Network of ties", told=f"{told}{more}. Listed below.")


def _layers(arcs: Sequence[Arc]) -> dict[str, int]:
    """The column of each actor: one to the right of the rightmost that points at it, cycles cut."""
    after: dict[str, list[str]] = {}
    for arc in arcs:
        after.setdefault(arc.source, []).append(arc.target)
        after.setdefault(arc.target, [])
    layers = dict.fromkeys(after, 0)
    for _ in range(min(4, len(after))):
        for name, targets in after.items():
            for target in targets:
                if target != name and layers[target] <= layers[name] < 3 and name not in _reach(after, target):
                    layers[target] = layers[name] + 1
    used = {layer: i for i, layer in enumerate(sorted(set(layers.values())))}
    return {name: used[layer] for name, layer in layers.items()}


def _reach(after: Mapping[str, Sequence[str]], start: str) -> set[str]:
    seen, todo = set[str](), [start]
    while todo:
        for target in after.get(todo.pop(), ()):
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return seen


def _untangle(columns: dict[int, list[str]], arcs: Sequence[Arc]) -> None:
    """Order each column by where its neighbours to the left stand."""
    for layer in sorted(columns)[1:]:
        place = {n: i for i, n in enumerate(columns[layer - 1])}
        near = {
            n: [place[a.source] for a in arcs if a.target == n and a.source in place] or [len(place)]
            for n in columns[layer]
        }
        columns[layer].sort(key=lambda n: sum(near[n]) / len(near[n]))


def _labels(arcs: Sequence[Arc]) -> dict[tuple[str, str, bool], list[str]]:
    """What stands on each line: all ties of one pair together."""
    found: dict[tuple[str, str, bool], list[str]] = {}
    for arc in arcs:
        words = found.setdefault((arc.source, arc.target, arc.negative), [])
        label = f"not: {arc.label}" if arc.negative else arc.label
        if label not in words:
            words.append(label)
    return {
        pair: words if len(words) < 5 else [*words[:3], f"and {len(words) - 3} more"] for pair, words in found.items()
    }


def _arc(
    pair: tuple[str, str, bool], words: Sequence[str], at: Mapping[str, tuple[float, float]], arcs: Sequence[Arc]
) -> str:
    source, target, negative = pair
    (x1, y1), (x2, y2) = at[source], at[target]
    directed = any(a.directed for a in arcs if (a.source, a.target) == (source, target))
    if x1 < x2:
        ends = (x1 + _BOX, y1, x2 - (7 if directed else 0), y2)
    elif x1 > x2:
        ends = (x1, y1, x2 + _BOX + (7 if directed else 0), y2)
    else:
        ends = (x1 + _BOX, y1, x2 + _BOX + (7 if directed else 0), y2)
    bend = (ends[0] + ends[2]) / 2 if x1 != x2 else ends[0] + 60
    path = f"M{ends[0]:.0f} {ends[1]:.0f}C{bend:.0f} {ends[1]:.0f} {bend:.0f} {ends[3]:.0f} {ends[2]:.0f} {ends[3]:.0f}"
    middle = (ends[1] + ends[3]) / 2 - _LINE * (len(words) - 1) / 2 + 4
    style = "arc no" if negative else "arc"
    head = ' marker-end="url(#tip)"' if directed else ""
    lines = "".join(
        f'<text class="on" x="{bend:.0f}" y="{middle + _LINE * i:.0f}">{escape(w)}</text>' for i, w in enumerate(words)
    )
    return f'<path class="{style}" d="{path}"{head}/>{lines}'


def _box(name: str, x: float, y: float) -> str:
    name = shown(name)
    lines = _wrapped(name)
    high = 14 + 16 * len(lines)
    words = "".join(
        f'<text x="{x + _BOX / 2:.0f}" y="{y + 12.5 - 8 * len(lines) + 16 * n:.0f}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        f'<g class="box"><title>{escape(name)}</title><rect x="{x:.0f}" y="{y - high / 2:.0f}" width="{_BOX}"'
        f' height="{high}" rx="6"/>{words}</g>'
    )


def _wrapped(name: str) -> list[str]:
    """A name on up to three lines of a box, cut where even these do not hold it.

    >>> _wrapped("Islamic Revolutionary Guard Corps"), _wrapped("Finland")
    (['Islamic Revolutionary', 'Guard Corps'], ['Finland'])
    """
    lines = wrap(name, _CHARS) or [name]
    return lines if len(lines) < 4 else [*lines[:2], lines[2][: _CHARS - 1].rstrip() + "…"]


def timeline(moments: Sequence[Moment], *, id: str) -> str:
    """The dated incidents on a line of time, each bar as long as it is not known when; empty with fewer than two dates.

    A bound that nobody gives is an arrow; what no calendar has (31 February, the year 0) is listed, not drawn.
    """
    kept = [m for m in moments if _drawable(m)][:MOMENTS_SHOWN]
    days = [d for m in kept for d in (_ordinal(m.start), _ordinal(m.end, last=True)) if d is not None]
    if len(kept) < 2 or len({d for m in kept if m.start and (d := _ordinal(m.start)) is not None}) < 2:
        return ""
    first, last = min(days), max(days)
    scale = (_WIDE - _LEFT - 44) / max(1, last - first)
    height = 34 + _ROW * len(kept)
    parts = []
    for day, words in _ticks(first, last):
        x = _LEFT + (day - first) * scale
        parts.append(
            f'<path class="tick" d="M{x:.0f} 22V{height - 4}"/><text class="day" x="{x:.0f}" y="14">{words}</text>'
        )
    for row, moment in enumerate(kept):
        parts.append(_bar(moment, 34 + _ROW * row, first, last, scale))
    return _svg("".join(parts), _WIDE, height, id=id, title="Incidents on a line of time",
                told=f"{count(len(kept), 'dated incident')}. Listed below.")  # fmt: skip


def _drawable(moment: Moment) -> bool:
    """Whether all bounds that are given are days, and in order."""
    start, end = _ordinal(moment.start), _ordinal(moment.end, last=True)
    if (moment.start and start is None) or (moment.end and end is None):
        return False
    return (start, end) != (None, None) and (start is None or end is None or start <= end)


def _bar(moment: Moment, y: float, first: int, last: int, scale: float) -> str:
    start, end = _ordinal(moment.start), _ordinal(moment.end, last=True)
    left = _LEFT + ((start if start is not None else first) - first) * scale
    right = _LEFT + ((end if end is not None else last) - first) * scale
    open_ = "" if start is not None and end is not None else " open"
    words = escape(shown(f"{moment.entry}  {moment.label}"))
    mark = (
        f'<circle class="when" cx="{left:.0f}" cy="{y + 6}" r="5"/>'
        if right - left < 9 and not open_
        else f'<rect class="when{open_}" x="{left:.0f}" y="{y + 2}" width="{right - left:.0f}" height="8" rx="4"/>'
    )
    if end is None:
        mark += f'<path class="when edge" d="M{right:.0f} {y + 1}l6 5l-6 5"/>'
    if start is None:
        mark += f'<path class="when edge" d="M{left:.0f} {y + 1}l-6 5l6 5"/>'
    return f'<text class="what" x="8" y="{y + 10}">{words}</text>{mark}'


def _ticks(first: int, last: int) -> list[tuple[int, str]]:
    """Up to five days to name on the axis: the ends, and even steps between."""
    span = last - first
    steps = min(4, span) or 1
    days = sorted({first + round(span * i / steps) for i in range(steps + 1)})
    dates = [date.fromordinal(d) for d in days]
    if span > 5 * 365:
        return list({d.year: (n, str(d.year)) for n, d in zip(days, dates, strict=True)}.values())
    same = dates[0].year == dates[-1].year
    return [
        (n, f"{d.day} {MONTHS[d.month - 1][:3]}" + ("" if same and i > 0 else f" {d.year}"))
        for i, (n, d) in enumerate(zip(days, dates, strict=True))
    ]


def _ordinal(value: str | None, *, last: bool = False) -> int | None:
    """A day's number; a month or year begins or ends with its first or last day."""
    if not value:
        return None
    parts = value[:10].split("-")
    try:
        year = int(parts[0])
        month = int(parts[1]) if len(parts) > 1 else 12 if last else 1
        return date(year, month, int(parts[2]) if len(parts) > 2 else 28 if last else 1).toordinal()
    except ValueError:
        return None


def _svg(body: str, width: float, height: float, *, id: str, title: str, told: str) -> str:
    tip = (
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="1" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>'
    ).replace("tip", f"{id}-tip", 1)
    body = body.replace("url(#tip)", f"url(#{id}-tip)")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img"'
        f' width="{width:.0f}" height="{height:.0f}"'
        f' aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{title}</title><desc id="{id}-d">{escape(told)}</desc>'
        f"{tip}{body}</svg>"
    )
