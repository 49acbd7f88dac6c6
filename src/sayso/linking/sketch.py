"""MinHash sketches of sentences, and which sentences of a case are worth comparing.

Each sentence is a bag of weighted stems. Its sketch holds, for each of `HASHES` hash functions, the smallest value
that any of its stems gets; a heavy stem gets small values more often (weighted MinHash, after Ioffe 2010, for bags).
Two sketches agree in a place about as often as the sentences agree by weight, whatever the order of the words, and
sentences that agree in all places of one band meet in one bucket (locality-sensitive hashing).

The work grows with the number of sentences, not of pairs: a bucket that is crowded, as any is in a large enough case,
is split by one more place, and then by another; of one that is crowded still, each sentence meets only the first ones
and those just before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.linking.passages import Bools, Floats, Ints, distinct

BANDS, ROWS = 24, 2  # .5 alike: found in .999 of cases; .2: .62; .02: .01 (then dropped by `NEEDED`)
HASHES = BANDS * ROWS
DEEPEST = 4
CROWD = 12
NEEDED = 0.25
FIRST, BEFORE = 3, 3
CHUNK = 2_000
COMPARED = 100_000
PRIOR = 40
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB), np.uint64(0x9E3779B97F4A7C15))
_TABLE_BITS = 22

Pairs = Ints
"""Two numbers a row."""
Sketch = NDArray[np.uint16]
"""One row of `HASHES` numbers a sentence; a row of a sentence without a weighty stem is all 0."""


@dataclass(frozen=True, eq=False)
class Rarity:
    """How many of a number of texts have each stem; of a growing case, as it was when they were last counted.

    Attributes:
        stems: hashes of the stems, sorted.
        having: how many texts have each.
    """

    texts: int
    stems: NDArray[np.uint64]
    having: Ints

    def weights(self, hashes: NDArray[np.uint64], base: Floats) -> Floats:
        """How much a stem helps to find a sentence again: `base`, times how few of the texts have it.

        A small case knows little of what is rare, hence `PRIOR` unseen texts.
        """
        having = np.zeros(len(hashes))
        if len(self.stems):
            at = np.minimum(np.searchsorted(self.stems, hashes), len(self.stems) - 1)
            having = np.where(self.stems[at] == hashes, self.having[at], 0).astype(np.float64)
        weights: Floats = base * np.log((self.texts + PRIOR) / (having + 1.0))
        return weights


def rarity(texts: int, hashes: NDArray[np.uint64], having: Ints) -> Rarity:
    """Rarity from the hashes of stems, in any order, and how many of the texts have each."""
    order = np.argsort(hashes)
    return Rarity(texts, hashes[order], having[order])


def sketches(parts: Sequence[tuple[NDArray[np.integer], Ints]], hashes: NDArray[np.uint64], weights: Floats) -> Sketch:
    """Sketches of sentences, given in parts: stems in a row, and where each sentence begins, and the end."""
    ranks = _ranks(hashes, weights)
    rows = np.zeros((sum(len(begins) - 1 for _, begins in parts), HASHES), dtype=np.uint16)
    at = 0
    for stems, begins in parts:
        for low in range(0, len(begins) - 1, CHUNK):
            bounds = begins[low : low + CHUNK + 1]
            made = _sketched(stems[bounds[0] : bounds[-1]], bounds[:-1] - bounds[0], ranks, weights)
            rows[at : at + len(made)] = made
            at += len(made)
    return rows


def _sketched(stems: NDArray[np.integer], begins: Ints, ranks: NDArray[np.float32], weights: Floats) -> Sketch:
    least = np.minimum.reduceat(ranks[stems], begins, axis=0)
    mixed = (least.view(np.uint32) * np.uint32(0x9E3779B1)) >> np.uint32(16)
    rows: Sketch = np.maximum(mixed, 1).astype(np.uint16)
    rows[np.add.reduceat(weights[stems], begins) <= 0] = 0
    return rows


def _ranks(hashes: NDArray[np.uint64], weights: Floats) -> NDArray[np.float32]:
    """For each stem and hash function an exponential draw with the stem's weight as its rate."""
    ranks = np.empty((len(hashes), HASHES), dtype=np.float32)
    with np.errstate(divide="ignore", over="ignore"):
        for n in range(HASHES):
            mixed = hashes + np.uint64(n + 1) * _MIX[2]
            mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX[0]
            mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX[1]
            unit = ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)).astype(np.float64) * 2.0**-53 + 2.0**-54
            ranks[:, n] = -np.log(unit) / weights
    ranks[weights <= 0] = np.inf
    return ranks


def meetings(rows: Sketch, owners: Ints, order: Ints | None = None, *, fresh: Bools | None = None) -> Pairs:
    """Pairs of sentences (left, right, left first in order) of two texts that may say the same, without repetition.

    Args:
        rows: the sketches.
        owners: the text of each sentence.
        order: the sentences that take part, in order of what is most likely the source, the earliest first; by
            default all, as they come.
        fresh: sentences of which one must be in a pair; by default any.
    """
    order = np.arange(len(rows)) if order is None else order
    alive = order[rows[order].any(axis=1)]
    keys = np.zeros(0, dtype=np.int64)
    for band in range(BANDS):  # one after the other, because most pairs meet in several
        met = [p[:, 0] * len(rows) + p[:, 1] for p in _in_band(rows, owners, alive, band, fresh)]
        keys = distinct(np.concatenate([keys, *met]))
    return np.stack(np.divmod(keys, max(1, len(rows))), axis=1)


def agreeing(rows: Sketch, pairs: Pairs) -> NDArray[np.uint8]:
    """In how many places the sketches of pairs of sentences agree."""
    agree = np.zeros(len(pairs), dtype=np.uint8)
    for low in range(0, len(pairs), COMPARED):
        some = pairs[low : low + COMPARED]
        agree[low : low + COMPARED] = (rows[some[:, 0]] == rows[some[:, 1]]).sum(axis=1, dtype=np.uint8)
    return agree


def _in_band(rows: Sketch, owners: Ints, members: Ints, band: int, fresh: Bools | None) -> Iterator[Pairs]:
    """Pairs that meet in the buckets of one band and have sketches alike."""
    keys = rows[members, band * ROWS].astype(np.uint64)
    for depth in range(1, DEEPEST):
        keys = (keys << np.uint64(16)) | rows[members, (band * ROWS + depth) % HASHES]
        if depth + 1 < ROWS:
            continue
        if fresh is not None and depth + 1 == ROWS:
            near = _with_fresh(keys, fresh[members])
            keys, members = keys[near], members[near]
        order = np.argsort(keys, kind="stable")
        keys, members = keys[order], members[order]
        crowded = _sizes(keys) > CROWD if depth + 1 < DEEPEST else np.zeros(len(keys), dtype=np.bool_)
        for pairs in _in_buckets(keys[~crowded], members[~crowded]):
            yield from _alike(rows, owners, pairs, fresh)
        back = np.sort(order[crowded])  # each in its place in time again
        inverse = np.empty_like(order)
        inverse[order] = np.arange(len(order))
        keys, members = keys[inverse[back]], members[inverse[back]]


def _with_fresh(keys: NDArray[np.uint64], fresh: Bools) -> Bools:
    """Which keys are (or, rarely, share a place in a table with) keys of fresh sentences."""
    with np.errstate(over="ignore"):
        places = (keys * _MIX[2]) >> np.uint64(64 - _TABLE_BITS)
    table = np.zeros(1 << _TABLE_BITS, dtype=np.bool_)
    table[places[fresh]] = True
    near: Bools = table[places]
    return near


def _starts(keys: NDArray[np.uint64]) -> Bools:
    """Where among sorted keys a bucket starts."""
    starts = np.ones(len(keys), dtype=np.bool_)
    starts[1:] = keys[1:] != keys[:-1]
    return starts


def _sizes(keys: NDArray[np.uint64]) -> Ints:
    """Of each of sorted keys, how many are like it."""
    begins = np.flatnonzero(_starts(keys))
    sizes = np.diff(np.concatenate([begins, [len(keys)]]))
    return np.repeat(sizes, sizes)


def _in_buckets(keys: NDArray[np.uint64], members: Ints) -> Iterator[Pairs]:
    """Pairs within buckets of sorted keys: each sentence with those just before it and with the first of its bucket."""
    begin = np.maximum.accumulate(np.where(_starts(keys), np.arange(len(keys)), 0)) if len(keys) else np.zeros(0, int)
    place = np.arange(len(keys)) - begin
    for back in range(1, BEFORE + 1):
        at = np.flatnonzero(place >= back)
        yield np.stack([members[at - back], members[at]], axis=1)
    for n in range(FIRST):
        at = np.flatnonzero(place > n + BEFORE)
        yield np.stack([members[begin[at] + n], members[at]], axis=1)


def _alike(rows: Sketch, owners: Ints, pairs: Pairs, fresh: Bools | None) -> Iterator[Pairs]:
    """The pairs of two texts whose sketches agree in at least `NEEDED` of their places."""
    for low in range(0, len(pairs), COMPARED):
        some = pairs[low : low + COMPARED]
        some = some[owners[some[:, 0]] != owners[some[:, 1]]]
        if fresh is not None:
            some = some[fresh[some[:, 0]] | fresh[some[:, 1]]]
        yield some[agreeing(rows, some) >= NEEDED * HASHES]
