"""Run the benchmarks and hold them against their floors: `python -m benchmarks [--quick] [--data DIR] [NAME ...]`.

`--quick` reads small slices, for CI. Exit 1 if a figure is under its floor (or, for a ceiling, over it). A corpus that
is missing is skipped, and said so. `--json FILE` keeps the figures.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import neutral

# Name of the runner, and the corpus folder it needs; None for sentences of our own.
RUNNERS: dict[str, str | None] = {
    "throughput": "polnear",
    "encoder": "polnear",
    "polnear": "polnear",
    "plover": "plover-gsr",
    "plv": "plv",
    "case2021": "case2021-task2",
    "factuality": "factuality",
    "timex": "meantime",
    "places": "geoparsing",
    "names": "names",
    "actors": None,
    "relations": None,
    "loaded": None,
    "coreference": "ecbplus",
    "ecbplus": "ecbplus",
    "incidents": None,
    "copies": None,
    "origins": None,
    "scale": None,
    "reader": None,
    "truth": "truth-discovery",
    "rivals": None,
    "private": None,
    "swap": None,
}


def broken(name: str, figures: dict[str, float], *, quick: bool) -> list[str]:
    """What is under its floor or over its ceiling, a line each.

    A figure that names another one `instead` of which it is measured may be missing where that one is there.

    >>> broken("throughput", {"share beside the encoder": 0.1, "share of the bare model": 0.9}, quick=True)[0]
    'throughput: share beside the encoder is 0.1000, under its floor of 0.85'
    """
    table = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
    bounds = table.get(name, {}).get("quick" if quick else "full", {})
    lines = []
    for figure, bound in bounds.items():
        least, most = bound.get("least"), bound.get("most")
        value = figures.get(figure)
        if value is None:
            if bound.get("instead") in figures:
                continue
            lines.append(f"{name}: {figure} was not measured")
            continue
        if least is not None and value < least:
            lines.append(f"{name}: {figure} is {value:.4f}, under its floor of {least}")
        if most is not None and value > most:
            lines.append(f"{name}: {figure} is {value:.4f}, over its ceiling of {most}")
    return lines


def about(*, quick: bool) -> dict[str, Any]:
    """When, on what, and by which rules and models figures were measured."""
    from sayso.annotating.pipeline import coding

    found = coding()
    return {
        "day": datetime.now(UTC).date().isoformat(), "quick": quick, "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors", "rules": found.rules,
        "models": [f"{m.name} {m.version.removeprefix('sha256:')[:12]}" for m in found.models],
    }  # fmt: skip


def main() -> int:
    """Run what was named, or everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*RUNNERS, []], help="which (default: all)")
    parser.add_argument("--quick", action="store_true", help="small slices")
    parser.add_argument("--data", type=Path, default=neutral.DATA)
    parser.add_argument("--json", type=Path, help="write the figures here")
    args = parser.parse_args()
    kept, faults = {}, []
    for name in args.names or RUNNERS:
        corpus = RUNNERS[name]
        if corpus is not None and not (args.data / corpus).is_dir():
            print(f"SKIPPED {name}: no {args.data / corpus} — name the corpora's folder with --data or SAYSO_DATA")
            continue
        begin = time.perf_counter()
        figures: dict[str, float] = importlib.import_module(f"benchmarks.{name}").measure(args.data, quick=args.quick)
        print(f"== {name} ({time.perf_counter() - begin:.0f} s)")
        for figure, value in figures.items():
            print(f"   {figure:40} {value:10.4f}")
        kept[name] = figures
        faults += broken(name, figures, quick=args.quick)
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps({"about": about(quick=args.quick)} | kept, indent=1), encoding="utf-8")
    print("\n".join(faults) if faults else f"{len(kept)} benchmarks, all at or above their floors")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
