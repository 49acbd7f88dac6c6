"""Which reports share text, and which words: exact, near, partial and reworded.

Two steps. Sentences meet by sketch (`traces.candidates`), which grows with the number of reports; texts whose
sentences met are aligned, word by word and sentence by sentence, and taken for one copying the other only on enough
evidence. Two reports of one event share its names, its numbers and its one sentence of news. A copy shares more: words
in a row, or sentence after sentence the details that are neither names nor numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sayso.linking.alignment import Alignment, Prepared, align
from sayso.linking.passages import Bools, Floats, Ints, Stems, Text, Words
from sayso.linking.sketch import Rarity
from sayso.linking.traces import CACHED, NONE, Traces, WordsOf, candidates, joined, same_texts, take, traces
from sayso.records.document import Span
from sayso.records.origin import CopyKind

# Tuned on 770 short news texts of 43 topics, several outlets on each event, whose marked copies were read by hand, and
# on rewordings of them by other rules than the planted cases have.
RUN_ALONE, RUN_SURE, RUN_TELLS = 12, 18, 5.0
MORE, PART = 20, 0.35
NEAR = 0.8
REWORDED_DETAIL, REWORDED_SHARE = 7.0, 0.45


@dataclass(frozen=True, eq=False)
class Reuse:
    """Two texts (numbers in the list) that share words, not yet who had them from whom."""

    left: int
    right: int
    kind: CopyKind
    shares: tuple[float, float]
    score: float
    left_spans: tuple[Span, ...]
    right_spans: tuple[Span, ...]
    likeness: tuple[float, ...]
    why: str


@dataclass(frozen=True, eq=False)
class Corpus:
    """Texts, and what finding copies among them takes.

    Attributes:
        texts: in any order.
        words: the texts taken apart.
        order: the numbers of the texts, the earliest first, undated ones last.
        traces: of each text.
        rarity: what the traces were made with.
        fresh: the texts of which one must be in a pair; by default any.
    """

    texts: Sequence[Text]
    words: WordsOf
    stems: Stems
    order: Ints
    traces: Traces
    rarity: Rarity
    fresh: Bools | None = None

    @property
    def base(self) -> Floats:
        """The weights of the stems met so far."""
        return self.stems.weights()


def corpus(texts: Sequence[Text]) -> Corpus:
    """Take texts apart, the earliest first, undated ones last; the order of the input matters nowhere."""
    ordered = tuple(sorted(texts, key=in_time))
    return grown(ordered, np.arange(len(ordered)))


def grown(texts: Sequence[Text], order: Ints, *, old: Traces = NONE, rarity: Rarity | None = None) -> Corpus:
    """A corpus of texts of which the first were traced before; only pairs with one of the others will be looked for.

    Args:
        texts: all of them.
        order: their numbers in order of time (`in_time`).
        old: the traces of the first texts.
        rarity: what those were made with.
    """
    stems = Stems()
    known = len(old.sizes)
    taken = take(texts, range(known, len(texts)), stems)
    new, rare = traces(taken, stems, rarity)
    fresh = np.arange(len(texts)) >= known if known else None
    return Corpus(texts, WordsOf(texts, stems, taken), stems, order, joined([old, new]), rare, fresh)


def in_time(text: Text) -> tuple[str, str, str]:
    """What texts are ordered by: their days, undated ones last."""
    return text.day or "~", text.outlet or "", text.document


def reuses(found: Corpus) -> Iterator[Reuse]:
    """All pairs of texts that share words beyond what reports of one event do, in order of time."""
    same = same_texts(found.traces, found.order)
    alone = np.ones(len(found.order), dtype=np.bool_)
    alone[same[:, 1]] = False
    if found.fresh is not None:
        same = same[found.fresh[same].any(axis=1)]
    pairs = np.concatenate([same, candidates(found.traces, found.order, alone, found.fresh)])
    place = np.argsort(found.order)[pairs]

    @lru_cache(maxsize=CACHED)
    def prepared(n: int) -> Prepared:
        return Prepared(found.words[n], found.base)

    for n in np.lexsort((place[:, 1], place[:, 0])):
        left, right = (int(x) for x in pairs[n])
        if n < len(same):
            yield _exact(left, right, found)
        elif (made := _judge(left, right, prepared(left), prepared(right))) is not None:
            yield made


def _exact(left: int, right: int, found: Corpus) -> Reuse:
    spans = [_whole(found.words[n]) for n in (left, right)]
    return Reuse(left, right, "exact", (1.0, 1.0), 1.0, (spans[0],), (spans[1],), (1.0,), "the same text")


def _whole(words: Words) -> Span:
    return Span(int(words.starts[0]), int(words.ends[-1])) if len(words.starts) else Span(0, 0)


def _judge(left: int, right: int, ours: Prepared, theirs: Prepared) -> Reuse | None:
    """Whether two texts share more than an event, and how to call it."""
    shared = align(ours, theirs)
    longest = max((r.told for r in shared.runs if _tells(ours.weights[r.left : r.left + r.length])), default=0)
    most = max(shared.left, shared.right)
    in_a_row = longest >= RUN_SURE or (longest >= RUN_ALONE and (shared.verbatim >= MORE or most >= PART))
    kind: CopyKind
    if in_a_row and min(shared.left, shared.right) >= NEAR:
        kind, score = "near", 1.0
    elif in_a_row:
        kind, score = "partial", min(1.0, 0.5 + shared.verbatim / 100)
    elif shared.detail >= REWORDED_DETAIL and most >= REWORDED_SHARE and len(shared.pairs) > 1:
        kind, score = "reworded", round(most * min(1.0, shared.detail / (2 * REWORDED_DETAIL)), 4)
    else:
        return None
    spans = _spans(ours.words, theirs.words, shared)
    return Reuse(
        left,
        right,
        kind,
        (round(shared.left, 4), round(shared.right, 4)),
        score,
        tuple(s[0] for s in spans),
        tuple(s[1] for s in spans),
        tuple(s[2] for s in spans),
        _why(kind, longest, shared),
    )


def _tells(weights: Floats) -> bool:
    """Whether the same words in a row are more than what every report says of every attack."""
    return float(weights.sum()) >= RUN_TELLS


def _spans(a: Words, b: Words, shared: Alignment) -> list[tuple[Span, Span, float]]:
    """The aligned words: sentences that say the same, and runs that no such pair holds."""
    spans = []
    for pair in shared.pairs:
        left, right = _sentence(a, pair.left), _sentence(b, pair.right)
        spans.append((left, right, pair.likeness))
    for run in (*shared.runs, *shared.quotes):
        left = Span(int(a.starts[run.left]), int(a.ends[run.left + run.length - 1]))
        right = Span(int(b.starts[run.right]), int(b.ends[run.right + run.length - 1]))
        if not any(left.overlaps(s[0]) and right.overlaps(s[1]) for s in spans):
            spans.append((left, right, 1.0))
    return sorted(spans)


def _sentence(words: Words, n: int) -> Span:
    return Span(int(words.starts[words.bounds[n]]), int(words.ends[words.bounds[n + 1] - 1]))


def _why(kind: CopyKind, longest: int, shared: Alignment) -> str:
    if kind == "reworded":
        return f"{len(shared.pairs)} sentences say the same with {shared.detail:.0f} details in common"
    return f"{shared.verbatim} words are the same, {longest} of them in a row"
