"""Precision and recall of ties, routes and purposes on golden sentences of ours.

    python -m benchmarks.relations [FILE...] [--kind relation|purpose] [--errors]

The world is closed: a relation that is read and not expected is false. An expected one counts once; two readings of the
same tie are one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from sayso.annotating.pipeline import annotate_one
from sayso.records.claim import Claim
from sayso.records.document import Document, content_id
from sayso.records.report import Report

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "relations.yaml"
STRANGERS = Path(__file__).with_name("relations_strangers.yaml")
RELATIONS = ("relations.yaml", "ties.yaml", "relations_more.yaml", *(f"relations_round{n}.yaml" for n in (6, 7, 8, 9)))


def read(text: str) -> Report:
    """One sentence as a report of its own."""
    return annotate_one(Document(content_id(text), content_id(text), text, "golden", language="en"))


def fits(report: Report, claim: Claim, want: dict[str, Any]) -> bool:
    """Whether a claim is the expected one: type and the words of its sides."""
    if claim.type != want.get("type", claim.type):
        return False
    sides = {"subject": claim.subjects, "object": claim.objects, "actor": claim.actors}
    for name, ids in sides.items():
        if name in want and not any(want[name].lower() in report.mention_by_id[i].text.lower() for i in ids):
            return False
    aim = claim.aim.of(report.document.text) if claim.aim else ""
    return str(want.get("aim", "")).lower() in aim.lower()


def on_the_way(report: Report, claim: Claim, places: Iterable[str]) -> bool:
    """Whether a route leads through every place that is expected."""
    via = " ".join(report.mention_by_id[i].text for i in (claim.route.via if claim.route else ()))
    return all(place in via for place in places)


def count(
    items: Iterable[dict[str, Any]], kind: str, reader: Callable[[str], Report] = read
) -> tuple[Counter[tuple[str, str]], list[str]]:
    """True, false and missed readings by type, and a line for every fault."""
    tally: Counter[tuple[str, str]] = Counter()
    faults = []
    for item in items:
        report = reader(item["text"])
        wanted = [w for w in item.get("expect", []) if w.get("kind") == kind]
        got = [c for c in report.claims if c.kind == kind]
        hit: set[int] = set()
        for want in wanted:
            via = item.get("via", ()) if want.get("type") == "transits" else ()
            want = want | ({"aim": item["aims"][0]} if "aims" in item and kind == "purpose" else {})
            found = [n for n, c in enumerate(got) if fits(report, c, want) and on_the_way(report, c, via)]
            tally[want.get("type") or kind, "true" if found else "missed"] += 1
            hit.update(found)
            if not found:
                faults.append(f"missed {want} in: {item['text']}")
        for n, claim in enumerate(got):
            if n not in hit:
                tally[claim.type or kind, "false"] += 1
                faults.append(f"false {claim.type or kind} {claim.trigger.of(item['text'])!r} in: {item['text']}")
    return tally, faults


def measure(data: Path | None = None, *, quick: bool = False) -> dict[str, float]:
    """Precision and recall of relations and purposes on golden sentences of ours.

    "relation" is the first set, "rounds" the later ones (each was unseen once; their heads say what it gave then), and
    a type's name with P and R is over all of them. "strangers" are sentences by writers who knew nothing of the rules,
    about states and bodies that no list has. `quick` leaves rounds and strangers out.
    """
    first, _ = count(_items("relations.yaml"), "relation")
    purposes, _ = count(_items("purposes.yaml"), "purpose")
    out = _ratios("relation", first) | _ratios("purpose", purposes)
    if quick:
        return out
    rounds, _ = count(_items(*RELATIONS[1:]), "relation")
    out |= _ratios("rounds", rounds)
    strangers, _ = count(yaml.safe_load(STRANGERS.read_text(encoding="utf-8")), "relation")
    out |= _ratios("strangers", strangers)
    every = first + rounds
    for name in sorted({name for name, _ in every}):
        own = Counter({key: n for key, n in every.items() if key[0] == name})
        out |= {f"{name} {figure[0].upper()}": value for figure, value in _ratios("", own).items()}
    return out


def _items(*names: str) -> list[dict[str, Any]]:
    return [i for name in names for i in yaml.safe_load(GOLDEN.with_name(name).read_text(encoding="utf-8"))]


def _ratios(name: str, tally: Counter[tuple[str, str]]) -> dict[str, float]:
    true, false, missed = (sum(n for (_, k), n in tally.items() if k == key) for key in ("true", "false", "missed"))
    figures = {"precision": true / max(1, true + false), "recall": true / max(1, true + missed)}
    return {f"{name} {figure}".strip(): value for figure, value in figures.items()}


def lines(tally: Counter[tuple[str, str]]) -> list[str]:
    """The table: type, true, false, missed, precision, recall."""
    types = sorted({name for name, _ in tally})
    rows = [(name, *(tally[name, k] for k in ("true", "false", "missed"))) for name in types]
    rows.append(("all", *(sum(row[k] for row in rows) for k in (1, 2, 3))))
    return [
        f"{name:20} {true:4} {false:4} {missed:4}  P {_ratio(true, false)}  R {_ratio(true, missed)}"
        for name, true, false, missed in rows
    ]


def _ratio(true: int, other: int) -> str:
    return f"{true / (true + other):.3f}" if true + other else "  -  "


def main() -> None:
    """Print the table, and the faults if asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, default=[GOLDEN.with_name(name) for name in RELATIONS])
    parser.add_argument("--kind", default="relation", choices=("relation", "purpose"))
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    items = [item for path in args.files for item in yaml.safe_load(path.read_text(encoding="utf-8"))]
    tally, faults = count(items, args.kind)
    print("\n".join(faults if args.errors else []))
    print(f"{len(items)} sentences; true, false, missed:")
    print("\n".join(lines(tally)))


if __name__ == "__main__":
    main()
