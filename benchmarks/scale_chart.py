"""The curves of `benchmarks.scale` as a picture: `python -m benchmarks.scale_chart FIGURES.json docs/images/scale.svg`.

FIGURES.json is what `python -m benchmarks scale --json FIGURES.json` keeps. Both axes are logarithmic: a straight
line is a power.
"""

from __future__ import annotations

import json
import math
import re
import sys
from pathlib import Path

PANELS = (("seconds of one processor", "seconds"), ("peak memory, MB", "peak MB"))
LINES = (("linking", "copies, credits, origins", "#1b6ca8"), ("incidents", "incidents", "#c2571a"))
WIDE, HIGH, LEFT, TOP, ROOM = 300, 220, 64, 46, 70
_FIGURE = re.compile(r"(\w+), (\d+), (.+)")
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#222}.small{font-size:11px;fill:#666}.grid{stroke:#e3e3e3}"
    "@media(prefers-color-scheme:dark){text{fill:#eee}.small{fill:#aaa}.grid{stroke:#444}}"
)


def points(figures: dict[str, float], line: str, what: str) -> list[tuple[int, float]]:
    """Sizes and values of one curve."""
    found = [(m, value) for name, value in figures.items() if (m := _FIGURE.fullmatch(name))]
    return sorted((int(m[2]), value) for m, value in found if m[1] == line and m[3] == what)


def svg(figures: dict[str, float]) -> str:
    """Both panels side by side."""
    width, height = 2 * (WIDE + ROOM) + LEFT, TOP + HIGH + 72
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="Linking and incidents by the number of reports"><style>{_STYLE}</style>'
    ]
    for n, (title, what) in enumerate(PANELS):
        curves = {line: points(figures, line, what) for line, _, _ in LINES}
        parts += _panel(LEFT + n * (WIDE + ROOM), title, curves)
    for n, (_, said, colour) in enumerate(LINES):
        x = LEFT + 220 * n
        parts.append(f'<circle cx="{x}" cy="{height - 14}" r="5" fill="{colour}"/>')
        parts.append(f'<text x="{x + 12}" y="{height - 10}">{said}</text>')
    return "\n".join([*parts, "</svg>\n"])


def _panel(left: float, title: str, curves: dict[str, list[tuple[int, float]]]) -> list[str]:
    every = [p for curve in curves.values() for p in curve]
    low, high = (math.log10(f(x for x, _ in every)) for f in (min, max))
    bottom, top = math.floor(math.log10(min(y for _, y in every))), math.ceil(math.log10(max(y for _, y in every)))

    def at(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - low) / (high - low)
        return left + across * WIDE, TOP + HIGH - (math.log10(y) - bottom) / (top - bottom) * HIGH

    parts = [f'<text x="{left}" y="{TOP - 18}">{title}</text>']
    for power in range(bottom, top + 1):
        _, y = at(10**low, 10.0**power)
        parts.append(f'<line class="grid" x1="{left}" x2="{left + WIDE}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="small" x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for power in range(math.ceil(low), math.floor(high) + 1):
        x, _ = at(10**power, 10.0**bottom)
        parts.append(f'<text class="small" x="{x:.1f}" y="{TOP + HIGH + 18}" text-anchor="middle">{10**power:,}</text>')
    for line, _, colour in LINES:
        places = [at(*p) for p in curves[line]]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in places]
    parts.append(f'<text class="small" x="{left + WIDE / 2}" y="{TOP + HIGH + 36}" text-anchor="middle">reports</text>')
    return parts


if __name__ == "__main__":
    kept = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(sys.argv[2]).write_text(svg(kept.get("scale", kept)), encoding="utf-8")
