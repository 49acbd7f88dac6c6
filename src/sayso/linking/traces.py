"""What is kept of many texts so that copies among them, and of them in later texts, are found without their words.

A trace is small: a digest that tells the same text, and a sketch a sentence. A case that grows keeps the traces of its
texts and compares only new ones with all; only texts whose sentences met are then taken apart and aligned.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.linking.passages import SHORT, Bools, Ints, Stems, Text, Words, distinct, words_of
from sayso.linking.sketch import HASHES, Pairs, Rarity, Sketch, agreeing, meetings, rarity, sketches

MET_MOST = 12
FEW = 40
MUCH, LITTLE = 0.4, 0.17
CELLS = 10_000
CACHED = 4_000
BLOCK = 1_000


class Block(NamedTuple):
    """Some texts taken apart, their words in a row.

    Attributes:
        codes: as `Words` has them.
        bounds: where each sentence begins, and the end.
        sizes: how many sentences each text has.
    """

    codes: NDArray[np.int32]
    bounds: Ints
    sizes: Ints


class Taken(NamedTuple):
    """Texts in a row, taken apart.

    Attributes:
        blocks: `BLOCK` texts in each but the last.
        digests: of each text, what tells that another has the same words; 0 for one too short to tell.
        having: how many of the texts have each stem.
    """

    blocks: Sequence[Block]
    digests: NDArray[np.uint64]
    having: Ints

    @property
    def sizes(self) -> Ints:
        """How many sentences each text has."""
        return np.concatenate([np.zeros(0, np.int64), *(b.sizes for b in self.blocks)])

    def words(self, n: int, text: str) -> Words:
        """The words of the text with a number among these."""
        block, at = self.blocks[n // BLOCK], n % BLOCK
        first = int(block.sizes[:at].sum())
        bounds = block.bounds[first : first + int(block.sizes[at]) + 1]
        return Words(text, block.codes[bounds[0] : bounds[-1]], bounds - bounds[0])


class WordsOf:
    """The words of texts, the latest asked for at hand; a text that was not taken apart yet is when it is asked for."""

    def __init__(self, texts: Sequence[Text], stems: Stems, taken: Taken | None = None) -> None:
        """`taken` holds the last of the texts."""
        self._texts = texts
        self._stems = stems
        self._taken = taken
        self._first = len(texts) - (len(taken.digests) if taken is not None else 0)
        self._cached: OrderedDict[int, Words] = OrderedDict()

    def __getitem__(self, n: int) -> Words:
        found = self._cached.pop(n, None)
        if found is None:
            text = self._texts[n].text
            if self._taken is not None and n >= self._first:
                found = self._taken.words(n - self._first, text)
            else:
                found = words_of(text, self._stems)
            if len(self._cached) >= CACHED:
                self._cached.popitem(last=False)
        self._cached[n] = found
        return found


@dataclass(frozen=True, eq=False)
class Traces:
    """The traces of texts, numbered as the texts are.

    Attributes:
        digests: of each text, what tells that another has the same words; 0 for one too short to tell.
        rows: the sketches of the sentences of all texts, text by text.
        sizes: how many sentences each text has.
    """

    digests: NDArray[np.uint64]
    rows: Sketch
    sizes: Ints

    @property
    def owners(self) -> Ints:
        """The text of each sentence."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)


NONE = Traces(np.zeros(0, np.uint64), np.zeros((0, HASHES), np.uint16), np.zeros(0, np.int64))


def take(texts: Sequence[Text], numbers: Sequence[int], stems: Stems) -> Taken:
    """Take texts apart."""
    blocks, digests = [], []
    having = np.zeros(1024, dtype=np.int64)
    for low in range(0, len(numbers), BLOCK):
        some = [words_of(texts[n].text, stems) for n in numbers[low : low + BLOCK]]
        if len(having) < len(stems):
            having = np.concatenate([having, np.zeros(len(stems), dtype=np.int64)])
        for words in some:
            having[distinct(words.codes >> 2)] += 1
            digests.append(_digest(words, stems))
        blocks.append(_block(some))
    return Taken(blocks, np.array(digests, dtype=np.uint64), having[: len(stems)])


def _block(some: Sequence[Words]) -> Block:
    ends = np.cumsum([len(w.codes) for w in some])
    begins = [w.bounds[:-1] + end - len(w.codes) for w, end in zip(some, ends, strict=True)]
    return Block(
        np.concatenate([w.codes for w in some]),
        np.concatenate([*begins, ends[-1:]]).astype(np.int64),
        np.array([len(b) for b in begins], dtype=np.int64),
    )


def _digest(words: Words, stems: Stems) -> int:
    """What texts of the same stems in the same order share, whatever their punctuation."""
    if len(words.codes) < SHORT:
        return 0
    data = stems.hashes()[words.codes >> 2].tobytes()
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


def traces(taken: Taken, stems: Stems, known: Rarity | None = None) -> tuple[Traces, Rarity]:
    """The traces of texts, and the rarity of stems that they were made with: by default that among these texts."""
    rare = known or rarity(len(taken.digests), stems.hashes().copy(), taken.having)
    weights = rare.weights(stems.hashes(), stems.weights())
    parts = [(block.codes >> 2, block.bounds) for block in taken.blocks]
    return Traces(taken.digests, sketches(parts, stems.hashes(), weights), taken.sizes), rare


def joined(parts: Sequence[Traces]) -> Traces:
    """Traces of texts one after the other."""
    parts = [p for p in parts if len(p.sizes)] or [NONE]
    if len(parts) == 1:
        return parts[0]
    return Traces(
        np.concatenate([p.digests for p in parts]),
        np.concatenate([p.rows for p in parts]),
        np.concatenate([p.sizes for p in parts]),
    )


def same_texts(found: Traces, order: Ints) -> Pairs:
    """Texts of the same words: of each the first in time, and another one."""
    told = order[found.digests[order] != 0]
    digests = found.digests[told]
    by_digest = np.argsort(digests, kind="stable")
    digests, told = digests[by_digest], told[by_digest]
    again = np.flatnonzero(digests[1:] == digests[:-1]) + 1
    first = np.searchsorted(digests, digests[again])
    return np.stack([told[first], told[again]], axis=1)


def candidates(found: Traces, order: Ints, alone: Bools, fresh: Bools | None = None) -> Pairs:
    """Pairs of texts with sentences that met, the earlier one first; of each text those with the most such sentences.

    Args:
        found: the traces of all texts.
        order: the numbers of the texts in order of time.
        alone: which texts take part: not those that have the words of an earlier one.
        fresh: of which one must be in a pair; by default any.
    """
    kept = order[alone[order]]
    if len(kept) <= FEW:  # so few that all are compared, and no hash decides which
        pairs = np.array(list(combinations(kept.tolist(), 2)), dtype=np.int64).reshape(-1, 2)
        return pairs if fresh is None else pairs[fresh[pairs].any(axis=1)]
    owners, place = found.owners, np.empty_like(order)
    place[order] = np.arange(len(order))
    sentences = np.flatnonzero(alone[owners])
    in_time = sentences[np.argsort(place[owners[sentences]], kind="stable")]
    met = meetings(found.rows, owners, in_time, fresh=None if fresh is None else fresh[owners])
    if not len(met):
        return np.zeros((0, 2), dtype=np.int64)
    agree = agreeing(found.rows, met)
    ends = place[owners[met[:, 0]]], place[owners[met[:, 1]]]
    del met
    places, worth = _strongest(np.maximum(*ends) * len(order) + np.minimum(*ends), agree, len(order))
    pairs = order[places]
    begins = np.concatenate([[0], np.cumsum(found.sizes)])
    for n in np.flatnonzero(~worth):
        left, right = pairs[n]
        worth[n] = _worth(found.rows[begins[left] : begins[left + 1]], found.rows[begins[right] : begins[right + 1]])
    return pairs[worth]


def _strongest(keys: Ints, agree: NDArray[np.uint8], texts: int) -> tuple[Pairs, Bools]:
    """Of the pairs that met, for each later text the `MET_MOST` earlier ones whose sentences agree most.

    Also of which it is known that they have a sentence that is much alike.

    Args:
        keys: of each two sentences that met, the places in time of the later and the earlier text.
        agree: in how many places their sketches agree.
        texts: how many there are.
    """
    order = np.argsort(keys, kind="stable")
    keys, agree = keys[order], agree[order]
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    total = np.add.reduceat(agree, begins, dtype=np.int64)
    sure = np.maximum.reduceat(agree, begins) >= MUCH * HASHES
    right, left = np.divmod(keys[begins], texts)
    order = np.lexsort((left, -total, right))
    right, left, sure = right[order], left[order], sure[order]
    new = np.concatenate([[True], right[1:] != right[:-1]])
    begin = np.maximum.accumulate(np.where(new, np.arange(len(right)), 0))
    kept = np.flatnonzero(np.arange(len(right)) - begin < MET_MOST)
    kept = kept[np.lexsort((right[kept], left[kept]))]
    return np.stack([left[kept], right[kept]], axis=1), sure[kept]


def _worth(left: Sketch, right: Sketch) -> bool:
    """Whether two texts are worth aligning: one sentence that is much alike, or two that are a little.

    Of texts that say nothing of the same, some sentences meet by chance; in a large case of every text some do.
    """
    little = 0
    step = max(1, CELLS // max(1, len(right)))
    for low in range(0, len(left), step):
        some = left[low : low + step]
        best = (some[:, None] == right[None]).sum(axis=2, dtype=np.uint8).max(axis=1)
        if best.max() >= MUCH * HASHES:
            return True
        little += int(((best >= LITTLE * HASHES) & some.any(axis=1)).sum())
        if little > 1:
            return True
    return False
