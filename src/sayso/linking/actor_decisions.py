"""What analysts decided of two names, before the machine joins anything: it outranks the machine for ever.

Of two decisions on one pair the later counts, and one withdrawn is as if it had never been. Decisions that cannot all
hold (A is B, B is C, A is not C) are told; the newer ones are applied.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sayso.records.case_actor import Conflict
from sayso.records.judgement import Judgement

KIND: Literal["same_actor"] = "same_actor"
MACHINE = "linking"


@dataclass
class Decided:
    """Decisions that hold together.

    Attributes:
        root: the group of each part that a decision joins, by any of its parts.
        apart: groups that a decision keeps apart, by their roots.
        applied: the decisions behind both, the newest first.
        conflicts: those that could not be applied.
    """

    root: dict[str, str] = field(default_factory=dict)
    apart: dict[tuple[str, str], Judgement] = field(default_factory=dict)
    applied: list[Judgement] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def find(self, part: str) -> str:
        """The root of a part."""
        while (above := self.root.get(part, part)) != part:
            part = above
        return part

    def between(self, left: str, right: str) -> Judgement | None:
        """The decision that keeps two parts apart, if there is one."""
        a, b = sorted((self.find(left), self.find(right)))
        return self.apart.get((a, b))

    def join(self, left: str, right: str) -> None:
        """Make two groups one, with all that is kept apart from either."""
        a, b = sorted((self.find(left), self.find(right)))
        if a == b:
            return
        self.root[b] = a
        self.apart = {_pair(self.find(x), self.find(y)): j for (x, y), j in self.apart.items()}


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left <= right else (right, left)


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The decisions of analysts on actors of a case that hold, the newest first; withdrawn ones are gone."""
    newest: dict[tuple[str, str], tuple[int, Judgement]] = {}
    for n, j in enumerate(judgements):
        if j.kind == KIND and j.right is not None and not j.made_by.startswith(MACHINE):
            newest[_pair(j.left, j.right)] = (n, j)
    return [j for _, j in sorted(newest.values(), key=lambda x: -x[0]) if j.verdict != "unsure"]


def single_parts(decisions: Iterable[Judgement]) -> list[str]:
    """Parts of single reports (`DOCUMENT#PART`) that decisions speak of."""
    return [side for j in decisions for side in (j.left, j.right) if side is not None and "#" in side]


def decide(decisions: Sequence[Judgement], known: Mapping[str, object], title: Mapping[str, str]) -> Decided:
    """Apply decisions, the newest first.

    Args:
        decisions: those of `standing`.
        known: the parts of the case; decisions about others wait until they appear.
        title: what a part is called, for sentences.
    """
    made = Decided()
    for j in decisions:
        left, right = j.left, j.right
        if right is None or left not in known or right not in known:
            continue
        if j.verdict == "positive":
            against = made.between(left, right)
            if against is not None:
                made.conflicts.append(_conflict(j, [against, *_chain(made, j, against)], title))
                continue
            made.join(left, right)
        elif made.find(left) == made.find(right):
            made.conflicts.append(_conflict(j, _path(made, left, right), title))
            continue
        else:
            made.apart[_pair(made.find(left), made.find(right))] = j
        made.applied.append(j)
    return made


def _chain(made: Decided, j: Judgement, against: Judgement) -> list[Judgement]:
    """The joins that lead from a decision's sides to those of one that keeps them apart."""
    ends = [(j.left, against.left), (j.left, against.right), (j.right, against.left), (j.right, against.right)]
    return [x for a, b in ends if a and b and made.find(a) == made.find(b) for x in _path(made, a, b)]


def _path(made: Decided, start: str, end: str) -> list[Judgement]:
    """The shortest way of applied joins from one part to another."""
    near: dict[str, list[tuple[str, Judgement]]] = defaultdict(list)
    for j in made.applied:
        if j.verdict == "positive" and j.right is not None:
            near[j.left].append((j.right, j))
            near[j.right].append((j.left, j))
    came: dict[str, list[Judgement]] = {start: []}
    todo = deque([start])
    while todo:
        here = todo.popleft()
        if here == end:
            return came[here]
        for other, j in near[here]:
            if other not in came:
                came[other] = [*came[here], j]
                todo.append(other)
    return []


def _conflict(dropped: Judgement, others: Sequence[Judgement], title: Mapping[str, str]) -> Conflict:
    said = [_said(j, title) for j in others]
    parts = dict.fromkeys(p for j in (dropped, *others) for p in (j.left, j.right) if p is not None)
    why = f"{_said(dropped, title)} is not applied, because newer decisions say otherwise: {'; '.join(said)}"
    return Conflict(tuple(parts), why)


def _said(j: Judgement, title: Mapping[str, str]) -> str:
    verb = "is" if j.verdict == "positive" else "is not"
    return f"“{title.get(j.left, j.left)}” {verb} “{title.get(j.right or '', j.right)}” ({j.made_by}: {j.why})"
