"""Fit `data/names/weights.yaml`: what each named feature weighs when two names are compared.

    python -m training.fit_names --data ../shared/data

A logistic regression per sort of name, drawn towards weights set by hand (PRIOR) and held to their signs, so that few
pairs cannot turn a feature round. Fitted on pairs made from the gazetteers (training/name_pairs.py), on the names of
the Senzing truth set, and on the development part of the nomenklatura name bench; the figures on the latter are
cross-validated: each fifth is judged by weights that never saw it.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import random
import sys
from pathlib import Path

import numpy as np
import yaml

from sayso.lexicon.matching import features
from sayso.lexicon.matching.reading import read, sort_of
from training.name_pairs import Labelled, bodies, in_scripts, persons

OUT = Path(__file__).parents[1] / "src" / "sayso" / "data" / "names"
PULL, FOLDS, SHARE = 0.6, 5, 0.6
"""How strongly the prior pulls, the folds, and what all made pairs together weigh beside the bench."""

Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def bench(data: Path) -> list[Labelled]:
    """The development part of the name bench."""
    with (data / "names" / "name_bench_dev.csv").open(encoding="utf-8") as file:
        return [Labelled(r["schema"], r["name1"], r["name2"], r["is_match"] == "true") for r in csv.DictReader(file)]


def truth_set(data: Path) -> list[Labelled]:
    """Names of the Senzing truth set: of one cluster, and of clusters that share a word."""
    folder = data / "names" / "senzing-truthsets" / "demo"
    with (folder / "actual_truthset_key.csv").open(encoding="utf-8") as file:
        cluster = {(r["DATA_SOURCE"], r["RECORD_ID"]): r["CLUSTER_ID"] for r in csv.DictReader(file)}
    names: dict[tuple[str, str], str] = {}
    for source in ("customers", "reference", "watchlist"):
        with (folder / f"{source}.csv").open(encoding="utf-8") as file:
            for r in csv.DictReader(file):
                parts = (r.get(f"PRIMARY_NAME_{p}") or "" for p in ("FIRST", "MIDDLE", "LAST"))
                name = r.get("PRIMARY_NAME_FULL") or " ".join(filter(None, parts)) or r.get("PRIMARY_NAME_ORG") or ""
                schema = "Company" if r.get("PRIMARY_NAME_ORG") else "Person"
                if key := cluster.get((r["DATA_SOURCE"], r["RECORD_ID"])):
                    names.setdefault((name.strip(), schema), key)
    found = []
    for (a, x), (b, y) in itertools.combinations(names, 2):
        share = set(a.lower().split()) & set(b.lower().split())
        same = names[a, x] == names[b, y]
        if x == y and share and (same or len(a.split()) > 1 < len(b.split())):
            found.append(Labelled(x, a, b, same))
    return found


def numbers(pairs: list[Labelled], sort: str) -> tuple[list[int], Array, Array]:
    """Which pairs are of this sort, their features, and their verdicts; pairs that are one string are no lesson."""
    order = features.PERSON if sort == "person" else features.BODY
    which, rows = [], []
    for n, pair in enumerate(pairs):
        read_as = sort_of(pair.schema, pair.left, pair.right)
        if ("person" if read_as == "person" else "body") != sort:
            continue
        a, b = read(pair.left, read_as), read(pair.right, read_as)
        if a.plain != b.plain:
            compared = features.person(a, b) if sort == "person" else features.body(a, b)
            which.append(n)
            rows.append([1.0, *(compared.found[k] for k in order)])
    return which, np.array(rows), np.array([pairs[n].same for n in which], dtype=float)


def fit(x: Array, y: Array, weight: Array, prior: Array) -> Array:
    """Weighted logistic regression drawn to `prior`, each weight held to its sign there (the first one free)."""
    w = prior.copy()
    sign = np.sign(prior)
    sign[0] = 0
    scale = np.maximum(np.abs(prior), 1.0)
    rate = 2.0 / (0.25 * (weight[:, None] * x**2).sum(0).sum() + PULL)
    momentum = np.zeros_like(w)
    for _ in range(4000):
        ahead = w + 0.9 * momentum
        p = 1 / (1 + np.exp(-np.clip(x @ ahead, -30, 30)))
        step = x.T @ (weight * (p - y)) + PULL * (ahead - prior) / scale**2
        momentum = 0.9 * momentum - rate * step
        w = w + momentum
        w = np.where((sign != 0) & (w * sign < 0), 0.0, w)
    return w


def main() -> None:
    """Fit both sorts, print the cross-validated figures, and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    rng = random.Random(6)
    real = bench(args.data)
    made = [*persons(rng, 250), *in_scripts(args.data, rng, 60), *bodies(rng, 200), *truth_set(args.data)]
    priors = yaml.safe_load((OUT / "weights_prior.yaml").read_text(encoding="utf-8"))
    verdicts = dict.fromkeys(range(len(real)), True)  # but for those below: the same letters
    fitted, table = {}, {}
    for sort in ("person", "body"):
        fitted[sort], found, mine = _sort(sort, real, made, priors[sort])
        table |= found
        sys.stdout.write(f"{sort}: {mine}\n")
    verdicts |= table
    _tell("cross-validated", real, verdicts)
    head = "# What each feature weighs: fitted by training/fit_names.py, drawn to weights_prior.yaml; not edited.\n"
    (OUT / "weights.yaml").write_text(head + yaml.safe_dump(fitted, sort_keys=False), encoding="utf-8")


def _sort(
    sort: str, real: list[Labelled], made: list[Labelled], prior: dict[str, float]
) -> tuple[dict[str, float], dict[int, bool], str]:
    """Weights of one sort from everything, and verdicts on the bench from weights that did not see the pair."""
    order = features.PERSON if sort == "person" else features.BODY
    start = np.array([prior["always"], *(prior[k] for k in order)])
    which, x, y = numbers(real, sort)
    _, more, verdict = numbers(made, sort)
    share = np.full(len(verdict), SHARE * len(y) / len(verdict))
    folds = np.array([hash_of(real[n]) % FOLDS for n in which])
    judged: dict[int, bool] = {}
    for fold in range(FOLDS):
        seen = folds != fold
        w = fit(np.vstack([x[seen], more]), np.r_[y[seen], verdict], np.r_[np.ones(seen.sum()), share], start)
        judged |= {which[i]: bool(x[i] @ w >= 0) for i in np.flatnonzero(~seen)}
    w = fit(np.vstack([x, more]), np.r_[y, verdict], np.r_[np.ones(len(y)), share], start)
    right = float(((x @ w >= 0) == y).mean())
    made_right = float(((more @ w >= 0) == verdict).mean())
    values = {k: round(float(v), 3) for k, v in zip(("always", *order), w, strict=True)}
    return values, judged, f"{len(y)} of the bench, fit {right:.3f}; {len(verdict)} made, {made_right:.3f}"


def hash_of(pair: Labelled) -> int:
    """A number that stays the same between runs; a pair and its reverse share it."""
    return sum(map(ord, min(pair.left, pair.right)))


def _tell(what: str, pairs: list[Labelled], verdicts: dict[int, bool]) -> None:
    hit = sum(p.same and verdicts[n] for n, p in enumerate(pairs))
    wrong = sum(p.same != verdicts[n] for n, p in enumerate(pairs))
    sys.stdout.write(f"{what}: F1 {2 * hit / (2 * hit + wrong):.3f}, accuracy {1 - wrong / len(pairs):.3f}\n")


if __name__ == "__main__":
    main()
