"""Who a name of a body is in the gazetteers: no letters tell that the PKK is the Kurdistan Workers' Party."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sayso.lexicon.countries import parts, rows
from sayso.lexicon.history import lines_of_names
from sayso.lexicon.names import fold
from sayso.lexicon.own import by_id, own

FILES = ("organizations", "armed_groups", "listed")


class Known(NamedTuple):
    """An entry of a gazetteer: its number, and its first name."""

    number: int
    name: str


@cache
def _entries() -> dict[str, frozenset[Known]]:
    """Folded name -> the entries that bear it. Entries that share a name written in full are one."""
    names: dict[str, set[Known]] = {}
    full: dict[str, Known] = {}
    for group in by_id(own().rows).values():
        entry = Known(len(full), group[-1].name)
        for name in dict.fromkeys(n for row in group for n in (row.name, *row.others)):
            full[fold(name)] = entry
            names.setdefault(_key(name), set()).add(entry)
    for line in lines_of_names():
        if fold(line[-1].name) in full:
            continue
        entry = Known(len(full), line[-1].name)
        for dated in line:
            full[fold(dated.name)] = entry
            names.setdefault(_key(dated.name), set()).add(entry)
    for file in FILES:
        for name, _, _, _, others in rows(file):
            every = (name, *parts(others))
            plain = [f for n in every if len(f := fold(n)) > 6 and not n.isupper()]
            entry = next((full[p] for p in plain if p in full), None) or Known(len(full), name)
            full.update({p: entry for p in plain if p not in full})
            for each in every:
                names.setdefault(_key(each), set()).add(entry)
    return {key: frozenset(found) for key, found in names.items()}


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


def entry_of(name: str) -> Known | None:
    """The one entry that bears a name; None for none, and for several.

    >>> entry_of("PKK") == entry_of("Kurdistan Workers' Party"), entry_of("Front")
    (True, None)
    """
    found = _entries().get(_key(name), frozenset())
    return next(iter(found)) if len(found) == 1 else None
