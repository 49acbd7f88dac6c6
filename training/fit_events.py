"""Fit `data/linking/events.yaml`: what each feature weighs when two mentions of events are compared.

    python -m training.fit_events --data ../shared/data

A logistic regression on the train part of ECB+, pairs within one topic; which words stand for each other is counted on
the same part, for each pair of mentions without its own topic, so that the regression learns what such a count is worth
on topics it has not seen. The likeness that groups need is the best over topics held out in turn.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml
from benchmarks.conll import groups_of, scores
from benchmarks.ecbplus import Marked, blocks, ecb

from sayso.linking.cluster_average import average_link
from sayso.linking.events_across import FEATURES, Model, Weighed, cosine, features, weighed

OUT = Path(__file__).parents[1] / "src" / "sayso" / "data" / "linking" / "events.yaml"
PULL, FOLDS = 2.0, 5
LEAST = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Pairs = dict[tuple[str, str], float]
Counted = Mapping[str, tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]]


def counted(corpus: Marked, within: Sequence[Sequence[int]]) -> Counted:
    """By topic: how many pairs of events' words were one event, and how many were not."""
    found: dict[str, tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]] = {}
    for block in within:
        one, two = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for y, j in enumerate(block):
            for i in block[:y]:
                a, b = sorted((corpus.told[i].word, corpus.told[j].word))
                if a != b:
                    (one if corpus.gold[i] == corpus.gold[j] else two)[a, b] += 1
        found[corpus.topic[corpus.told[block[0]].document]] = one, two
    return found


def paired(counts: Counted, without: frozenset[str] = frozenset()) -> Pairs:
    """Words that stand for each other: 0 to 1, more the oftener they were one event rather than not."""
    one, two = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for topic, (yes, no) in counts.items():
        if topic not in without:
            one.update(yes)
            two.update(no)
    return {p: round(n / (n + two[p] + 2), 3) for p, n in one.items() if n / (n + two[p] + 2) >= 0.1}


def matrix(
    w: Weighed, corpus: Marked, within: Sequence[Sequence[int]], counts: Counted
) -> tuple[list[tuple[int, int]], Array, Array, Array]:
    """All pairs within topics: the mentions, the features, whether they are one, and the number of the topic."""
    pairs, rows, same, number = [], [], [], []
    for n, block in enumerate(within):
        table = paired(counts, frozenset({corpus.topic[corpus.told[block[0]].document]}))
        near: dict[tuple[str, str], float] = {}
        for y, j in enumerate(block):
            for i in block[:y]:
                key = corpus.told[i].document, corpus.told[j].document
                if key not in near:
                    near[key] = cosine(w.reports[key[0]], w.reports[key[1]])
                pairs.append((i, j))
                rows.append([1.0, *features(w, i, j, table, near[key])])
                same.append(corpus.gold[i] == corpus.gold[j])
                number.append(n)
    return pairs, np.array(rows), np.array(same, dtype=float), np.array(number)


def fit(x: Array, y: Array) -> Array:
    """Ridge logistic regression by Newton's steps."""
    w = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], PULL)
    ridge[0] = 1e-3
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        w = w - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return w


def grouped(
    pairs: Sequence[tuple[int, int]], likeness: Array, within: Sequence[Sequence[int]], least: float
) -> list[list[int]]:
    """Groups within topics by average link."""
    of = {i: (n, k) for n, block in enumerate(within) for k, i in enumerate(block)}
    found: dict[int, dict[tuple[int, int], float]] = defaultdict(dict)
    for (i, j), value in zip(pairs, likeness.tolist(), strict=True):
        if value > 0.02:
            found[of[i][0]][of[i][1], of[j][1]] = value
    groups = (average_link(len(block), found[n], least=least) for n, block in enumerate(within))
    return [[within[n][k] for k in group] for n, parts in enumerate(groups) for group in parts]


def main() -> None:
    """Fit, tell how well on topics held out, and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    write(ecb(args.data, "Train"))


def write(corpus: Marked) -> Model:
    """Fit on a corpus and write the model."""
    w = weighed(corpus.told, corpus.texts)
    within = blocks(corpus.told, corpus.topic)
    counts = counted(corpus, within)
    pairs, x, y, number = matrix(w, corpus, within, counts)
    held = np.zeros(len(y))
    for fold in range(FOLDS):
        seen = number % FOLDS != fold
        held[~seen] = 1 / (1 + np.exp(-np.clip(x[~seen] @ fit(x[seen], y[seen]), -30, 30)))
    gold = groups_of(corpus.gold)
    tried = {
        least: scores(gold, grouped(pairs, held, within, least)).conll
        for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
    }
    least = max(tried, key=lambda k: tried[k])
    weights = fit(x, y)
    sys.stdout.write(f"{len(y)} pairs, {int(y.sum())} of one event; topics held out, CoNLL F1 by likeness: {tried}\n")
    named = {k: round(float(v), 3) for k, v in zip(("always", *FEATURES), weights, strict=True)}
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), value in sorted(paired(counts).items()):
        table[a][b] = value
    OUT.parent.mkdir(exist_ok=True)
    head = (
        "# What features of two mentions of events weigh, and words that stood for one event: fitted by\n"
        "# training/fit_events.py on the train part of ECB+ (Cybulska and Vossen 2014, annotation CC BY 3.0); "
        "not edited.\n"
    )
    content = {"least": least, "weights": named, "paired": dict(table)}
    OUT.write_text(head + yaml.safe_dump(content, sort_keys=False, width=120), encoding="utf-8")
    return Model(tuple(named.values()), paired(counts), least)


if __name__ == "__main__":
    main()
