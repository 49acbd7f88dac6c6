"""Set the decoder on articles held out of training, and show what int8 costs.

    python -m training.evaluate --models out/float-and-int8 [--data ../shared/data] [--out out/encoder]

Needs what `training.export --keep-float` wrote. Searches, role by role, what is added to "outside", for exact-span F1
on every 20th article of PolNeAR's training part, which `training.train_encoder` leaves out; writes `decoder.json`,
which the next export uses. Dev and test parts are never looked at here (`python -m benchmarks.encoder` does that).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from sayso.annotating.encoder.decode import best_paths, log_softmax, spans
from training.batches import Item, articles
from training.export import session
from training.labels import ROLES, TAGS
from training.narrow import WHOLE
from training.silver import FILE, read
from training.train_encoder import kept

OUTSIDE = (0.6, 0.4, 0.2, 0.0, -0.2, -0.4, -0.6, -0.8)
_MARKS = (101, 102)


def scores(model: Path, items: Sequence[Item]) -> list[np.ndarray]:
    """Raw tag scores [pieces, roles, tags] of each window."""
    run = session(model).run
    feeds = ({"ids": np.array([[_MARKS[0], *item.ids, _MARKS[1]]])} for item in items)
    return [run(["tags"], feed)[0][0, 1:-1].reshape(-1, len(ROLES), len(TAGS)) for feed in feeds]


def f1(found: Sequence[np.ndarray], items: Sequence[Item], role: int, outside: float, steps: np.ndarray) -> float:
    """Exact-span F1 of one role with something added to "outside"."""
    bias = np.array([outside, 0.0, 0.0], dtype=np.float32)
    chances = [log_softmax(s[:, role : role + 1] + bias) for s in found]
    right = predicted = marked = 0
    for chance, path, item in zip(chances, best_paths(chances, steps[role : role + 1]), items, strict=True):
        gold = np.array((item.tags or [])[role], dtype=np.int8)[:, None]
        got = {(p.start, p.end) for p in spans(path, chance)}
        want = {(p.start, p.end) for p in spans(gold, chance)}
        right, predicted, marked = right + len(got & want), predicted + len(got), marked + len(want)
    return 2 * right / max(1, predicted + marked)


def search(found: Sequence[np.ndarray], items: Sequence[Item], steps: np.ndarray) -> list[float]:
    """What best is added to "outside", role by role."""
    best = []
    for role, name in enumerate(ROLES):
        value, outside = max((f1(found, items, role, b, steps), b) for b in OUTSIDE)
        plain = f1(found, items, role, 0.0, steps)
        sys.stderr.write(f"{name}: {value:.4f} with {outside:+}; {plain:.4f} with nothing\n")
        best.append(outside)
    return best


def main() -> None:
    """Search, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("out/encoder"), help="the training's folder")
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.out / "tokenizer.json"))
    card = json.loads((given.models / "encoder.json").read_text(encoding="utf-8"))
    steps = np.array(card["steps"], dtype=np.float32)
    items = list(articles(kept(given.data, read(given.out / FILE), held_out=True), tokenizer, card["width"]))
    small, whole = (scores(given.models / name, items) for name in (WHOLE, "encoder-float.onnx"))
    same = np.mean(np.concatenate([a.argmax(-1) == b.argmax(-1) for a, b in zip(small, whole, strict=True)]))
    best = search(small, items, steps)
    for role, name in enumerate(ROLES):
        left, right = (f1(found, items, role, best[role], steps) for found in (small, whole))
        sys.stderr.write(f"{name}: int8 {left:.4f}, float {right:.4f}\n")
    sys.stderr.write(f"pieces with the same tags in int8 and float: {same:.4f}\n")
    (given.out / "decoder.json").write_text(json.dumps(best), encoding="utf-8")


if __name__ == "__main__":
    main()
