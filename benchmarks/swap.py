"""The swap test: with other nations in the same sentence, the same is read (docs/ethics.md, rule 5).

Every template is read with every nation as A and, as B, a nation some steps further in the list. The reading that most
nations get is the template's; figures are how many sentences keep its types, roles, polarity and certainty, and how far
a nation's mean score lies from that of all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import yaml

from sayso.annotating.pipeline import annotate_one
from sayso.records.document import Document
from sayso.swapping import STEP, Shape, shape


def sentences(*, every: int = 1, step: int = STEP) -> Iterator[tuple[str, str, str, str]]:
    """(template, nation A, nation B, sentence), of every n-th nation."""
    table = yaml.safe_load((Path(__file__).parent / "swap.yaml").read_text(encoding="utf-8"))
    nations = list(table["nations"].items())[::every]
    for template in table["templates"]:
        for i, (name, adjective) in enumerate(nations):
            other, others = nations[(i + step) % len(nations)]
            filled = template.format(A=name, B=other, a=adjective, b=others)
            yield template, name, other, filled[0].upper() + filled[1:]


def measure(data: Path | None = None, *, quick: bool = False) -> dict[str, float]:
    """Figures: sentences, share kept, greatest shift of a nation's mean score."""
    read: dict[str, list[tuple[str, str, Shape, float]]] = defaultdict(list)
    codes = _codes()
    for template, a, b, text in sentences(every=5 if quick else 1):
        document = Document(id="", content="", text=text, record="swap", language="en")
        report = annotate_one(document)
        scores = [c.score for c in report.claims]
        sides = {codes[a]: "A", codes[b]: "B"}
        read[template].append((a, b, shape(report, sides), mean(scores) if scores else 0.0))
    kept, total, shifts, lost = 0, 0, defaultdict(list), Counter[tuple[str, str]]()
    for template, rows in read.items():
        usual, _ = Counter(row[2] for row in rows).most_common(1)[0]
        middle = mean(row[3] for row in rows)
        for a, b, got, score in rows:
            total += 1
            kept += got == usual
            shifts[a].append(score - middle)
            shifts[b].append(score - middle)
            if got != usual:
                lost[(a, template)] += 1
    worst = max(shifts, key=lambda n: abs(mean(shifts[n])))
    by_template = Counter(t for _, t in lost.elements())
    print(f"swap: {total} sentences, {kept / total:.4f} kept; worst nation {worst} {mean(shifts[worst]):+.4f}")
    for template, count in by_template.most_common(8):
        print(f"  {count:3d} of {len(read[template])} differ: {template}")
    for nation, count in Counter(n for n, _ in lost.elements()).most_common(8):
        print(f"  {count:3d} templates differ for {nation}")
    return {"sentences": total, "kept": kept / total, "worst shift": abs(mean(shifts[worst]))}


def _codes() -> dict[str, str]:
    """ISO codes of the nations, as the actors component gives them alone in a plain sentence."""
    table = yaml.safe_load((Path(__file__).parent / "swap.yaml").read_text(encoding="utf-8"))
    out = {}
    for nation in table["nations"]:
        report = annotate_one(
            Document(id="", content="", text=f"The government of {nation} met.", record="swap", language="en")
        )
        out[nation] = next((m.country for m in report.mentions if m.country), nation) or nation
    return out


if __name__ == "__main__":
    print(measure())
