"""Score the events of a report against the PLOVER gold records: type, source and target.

    python benchmarks/plover.py [--data ../shared/data] [--all] [--errors FILE] [--json FILE]

Reads each gold sentence as a report of its record's date and hands the claims to the neutral scorer beside the data
folder (`eval/gsr_eval.py`). Main claims are scored by default; `--all` scores every outer act.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sayso.annotating.pipeline import annotate
from sayso.records.claim import Claim
from sayso.records.document import Document, Published, content_id, document_id
from sayso.records.report import Report


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
    """Country and sector of the mentions, as one code each: `USAGOV`, `IGO`."""
    mentions = [report.mention_by_id[i] for i in ids]
    return [(m.country or "") + (m.sector or "") for m in mentions if m.country or m.sector]


def events_of(report: Report, *, main: bool) -> list[dict[str, object]]:
    """The claims of a report as the scorer reads them."""
    return [
        {"type": c.type, "source": codes(report, c.actors), "target": codes(report, c.recipients)}
        for c in report.claims
        if c.kind == "event" and _wanted(c, main=main)
    ]


def _wanted(claim: Claim, *, main: bool) -> bool:
    return claim.main if main else claim.within is None


def score(gold: Path, predictions: Path, *options: str) -> str:
    """What the neutral scorer says."""
    tool = gold.parents[2] / "eval" / "gsr_eval.py"
    call = [sys.executable, str(tool), str(gold), str(predictions), "--scheme", "2021", *options]
    return subprocess.run(call, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Code, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAYSO_DATA", "../shared/data")))
    parser.add_argument("--all", action="store_true", help="score every outer act, not the main ones only")
    parser.add_argument("--errors", help="write the missed gold events to this file")
    parser.add_argument("--json", help="write the figures to this file")
    args = parser.parse_args()
    gold = (args.data / "plover-gsr" / "dev.json").resolve()
    if not gold.exists():
        sys.exit(f"{gold}: no such file — give the folder of the corpora with --data")
    reports = list(annotate(documents(json.loads(gold.read_text(encoding="utf-8")))))
    options = [*(["--errors", args.errors] if args.errors else []), *(["--json", args.json] if args.json else [])]
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
        out = Path(folder) / "pred.jsonl"
        lines = [json.dumps({"id": r.document.record, "events": events_of(r, main=not args.all)}) for r in reports]
        out.write_text("\n".join(lines), encoding="utf-8")
        print(score(gold, out, *options))


if __name__ == "__main__":
    main()
