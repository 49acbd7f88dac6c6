"""Event tables of ACLED, UCDP GED and GDELT as context events, row by row, by the columns of a crosswalk.

Coordinates are kept only where the data set itself says that they are no coarser than a town: GDELT and ACLED give the
middle of a province as a pin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sayso.errors import DamagedError, InputError, UsageError
from sayso.importing.fields import code_of, count_of, country_of, crosswalk, day_of, line_of, number_of
from sayso.importing.given import Notes
from sayso.importing.streams import opened, table
from sayso.records.context import ContextEvent

_PINNED = frozenset({"exact", "near", "city"})
Row = Mapping[str, str]


def read_acled(path: Path, notes: Notes, *, limit: int) -> Iterator[ContextEvent]:
    """The events of a table of ACLED."""
    return _read("acled", path, notes, limit)


def read_ucdp(path: Path, notes: Notes, *, limit: int) -> Iterator[ContextEvent]:
    """The events of a table of UCDP GED."""
    return _read("ucdp", path, notes, limit)


def read_gdelt(path: Path, notes: Notes, *, limit: int) -> Iterator[ContextEvent]:
    """The events of a daily file of GDELT (version 1 or 2, packed or not), or of a table of it with a heading."""
    return _read("gdelt", path, notes, limit)


def _read(name: str, path: Path, notes: Notes, limit: int) -> Iterator[ContextEvent]:
    walk = crosswalk(name)

    def heading(first: list[str]) -> list[str] | None:
        """The columns of a file without a heading; a table of something else is refused."""
        known = {cell.strip().casefold() for cell in first}
        if {mark.casefold() for mark in walk["marks"]} <= known:
            return None
        names: list[str] | None = _headings(walk).get(len(first))
        if names is None or day_of(first[1]) is None:
            raise UsageError(
                f"this is no table of {walk['dataset']}: no column {walk['marks'][0]!r}",
                where=str(path),
                hint="name what it is with --from, or give the file as it was downloaded",
            )
        return names

    with opened(path, limit) as stream:
        for row in table(stream, str(path), heading):
            if isinstance(row, InputError):
                notes.fail(row)
                continue
            number, cells = row
            made = _event(walk, {k.casefold(): v for k, v in cells.items()})
            if made is None:
                where = f"{path}:{number}"
                notes.fail(DamagedError("no id, or no day that is one", where=where, hint="mend the line"))
            else:
                yield made


def _headings(walk: Mapping[str, Any]) -> dict[int, list[str]]:
    found = walk.get("headings", {})
    return {n: (found[57] + names if n == 58 else names) for n, names in found.items()}


def _event(walk: Mapping[str, Any], row: Row) -> ContextEvent | None:
    columns = walk["columns"]

    def one(field: str) -> str | None:
        found = (line_of(row.get(column.casefold())) for column in columns.get(field, ()))
        return next(filter(None, found), None)

    identity, start = code_of(one("id")), day_of(one("start"))
    if identity is None or start is None:
        return None
    where = walk["place_precision"].get(code_of(one("place_precision")) or "")
    lat, lon = number_of(one("lat")), number_of(one("lon"))
    good = where in _PINNED and lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180
    return ContextEvent(
        dataset=walk["dataset"], id=identity, type=_type(walk, _all(row, columns["type"])),
        start=start, end=max(start, day_of(one("end")) or start),
        precision=walk["precision"].get(code_of(one("precision")) or "", "day"),
        sides=tuple(_all(row, columns["sides"])), place=one("place"), country=country_of(one("country")),
        lat=lat if good else None, lon=lon if good else None, place_precision=where,
        deaths_low=count_of(one("deaths_low")), deaths_best=count_of(one("deaths_best")),
        deaths_high=count_of(one("deaths_high")), sources=tuple(_sources(_all(row, columns["sources"]))),
    )  # fmt: skip


def _all(row: Row, columns: Sequence[str]) -> list[str]:
    found = [line_of(row.get(column.casefold())) for column in columns]
    return list(dict.fromkeys(f for f in found if f))


def _type(walk: Mapping[str, Any], told: Sequence[str]) -> str:
    words = walk.get("words", {})
    return str(walk.get("prefix", "")) + " / ".join(words.get(code_of(t), t) for t in told)


def _sources(cells: Sequence[str]) -> Iterator[str]:
    for cell in cells:
        if cell.startswith(("http://", "https://")):
            yield cell
        else:
            yield from (part.strip(' "') for part in cell.split(";") if part.strip(' "'))
