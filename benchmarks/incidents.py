"""Incidents of many reports: invented reports, read and linked end to end, and how time grows with the accounts.

Two sets: one that the weights were set on, one written after that (`unseen`). Counted are pairs of reports that share
an incident of deeds, against pairs that tell of one event. The planted cases of planted.py, made for origins by rules,
are a third: all reports of an attack against those of another attack by the same group. The fourth is a long case:
planted stories, each told again and again in other regions and years, in the same words but for names and days.
"""

from __future__ import annotations

import datetime
import math
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.made_case import stories_read, tellings
from benchmarks.origins import report_of
from benchmarks.planted import case
from sayso.api import read_text
from sayso.linking.incident_accounts import Account
from sayso.linking.incidents import group, incidents_of_case
from sayso.records.report import Report

CASES, QUICK, FIRST = 60, 10, 30_000
LONG = {False: (6, 50), True: (2, 40)}
"""Of a long case, the stories and how often each is told."""
DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})


class Row(NamedTuple):
    """A report, and the events it tells of."""

    report: Report
    events: frozenset[str]


def measure(data: Path | None = None, *, quick: bool = False) -> dict[str, float]:
    """Figures on our own reports, on planted cases, and of speed."""
    mine = rows("incidents")
    figures = _scores("set", mine.values()) | _scores("unseen", rows("incidents_unseen").values())
    figures["one attack: incidents"], figures["one attack: reports"] = one_attack(mine["one_attack"])
    figures |= _scores("planted", (planted(seed) for seed in range(FIRST, FIRST + (QUICK if quick else CASES))))
    figures |= _scores("long", [long(*LONG[quick])])
    return figures | speed((1_000, 4_000) if quick else (4_000, 40_000))


def rows(name: str) -> dict[str, list[Row]]:
    """The reports of one of our files, read."""
    table = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    return {scene: [_read(r, f"{scene}/{n}") for n, r in enumerate(found)] for scene, found in table.items()}


def _read(row: dict[str, Any], name: str) -> Row:
    found = read_text(row["text"], outlet=row["outlet"], date=str(row["date"]), uri=name, unmask="benchmark")
    events = (row.get("event", "attack"), row.get("also"))
    return Row(found.record, frozenset(e for e in events if e))


def planted(seed: int) -> list[Row]:
    """One planted case, read."""
    events = ((plant, "another" if plant.origin == "another" else "attack") for plant in case(seed))
    return [Row(report_of(plant), frozenset({event})) for plant, event in events]


def long(stories: int, times: int) -> list[Row]:
    """Some stories, each told so many times; nothing is the same event but what one telling tells."""
    rng = random.Random(5)
    told = islice(tellings(stories_read(stories, rng), rng), stories * times)
    return [Row(report, frozenset({str(n)})) for n, reports in enumerate(told) for report in reports]


def one_attack(told: Sequence[Row]) -> tuple[int, int]:
    """How many incidents of assault twenty rewrites of one attack make, and how many reports the largest has."""
    found = [i for i in incidents_of_case(r.report for r in told) if i.type == "ASSAULT"]
    return len(found), max(len(i.reports) for i in found)


def _scores(name: str, scenes: Iterable[Sequence[Row]]) -> dict[str, float]:
    counted = Counter[str]()
    for scene in scenes:
        shared: set[tuple[str, str]] = set()
        for incident in incidents_of_case(r.report for r in scene):
            if incident.type in DEEDS:
                shared |= set(combinations(sorted(t.document for t in incident.reports), 2))
        events = {r.report.document.id: r.events for r in scene}
        for pair in combinations(sorted(events), 2):
            same = bool(events[pair[0]] & events[pair[1]])
            counted["same"] += same
            counted["found"] += pair in shared
            counted["right"] += same and pair in shared
    return {
        f"{name}: pair precision": counted["right"] / max(1, counted["found"]),
        f"{name}: pair recall": counted["right"] / max(1, counted["same"]),
    }


def speed(sizes: tuple[int, int]) -> dict[str, float]:
    """Seconds of the processor for grouping made-up accounts, and the exponent of their growth."""
    seconds = []
    for size in sizes:
        made = synthetic(size)
        begin = time.process_time()
        group(made)
        seconds.append(time.process_time() - begin)
    exponent = math.log(seconds[1] / seconds[0]) / math.log(sizes[1] / sizes[0])
    return {f"seconds, {n} accounts": s for n, s in zip(sizes, seconds, strict=True)} | {"exponent": exponent}


def synthetic(size: int, *, seed: int = 11) -> list[Account]:
    """Made-up accounts: six an incident on average, a town of 200 with Zipf's weights; days grow with their number."""
    rng = random.Random(seed)
    start = datetime.date(2010, 1, 1)
    towns = [f"town{n}" for n in range(200)]
    weights = [1 / (n + 3) for n in range(200)]
    made: list[Account] = []
    while len(made) < size:
        day = start + datetime.timedelta(days=len(made) // 60)
        town = rng.choices(towns, weights=weights)[0]
        site, victims, toll = rng.randrange(30), rng.randrange(18), rng.randint(1, 40)
        for _ in range(min(size - len(made), 1 + int(rng.expovariate(0.2)))):
            made.append(_made(rng, len(made), day, town, site, victims, toll))
    return made


def _made(rng: random.Random, n: int, day: datetime.date, town: str, site: int, victims: int, toll: int) -> Account:
    out = day + datetime.timedelta(days=min(200, int(rng.expovariate(0.5))))
    told = max(1, toll + rng.randint(-1, 1))
    given = day.isoformat()
    return Account(
        document=f"d{n:07}", claims=("c1",), first=0, type="ASSAULT", modes=frozenset({"explosives"}),
        days=(given, given) if rng.random() < 0.7 else None, out=out.isoformat(), place=None, country=None,
        names=frozenset({town, f"name{rng.randrange(5000)}"}), around=frozenset({f"name{rng.randrange(5000)}"}),
        sites=frozenset({site}) if rng.random() < 0.7 else frozenset(),
        victims=frozenset({victims}) if rng.random() < 0.6 else frozenset(),
        tolls=((told, told),) if rng.random() < 0.6 else (), numbers=frozenset(), doers=frozenset(),
        targets=frozenset(), details=frozenset({f"word{rng.randrange(300)}" for _ in range(4)}),
        sentences=frozenset({str(n)}),
    )  # fmt: skip


if __name__ == "__main__":
    print(measure(quick=True))
