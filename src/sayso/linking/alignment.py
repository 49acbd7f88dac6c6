"""Which words of one text stand in another: runs of the same words, and sentences that say the same in other words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sayso.linking.passages import Bools, Floats, Ints, Words, distinct

RUN = 6
SAME, SAME_DETAIL = 0.42, 0.25
SPOKEN = 0.5
BLOCK = 256


class Run(NamedTuple):
    """The same words in a row: from words `left` and `right`; `told` of them are not quotations in both texts."""

    left: int
    right: int
    length: int
    told: int = 0


class Pair(NamedTuple):
    """Two sentences that say the same.

    Attributes:
        likeness: shared weight over all weight, the shorter sentence counting for more.
        detail: shared weight of words that are no names and no numbers.
    """

    left: int
    right: int
    likeness: float
    detail: float


@dataclass(frozen=True, eq=False)
class Alignment:
    """What two texts share.

    Attributes:
        runs: the same words in a row, enough of them outside quotation marks in at least one text.
        quotes: the others: two reporters who heard one speaker are no copies.
        pairs: sentences that say the same, each sentence at most once, quotations that both have left out.
        left, right: share of either text's weight that stands in runs or pairs.
        detail: weight of the words shared in pairs that are no names and no numbers.
        order: how far the pairs keep their order, -1 to 1.
    """

    runs: tuple[Run, ...]
    quotes: tuple[Run, ...]
    pairs: tuple[Pair, ...]
    left: float
    right: float
    detail: float
    order: float

    @property
    def verbatim(self) -> int:
        """How many words the longest runs have in common."""
        return sum(r.told for r in self.runs)


class Prepared:
    """The words of a text, and what aligning needs of them; worked out once, because a text is aligned with several.

    Attributes:
        base: what the stems weigh.
    """

    def __init__(self, words: Words, base: Floats) -> None:
        self.words = words
        self.base = base

    @cached_property
    def shingles(self) -> Ints:
        """A number for each `RUN` stems in a row."""
        return _shingles(self.words.stems)

    @cached_property
    def sorted_shingles(self) -> tuple[Ints, Ints]:
        """The shingles in order, and where they are."""
        order = np.argsort(self.shingles, kind="stable")
        return self.shingles[order], order

    @cached_property
    def spoken(self) -> list[bool]:
        """Which sentences stand mostly in quotation marks."""
        return _spoken(self.words)

    @cached_property
    def bag(self) -> _Bag:
        """The weighty stems of each sentence."""
        return _bag(self.words, self.base)

    @cached_property
    def stems(self) -> Ints:
        """The weighty stems, each once, in order."""
        return distinct(self.bag.stems)

    @cached_property
    def weights(self) -> Floats:
        """What each word weighs."""
        return self.base[self.words.stems]


def align(left: Prepared, right: Prepared) -> Alignment:
    """Align two texts."""
    ours, theirs = left.words, right.words
    found = [r._replace(told=_told(ours.quoted, theirs.quoted, r)) for r in _runs(left, right)]
    quotes = tuple(r for r in found if r.told <= RUN)
    runs = tuple(r for r in found if r.told > RUN)
    pairs = [p for p in _best(_sentence_pairs(left, right)) if not (left.spoken[p.left] and right.spoken[p.right])]
    return Alignment(
        runs=runs,
        quotes=quotes,
        pairs=tuple(pairs),
        left=_covered(left, [(r.left, r.length) for r in runs], [p.left for p in pairs]),
        right=_covered(right, [(r.right, r.length) for r in runs], [p.right for p in pairs]),
        detail=sum(p.detail for p in pairs),
        order=_order(pairs),
    )


def _told(left: Bools, right: Bools, run: Run) -> int:
    both = left[run.left : run.left + run.length] & right[run.right : run.right + run.length]
    return run.length - int(both.sum())


def _spoken(words: Words) -> list[bool]:
    """Which sentences stand mostly in quotation marks."""
    if len(words.bounds) < 2:
        return []
    inside = np.add.reduceat(words.quoted, words.bounds[:-1], dtype=np.int64)
    spoken: list[bool] = (inside > SPOKEN * np.diff(words.bounds)).tolist()
    return spoken


def _runs(left: Prepared, right: Prepared) -> list[Run]:
    """Maximal runs of at least `RUN` same stems, longest first, none overlapping another in either text."""
    ours, (theirs, order) = left.shingles, right.sorted_shingles
    if not len(ours) or not len(theirs):
        return []
    at = np.searchsorted(theirs, ours)
    hit = np.flatnonzero((at < len(theirs)) & (theirs[np.minimum(at, len(theirs) - 1)] == ours))
    starts: dict[int, list[int]] = defaultdict(list)
    for i in hit:
        j = int(order[at[i]])
        starts[j - int(i)].append(int(i))
    found = [run for shift, places in starts.items() for run in _diagonal(shift, places)]
    return _apart(sorted(found, key=lambda r: (-r.length, r.left, r.right)))


def _shingles(stems: Ints) -> Ints:
    n = max(0, len(stems) - RUN + 1)
    value = np.zeros(n, dtype=np.int64)
    with np.errstate(over="ignore"):
        for k in range(RUN):
            value = value * np.int64(1_000_003) + stems[k : k + n] + 1
    return value


def _diagonal(shift: int, places: list[int]) -> list[Run]:
    """Runs on one diagonal: shingles that follow each other are one run."""
    found = []
    begin = last = places[0]
    for place in [*places[1:], -1]:
        if place != last + 1:
            found.append(Run(begin, begin + shift, last - begin + RUN))
            begin = place
        last = place
    return found


def _apart(runs: list[Run]) -> list[Run]:
    ours: set[int] = set()
    theirs: set[int] = set()
    kept = []
    for run in runs:
        mine, yours = range(run.left, run.left + run.length), range(run.right, run.right + run.length)
        if ours.isdisjoint((mine[0], mine[-1])) and theirs.isdisjoint((yours[0], yours[-1])):
            ours.update(mine)
            theirs.update(yours)
            kept.append(run)
    return sorted(kept)


def _sentence_pairs(left: Prepared, right: Prepared) -> list[Pair]:
    """All pairs of sentences with enough in common, by the stems that both texts have."""
    ours, theirs = left.bag, right.bag
    common = _common(left.stems, right.stems)
    if not len(common):
        return []
    weights = left.base[common]
    their_all, their_detail = (m * weights for m in _matrices(theirs, common, 0, len(theirs.sums)))
    found = []
    for low in range(0, len(ours.sums), BLOCK):
        high = min(low + BLOCK, len(ours.sums))
        our_all, our_detail = _matrices(ours, common, low, high)
        detail = our_detail @ their_detail.T
        likeness = _likeness(our_all @ their_all.T, ours.sums[low:high], theirs.sums)
        in_detail = _likeness(detail, ours.details[low:high], theirs.details)
        for n, other in np.argwhere((likeness >= SAME) & (in_detail >= SAME_DETAIL)).tolist():
            alike = round(min(1.0, float(likeness[n, other])), 4)
            found.append(Pair(low + n, other, alike, float(detail[n, other])))
    return found


def _common(left: Ints, right: Ints) -> Ints:
    both = np.sort(np.concatenate([left, right]))
    common: Ints = both[1:][both[1:] == both[:-1]]
    return common


class _Bag(NamedTuple):
    """The weighty stems of each sentence, each once: sentence, stem, whether it is a detail there; sums of weight."""

    sentences: Ints
    stems: Ints
    detail: Bools
    sums: Floats
    details: Floats


def _bag(words: Words, base: Floats) -> _Bag:
    count = len(words.bounds) - 1
    sentences = np.repeat(np.arange(count), np.diff(words.bounds))
    heavy = np.flatnonzero(base[words.stems] > 0)[::-1]  # backwards: of a stem's places in a sentence the last counts
    _, first = np.unique(sentences[heavy] * len(base) + words.stems[heavy], return_index=True)
    at = heavy[first]
    weights = base[words.stems[at]]
    sums: Floats = np.bincount(sentences[at], weights, count).astype(np.float64)
    details: Floats = np.bincount(sentences[at], weights * words.detail[at], count).astype(np.float64)
    return _Bag(sentences[at], words.stems[at], words.detail[at], sums, details)


def _matrices(bag: _Bag, common: Ints, low: int, high: int) -> tuple[Floats, Floats]:
    """Which of the sentences from `low` to `high` have which stems, and as a detail."""
    place = np.minimum(np.searchsorted(common, bag.stems), len(common) - 1)
    here = (common[place] == bag.stems) & (bag.sentences >= low) & (bag.sentences < high)
    having, detail = np.zeros((high - low, len(common))), np.zeros((high - low, len(common)))
    having[bag.sentences[here] - low, place[here]] = 1.0
    detail[bag.sentences[here] - low, place[here]] = bag.detail[here]
    return having, detail


def _likeness(shared: Floats, left: Floats, right: Floats) -> Floats:
    """The share of weight that sentences have in common, the lighter one counting for more; 0 if it says little."""
    less, more = np.minimum(left[:, None], right), np.maximum(left[:, None], right)
    alike: Floats = np.where(less >= 1, shared / np.maximum(0.6 * less + 0.4 * more, 1e-9), 0.0)
    return alike


def _best(pairs: list[Pair]) -> list[Pair]:
    """Each sentence with its best partner only, in the order of the left text."""
    ours: set[int] = set()
    theirs: set[int] = set()
    kept = []
    for pair in sorted(pairs, key=lambda p: (-p.likeness, -p.detail, p.left, p.right)):
        if pair.left not in ours and pair.right not in theirs:
            ours.add(pair.left)
            theirs.add(pair.right)
            kept.append(pair)
    return sorted(kept)


def _covered(side: Prepared, runs: list[tuple[int, int]], sentences: list[int]) -> float:
    if not runs and not sentences:
        return 0.0
    words = side.words
    marked = np.zeros(len(words.stems), dtype=np.bool_)
    for at, length in runs:
        marked[at : at + length] = True
    for n in sentences:
        marked[words.bounds[n] : words.bounds[n + 1]] = True
    total = float(side.weights.sum())
    return float(side.weights[marked].sum()) / total if total else 0.0


def _order(pairs: list[Pair]) -> float:
    """Kendall's tau of the pairs' places."""
    places = [p.right for p in pairs]
    n = len(places)
    if n < 2:
        return 0.0
    right = sum(a < b for i, a in enumerate(places) for b in places[i + 1 :])
    total = n * (n - 1) // 2
    return (2 * right - total) / total
