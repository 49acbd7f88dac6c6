"""Text reuse: how many planted copies are found, of which kind, how many pairs are wrong, and how time grows.

The cases are those of planted.py, text only. Speed, in seconds of the processor, is measured on made-up reports of
made-up words, as often as words are in a language, a third of them copies of earlier ones.
"""

from __future__ import annotations

import datetime
import math
import random
import resource
import time
from collections import Counter, defaultdict
from itertools import accumulate
from pathlib import Path

from benchmarks.planted import START, case
from sayso.linking.passages import Text
from sayso.linking.provenance import provenance
from sayso.linking.reuse import corpus, reuses

CASES, QUICK, UNSEEN = 400, 60, 20_000
WAYS = ("exact", "near", "short", "partial", "reworded")
WORDS, SENTENCES = 30_000, (6, 18)


def measure(data: Path | None = None, *, quick: bool = False) -> dict[str, float]:
    """Figures: copies found by way, wrong pairs, direction, seconds, exponent, memory."""
    figures = _planted(QUICK if quick else CASES)
    return figures | _speed((500, 2_000) if quick else (1_000, 10_000))


def _planted(cases: int) -> dict[str, float]:
    found, wanted, wrong = Counter[str](), Counter[str](), Counter[str]()
    for seed in range(UNSEEN, UNSEEN + cases):
        plants = {p.name: p for p in case(seed)}
        made = reuses(corpus([Text(p.name, p.text, p.outlet, p.day) for p in plants.values()]))
        ordered = corpus([Text(p.name, p.text, p.outlet, p.day) for p in plants.values()]).texts
        linked: dict[str, set[str]] = defaultdict(set)
        for r in made:
            a, b = (plants[ordered[n].document] for n in (r.left, r.right))
            if a.origin == b.origin:
                linked[a.name].add(b.name)
                linked[b.name].add(a.name)
            wrong["pairs"] += 1
            wrong["wrong"] += a.origin != b.origin
        for plant in plants.values():
            if plant.way in WAYS and plant.parent in plants:
                wanted[plant.way] += 1
                found[plant.way] += bool(linked[plant.name])
    figures = {f"found, {way}": found[way] / wanted[way] for way in WAYS}
    return figures | {"wrong pairs": wrong["wrong"] / wrong["pairs"]}


def _speed(sizes: tuple[int, int]) -> dict[str, float]:
    seconds = []
    for size in sizes:
        texts = synthetic(size)
        begin = time.process_time()
        provenance(texts)
        seconds.append(time.process_time() - begin)
    exponent = math.log(seconds[1] / seconds[0]) / math.log(sizes[1] / sizes[0])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {f"seconds, {n}": s for n, s in zip(sizes, seconds, strict=True)} | {"exponent": exponent, "peak, MB": peak}


def synthetic(size: int, *, seed: int = 7) -> list[Text]:
    """Made-up reports, a third of them whole, partial or reworded copies of earlier ones."""
    rng = random.Random(seed)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    words = ["".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(WORDS)]
    ranks = list(accumulate(1 / (n + 2.7) for n in range(WORDS)))
    bodies: list[list[str]] = []
    texts = []
    for n in range(size):
        if bodies and rng.random() < 1 / 3:
            body = copied(rng.choice(bodies[-400:]), words, ranks, rng)
        else:
            body = [sentence(words, ranks, rng) for _ in range(rng.randint(*SENTENCES))]
        bodies.append(body)
        day = START + datetime.timedelta(days=n * 365 // size)
        texts.append(Text(f"t{n}", " ".join(body), f"Outlet {rng.randint(1, 300)}", day.isoformat()))
    return texts


def sentence(words: list[str], ranks: list[float], rng: random.Random) -> str:
    """A sentence of words drawn by rank, a name here and there."""
    chosen = rng.choices(words, cum_weights=ranks, k=rng.randint(10, 28))
    chosen = [w.capitalize() if i == 0 or rng.random() < 0.12 else w for i, w in enumerate(chosen)]
    return " ".join(chosen) + "."


def copied(body: list[str], words: list[str], ranks: list[float], rng: random.Random) -> list[str]:
    """A copy of a text: whole, in part, or reworded."""
    kind = rng.choice(["whole", "partial", "reworded"])
    if kind == "whole":
        return body
    if kind == "partial":
        begin = rng.randrange(len(body))
        return body[begin : begin + 3] + [sentence(words, ranks, rng) for _ in range(rng.randint(2, 8))]
    new = []
    for told in body:
        kept = [w if rng.random() < 0.75 else rng.choice(words) for w in told.rstrip(".").split()]
        half = rng.randrange(len(kept))
        new.append(" ".join(kept[half:] + kept[:half]).capitalize() + ".")
    return new


if __name__ == "__main__":
    print(measure(quick=True))
