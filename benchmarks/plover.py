"""Score the events of a report against the PLOVER gold records: type, source and target.

    python -m benchmarks.plover [--data ../shared/data] [--errors FILE]

Reads each gold sentence as a report of its record's date and hands the claims to the neutral scorer beside the data
folder (`eval/gsr_eval.py`). Scored are the main claims, as the gold codes them,
and all outer acts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks import neutral
from sayso.annotating.pipeline import annotate
from sayso.records.claim import Claim
from sayso.records.document import Document, Published, content_id, document_id
from sayso.records.report import Report

_STATELESS = frozenset({"IGO", "NGO", "MNC", "IMG"})


def documents(gold: Iterable[dict[str, object]]) -> list[Document]:
    """One report a gold record, published on the record's date."""
    found, seen = [], {}
    for record in gold:
        if record.get("event") == "DOCUMENT":
            continue
        name = str(record["id"])
        seen[name] = seen.get(name, 0) + 1
        name += f"~{seen[name]}" if seen[name] > 1 else ""
        text, date = str(record["text"]), str(record["date"])
        content = content_id(text)
        made = document_id(content=content, outlet=None, uri=None, published=date, title=None)
        published = Published(date, date, "day", "input")
        found.append(Document(made, content, text, name, published=published, language="en"))
    return found


def codes(report: Report, ids: Iterable[str]) -> list[str]:
    """Country and sector of the mentions, as one code each: `USAGOV`, `---MIL` without a country, `IGO`, `USAIGO`."""
    return [code for m in (report.mention_by_id[i] for i in ids) if (code := _code(m.country, m.sector))]


def _code(country: str | None, sector: str | None) -> str:
    """One code in the scorer's style, which takes the first three letters for a country and reads --- as none.

    Sectors that stand outside all states (an IGO) are what the gold has in place of a country.

    >>> _code("FRA", "GOV"), _code(None, "MIL"), _code(None, "IGO"), _code(None, None)
    ('FRAGOV', '---MIL', 'IGO', '')
    """
    if country or not sector:
        return (country or "") + (sector or "")
    return sector if sector[:3] in _STATELESS else f"---{sector}"


def events_of(report: Report, *, main: bool) -> list[dict[str, object]]:
    """The claims of a report as the scorer reads them."""
    return [
        {"type": c.type, "source": codes(report, c.actors), "target": codes(report, c.recipients)}
        for c in report.claims
        if c.kind == "event" and _wanted(c, main=main)
    ]


def _wanted(claim: Claim, *, main: bool) -> bool:
    return claim.main if main else claim.within is None


def measure(data: Path, *, quick: bool = False, errors: Path | None = None) -> dict[str, float]:
    """Type and event F1 of main claims and of all outer acts; misses of main claims go to `errors`."""
    gold_file = data / "plover-gsr" / "dev.json"
    scorer = neutral.module(data, "gsr_eval.py")
    gold = scorer.load_gold(str(gold_file))
    reports = list(annotate(documents(json.loads(gold_file.read_text(encoding="utf-8")))))
    figures: dict[str, float] = {}
    for name, main in (("main", True), ("outer", False)):
        coded = {r.document.record: events_of(r, main=main) for r in reports}
        missed: list[dict[str, object]] = []
        found = scorer.evaluate(gold, coded, "2021", missed)
        if main:
            scorer.show(found)
            if errors:
                errors.write_text("\n".join(map(json.dumps, missed)), encoding="utf-8")
        figures |= {
            f"{name}: type micro-F1": found["type micro"]["f1"],
            f"{name}: type macro-F1": found["type macro f1"],
            f"{name}: event F1": found["event (type+source+target country)"]["f1"],
            f"{name}: source sector given type": found["source"]["sector given type"],
        }
    return figures


def main() -> None:
    """Code, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=neutral.DATA)
    parser.add_argument("--errors", type=Path, help="write the missed gold events to this file")
    args = parser.parse_args()
    for name, value in measure(args.data, errors=args.errors).items():
        print(f"{name:36} {value:.4f}")


if __name__ == "__main__":
    main()
