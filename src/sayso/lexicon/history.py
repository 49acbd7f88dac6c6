"""What became of groups: names by date, splits, alliances. A renamed group is one actor, a splinter is another.

From `group_names.tsv` (dated names) and `group_history.tsv` (UCDP). Nothing here is about a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from sayso.lexicon.countries import rows
from sayso.lexicon.names import fold
from sayso.lexicon.own import by_id, own


class Dated(NamedTuple):
    """A name and the year from which it holds; None: from the beginning."""

    name: str
    since: int | None


@cache
def _lines() -> tuple[tuple[Dated, ...], ...]:
    own_lines = (tuple(Dated(r.name, r.since) for r in group) for group in by_id(own().rows).values())
    shipped = (
        tuple(Dated(name, int(year) if year else None) for name, year in zip(row[::2], row[1::2], strict=True))
        for row in rows("group_names")
    )
    return (*(line for line in own_lines if len(line) > 1), *shipped)


def _splits() -> Iterator[Sequence[str]]:
    """Name, relation, other: of the user's own gazetteer, then of UCDP."""
    for row in own().rows:
        if row.splinter_of:
            yield row.name, "splinter_of", row.splinter_of
    yield from rows("group_history")


def lines_of_names() -> tuple[tuple[Dated, ...], ...]:
    """Groups that changed their name: each one's names in order of time."""
    return _lines()


def names_of(name: str) -> tuple[Dated, ...]:
    """The names that the group of this name has borne, in order; empty if no change of name is known.

    >>> [(n, y) for n, y in names_of("Jabhat al-Nusra")]
    [('Jabhat al-Nusra', None), ('Jabhat Fateh al-Sham', 2016)]
    """
    key = fold(name)
    return next((line for line in _lines() if any(fold(n) == key for n, _ in line)), ())


def name_in(name: str, year: int) -> str:
    """What the group of this name was called in a year.

    >>> name_in("Islamic State", 2007), name_in("Islamic State", 2015), name_in("Hezbollah", 2000)
    ('Islamic State of Iraq', 'Islamic State', 'Hezbollah')
    """
    found = [n for n, since in names_of(name) if since is None or since <= year]
    return found[-1] if found else name


@cache
def _history() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name, relation, other in _splits():
        found.setdefault(fold(name), []).append((relation, other))
    return {key: tuple(value) for key, value in found.items()}


def parents_of(name: str) -> tuple[str, ...]:
    """The groups that this one split from.

    >>> parents_of("Los Aztecas"), parents_of("Juarez Cartel")
    (('Juarez Cartel',), ())
    """
    return tuple(other for relation, other in _history().get(fold(name), ()) if relation == "splinter_of")


@cache
def _children() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, relation, other in _splits():
        if relation == "splinter_of":
            found.setdefault(fold(other), []).append(name)
    return {key: tuple(value) for key, value in found.items()}


def splinters_of(name: str) -> tuple[str, ...]:
    """The groups that split from this one.

    >>> splinters_of("Juarez Cartel")
    ('La Linea', 'Los Aztecas')
    """
    return _children().get(fold(name), ())


def others_of(name: str, relation: str) -> tuple[str, ...]:
    """The groups that this one is related to: `renamed`, `allied_in` or `joined`.

    >>> others_of("101st Infantry Division", "allied_in")
    ('Free Idlib Army',)
    """
    return tuple(other for found, other in _history().get(fold(name), ()) if found == relation)
