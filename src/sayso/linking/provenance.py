"""What is known of where the texts of a case come from: copies, credits, and what each claim tells.

`Provenance` is made in one of two ways: by `provenance` of texts at hand, or by `assembled` of what a case keeps, where
texts, credits and claims are opened only as they are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from sayso.linking.credits import credits_of, known_media, source_of
from sayso.linking.direction import copies
from sayso.linking.groups import Groups
from sayso.linking.passages import Floats, Ints, Stems, Text, Words
from sayso.linking.retelling import Facts, sort_of
from sayso.linking.reuse import corpus, reuses
from sayso.linking.traces import WordsOf
from sayso.records.document import Span
from sayso.records.origin import Copy, Credit

V = TypeVar("V")


class Place(NamedTuple):
    """Words of a report."""

    document: str
    span: Span


class ByName(Mapping[str, V], Generic[V]):
    """What there is of each report, by the report's id, opened when it is asked for."""

    def __init__(self, numbers: Mapping[str, int], open: Callable[[int], V]) -> None:
        self._numbers = numbers
        self._open = open

    def __getitem__(self, name: str) -> V:
        return self._open(self._numbers[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


@dataclass(frozen=True, eq=False)
class Provenance:
    """What is known of where the texts of a case come from; made by `provenance`.

    Attributes:
        order: the place of each document in time.
        stems: the stems of the words.
        incoming, outgoing: copies by their copy and by their source.
        credits: by document; `citing` by the key of the source that is credited.
        by: documents by their outlet's key, in order of time.
        peers: the facts that can say the same as some, or the opposite.
    """

    texts: Mapping[str, Text]
    order: Mapping[str, int]
    words: Mapping[str, Words]
    stems: Stems
    copies: Sequence[Copy]
    incoming: Mapping[str, Sequence[Copy]]
    outgoing: Mapping[str, Sequence[Copy]]
    credits: Mapping[str, Sequence[Credit]]
    citing: Mapping[str, Sequence[Credit]]
    by: Mapping[str, Sequence[str]]
    facts: Mapping[str, Sequence[Facts]]
    peers: Callable[[Facts], Iterable[Facts]]

    @property
    def base(self) -> Floats:
        """The weights of the stems met so far."""
        return self.stems.weights()


class Known(NamedTuple):
    """What was found of texts, numbered: what `assembled` puts together.

    Attributes:
        outlets: of each text.
        order: the numbers in order of time.
        copies: what was found; `ends` has the numbers of their sources and copies.
        credited: for each key of a source, the texts that credit it.
    """

    names: Sequence[str]
    outlets: Sequence[str | None]
    order: Ints
    texts: Sequence[Text]
    words: WordsOf
    stems: Stems
    copies: Sequence[Copy]
    ends: Ints
    credits: Callable[[int], Sequence[Credit]]
    credited: Mapping[str, Iterable[int]]
    facts: Callable[[int], Sequence[Facts]]
    peers: Callable[[Facts], Iterable[Facts]]


def provenance(texts: Sequence[Text], facts: Iterable[Facts] = ()) -> Provenance:
    """Find copies and credits among texts; `facts` are those of their claims."""
    found = corpus(texts)
    known = known_media(t.outlet for t in texts)
    credited = [credits_of(t, known) for t in found.texts]
    names = [t.document for t in found.texts]
    number = {name: n for n, name in enumerate(names)}
    told: list[list[Facts]] = [[] for _ in names]
    alike: dict[str, list[Facts]] = defaultdict(list)
    for fact in facts:
        told[number[fact.document]].append(fact)
        alike[sort_of(fact)].append(fact)
    by_source: dict[str, list[int]] = defaultdict(list)
    for n, given in enumerate(credited):
        for key in dict.fromkeys(c.key for c in given):
            by_source[key].append(n)
    copied = list(copies(reuses(found), found, credited))
    ends = np.array([(number[c.source], number[c.copy]) for c in copied], dtype=np.int64).reshape(-1, 2)
    return assembled(
        Known(
            names, [t.outlet for t in found.texts], found.order, found.texts, found.words, found.stems,
            copied, ends, credited.__getitem__, by_source, told.__getitem__,
            lambda wanted: alike[sort_of(wanted)],
        )
    )  # fmt: skip


def assembled(known: Known) -> Provenance:
    """Put together what was found of texts."""
    number = {name: n for n, name in enumerate(known.names)}
    by: dict[str, list[str]] = defaultdict(list)
    for n in known.order.tolist():
        if (source := source_of(known.outlets[n])) is not None:
            by[source.key].append(known.names[n])
    sources = list(known.credited)
    by_source, by_copy = (Groups(known.ends[:, side], len(known.names)) for side in (0, 1))

    def citing(at: int) -> list[Credit]:
        key = sources[at]
        return [c for n in known.credited[key] for c in known.credits(n) if c.key == key]

    return Provenance(
        ByName(number, known.texts.__getitem__),
        {known.names[n]: place for place, n in enumerate(known.order.tolist())},
        ByName(number, known.words.__getitem__),
        known.stems,
        known.copies,
        ByName(number, lambda n: [known.copies[i] for i in by_copy[n]]),
        ByName(number, lambda n: [known.copies[i] for i in by_source[n]]),
        ByName(number, known.credits),
        ByName({key: n for n, key in enumerate(sources)}, citing),
        by,
        ByName(number, known.facts),
        known.peers,
    )


def facts_at(p: Provenance, place: Place) -> list[Facts]:
    """The claims whose act is told at a place, the main ones first."""
    found = [f for f in p.facts.get(place.document, ()) if place.span.covers(f.trigger)]
    return sorted(found, key=lambda f: (not f.main, f.trigger))
