"""Which mentions of events, in one report or in many, are of one event: named features, a logistic sum, average link.

This compares words and their surroundings alone, without the types of claims, so that it can be measured on corpora
that have marked the same events across reports. Weights: `data/linking/events.yaml`, by `training/fit_events.py`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.lexicon.language import load
from sayso.linking.cluster_average import average_link

Bag = Mapping[str, float]
FEATURES = (
    "same word", "same root", "like words", "paired", "common word", "sentence", "sentence if word", "report",
    "report if word", "doer", "other doer", "target", "other target", "crossed", "names", "names if word", "numbers",
    "other numbers", "day", "other day", "one report", "one report if word", "one sentence", "two topics",
)  # fmt: skip
NEAR = 0.15
"""In the train part of ECB+, within topics, a fifth of the pairs of reports that share an event are less alike than
this, and seven tenths of those that share none."""


class Told(NamedTuple):
    """One mention of an event, and what is told around it; all words are lemmas in lower case.

    Attributes:
        document, sentence: where.
        word: what the event is called.
        doers, targets: subjects and objects: heads and names; `others` whatever else hangs on the word.
        said: the content words of the sentence.
        names, numbers, days: those of the sentence.
    """

    document: str
    sentence: int
    word: str
    doers: frozenset[str]
    targets: frozenset[str]
    others: frozenset[str]
    said: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    days: frozenset[str]


class Weighed(NamedTuple):
    """Mentions with the weights of their words: unit vectors of sentences and of whole reports."""

    told: Sequence[Told]
    sentences: Sequence[Bag]
    reports: Mapping[str, Bag]
    rare: Mapping[str, float]


def weighed(told: Sequence[Told], texts: Mapping[str, Iterable[str]]) -> Weighed:
    """Weigh words by how few reports have them; `texts` holds the lemmas of each report."""
    counts = {document: Counter(lemmas) for document, lemmas in texts.items()}
    having = Counter(word for count in counts.values() for word in count)
    rare = {word: math.log((1 + len(counts)) / n) for word, n in having.items()}
    reports = {d: _unit({w: rare[w] * (1 + math.log(n)) for w, n in c.items()}) for d, c in counts.items()}
    sentences = [_unit({w: rare.get(w, 1.0) for w in t.said}) for t in told]
    return Weighed(told, sentences, reports, rare)


def _unit(bag: Bag) -> Bag:
    length = math.sqrt(sum(v * v for v in bag.values()))
    return {w: v / length for w, v in bag.items()} if length else {}


def cosine(left: Bag, right: Bag) -> float:
    """The likeness of two unit vectors, 0 to 1.

    >>> cosine({"a": 0.6, "b": 0.8}, {"a": 1.0})
    0.6
    """
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    return sum(v * long[w] for w, v in short.items() if w in long)


def features(w: Weighed, i: int, j: int, paired: Mapping[tuple[str, str], float], report: float) -> list[float]:
    """The values of `FEATURES` for two mentions; `report` is how alike their reports are."""
    a, b = w.told[i], w.told[j]
    same = float(a.word == b.word)
    root = float(not same and one_root(a.word, b.word))
    like = float(not same and not root and bool(rows_of(a.word) & rows_of(b.word)))
    known = 0.0 if same else paired.get((min(a.word, b.word), max(a.word, b.word)), 0.0)
    word = max(same, 0.9 * root, 0.7 * like, min(1.0, max(0.0, known)))
    sentence = cosine(w.sentences[i], w.sentences[j])
    names = min(3.0, sum(w.rare.get(x, 1.0) for x in a.names & b.names) / 2)
    inside = float(a.document == b.document)
    return [
        same, root, like, known, same * (a.word in common()), sentence, sentence * word,
        report * (1 - inside), report * word * (1 - inside),
        float(bool(a.doers & b.doers)), _apart(a.doers, b.doers), float(bool(a.targets & b.targets)),
        _apart(a.targets, b.targets), float(bool(_parts(a) & _parts(b))), names, names * word,
        float(bool(a.numbers & b.numbers)), _apart(a.numbers, b.numbers), float(bool(a.days & b.days)),
        _apart(a.days, b.days), inside, inside * word, float(inside and a.sentence == b.sentence),
        float(not inside and report < NEAR),
    ]  # fmt: skip


def _parts(told: Told) -> frozenset[str]:
    return told.doers | told.targets | told.others


def _apart(left: frozenset[str], right: frozenset[str]) -> float:
    return float(bool(left) and bool(right) and not left & right)


@lru_cache(maxsize=65_536)
def one_root(left: str, right: str) -> bool:
    """Whether two words are likely formed of one: they begin alike, for most of the shorter.

    >>> one_root("acquire", "acquisition"), one_root("explode", "explosion"), one_root("attack", "attend")
    (True, True, False)
    """
    short = min(len(left), len(right))
    same = next((n for n, (x, y) in enumerate(zip(left, right, strict=False)) if x != y), short)
    return same >= 4 and same >= 0.7 * short


@cache
def _rows() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for n, row in enumerate(load("lang/en/happenings")["alike"]):
        for word in row:
            found[str(word)].add(n)
    return {word: frozenset(rows) for word, rows in found.items()}


def rows_of(word: str) -> frozenset[int]:
    """The rows of words that can call one happening which a lemma is in."""
    return _rows().get(word, frozenset())


@cache
def common() -> frozenset[str]:
    """Lemmas that say little of what happened."""
    return frozenset(map(str, load("lang/en/happenings")["common"]))


def logistic(values: Sequence[float], weights: Sequence[float]) -> float:
    """The probability that features and weights (the first is the constant) make."""
    total = weights[0] + sum(v * x for v, x in zip(values, weights[1:], strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


class Model(NamedTuple):
    """Weights of the features, words that stand for each other beyond the lists, and the likeness that groups need."""

    weights: tuple[float, ...]
    paired: Mapping[tuple[str, str], float]
    least: float


@cache
def model() -> Model:
    """The fitted model."""
    found = load("linking/events")
    weights = (found["weights"]["always"], *(found["weights"][name] for name in FEATURES))
    paired = {(a, b): value for a, others in found["paired"].items() for b, value in others.items()}
    return Model(weights, paired, found["least"])


def likeness(w: Weighed, block: Sequence[int], m: Model) -> dict[tuple[int, int], float]:
    """The likeness of all pairs of one block, by place in the block."""
    near: dict[tuple[str, str], float] = {}
    found = {}
    for y, j in enumerate(block):
        for x in range(y):
            i = block[x]
            key = (w.told[i].document, w.told[j].document)
            if key not in near:
                near[key] = cosine(w.reports[key[0]], w.reports[key[1]])
            value = logistic(features(w, i, j, m.paired, near[key]), m.weights)
            if value > 0.02:
                found[x, y] = value
    return found


def same_events(w: Weighed, blocks: Iterable[Sequence[int]], m: Model | None = None) -> list[list[int]]:
    """Groups of mentions that are of one event each; only mentions of one block are compared."""
    m = m or model()
    groups = []
    for block in blocks:
        found = average_link(len(block), likeness(w, block, m), least=m.least)
        groups += [[block[n] for n in group] for group in found]
    return sorted(groups)
