"""Whether two names are one: the nomenklatura name bench (development part), and how long a pair takes.

F1 is of `is_match`, over all rows. The time is processor time on one thread, over the bench read again and again: once
with the names of a pair seen before, once with every name taken apart anew. `python -m benchmarks.names --errors`
prints the pairs that went wrong.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks import neutral
from sayso.lexicon.matching import Match, compare
from sayso.lexicon.matching.reading import read
from sayso.lexicon.matching.script import latin


class Row(NamedTuple):
    """A pair of the bench and its verdict."""

    schema: str
    left: str
    right: str
    same: bool


def rows(data: Path) -> list[Row]:
    """The pairs of the bench."""
    with (data / "names" / "name_bench_dev.csv").open(encoding="utf-8") as file:
        return [Row(r["schema"], r["name1"], r["name2"], r["is_match"] == "true") for r in csv.DictReader(file)]


def judge(pairs: list[Row]) -> list[Match]:
    """What the matcher says of each."""
    return [compare(p.left, p.right, schema=p.schema) for p in pairs]


def measure(data: Path, *, quick: bool = False) -> dict[str, float]:
    """F1, accuracy, and microseconds a pair."""
    pairs = rows(data)
    found = judge(pairs)
    hits = sum(p.same and m.verdict == "same" for p, m in zip(pairs, found, strict=True))
    wrong = sum(p.same != (m.verdict == "same") for p, m in zip(pairs, found, strict=True))
    times = [_seconds(pairs, anew=anew, rounds=3 if quick else 10) for anew in (False, True)]
    return {
        "F1": 2 * hits / (2 * hits + wrong),
        "accuracy": 1 - wrong / len(pairs),
        "microseconds a pair, names seen before": 1e6 * times[0],
        "microseconds a pair, names new": 1e6 * times[1],
    }


def _seconds(pairs: list[Row], *, anew: bool, rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        if anew:
            read.cache_clear()
            latin.cache_clear()
        begin = time.process_time()
        judge(pairs)
        best = min(best, time.process_time() - begin)
    return best / len(pairs)


def main() -> int:
    """Print the figures, and the errors if asked."""
    figures = measure(neutral.DATA)
    for name, value in figures.items():
        print(f"{name:40} {value:10.4f}")
    if "--errors" in sys.argv:
        pairs = rows(neutral.DATA)
        for pair, match in zip(pairs, judge(pairs), strict=True):
            if pair.same != (match.verdict == "same"):
                print(f"{match.verdict:9} {match.score:.2f}  {pair.left} | {pair.right} — {match.why}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
