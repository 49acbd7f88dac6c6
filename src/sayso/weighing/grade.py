"""Admiralty grades: F6 until somebody judges. A letter is for a source, a number for what it says; they stay apart.

The machine proposes a number from 2 to 5, from who agrees and who contradicts, and never a letter and never a 1. What
an analyst sets is a judgement with a name and a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.errors import UsageError
from sayso.records.assessment import Item, Matrix
from sayso.records.judgement import Grade


def ungraded(subject: str) -> Grade:
    """The grade everything starts with: the source's reliability and the claim's truth cannot be judged.

    >>> ungraded("sha256:0").admiralty
    'F6'
    """
    return Grade(subject)


def judged(subject: str, *, reliability: str | None = None, credibility: int | None = None, by: str, why: str) -> Grade:
    """An analyst's grade, of a source or of what it says, never of both at once.

    >>> judged("source:herald", reliability="B", by="R. Editor", why="right in nine of ten").admiralty
    'B6'

    Raises:
        UsageError: both or neither are given, no such grade, or nobody stands for it.
    """
    if (reliability is None) == (credibility is None):
        raise UsageError(
            "give either a reliability or a credibility", hint="a letter is for a source, a number for a claim"
        )
    if not by.strip() or not why.strip() or by.strip().casefold() == "machine":
        raise UsageError("a grade needs a name and a reason", hint="as in --by 'R. Editor' --reason 'was there'")
    letter = (reliability or "F").upper()
    if len(letter) != 1 or letter not in "ABCDEF":
        raise UsageError(f"no such reliability: {reliability}", hint="A to F")
    if credibility is not None and credibility not in range(1, 7):
        raise UsageError(f"no such credibility: {credibility}", hint="1 to 6")
    return Grade(subject, letter, credibility or 6, by.strip(), why.strip())


def taken_back(grades: Sequence[Grade], made: Grade, *, by: str) -> Grade:
    """The grade that undoes another: what its maker gave before stands again, or nothing. Nothing is rewritten.

    Args:
        grades: all of the case, oldest first.
        made: the one to be undone.
        by: who undoes it; the grade stays its maker's.

    >>> first, second = (judged("s", reliability=r, by="Ada", why="x") for r in "BC")
    >>> taken_back([first, second], second, by="Bo").admiralty, taken_back([first], first, by="Bo").why
    ('B6', 'undone by Bo: x')

    Raises:
        UsageError: a later one stands in its place, or it was undone already.
    """
    same = [g for g in grades if (g.subject, g.made_by) == (made.subject, made.made_by)]
    if not same or same[-1] != made:
        raise UsageError("a later grade stands in its place", hint="undo that one first")
    if undone(made):
        raise UsageError("it was undone already", hint="give a grade instead")
    if len(same) > 1 and not undone(same[-2]):
        return replace(same[-2], why=f"{same[-2].why} ({made.admiralty} was {_UNDONE}{by})")
    return Grade(made.subject, "F", 6, made.made_by, f"{_UNDONE}{by}: {made.why}")


def undone(grade: Grade) -> bool:
    """Whether a grade only says that one was taken back."""
    return grade.admiralty == "F6" and grade.why.startswith(_UNDONE)


_UNDONE = "undone by "


@dataclass(frozen=True, slots=True)
class Standing:
    """What analysts say of one source or claim: the newest of each; `agreed` is None if they contradict each other."""

    subject: str
    grades: tuple[Grade, ...]
    agreed: Grade | None

    @property
    def shown(self) -> str:
        """The grade in two letters, or that they differ."""
        return self.agreed.admiralty if self.agreed else " / ".join(g.admiralty for g in self.grades)


def standings(grades: Iterable[Grade]) -> dict[str, Standing]:
    """By subject; grades that contradict each other stand side by side, and none is chosen or averaged.

    What was undone does not stand.

    >>> given = [("B", "Ada"), ("D", "Bo"), ("C", "Ada")]
    >>> found = standings(Grade("s", letter, 6, name, "x") for letter, name in given)
    >>> found["s"].shown, found["s"].agreed
    ('C6 / D6', None)
    """
    newest: dict[str, dict[str, Grade]] = {}
    for grade in grades:
        newest.setdefault(grade.subject, {})[grade.made_by] = grade
    found = {}
    for subject, by in newest.items():
        given = tuple(g for g in by.values() if not undone(g))
        if not given:
            continue
        one = len({g.admiralty for g in given}) == 1
        found[subject] = Standing(subject, given, given[0] if one else None)
    return found


def proposed(item: Item, matrix: Matrix) -> Grade:
    """The credibility that the machine proposes for what one origin says, with its reasons.

    Args:
        item: a row of the matrix.
        matrix: all rows.
    """
    free, against_free, agree, against = _company(item, matrix)
    own = int(item.interest == "none")
    number = _number(free + own, against_free, agree)
    why = f"said too by {_of(free, agree - free)}; contradicted by {_of(against_free, against - against_free)}"
    return Grade(item.id, "F", number, "machine", why)


def _of(free: int, others: int) -> str:
    """Origins in words.

    >>> _of(1, 2), _of(0, 0)
    ('1 independent origin and 2 with a stake', 'none')
    """
    parts = [f"{free} independent {'origin' if free == 1 else 'origins'}"] if free else []
    parts += [f"{others} with a stake"] if others else []
    return " and ".join(parts) or "none"


def _number(agreeing: int, against: int, others: int) -> int:
    """2 to 5, or 6 if nothing independent speaks either way.

    >>> _number(2, 0, 1), _number(3, 1, 2), _number(1, 0, 1), _number(1, 1, 0), _number(0, 2, 0), _number(1, 0, 0)
    (2, 3, 3, 4, 5, 6)
    """
    if against == 0:
        return 2 if agreeing > 1 else 3 if agreeing and others else 6
    if agreeing > against:
        return 3
    return 5 if against > 1 and not agreeing else 4


def _company(item: Item, matrix: Matrix) -> tuple[int, int, int, int]:
    """Other origins: independent that agree, independent that contradict, all that agree, all that contradict."""
    ratings = {c.hypothesis: c.rating for c in item.cells}
    mine = [h for h, r in ratings.items() if r in ("C", "CC")]
    denied = [h for h, r in ratings.items() if r in ("I", "II")] if not mine else []
    agree: dict[str, bool] = {}
    against: dict[str, bool] = {}
    for other in matrix.items:
        if other.origin == item.origin or other.interest == "unnamed":
            continue
        if _goes(other, mine, ("C", "CC")) or _goes(other, denied, ("I", "II")):
            agree[other.origin] = other.interest == "none"
        elif _goes(other, mine, ("I", "II")) or _goes(other, denied, ("C", "CC")):
            against[other.origin] = other.interest == "none"
    if len(set(ratings.values())) == 1:
        return 0, 0, 0, 0
    return sum(agree.values()), sum(against.values()), len(agree), len(against)


def _goes(other: Item, hypotheses: Sequence[str], wanted: tuple[str, ...]) -> bool:
    return bool(hypotheses) and all(other.rating(h) in wanted for h in hypotheses)
