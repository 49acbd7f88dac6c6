"""From the encoder's raw scores to tags: the best path through each window, role by role.

Deciding piece by piece would leave spans in shreds; the log-probability that one tag follows another, counted on the
training part, joins them. Worth about five points of exact-span F1 (see the model card), at next to no time: all
windows of a report go through the recursion side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
_NEVER = -1e4
_AT_ONCE = 64


class Piece(NamedTuple):
    """A span of one role: pieces from `start` up to `end`, end exclusive, and the mean probability of its tags."""

    role: int
    start: int
    end: int
    score: float


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities over the last axis."""
    top = scores - scores.max(axis=-1, keepdims=True)
    out: Floats = top - np.log(np.exp(top).sum(axis=-1, keepdims=True))
    return out


def best_paths(scores: Sequence[Floats], steps: Floats) -> list[NDArray[np.int8]]:
    """The likeliest tags of each window.

    Args:
        scores: for each window, log-probabilities [pieces, roles, tags].
        steps: weighted log-probabilities [roles, tag before, tag] of one tag after another.
    """
    order = sorted(range(len(scores)), key=lambda n: len(scores[n]))
    found: dict[int, NDArray[np.int8]] = {}
    for at in range(0, len(order), _AT_ONCE):
        some = order[at : at + _AT_ONCE]
        found |= dict(zip(some, _side_by_side([scores[n] for n in some], steps), strict=True))
    return [found[n] for n in range(len(scores))]


def _side_by_side(scores: Sequence[Floats], steps: Floats) -> list[NDArray[np.int8]]:
    longest = max(len(s) for s in scores)
    stay = np.arange(steps.shape[-1], dtype=np.int8)
    lengths = np.array([len(s) for s in scores])
    packed = np.zeros((longest, len(scores), *scores[0].shape[1:]), dtype=np.float32)
    for n, s in enumerate(scores):
        packed[: len(s), n] = s
    back = np.empty(packed.shape, dtype=np.int8)
    total = packed[0] + steps[:, OUTSIDE]
    for i in range(1, longest):
        ways = total[..., None] + steps
        back[i] = ways.argmax(axis=-2)
        on = (lengths > i)[:, None, None]
        total = np.where(on, ways.max(axis=-2) + packed[i], total)
        back[i] = np.where(on, back[i], stay)
    return _traced(total.argmax(axis=-1), back, lengths)


def _traced(last: NDArray[np.int64], back: NDArray[np.int8], lengths: NDArray[np.int64]) -> list[NDArray[np.int8]]:
    path = np.empty(back.shape[:-1], dtype=np.int8)
    path[-1] = last
    for i in range(len(back) - 1, 0, -1):
        path[i - 1] = np.take_along_axis(back[i], path[i][..., None].astype(np.int64), axis=-1)[..., 0]
    return [path[:n, w] for w, n in enumerate(lengths)]


def spans(tags: NDArray[np.int8], chances: Floats) -> list[Piece]:
    """The spans in tags [pieces, roles]; an inside tag without a beginning starts one.

    >>> tags = np.array([[1], [2], [0], [1], [1]], dtype=np.int8)
    >>> [(p.start, p.end) for p in spans(tags, np.ones((5, 1, 3), dtype=np.float32))]
    [(0, 2), (3, 4), (4, 5)]
    """
    found = []
    for role in range(tags.shape[1]):
        column = tags[:, role]
        before = np.concatenate([[OUTSIDE], column[:-1]])
        starts = np.flatnonzero((column == BEGIN) | ((column == INSIDE) & (before == OUTSIDE)))
        closed = np.concatenate([column[1:] != INSIDE, [True]])
        ends = np.flatnonzero((column != OUTSIDE) & closed) + 1
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            took = chances[np.arange(start, end), role, column[start:end]]
            found.append(Piece(role, start, end, float(took.mean())))
    return found
