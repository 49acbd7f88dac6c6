"""Score types and modes on CASE 2021 Task 2, through a documented mapping to its ACLED-like sub-types.

    python -m benchmarks.case2021 [--data ../shared/data]

The mapping (case2021.yaml) looks at the claims' types, modes, parties and triggers; sub-types that PLOVER does not know
(disasters, weapons found) are taken from words, and words part those that share a type and mode.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks import neutral
from sayso.annotating.pipeline import annotate
from sayso.records.claim import Claim
from sayso.records.document import Document, content_id
from sayso.records.report import Report

RULES: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def snippets(path: Path) -> Iterator[Document]:
    """One report a snippet."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            content = content_id(row["EventSnippet"])
            yield Document(content, content, row["EventSnippet"], row["id"], language="en")


@cache
def pattern(words: str) -> re.Pattern[str]:
    """The pattern of words parted by commas, at the edges of words: `*` alone is up to four words, else any ending.

    >>> bool(pattern("seized * rifle*").search("police seized fifty old rifles"))
    True
    >>> bool(pattern("storm").search("they stormed it"))
    False
    """
    each = []
    for phrase in words.split(","):
        parts = [r"(?:\S+ ){0,4}?" if p == "*" else re.escape(p).replace(r"\*", r"\w*") + " " for p in phrase.split()]
        each.append("".join(parts).removesuffix(" "))
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


def _meets(report: Report, claim: Claim, rule: dict[str, Any]) -> bool:
    """Whether one claim is what a rule asks for: its type, main or not, its parties, its words."""
    wanted = rule.get("any") or rule.get("main")
    if wanted is not None and not {claim.type, f"{claim.type}/{claim.mode}"} & set(wanted):
        return False
    if "main" in rule and "any" not in rule and not claim.main:
        return False
    trigger = claim.trigger.of(report.document.text)
    if "trigger" in rule and not pattern(",".join(rule["trigger"])).search(trigger):
        return False
    for role, ids in (("doer", claim.actors), ("target", claim.recipients)):
        parties = [report.mention_by_id[i] for i in ids]
        if role in rule and not {x for m in parties for x in (m.kind, (m.sector or "")[:3])} & set(rule[role]):
            return False
    return True


def label_of(report: Report) -> str:
    """The sub-type of a snippet: the first rule that it meets."""
    events = [c for c in report.claims if c.kind == "event"]
    text = report.document.text
    for rule in RULES["rules"]:
        if "words" in rule and not pattern(",".join(rule["words"])).search(text):
            continue
        if "without" in rule and pattern(",".join(rule["without"])).search(text):
            continue
        claims = {"any", "main", "doer", "target", "trigger"} & set(rule)
        if claims and not any(_meets(report, c, rule) for c in events):
            continue
        if {"any", "main"} <= set(rule) and not any(_meets(report, c, {"main": rule["main"]}) for c in events):
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
