"""Set the decoder on articles held out of training, and show what int8 costs.

    python -m training.evaluate --models out/float-and-int8 [--data ../shared/data] [--out out/encoder]

Needs what `training.export --keep-float` wrote. Searches, role by role, how much the bigrams count and what is added to
"outside", for exact-span F1 on every 20th article of PolNeAR's training part, which `training.train_encoder` leaves
out; writes `decoder.json`, which the next export uses. Dev and test parts are never looked at here
(`python -m benchmarks.encoder` does that).
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from sayso.annotating.encoder_decode import best_paths, log_softmax, spans
from training import corpora
from training.batches import Item, articles
from training.export import DECODER, session, steps_of
from training.network import ROLES, TAGS
from training.train_encoder import HELD_OUT, splitter

WEIGHTS = (0.0, 0.1, 0.2, 0.35, 0.5, 0.7)
SHARES = (0.5, 0.7, 0.9)
OUTSIDE = (0.4, 0.0, -0.4, -0.8, -1.2)
_MARKS = (101, 102)


def held_out(data: Path, tokenizer: Tokenizer, width: int) -> list[Item]:
    """Windows of the articles that were not trained on."""
    found = list(corpora.polnear(data / "polnear" / "train", splitter()))
    return list(articles([e for n, e in enumerate(found) if n % HELD_OUT == 0], tokenizer, width))


def scores(model: Path, items: Sequence[Item]) -> list[np.ndarray]:
    """Raw tag scores [pieces, roles, tags] of each window."""
    run = session(model).run
    feeds = ({"ids": np.array([[_MARKS[0], *item.ids, _MARKS[1]]])} for item in items)
    return [run(["tags"], feed)[0][0, 1:-1].reshape(-1, len(ROLES), len(TAGS)) for feed in feeds]


def f1(found: Sequence[np.ndarray], items: Sequence[Item], role: int, setting: Sequence[float], logs: Any) -> float:
    """Exact-span F1 of one role under a setting of the decoder."""
    steps = steps_of(logs[role : role + 1], [setting]).astype(np.float32)
    bias = np.array([setting[2], 0.0, 0.0], dtype=np.float32)
    chances = [log_softmax(s[:, role : role + 1] + bias) for s in found]
    right = predicted = marked = 0
    for chance, path, item in zip(chances, best_paths(chances, steps), items, strict=True):
        gold = np.array(item.gold[role], dtype=np.int8)[:, None]
        got = {(p.start, p.end) for p in spans(path, chance)}
        want = {(p.start, p.end) for p in spans(gold, chance)}
        right, predicted, marked = right + len(got & want), predicted + len(got), marked + len(want)
    return 2 * right / max(1, predicted + marked)


def search(found: Sequence[np.ndarray], items: Sequence[Item], logs: np.ndarray) -> list[tuple[float, ...]]:
    """The best setting of each role."""
    grid = list(itertools.product(WEIGHTS, SHARES, OUTSIDE))
    best = []
    for role, name in enumerate(ROLES):
        value, setting = max((f1(found, items, role, s, logs), s) for s in grid)
        usual = f1(found, items, role, DECODER[role], logs)
        sys.stderr.write(f"{name}: {value:.4f} with {setting}; {usual:.4f} with {DECODER[role]}\n")
        best.append(setting)
    return best


def main() -> None:
    """Search, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("out/encoder"), help="the training's folder")
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.out / "tokenizer.json"))
    width = json.loads((given.models / "encoder.json").read_text(encoding="utf-8"))["width"]
    items = held_out(given.data, tokenizer, width)
    logs = torch.load(given.out / "trans.pt", weights_only=True).numpy()
    small, whole = (scores(given.models / name, items) for name in ("encoder.onnx", "encoder-float.onnx"))
    same = np.mean(np.concatenate([a.argmax(-1) == b.argmax(-1) for a, b in zip(small, whole, strict=True)]))
    best = search(small, items, logs)
    for role, name in enumerate(ROLES):
        left, right = (f1(found, items, role, best[role], logs) for found in (small, whole))
        sys.stderr.write(f"{name}: int8 {left:.4f}, float {right:.4f}\n")
    sys.stderr.write(f"pieces with the same tags in int8 and float: {same:.4f}\n")
    (given.out / "decoder.json").write_text(json.dumps(best), encoding="utf-8")


if __name__ == "__main__":
    main()
