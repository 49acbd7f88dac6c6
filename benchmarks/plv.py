"""Score the main event of single sentences: type, and the marked source and target found as actor and recipient.

    python -m benchmarks.plv [--data ../shared/data] [--misses N]

CONCEDE and RETREAT count as one (YIELD), as in the corpus. `type` is right if a main claim has the sentence's type;
`type or second` also takes the annotators' second reading. `a claim with all three` asks for one claim, main or not,
with the sentence's type and the marked parties in their roles; `type, source and target` asks for the type of the main
claim, and for the parties in their roles anywhere.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks import neutral
from sayso.annotating.pipeline import annotate
from sayso.records.claim import Claim
from sayso.records.document import Document, content_id
from sayso.records.report import Report


def root_of(claim: Claim) -> str:
    """The corpus's name of a claim's type."""
    return "YIELD" if claim.type in ("CONCEDE", "RETREAT") else str(claim.type)


def overlaps(report: Report, ids: Iterable[str], words: str) -> bool:
    """Whether one of the mentions, or another of the same actor ("it"), shares its words with the marked span."""
    marked = words.strip().lower()
    mentions = [report.mention_by_id[i] for i in ids]
    actors = {m.actor for m in mentions if m.actor}
    texts = [m.text.lower() for m in report.mentions if m in mentions or m.actor in actors]
    return any(text in marked or marked in text for text in texts)


def figures(rows: Iterable[tuple[dict[str, str], Report]]) -> Iterator[tuple[Counter[str], str | None]]:
    """What counts for each sentence, and a line about it if its type was missed."""
    for row, report in rows:
        events = [c for c in report.claims if c.kind == "event"]
        main = [root_of(c) for c in events if c.main]
        right = row["root_L1"] in main
        source = any(overlaps(report, c.actors, row["source"]) for c in events)
        target = any(overlaps(report, c.recipients, row["target"]) for c in events)
        count = Counter(
            {
                "sentences": 1,
                "type": right,
                "type or second": bool({row["root_L1"], row["root_L2"]} & set(main)),
                "type of any claim": row["root_L1"] in map(root_of, events),
                "no main claim": not main,
                "source": source,
                "target": target,
                "type, source and target": right and source and target,
                "main claims": len(main),
                "claims": len(events),
            }
        )
        count["a claim with all three"] = any(
            root_of(c) == row["root_L1"]
            and overlaps(report, c.actors, row["source"])
            and overlaps(report, c.recipients, row["target"])
            for c in events
        )
        yield count, None if right else f"{row['root_L1']:9} <- {'/'.join(main) or '-':18} {row['sentence'][:160]}"


def measure(data: Path, *, quick: bool = False, misses: int = 0) -> dict[str, float]:
    """Shares of the sentences, and claims a sentence; prints the first `misses` whose type was missed."""
    with (data / "plv" / "train.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    rows = rows[::7] if quick else rows
    texts = [r["sentence"] for r in rows]
    documents = [Document(content_id(t), content_id(t), t, str(n), language="en") for n, t in enumerate(texts)]
    total: Counter[str] = Counter()
    for count, miss in figures(zip(rows, annotate(documents), strict=True)):
        total.update(count)
        if miss and misses:
            misses -= 1
            print(miss)
    sentences = total.pop("sentences")
    print(f"plv: {sentences} sentences")
    return {name: value / sentences for name, value in total.items()}


def main() -> None:
    """Code, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=neutral.DATA)
    parser.add_argument("--misses", type=int, default=0, help="print this many sentences whose type was missed")
    args = parser.parse_args()
    for name, value in measure(args.data, misses=args.misses).items():
        print(f"{name:26} {value:.3f}")


if __name__ == "__main__":
    main()
