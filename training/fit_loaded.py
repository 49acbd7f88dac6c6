"""Teach a light head to find words that judge as the second way of the network finds them.

    python -m training.fit_loaded --whole out/encoder/models [--data ../shared/data] [--out out/encoder/loaded.npz]

The second way takes a third of the arithmetic. What its head says of a piece can be told from what the shared layers
and the first way know of it, by two small matrices: the head learns from what the second way says of raw text, and of
our own sentences also from their marks. Four rounds are enough; with twelve it learns our sentences by heart and reads
others worse. Features of some 600,000 pieces (a gigabyte) are kept in memory; all of it takes five minutes on a core.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.annotating.encoder.windows import form
from sayso.annotating.text.normal import normal
from training import corpora
from training.narrow import NARROW
from training.own_sentences import own_composed, own_loaded
from training.silver import OWN
from training.split import last, shared

Labelled = tuple[list[int], list[int]]

SEED = 7
_WIDTH, _HIDDEN = 158, 128
_ROUNDS, _RATE, _BATCH = 4, 2e-3, 24
_ARTICLES, _STORIES, _COMPOSED, _ORDERS = 300, 4000, 1500, 6
_HARD = 0.5  # what our own marks count beside what the second way says
_RARE = 4.0  # how much more words count that may judge, since few do
_UNKNOWN = -100
_SENTENCE = re.compile(r"\n+|(?<=[.!?])\s+(?=[A-Z\"“(])")


class Head(nn.Module):
    """Scores [pieces, tags] from what the shared layers and the first way know [pieces, 2 x width]."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.up, self.down = nn.Linear(width, _HIDDEN), nn.Linear(_HIDDEN, 3)
        self.drop = nn.Dropout(0.1)

    def forward(self, known: Tensor) -> Tensor:
        """Raw scores of outside, begin, inside."""
        scores: Tensor = self.down(self.drop(functional.gelu(self.up(known))))
        return scores

    def weights(self) -> dict[str, np.ndarray]:
        """The matrices [in, out] and what is added to them."""
        found = {
            "up": self.up.weight.T,
            "up_bias": self.up.bias,
            "down": self.down.weight.T,
            "down_bias": self.down.bias,
        }
        return {name: tensor.detach().numpy().copy() for name, tensor in found.items()}


def windows(
    sentences: Sequence[tuple[str, Sequence[tuple[int, int]] | None]], tokenizer: Tokenizer
) -> Iterator[Labelled]:
    """Pieces of sentences, as many as fit into a window, and their tags; of sentences without marks none is known."""
    ids: list[int] = []
    tags: list[int] = []
    for text, marks in sentences:
        found = tokenizer.encode(form(normal(text)), add_special_tokens=False)
        if ids and len(ids) + len(found.ids[:_WIDTH]) > _WIDTH:
            yield ids, tags
            ids, tags = [], []
        own = [_UNKNOWN if marks is None else 0] * len(found.ids)
        for start, end in marks or ():
            inside = [n for n, (a, b) in enumerate(found.offsets) if a < end and b > start]
            for n in inside:
                own[n] = 1 if n == inside[0] else 2
        ids, tags = ids + found.ids[:_WIDTH], tags + own[:_WIDTH]
    if ids:
        yield ids, tags


def material(data: Path, tokenizer: Tokenizer) -> Iterator[Labelled]:
    """Windows of our own sentences, alone and in several orders, and of raw text of the corpora trained on."""
    rng = random.Random(SEED)
    own = list(own_loaded(OWN))
    for sentence in own:
        yield from windows([sentence], tokenizer)
    for _ in range(_ORDERS):
        rng.shuffle(own)
        yield from windows(own, tokenizer)
    typed = [e.text for e in corpora.labelled(data / "plv" / "train.tsv")]
    stories = [e.text for e in corpora.prompted(data / "plover-synthetic" / "synthetic.csv.gz")]
    made = [text for text, _ in own_composed(OWN, count=_COMPOSED, seed=SEED)]
    for some, most in ((typed, len(typed)), (made, len(made)), (stories, _STORIES)):
        yield from windows([(text, None) for text in rng.sample(some, min(most, len(some)))], tokenizer)
    yield from articles(data, tokenizer)


def articles(data: Path, tokenizer: Tokenizer) -> Iterator[Labelled]:
    """Windows of articles, of whose words nothing is known."""
    texts = [e.text for e in corpora.polnear(data / "polnear" / "train")]
    for text in random.Random(SEED).sample(texts, min(_ARTICLES, len(texts))):
        yield from windows([(part, None) for part in _SENTENCE.split(text) if part.strip()], tokenizer)


def known(narrow: Path, found: Sequence[Labelled]) -> tuple[Tensor, Tensor]:
    """For each piece what the layers know of it [pieces, 2 x width], and what the second way says [pieces, tags]."""
    import onnx
    import onnxruntime

    model = onnx.load(str(narrow))
    for name in (shared(), last()):
        model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1, "pieces", None]))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    run = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"]).run
    features, said = [], []
    for n, (ids, _) in enumerate(found):
        outs = run([shared(), last(), "loaded"], {"ids": np.array([[101, *ids, 102]], dtype=np.int64)})
        features.append(np.concatenate([out[0, 1:-1] for out in outs[:2]], axis=1).astype(np.float16))
        said.append(outs[2][0, 1:-1])
        if n % 500 == 0:
            sys.stderr.write(f"read {n}/{len(found)} windows\n")
    return torch.from_numpy(np.concatenate(features)), torch.from_numpy(np.concatenate(said)).float()


def fit(features: Tensor, said: Tensor, tags: Tensor, bounds: Sequence[tuple[int, int]]) -> Head:
    """The head that says most nearly what the second way and our marks say."""
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    head, order, chances = Head(features.shape[1]), list(bounds), torch.softmax(said, 1)
    optimiser = torch.optim.AdamW(head.parameters(), lr=_RATE, weight_decay=0.01)
    steps = _ROUNDS * (len(order) // _BATCH + 1)
    rates = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps + 1)
    for number in range(_ROUNDS):
        rng.shuffle(order)
        for at in range(0, len(order), _BATCH):
            some = torch.cat([torch.arange(start, end) for start, end in order[at : at + _BATCH]])
            scores, want = head(features[some].float()), chances[some]
            each = -(want * torch.log_softmax(scores, 1)).sum(1) * (1 + _RARE * want[:, 1:].sum(1))
            loss = each.mean()
            if (tags[some] != _UNKNOWN).any():
                loss = loss + _HARD * functional.cross_entropy(scores, tags[some], ignore_index=_UNKNOWN)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            rates.step()
        sys.stderr.write(f"round {number + 1}: loss {loss.item():.4f}\n")
    return head.eval()


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--whole", type=Path, default=Path("out/encoder/models"), help="folder of the whole network")
    parser.add_argument("--out", type=Path, default=Path("out/encoder/loaded.npz"))
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.whole / "encoder-tokenizer.json"))
    tokenizer.no_truncation()
    found = list(material(given.data, tokenizer))
    features, said = known(given.whole / NARROW, found)
    ends = np.cumsum([len(ids) for ids, _ in found]).tolist()
    tags = torch.tensor([tag for _, own in found for tag in own])
    head = fit(features, said, tags, list(zip([0, *ends], ends, strict=False)))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with given.out.open("wb") as file:
        np.savez(file, **head.weights())
    sys.stdout.write(f"{given.out}\n")


if __name__ == "__main__":
    main()
