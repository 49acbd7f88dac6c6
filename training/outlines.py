"""Country outlines for maps, simplified from Natural Earth: `python -m training.outlines countries-50m.json`.

The input is the file of that name in the package `world-atlas` 2.0.2 of the npm registry (ISC; the data are Natural
Earth 4.1, public domain). Borders that two countries share are one arc there, and are simplified once, so that no gap
opens between them. Output: `data/gazetteers/outlines.tsv`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.lexicon.countries import countries

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "data" / "gazetteers" / "outlines.tsv"
TOLERANCE = 0.04
"""How far, in degrees, a line may be moved: about four kilometres, a pixel on a map of a large country."""
STEP = 0.01
SMALLEST = 0.01
"""Rings whose bounding box is smaller than this, in square degrees, are left out, unless a country has no other."""
NAMED = {
    "Marshall Is.": "MHL", "U.S. Virgin Is.": "VIR", "Falkland Is.": "FLK", "Cayman Is.": "CYM",
    "British Virgin Is.": "VGB", "Turks and Caicos Is.": "TCA", "S. Sudan": "SSD", "Solomon Is.": "SLB",
    "São Tomé and Principe": "STP", "St. Vin. and Gren.": "VCT", "Cook Is.": "COK", "W. Sahara": "ESH",
    "Fr. Polynesia": "PYF", "Eq. Guinea": "GNQ", "Dominican Rep.": "DOM", "Faeroe Is.": "FRO",
    "Dem. Rep. Congo": "COD", "Congo": "COG", "Central African Rep.": "CAF", "Bosnia and Herz.": "BIH",
    "Antigua and Barb.": "ATG",
}  # fmt: skip

Point = tuple[float, float]


def simplified(line: Sequence[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """A line without the points that lie near the line through its neighbours (Douglas and Peucker).

    >>> simplified([(0, 0), (1, 0.01), (2, 0), (2, 2)])
    [(0, 0), (2, 0), (2, 2)]
    """
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        far = max(range(first + 1, last), key=lambda i: _off(line[i], line[first], line[last]), default=None)
        if far is not None and _off(line[far], line[first], line[last]) > tolerance:
            keep.add(far)
            todo += [(first, far), (far, last)]
    return [line[i] for i in sorted(keep)]


def _off(p: Point, a: Point, b: Point) -> float:
    """How far a point is from a stretch of line."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length)) if length else 0.0
    x, y = a[0] + along * dx - p[0], a[1] + along * dy - p[1]
    return float((x * x + y * y) ** 0.5)


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON file in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _rings(geometry: dict[str, Any]) -> list[list[int]]:
    """The rings of a geometry as numbers of arcs; -1 - n is arc n backwards."""
    if geometry.get("type") == "Polygon":
        return list(geometry["arcs"])
    return [ring for polygon in geometry.get("arcs", ()) for ring in polygon]


def _size(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> float:
    xs = [x for n in ring for x, _ in arcs[n if n >= 0 else -1 - n]]
    ys = [y for n in ring for _, y in arcs[n if n >= 0 else -1 - n]]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def lines(topology: dict[str, Any]) -> list[str]:
    """The lines of the table: arcs first, in hundredths of a degree, each point from the one before; then countries."""
    arcs = decoded(topology)
    codes = {n.lower(): c.code for c in countries().values() for n in c.names} | {
        k.lower(): v for k, v in NAMED.items()
    }
    shapes, used = [], dict[int, int]()
    for geometry in topology["objects"]["countries"]["geometries"]:
        rings = sorted(_rings(geometry), key=lambda r: -_size(r, arcs))
        rings = rings[:1] + [r for r in rings[1:] if _size(r, arcs) >= SMALLEST]
        for n in (n if n >= 0 else -1 - n for ring in rings for n in ring):
            used.setdefault(n, len(used))
        code = codes.get(geometry["properties"]["name"].lower(), "")
        numbered = [[used[n] if n >= 0 else -1 - used[-1 - n] for n in ring] for ring in rings]
        shapes.append(f"country\t{code}\t" + "\t".join(",".join(map(str, ring)) for ring in numbered))
    return [*(f"arc\t{_coded(simplified(arcs[n]))}" for n in used), *sorted(shapes)]


def _coded(points: Sequence[Point]) -> str:
    found, x, y = [], 0, 0
    for lon, lat in points:
        nx, ny = round(lon / STEP), round(lat / STEP)
        if found and (nx, ny) == (x, y):
            continue
        found.append(f"{nx - x},{ny - y}")
        x, y = nx, ny
    return " ".join(found)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("topology", type=Path)
    given = parser.parse_args()
    made = lines(json.loads(given.topology.read_text(encoding="utf-8")))
    head = [
        "# Source: Natural Earth 4.1 (public domain) through world-atlas 2.0.2 (ISC). Built by training/outlines.py",
        "# arc: points in hundredths of a degree, each from the one before; country: code or nothing, rings of arcs",
    ]
    TARGET.write_text("\n".join([*head, *made]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
