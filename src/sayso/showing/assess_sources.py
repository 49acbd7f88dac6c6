"""The sources of an assessment, an origin a line: its rows, its stake, its grades, and what the machine proposes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.lexicon.language import load
from sayso.records.assessment import Assessment, Item
from sayso.showing.assess_sides import told
from sayso.showing.wording import capital, flat
from sayso.weighing.grade import Standing, proposed


@dataclass(frozen=True, slots=True)
class Source:
    """One origin: its rows, its stake, its letter, the numbers of its rows, and those that the machine proposes."""

    rows: str
    name: str
    stake: str
    letter: str
    numbers: str
    offered: str


def sources(a: Assessment, grades: Mapping[str, Standing]) -> list[Source]:
    """The origins of an assessment, in the order of the matrix."""
    by: dict[str, list[Item]] = {}
    for i in a.matrix.items:
        by.setdefault(i.origin, []).append(i)
    stakes = load("lang/en/weighing")["stakes"]
    return [
        Source(
            rows=", ".join(i.id for i in items),
            name=capital(told(items[0].name)),
            stake=stakes[items[0].interest] if items[0].why else "as given",
            letter=letters(grades.get(origin)),
            numbers=_numbers([numbers(i, grades) for i in items]),
            offered=_numbers([str(proposed(i, a.matrix).credibility) for i in items]),
        )
        for origin, items in by.items()
    ]


def _numbers(given: Sequence[str]) -> str:
    """Numbers of several rows; one if they are the same."""
    return given[0] if len(set(given)) == 1 else ", ".join(given)


def numbers(item: Item, grades: Mapping[str, Standing]) -> str:
    """The credibility that analysts give what a row says; 6 if none does."""
    own = [grades[f"{d}#{c}"] for d, c in item.claims if f"{d}#{c}" in grades]
    return " / ".join(sorted({str(g.credibility) for s in own for g in s.grades})) or "6"


def letters(source: Standing | None) -> str:
    """The reliability that analysts give a source, contradictory letters side by side; F if none does."""
    if source is None:
        return "F"
    letters = {g.reliability: g for g in source.grades}
    if len(letters) == 1:
        letter, grade = next(iter(letters.items()))
        return f"{letter} ({flat(grade.made_by)})"
    return "contradictory: " + ", ".join(f"{g.reliability} ({flat(g.made_by)})" for g in source.grades)
