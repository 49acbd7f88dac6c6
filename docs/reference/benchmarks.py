"""Makes docs/benchmarks.md: `python docs/reference/benchmarks.py [FILE]`.

FILE is what `python -m benchmarks --json FILE` measured. It is kept as benchmarks.json beside this, so that the page
can be made again; without FILE that is taken. A run that is not whole (`--quick`, or some benchmarks only) says so.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KEPT, PAGE = HERE / "benchmarks.json", HERE.parent / "benchmarks.md"
SHORT = 10
"""So many figures are shown at once; of more only those that are held to something or compared."""


def main() -> None:
    """Keep the figures, if they are given, and write the page."""
    if len(sys.argv) > 1:
        given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")) | {"held": held()}
        KEPT.write_text(json.dumps(given, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


def held() -> dict[str, Any]:
    """What figures are held to today; it is kept with them, since floors rise."""
    return tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text(encoding="utf-8"))


def page() -> str:
    """The page, of the figures that are kept."""
    results = json.loads(KEPT.read_text(encoding="utf-8"))
    words = yaml.safe_load((HERE / "benchmarks.yaml").read_text(encoding="utf-8"))
    told = words["benchmarks"]
    about, floors = results.pop("about"), results.pop("held")
    part = "quick" if about["quick"] else "full"
    missing = [told[name]["title"] for name in told if name not in results]
    parts = list(_head(about, words["page"], missing))
    for name in [*told, *(n for n in results if n not in told)]:
        if name in results:
            bounds = floors.get(name, {}).get(part, {})
            parts += _benchmark(name, told.get(name, {"title": name}), results[name], bounds)
    return "\n".join(parts).rstrip() + "\n"


def _head(about: Mapping[str, Any], words: Mapping[str, str], missing: list[str]) -> Iterator[str]:
    machine = f"Python {about['python']} ({about['machine']})"
    yield f"# Benchmarks\n\n{words['begin']}\n"
    yield f"Measured on {about['day']} with {machine}, rules {about['rules']}, {', '.join(about['models'])}."
    if about["quick"]:
        yield f"\n{words['quick']}"
    if missing:
        yield f"\nNot in this run: {', '.join(missing)}."
    yield f"\n{words['notes']}\n"


def _benchmark(
    name: str, told: Mapping[str, Any], figures: Mapping[str, float], bounds: Mapping[str, Mapping[str, float]]
) -> Iterator[str]:
    peers = told.get("peers", ())
    yield f"## {told['title']}\n"
    command = f"`python -m benchmarks {name}`"
    where = told.get("measured_on", "")
    yield f"{where[:1].upper()}{where[1:]}. {command}\n" if where else f"{command}\n"
    wanted = {*bounds, *(p["figure"] for p in peers)} & set(figures)
    first = {f: v for f, v in figures.items() if f in wanted or len(figures) <= SHORT} or dict(
        list(figures.items())[:SHORT]
    )
    yield "| figure | sayso | held to |\n|---|--:|--:|"
    yield from (
        f"| {figure} | {number(value)} | {bound(bounds.get(figure, {}), value)} |" for figure, value in first.items()
    )
    if peers:
        yield "\n| compared with | figure | theirs | sayso | how |\n|---|---|--:|--:|---|"
        yield from (_peer(peer, figures) for peer in peers)
    rest = {figure: value for figure, value in figures.items() if figure not in first}
    if rest:
        yield f'\n<details markdown="1"><summary>{len(rest)} more figures</summary>\n\n| figure | sayso |\n|---|--:|'
        yield from (f"| {figure} | {number(value)} |" for figure, value in rest.items())
        yield "\n</details>"
    yield ""


def _peer(peer: Mapping[str, str], figures: Mapping[str, float]) -> str:
    theirs = number(figures[peer["result"]]) if peer.get("result") in figures else peer.get("value", "not measured")
    ours = number(figures[peer["figure"]]) if peer["figure"] in figures else "not measured"
    return f"| {peer['who']} | {peer['figure']} | {theirs} | {ours} | {peer['how']} |"


def number(value: float) -> str:
    """A figure as the pages write it.

    >>> number(0.8977), number(1.0), number(1050.0), number(321.5039), number(-0.0012), number(9.73)
    ('.898', '1.000', '1,050', '322', '-.001', '9.73')
    """
    if float(value).is_integer() and abs(value) > 1:
        return f"{value:,.0f}"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) > 1:
        return f"{value:.2f}"
    return f"{value:.3f}".replace("0.", ".", 1)


def bound(held: Mapping[str, float], value: float) -> str:
    """The floor or ceiling of a figure, and whether it falls short.

    >>> bound({"least": 0.9}, 0.898), bound({"most": 3}, 2.0), bound({}, 1.0)
    ('≥ .900, **short**', '≤ 3', '')
    """
    for name, sign, short in (("least", "≥", lambda bound: value < bound), ("most", "≤", lambda bound: value > bound)):
        if name in held:
            return f"{sign} {number(held[name])}{', **short**' if short(held[name]) else ''}"
    return ""


if __name__ == "__main__":
    main()
