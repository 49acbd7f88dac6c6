"""Train the encoder: `python -m training.train_encoder [--data ../shared/data] [--out out/encoder]`.

One command, seeded and resumable: run it again after a stop and it goes on from its last checkpoint. Heads learn
together (`--heads tags,degree,kind`) or alone. On one CPU core three epochs take about an hour and a half, on a GPU
minutes. A slice of PolNeAR's training articles is held out, and `training.evaluate` sets the decoder on it; no dev,
test or gold part is ever trained on.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training import corpora
from training.batches import UNKNOWN, Item, articles, batched, named, packed
from training.labels import ROLES, TAGS
from training.network import HEADS, PARTS, SHARES, Network, base, degree_loss, label_loss, tag_loss, type_loss, widened
from training.own_sentences import own_composed
from training.silver import FILE, OWN, Silver, key, read

SEED = 7
HELD_OUT = 20  # every 20th article of PolNeAR's training part sets the decoder instead
_WARM_UP = 0.05
_LEAST_RATE = 0.02
_HEAD_RATE = 6.0  # heads start from nothing
_LAYERS = ("body.", "second.")
_STEPS = 0.35  # how much of the bigrams' log-probabilities the CRF starts with
_MEAN_EVERY, _MEMORY = 10, 0.98  # weights that ship are a running mean of the last few hundred steps
_CHECKPOINT, _REPORT = 250, 50
_COMPOSED = 2500  # made sentences an epoch, others each time


class Material:
    """All that is learned from, as examples; windows are made anew, in another order, each epoch."""

    def __init__(
        self, data: Path, tokenizer: Tokenizer, silver: Mapping[str, Silver], *,
        width: int, heads: Sequence[str], share: float = 1.0,
    ) -> None:  # fmt: skip
        self._tokenizer, self._width, self._silver, self._heads = tokenizer, width, silver, heads
        gold = corpora.gold_texts(data / "plover-gsr" / "dev.json")
        self.articles = list(articles(kept(data, silver), tokenizer, width, heads))
        if "tags" not in heads:
            self.articles = [replace(item, tags=None) for item in self.articles]
        kinds = [*corpora.labelled(data / "plv" / "train.tsv"), *corpora.typed(OWN)]
        stories = corpora.prompted(data / "plover-synthetic" / "synthetic.csv.gz")
        believed = [e for e in stories if agreed(e, silver[key(e.text)])]
        sentences = {
            "degree": list(corpora.factuality(data / "factuality")),
            "kind": [
                *(e for e in corpora.levelled(kinds) * corpora.REPEATS if corpora.evened(e.text) not in gold),
                *(e for e in corpora.levelled(believed) if corpora.evened(e.text) not in gold),
            ],
            "loaded": corpora.own(OWN) * corpora.REPEATS,
        }
        self._sentences = [e for head, some in sentences.items() if head in heads for e in some]
        self._share = share

    def epoch(self, number: int, size: int) -> list[list[Item]]:
        """The batches of an epoch."""
        rng = random.Random(SEED * 1000 + number)
        some = self._sentences[:]
        if "kind" in self._heads:
            made = own_composed(OWN, count=_COMPOSED, seed=number)
            some += corpora.levelled([corpora.Example(text, kind=(kind, 1.0)) for text, kind in made])
        rng.shuffle(some)
        windows = packed(some, self._silver, self._tokenizer, self._width, self._heads)
        return batched([*rng.sample(self.articles, int(len(self.articles) * self._share)), *windows], size, rng)


def agreed(example: corpora.Example, silver: Silver) -> bool:
    """Whether the rules find an act of the type that an example is said to be of."""
    return example.kind is not None and example.kind[0] in {named(kind) for _, _, kind in silver.triggers}


def kept(data: Path, silver: Mapping[str, Silver], *, held_out: bool = False) -> list[tuple[corpora.Example, Silver]]:
    """Articles to train on, or those held out, with their silver labels."""
    found = enumerate(corpora.polnear(data / "polnear" / "train"))
    return [(e, silver[key(e.text)]) for n, e in found if (n % HELD_OUT == 0) == held_out]


def bigrams(items: Sequence[Item]) -> Tensor:
    """Log-probabilities [roles, tag before, tag] of one tag after another, one added to each count."""
    counts = torch.ones(len(ROLES), len(TAGS), len(TAGS))
    for item in items:
        for role, row in enumerate(item.tags or ()):
            for before, tag in pairwise(row):
                counts[role, before, tag] += 1
    return (counts / counts.sum(-1, keepdim=True)).log()


def tensors(batch: Sequence[Item], marks: tuple[int, int], device: torch.device) -> tuple[Tensor, Tensor]:
    """Ids and mask of a batch, each window between its two marks."""
    length = max(len(item.ids) for item in batch) + 2
    ids, mask = torch.zeros(2, len(batch), length, dtype=torch.long).unbind()
    for n, item in enumerate(batch):
        whole = torch.tensor([marks[0], *item.ids, marks[1]])
        ids[n, : len(whole)], mask[n, : len(whole)] = whole, 1
    return ids.to(device), mask.to(device)


def losses(network: Network, batch: Sequence[Item], ids: Tensor, mask: Tensor) -> dict[str, Tensor]:
    """The loss of each head that the batch teaches."""
    with torch.autocast(ids.device.type, dtype=torch.bfloat16):
        scores = network(ids, mask)
    found = {}
    tagged = [n for n, item in enumerate(batch) if item.tags is not None]
    if tagged:
        found["tags"] = tag_loss(scores["tags"][tagged], [batch[n].tags or [] for n in tagged], network.steps)
    if any(item.degrees for item in batch):
        found["degree"] = degree_loss(scores["degree"], [item.degrees for item in batch])
    if any(item.kinds for item in batch):
        found["kind"] = type_loss(scores["look"], scores["kind"], [item.kinds for item in batch])
    for head in ("entity", "trigger", "loaded"):
        if any(set(item.labels.get(head, ())) - {UNKNOWN} for item in batch):
            found[head] = label_loss(scores[head], [item.labels.get(head) for item in batch])
    return found


class Training:
    """The network with its optimiser, and where it is on its way."""

    def __init__(self, network: Network, *, rate: float, steps: int, out: Path, only: str | None = None) -> None:
        self.network, self.steps, self._out, self.step = network, steps, out, 0
        network.body.embeddings.word_embeddings.weight.requires_grad_(False)
        for name, weights in network.named_parameters() if only else ():
            weights.requires_grad_(name.startswith(PARTS[str(only)]))
        named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
        groups = [
            {"params": [p for n, p in named if n.startswith(_LAYERS)], "lr": rate},
            {"params": [p for n, p in named if not n.startswith(_LAYERS)], "lr": rate * _HEAD_RATE},
        ]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self._rates = torch.optim.lr_scheduler.LambdaLR(self._optimiser, self._rate)
        self.mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(_MEMORY))
        last = out / "last.pt"
        if last.exists():
            kept = torch.load(last, map_location="cpu", weights_only=True)
            network.load_state_dict(kept["model"])
            self.mean.load_state_dict(kept["mean"])
            self._optimiser.load_state_dict(kept["optimiser"])
            self._rates.load_state_dict(kept["rates"])
            self.step = kept["step"]

    def _rate(self, step: int) -> float:
        warm = max(1, math.ceil(self.steps * _WARM_UP))
        return min(step / warm, max(_LEAST_RATE, (self.steps - step) / max(1, self.steps - warm)))

    def learn(self, losses: Mapping[str, Tensor]) -> None:
        """One step down."""
        self.step += 1
        if losses:
            self._optimiser.zero_grad(set_to_none=True)
            sum(SHARES[head] * loss for head, loss in losses.items()).backward()  # type: ignore[union-attr]
            nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self._optimiser.step()
            if self.step % _MEAN_EVERY == 0:
                self.mean.update_parameters(self.network)
        self._rates.step()
        if self.step % _CHECKPOINT == 0:
            self.keep()

    def keep(self) -> None:
        """Write a checkpoint; a stop in the middle leaves the one before."""
        state = {
            "model": self.network.state_dict(), "mean": self.mean.state_dict(),
            "optimiser": self._optimiser.state_dict(), "rates": self._rates.state_dict(), "step": self.step,
        }  # fmt: skip
        torch.save(state, self._out / "last.part")
        (self._out / "last.part").replace(self._out / "last.pt")


def train(given: argparse.Namespace) -> Path:
    """Train, and return where the weights are."""
    torch.manual_seed(SEED)
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(str(base() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(given.out / "tokenizer.json"))
    marks = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    silver = read(given.out / FILE)
    if not silver:
        raise SystemExit(f"no {given.out / FILE}: run `python -m training.silver --out {given.out}` first")
    heads = HEADS[given.only] if given.only else given.heads.split(",")
    material = Material(given.data, tokenizer, silver, width=given.width, heads=heads, share=given.articles)
    plan = [batch for n in range(given.epochs) for batch in material.epoch(n, given.tokens)]
    network = Network(base())
    if given.start is not None:
        network.load_state_dict(widened(torch.load(given.start, map_location="cpu", weights_only=True), network))
    else:
        network.steps.data = bigrams(material.articles) * _STEPS
    network = network.to(device).train()
    training = Training(network, rate=given.rate, steps=len(plan), out=given.out, only=given.only)
    begun, first, seen = time.monotonic(), training.step, defaultdict(list)
    for batch in plan[first:]:
        found = losses(network, batch, *tensors(batch, marks, device))
        training.learn(found)
        for head, loss in found.items():
            seen[head].append(loss.item())
        if training.step % _REPORT == 0:
            spent = time.monotonic() - begun
            left = spent / (training.step - first) * (len(plan) - training.step)
            means = {head: round(sum(v[-_REPORT:]) / len(v[-_REPORT:]), 3) for head, v in seen.items()}
            sys.stderr.write(f"{training.step}/{len(plan)} {json.dumps(means)} {left / 60:.0f} min left\n")
    torch.save(training.mean.module.state_dict(), given.out / "model.pt")
    return Path(given.out / "model.pt")


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("out/encoder"), help="checkpoints and weights")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from, at a lower --rate")
    parser.add_argument("--heads", default="tags,degree,kind,entity,trigger,loaded")
    parser.add_argument("--only", choices=sorted(PARTS), help="train one way above the shared layers, with its heads")
    parser.add_argument("--articles", type=float, default=1.0, help="the share of articles that an epoch has")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--width", type=int, default=160, help="pieces in a window")
    parser.add_argument("--tokens", type=int, default=1280, help="pieces in a batch")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--threads", type=int, default=1)
    sys.stdout.write(f"{train(parser.parse_args())}\n")


if __name__ == "__main__":
    main()
