"""The network as an SVG: who is said to be tied to whom. Thick lines have more origins, dashed ones are denied only.

Colours are the groups, sizes how often somebody is told of between others. Placing is the spring layout of networkx,
seeded, over the numbers of the nodes, so that one case always looks the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from textwrap import wrap

from sayso.records.network import CaseTie, Network
from sayso.showing.network import label
from sayso.showing.wording import count, shown

WIDE, HIGH, MARGIN = 760, 470, 78
SHOWN = 30
CAPTION = (
    "An arrow is a tie that somebody asserts; a thicker one has more origins, a dashed one is only denied. "
    "A colour is a group told of together; a larger dot is told of between others. "
    "A picture of what is told, not of what anybody did."
)
COLOURS = ("#1d4f91", "#00694f", "#8b2f74", "#8a4b00", "#5a5f69", "#7a5c00", "#0b7285", "#b83a0c")


def picture(found: Network) -> str:
    """The picture; empty without ties."""
    import networkx

    degree: dict[str, float] = {}
    for t in found.ties:
        if t.type != "did":
            for end in (t.subject, t.object):
                degree[end] = degree.get(end, 0.0) + 1 + t.weight
    keys = sorted(degree, key=lambda k: -degree[k])[:SHOWN]
    ties = [t for t in found.ties if t.type != "did" and t.subject in keys and t.object in keys]
    if not ties:
        return ""
    number = {key: n for n, key in enumerate(k for k in found.nodes if k in set(keys))}
    graph = networkx.Graph()
    graph.add_nodes_from(number.values())
    graph.add_edges_from((number[t.subject], number[t.object]) for t in ties)
    placed = networkx.spring_layout(graph, seed=7, k=2.2 / math.sqrt(max(2, len(number))), iterations=200)
    at = _fitted({key: (float(placed[n][0]), float(placed[n][1])) for key, n in number.items()})
    group = {key: n for n, members in enumerate(found.groups) for key in members}
    body = "".join(_edge(pair, same, at) for pair, same in _pairs(ties).items())
    body += "".join(_node(key, found, at[key], group.get(key)) for key in number)
    rest = f"; {len(degree) - len(keys)} more in the table" if len(degree) > len(keys) else ""
    return _svg(body, f"{count(len(number), 'actor')} and {count(len(ties), 'tie')}{rest}.")


def _fitted(at: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    xs, ys = [x for x, _ in at.values()], [y for _, y in at.values()]
    wide, high = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
    return {
        key: (
            MARGIN + (x - min(xs)) / wide * (WIDE - 2 * MARGIN),
            MARGIN / 2 + (y - min(ys)) / high * (HIGH - 1.2 * MARGIN),
        )
        for key, (x, y) in at.items()
    }


def _pairs(ties: list[CaseTie]) -> dict[tuple[str, str], list[CaseTie]]:
    found: dict[tuple[str, str], list[CaseTie]] = {}
    for t in ties:
        found.setdefault((t.subject, t.object), []).append(t)
    return found


def _edge(pair: tuple[str, str], ties: list[CaseTie], at: Mapping[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = at[pair[0]], at[pair[1]]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    x1, y1, x2, y2 = x1 + 14 * dx, y1 + 14 * dy, x2 - 18 * dx, y2 - 18 * dy
    asserted = sum(t.weight for t in ties)
    dash = "" if any(t.says for t in ties) else ' stroke-dasharray="4 4"'
    words = ", ".join(dict.fromkeys(label(t.type) for t in ties))
    bend = 12 if length > 60 else 0
    mx, my = (x1 + x2) / 2 - bend * dy, (y1 + y2) / 2 + bend * dx
    width = min(4.5, 1.1 + 0.8 * asserted)
    return (
        f'<path d="M{x1:.0f} {y1:.0f}Q{mx:.0f} {my:.0f} {x2:.0f} {y2:.0f}" class="tie" stroke-width="{width:.1f}"{dash}'
        f' marker-end="url(#tip)"/><text class="on" x="{mx:.0f}" y="{my:.0f}">{escape(shown(words))}</text>'
    )


def _node(key: str, found: Network, at: tuple[float, float], group: int | None) -> str:
    x, y = at
    node = found.nodes[key]
    radius = 7 + 9 * math.sqrt(found.between.get(key, 0.0))
    colour = COLOURS[group % len(COLOURS)] if group is not None else "#ffffff"
    lines = wrap(shown(node.name), 24)[:2] or [node.name]
    texts = "".join(
        f'<text class="who" x="{x:.0f}" y="{y + radius + 13 + 13 * n:.0f}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        f'<g><title>{escape(shown(node.name))}</title><circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}"'
        f' fill="{colour}" stroke="#1b1e24"/>{texts}</g>'
    )


def _svg(body: str, told: str) -> str:
    tip = (
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="8" markerHeight="8" orient="auto"'
        ' markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8z" fill="#5d636e"/></marker></defs>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 {WIDE} {HIGH}" role="img"'
        f' aria-label="Who is said to be tied to whom: {escape(told)}">{tip}{body}</svg>'
    )
