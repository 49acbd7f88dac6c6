"""Score types and modes on CASE 2021 Task 2, through a documented mapping to its ACLED-like sub-types.

    python -m benchmarks.case2021 [--data ../shared/data]

The mapping (case2021.yaml) looks at the claims' types and modes first; sub-types that sayso does not know (disasters,
weapons found) are taken from words, so that the figure says how far the types carry.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks import neutral
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


def measure(data: Path, *, quick: bool = False) -> dict[str, float]:
    """Weighted, macro and micro F1 over all sub-types."""
    gold_file = data / "case2021-task2" / "dev.tsv"
    scorer = neutral.module(data, "case2_eval.py")
    gold = {number: label for number, (_, label) in scorer.load_gold(str(gold_file)).items()}
    coded = {int(r.document.record): label_of(r) for r in annotate(snippets(gold_file))}
    found = scorer.scores(gold, coded)
    print(f"case2021: {found['n']} snippets")
    return {name: found[name] for name in ("weighted_f1", "macro_f1", "micro_f1")}


def main() -> None:
    """Code, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=neutral.DATA)
    for name, value in measure(parser.parse_args().data).items():
        print(f"{name:26} {value:.3f}")


if __name__ == "__main__":
    main()
