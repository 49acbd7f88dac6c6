"""Actors of a whole case: blocked, compared, joined best first, unless something contradicts.

What contradicts is kept for each group as a whole (its countries, entries, sorts), so that no chain of likenesses
hides it, and so that a group of ten thousand spellings is no slower to add to. A name that could be either of two that
cannot both be it joins neither: it is left open, and said so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.lexicon.matching import compare
from sayso.lexicon.matching.known import Known
from sayso.linking.actor_decisions import KIND, Decided, decide, single_parts, standing
from sayso.linking.actor_likeness import Pair, likeness, split
from sayso.linking.actor_nodes import Node, blocks_of, nodes_of
from sayso.linking.actor_records import records
from sayso.linking.appearances import Appearance
from sayso.records.case_actor import CaseActors
from sayso.records.judgement import Judgement, Verdict

MADE_BY = "linking-actors-1"
WINDOW = 10
"""With how many of a full block, its neighbours in order of the alphabet, a name is compared."""
FULL = 60
DRIFT = 0.2
"""Two groups are not joined where the matcher holds the names they go by to be this unlikely one."""

Progress = Callable[[Sequence[tuple[str, str]]], Iterable[tuple[str, str]]]


@dataclass(slots=True)
class Group:
    """Nodes that are one actor so far, and what another must not contradict."""

    root: str
    parts: list[str]
    countries: set[str] = field(default_factory=set)
    entries: set[Known] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


def actors_of_case(
    rows: Iterable[Appearance],
    judgements: Iterable[Judgement] = (),
    *,
    progress: Progress | None = None,
    known: bool = True,
) -> CaseActors:
    """The actors of many reports.

    Args:
        rows: the appearances of all reports.
        judgements: those of the case; of kind `same_actor` between two parts, the newest of a pair counts.
        progress: what the pairs to compare pass through.
        known: whether the gazetteers may tell who a name is.
    """
    decisions = standing(judgements)
    nodes, private, local = nodes_of(rows, single_parts(decisions), known=known)
    title = {part: node.title for part, node in nodes.items()}
    decided = decide(decisions, nodes, title)
    every = sorted(set(pairs(blocks_of(nodes))))
    compared = [
        p for left, right in (progress or iter)(every) if (p := likeness(nodes[left], nodes[right])) is not None
    ]
    joined = Joining(nodes, decided)
    edges = [*joined.decisions(), *joined.run(compared)]
    actors = records(joined.groups(), nodes, edges)
    return CaseActors(
        tuple(sorted(actors, key=lambda a: (-a.reports, -a.mentions, a.id))),
        tuple(sorted(edges, key=lambda e: (e.left, e.right or "", e.made_by))),
        tuple(decided.conflicts),
        private,
        local,
    )


def pairs(blocks: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Pairs to compare: all of a small block; of a full one, each with its neighbours."""
    for parts in blocks.values():
        window = len(parts) if len(parts) <= FULL else WINDOW
        for n, right in enumerate(parts):
            for left in parts[max(0, n - window) : n]:
                yield left, right


class Joining:
    """Joins what is alike, best first."""

    def __init__(self, nodes: Mapping[str, Node], decided: Decided) -> None:
        self._nodes = nodes
        self._decided = decided
        self._root = {part: part for part in nodes}
        self._group = {part: self._alone(node) for part, node in nodes.items()}
        self._enemies: dict[str, set[str]] = defaultdict(set)
        for j in decided.applied:
            if j.verdict == "positive" and j.right is not None:
                self._merge(j.left, j.right)
        for (left, right), _ in decided.apart.items():
            a, b = self.root(left), self.root(right)
            self._enemies[a].add(b)
            self._enemies[b].add(a)

    def _alone(self, node: Node) -> Group:
        return Group(
            node.part, [node.part], {node.country} - {""}, {node.entry} if node.entry else set(),
            {node.part} if node.code else set(),
        )  # fmt: skip

    def root(self, part: str) -> str:
        """The group that a part is in."""
        while self._root[part] != part:
            self._root[part] = self._root[self._root[part]]
            part = self._root[part]
        return part

    def _merge(self, left: str, right: str) -> None:
        a, b = self.root(left), self.root(right)
        if a == b:
            return
        if (-len(self._group[b].parts), b) < (-len(self._group[a].parts), a):
            a, b = b, a
        small = self._group.pop(b)
        into = self._group[a]
        into.parts += small.parts
        into.countries |= small.countries
        into.entries |= small.entries
        into.codes |= small.codes
        self._root[b] = a
        for enemy in self._enemies.pop(b, set()):
            self._enemies[enemy].discard(b)
            self._enemies[enemy].add(a)
            self._enemies[a].add(enemy)

    def blocked(self, left: str, right: str) -> str | None:
        """Why two groups cannot be one, or None."""
        a, b = self._group[self.root(left)], self._group[self.root(right)]
        if b.root in self._enemies[a.root]:
            j = self._decided.between(left, right) or self._decision(a, b)
            return f"{j.made_by} keeps them apart: {j.why}" if j else "an analyst keeps them apart"
        if len(a.countries | b.countries) > 1 and a.countries and b.countries:
            return "they belong to two countries"
        if len(a.entries | b.entries) > 1 and a.entries and b.entries:
            return "they are two entries of the gazetteer"
        if a.codes and b.codes and not a.entries & b.entries and a.codes != b.codes:
            return "they are two entries of the gazetteer"
        return split(self._nodes[left], self._nodes[right])

    def _decision(self, a: Group, b: Group) -> Judgement | None:
        sides = {self._decided.find(p) for p in a.parts}, {self._decided.find(p) for p in b.parts}
        for (x, y), j in self._decided.apart.items():
            if (x in sides[0] and y in sides[1]) or (y in sides[0] and x in sides[1]):
                return j
        return None

    def decisions(self) -> list[Judgement]:
        """The decisions that were applied."""
        return list(self._decided.applied)

    def run(self, compared: Sequence[Pair]) -> Iterator[Judgement]:
        """Join what may be joined; a judgement for each pair that was."""
        best: dict[str, list[Pair]] = defaultdict(list)
        for pair in compared:
            best[pair.left].append(pair)
            best[pair.right].append(pair)
        told = {_ends(j) for j in self._decided.applied}
        for pair in sorted(compared, key=lambda p: (-p.score, p.left, p.right)):
            if (pair.left, pair.right) not in told:
                yield self._settled(pair, best)

    def _settled(self, pair: Pair, best: Mapping[str, Sequence[Pair]]) -> Judgement:
        left, right = pair.left, pair.right
        if self.root(left) == self.root(right):
            return _judgement(pair, "positive", pair.score, pair.why)
        if (why := self.blocked(left, right)) is not None:
            return _judgement(pair, "negative", round(1 - pair.score, 4), f"{pair.why}, but {why}")
        if not pair.joins:
            return _judgement(pair, "unsure", pair.score, pair.why)
        if (rival := self._rival(pair, best)) is not None:
            return _judgement(pair, "unsure", round(pair.score / 2, 4), f"{pair.why}; {rival}")
        if (drift := self._drift(pair)) is not None:
            return _judgement(pair, "unsure", round(pair.score / 2, 4), f"{pair.why}; but {drift}")
        self._merge(left, right)
        return _judgement(pair, "positive", pair.score, pair.why)

    def _rival(self, pair: Pair, best: Mapping[str, Sequence[Pair]]) -> str | None:
        """Who else one side could as well be, if that one and the other side cannot both be it."""
        for side, other in ((pair.left, pair.right), (pair.right, pair.left)):
            if self._nodes[side].code or self._nodes[side].country:
                continue
            for rival in best[side]:
                third = rival.right if rival.left == side else rival.left
                if (
                    not rival.joins
                    or rival.score < pair.score
                    or third == other
                    or self.root(third) == self.root(other)
                ):
                    continue
                if self.blocked(third, other) is not None and self.blocked(third, side) is None:
                    return f"but it could as well be “{self._nodes[third].title}”{_where(self._nodes[third])}"
        return None

    def _drift(self, pair: Pair) -> str | None:
        """Whether the names that two groups go by tell of two."""
        a, b = self._group[self.root(pair.left)], self._group[self.root(pair.right)]
        if len(a.parts) < 2 and len(b.parts) < 2:
            return None
        x, y = self._nodes[a.root], self._nodes[b.root]
        if x.sort == "state" or a.entries & b.entries or x.letters or y.letters or pair.score >= 0.93:
            return None
        schema = "Person" if x.sort == "person" else "Organization"
        if compare(x.title, y.title, schema=schema, known=False).score < DRIFT:
            return f"“{x.title}” and “{y.title}”, which they are joined with, are two"
        return None

    def groups(self) -> list[list[str]]:
        """The parts of each group, in order of their roots."""
        return [self._group[root].parts for root in sorted(self._group)]


def _where(node: Node) -> str:
    return f" ({node.country})" if node.country else ""


def _ends(j: Judgement) -> tuple[str, str]:
    left, right = sorted((j.left, j.right or ""))
    return left, right


def _judgement(pair: Pair, verdict: Verdict, score: float, why: str) -> Judgement:
    return Judgement(KIND, pair.left, pair.right, verdict, score, MADE_BY, why)
