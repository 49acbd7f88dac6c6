"""Score types and modes on CASE 2021 Task 2, through a documented mapping to its ACLED-like sub-types.

    python benchmarks/case2021.py [--data ../shared/data] [--per-class]

The mapping (case2021.yaml) looks at the claims' types and modes first; sub-types that sayso does not know (disasters,
weapons found) are taken from words, so that the figure says how far the types carry.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from sayso.annotating.pipeline import annotate
from sayso.records.document import Document, content_id
from sayso.records.report import Report

RULES: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def snippets(path: Path) -> Iterator[Document]:
    """One report a snippet."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            content = content_id(row["EventSnippet"])
            yield Document(content, content, row["EventSnippet"], row["id"], language="en")


def label_of(report: Report) -> str:
    """The sub-type of a snippet: the first rule that it meets."""
    kinds = {c.type for c in report.claims if c.kind == "event"}
    kinds |= {f"{c.type}/{c.mode}" for c in report.claims if c.kind == "event" and c.mode}
    text = f" {report.document.text.lower()} "
    for rule in RULES["rules"]:
        if "any" in rule and kinds.isdisjoint(rule["any"]):
            continue
        if "words" in rule and not any(word in text for word in rule["words"]):
            continue
        return str(rule["label"])
    return str(RULES["otherwise"])


def main() -> None:
    """Code, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAYSO_DATA", "../shared/data")))
    parser.add_argument("--per-class", action="store_true")
    args = parser.parse_args()
    gold = (args.data / "case2021-task2" / "dev.tsv").resolve()
    if not gold.exists():
        sys.exit(f"{gold}: no such file — give the folder of the corpora with --data")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pred.jsonl"
        rows = [{"id": int(r.document.record), "label": label_of(r)} for r in annotate(snippets(gold))]
        out.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        tool = str(gold.parents[2] / "eval" / "case2_eval.py")
        options = ["--per-class"] if args.per_class else []
        subprocess.run([sys.executable, tool, str(gold), str(out), *options], check=True)


if __name__ == "__main__":
    main()
