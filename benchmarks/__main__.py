"""Run the benchmarks and hold them against their floors: `python -m benchmarks [--quick] [--data DIR] [NAME ...]`.

`--quick` reads small slices, for CI. Exit 1 if a figure is under its floor (or, for a ceiling, over it). A corpus that
is missing is skipped, and said so. `--json FILE` keeps the figures.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
import tomllib
from pathlib import Path

from benchmarks import neutral

# Name of the runner, and the corpus folder it needs; None for sentences of our own.
RUNNERS: dict[str, str | None] = {
    "throughput": "polnear",
    "polnear": "polnear",
    "plover": "plover-gsr",
    "plv": "plv",
    "case2021": "case2021-task2",
    "factuality": "factuality",
    "timex": "meantime",
    "places": "geoparsing",
    "relations": None,
    "private": None,
    "swap": None,
}


def broken(name: str, figures: dict[str, float], *, quick: bool) -> list[str]:
    """What is under its floor or over its ceiling, a line each."""
    table = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
    bounds = table.get(name, {}).get("quick" if quick else "full", {})
    lines = []
    for figure, bound in bounds.items():
        least, most = bound.get("least"), bound.get("most")
        value = figures[figure]
        if least is not None and value < least:
            lines.append(f"{name}: {figure} is {value:.4f}, under its floor of {least}")
        if most is not None and value > most:
            lines.append(f"{name}: {figure} is {value:.4f}, over its ceiling of {most}")
    return lines


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
        args.json.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    print("\n".join(faults) if faults else f"{len(kept)} benchmarks, all at or above their floors")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
