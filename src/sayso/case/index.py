"""`CASE/index.duckdb`: the flat tables of one case version, for searching and counting; thrown away when stale.

Built from the masked tables only, in slices, into a new file that replaces the old one when it is whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from sayso.case import store, words
from sayso.errors import CaseError
from sayso.records import tables as flat
from sayso.records.actor import Actor, Tie
from sayso.records.event import Incident
from sayso.records.judgement import Judgement
from sayso.records.report import Report
from sayso.records.schema import arrow_schema

if TYPE_CHECKING:
    import duckdb

Linker = Callable[[flat.Tables], Any]
"""Flat tables to a NamedTuple of Arrow tables: actors, incidents, ties, judgements."""
INDEX_FORMAT = 2
SLICE = 500
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""DuckDB fetches what it lacks unless told not to."""
_LINKED = {"actors": Actor, "incidents": Incident, "ties": Tie, "judgements": Judgement}


@dataclass(frozen=True, slots=True)
class Index:
    """What an index is to be of.

    Attributes:
        version: the case version.
        newest: whether it is the newest; the index of an earlier one lies apart, so that looking back costs no rebuild.
        reports: the reports that were added after a version, as they count now.
        grows: whether nothing but further reports came after a version: then those are added, and the rest is kept.
    """

    version: int
    newest: bool
    reports: Callable[[int], Iterator[Report]]
    grows: Callable[[int], bool]


def fresh_index(case: Path, index: Index, link: Linker | None) -> duckdb.DuckDBPyConnection:
    """Open the index of a case version, after building it, or adding to it what it lacks."""
    import duckdb

    path = case / ("index.duckdb" if index.newest else "index-as-of.duckdb")
    wanted = (INDEX_FORMAT, index.version, link is not None)
    state = _state(path)
    if state != wanted:
        have = 0
        if state is not None and (state[0], state[2]) == (wanted[0], wanted[2]) and 0 < state[1] < index.version:
            have = state[1] if index.grows(state[1]) else 0
        _build(path, index.reports(have), link, wanted, keep=have > 0)
    try:
        return duckdb.connect(str(path), read_only=True, config=OFFLINE)
    except duckdb.Error as error:
        raise CaseError(
            f"the index cannot be opened: {_line(error)}", where=str(path), hint="delete it: it is built anew"
        ) from error


def _state(path: Path) -> tuple[int, int, bool] | None:
    """What an index was built from; None if there is none that can be read."""
    import duckdb

    if not path.exists():
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as found:
            row = found.execute("SELECT format, version, linked FROM meta").fetchone()
    except duckdb.Error:
        return None
    return (int(row[0]), int(row[1]), bool(row[2])) if row else None


def _build(
    path: Path, reports: Iterator[Report], link: Linker | None, state: tuple[int, int, bool], *, keep: bool
) -> None:
    """Make an index of what the old one holds (`keep`) and of reports; when whole it takes the old one's place."""
    import duckdb

    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    _discard(new)
    try:
        if keep:
            with store.told(path, writing=True):
                shutil.copyfile(path, new)
        with store.told(path, writing=True), duckdb.connect(str(new), config=OFFLINE) as index:
            if keep:
                index.execute("DELETE FROM meta")
            else:
                _create(index)
            for batch in _slices(reports):
                _insert(index, batch, link)
            index.execute("INSERT INTO meta VALUES (?, ?, ?)", list(state))
        with store.told(path, writing=True):
            new.replace(path)
    except duckdb.Error as error:
        if "no space left" in str(error).lower():
            raise store.full(path) from error
        raise CaseError(
            f"the index cannot be built: {_line(error)}", where=str(path), hint="delete index.duckdb and try again"
        ) from error
    finally:
        _discard(new)


def _create(index: duckdb.DuckDBPyConnection) -> None:
    index.execute("CREATE TABLE meta (format INTEGER, version BIGINT, linked BOOLEAN)")
    for name, schema in _schemas().items():
        empty = schema.empty_table()
        index.register("empty", empty)
        index.execute(f'CREATE TABLE "{name}" AS SELECT * FROM empty')
        index.unregister("empty")


def _schemas() -> Mapping[str, pa.Schema]:
    key = pa.field("document", pa.string())
    linked = {name: pa.schema([key, *arrow_schema(kind)]) for name, kind in _LINKED.items()}
    return {**flat.schemas(), **linked, **words.SCHEMAS}


def _insert(index: duckdb.DuckDBPyConnection, reports: list[Report], link: Linker | None) -> None:
    tables = flat.flatten(reports)
    found = tables._asdict() | (link(tables)._asdict() if link is not None else {}) | words.tables_of(reports)
    for name, rows in found.items():
        if rows.num_rows:
            index.register("slice", rows)
            index.execute(f'INSERT INTO "{name}" BY NAME SELECT * FROM slice')
            index.unregister("slice")


def _slices(reports: Iterator[Report]) -> Iterator[list[Report]]:
    while batch := list(islice(reports, SLICE)):
        yield batch


def _discard(new: Path) -> None:
    for leftover in (new, new.with_name(new.name + ".wal")):
        leftover.unlink(missing_ok=True)


def _line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
