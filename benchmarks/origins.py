"""Planted cases, read and linked end to end: are the origins of the claim found, and no two taken for one?

Of each case one report, drawn by chance, is asked where its claim comes from. An origin is *recovered* if exactly the
reports that have the claim from it are put together; the *entry* is right if it is named as the outlet, agency or
official that it is. *False merges* are pairs of reports of two origins put together, among all pairs put together.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from benchmarks.planted import Plant, case
from sayso.annotating.pipeline import annotate_one
from sayso.linking.credits import outlet_name
from sayso.linking.links import resolve
from sayso.linking.origins import provenance_of, tree
from sayso.records.document import Document, Published, Span, content_id
from sayso.records.origin import OriginTree
from sayso.records.report import Report

CASES, QUICK, UNSEEN = 200, 30, 10_000


def report_of(plant: Plant) -> Report:
    """A planted report, read."""
    published = Published(plant.day, plant.day, "day", "input") if plant.day else Published()
    document = Document(
        id=plant.name, content=content_id(plant.text), text=plant.text, record=plant.name, outlet=plant.outlet,
        published=published, language="en", genre="news",
    )  # fmt: skip
    return resolve(annotate_one(document))


def asked(plants: Sequence[Plant], reports: Sequence[Report], seed: int) -> OriginTree | None:
    """The tree of the claim of one report; None if no report's claim was read."""
    p = provenance_of(reports)
    order = list(range(len(plants)))
    random.Random(seed).shuffle(order)
    for n in order:
        key = Span(*plants[n].key)
        acts = ("ASSAULT", "COERCE") if plants[n].origin != "another" else ()
        claims = [c for c in reports[n].claims if key.covers(c.trigger) and c.type in acts]
        if claims:
            return tree(p, plants[n].name, claims[0].id)
    return None


def measure(data: Path | None = None, *, quick: bool = False, first: int = UNSEEN) -> dict[str, float]:
    """Figures over planted cases."""
    counted = Counter[str]()
    lost: dict[str, Counter[str]] = defaultdict(Counter)
    for seed in range(first, first + (QUICK if quick else CASES)):
        plants = case(seed)
        found = asked(plants, [report_of(p) for p in plants], seed)
        _count(plants, found, counted, lost)
    for what, ways in lost.items():
        print(f"  {what}: {dict(ways.most_common())}")
    return {
        "origins": counted["origins"],
        "origins recovered": counted["recovered"] / counted["origins"],
        "entries right": counted["entries"] / counted["origins"],
        "pairs kept together": counted["kept"] / counted["true pairs"],
        "false merges": counted["false"] / max(1, counted["false"] + counted["kept"]),
        "reports found": counted["found"] / counted["reports"],
        "other attacks taken in": counted["another taken in"],
        "counts of origins right": counted["counts"] / counted["cases"],
    }


def _count(
    plants: Sequence[Plant], found: OriginTree | None, counted: Counter[str], lost: dict[str, Counter[str]]
) -> None:
    where = {s.document: o.key for o in found.origins for s in o.steps} if found else {}
    names = {o.key: outlet_name(o.name) for o in found.origins} if found else {}
    entry = {o.key: o.steps[0].document for o in found.origins} if found else {}
    true = defaultdict(set)
    for plant in plants:
        if plant.origin == "another":
            counted["another taken in"] += plant.name in where
            continue
        true[plant.origin].add(plant.name)
        counted["reports"] += 1
        counted["found"] += plant.name in where
        lost["not found"][plant.way] += plant.name not in where
    got = defaultdict(set)
    for name, key in where.items():
        got[key].add(name)
    counted["cases"] += 1
    counted["counts"] += len(true) == len(got) and not any(p.origin == "another" and p.name in where for p in plants)
    for origin, members in true.items():
        counted["origins"] += 1
        recovered = members in got.values()
        counted["recovered"] += recovered
        start = next(p.entry for p in plants if p.origin == origin)
        keys = {where.get(m) for m in members} - {None}
        counted["entries"] += any(entry[k] == start or names[k] == outlet_name(start) for k in keys)
    for a, b in combinations(plants, 2):
        together = a.name in where and where.get(a.name) == where.get(b.name)
        if a.origin == b.origin:
            counted["true pairs"] += 1
            counted["kept"] += together
            lost["pairs lost"][" ".join(sorted((a.way, b.way)))] += not together
        else:
            counted["false"] += together
            lost["pairs merged"][" ".join(sorted((a.way, b.way)))] += together


if __name__ == "__main__":
    print(measure(quick=True, first=0))
