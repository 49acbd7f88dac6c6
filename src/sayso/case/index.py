"""`CASE/index.duckdb`: the flat tables of one case version, for searching and counting; thrown away when stale.

Built from the masked tables only, in slices, into a new file that replaces the old one when it is whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from sayso.case import store
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
INDEX_FORMAT = 1
SLICE = 500
_LINKED = {"actors": Actor, "incidents": Incident, "ties": Tie, "judgements": Judgement}


def fresh_index(
    case: Path, version: int, reports: Callable[[], Iterator[Report]], link: Linker | None
) -> duckdb.DuckDBPyConnection:
    """Open the index of a case version, after building it if the one there is of another version or unreadable."""
    import duckdb

    path = case / "index.duckdb"
    wanted = (INDEX_FORMAT, version, link is not None)
    if _state(path) != wanted:
        _build(path, reports(), link, wanted)
    try:
        return duckdb.connect(str(path), read_only=True)
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


def _build(path: Path, reports: Iterator[Report], link: Linker | None, state: tuple[int, int, bool]) -> None:
    import duckdb

    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    _discard(new)
    try:
        with store.told(path, writing=True), duckdb.connect(str(new)) as index:
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
    return dict(flat.schemas()) | linked


def _insert(index: duckdb.DuckDBPyConnection, reports: Iterable[Report], link: Linker | None) -> None:
    tables = flat.flatten(reports)
    found = tables._asdict() | (link(tables)._asdict() if link is not None else {})
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
