"""Rows made of the reports of a case and kept beside them, so that a later call only reads what was added since.

They lie in `CASE/index-NAME.duckdb`: masked, disposable, made anew when reports were erased or coded afresh.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from sayso.case import store
from sayso.case.layout import path_of
from sayso.errors import CaseError

if TYPE_CHECKING:
    import duckdb

    from sayso.case.versions import Version
    from sayso.case.view import Case

KEPT_FORMAT = 1
SLICE = 20_000
Row = Mapping[str, Any]


class Recipe(NamedTuple):
    """How rows are made of reports.

    Attributes:
        name: of the file.
        version: of the recipe; another makes all rows anew.
        columns: the rows' columns and types.
        read: columns of `documents` that are needed.
        make: the rows of one report, in the order of `columns`.
    """

    name: str
    version: int
    columns: Mapping[str, pa.DataType]
    read: tuple[str, ...]
    make: Callable[[Row], Iterable[tuple[Any, ...]]]


def kept_rows(
    case: Case, recipe: Recipe, *, through: Callable[[Iterable[Row]], Iterator[Row]] = iter
) -> Iterator[tuple[Any, ...]]:
    """The rows of all reports of a case version, report by report; `through` sees each report that is read for it.

    Raises:
        CaseError: the file cannot be written or read.
    """
    versions = case.versions()
    if not versions or case.version == 0:
        return
    if case.version != versions[-1].version:
        yield from _fresh(case, recipe, since=0, through=through)
        return
    path = case.path / f"index-{recipe.name}.duckdb"
    import duckdb

    try:
        yield from _updated(case, recipe, path, versions, through)
    except duckdb.Error as error:
        if "no space left" in str(error).lower():
            raise store.full(path) from error
        line = str(error).strip().splitlines()[0]
        raise CaseError(
            f"the index cannot be used: {line}", where=str(path), hint="delete it: it is built anew"
        ) from error


def _updated(
    case: Case,
    recipe: Recipe,
    path: Path,
    versions: list[Version],
    through: Callable[[Iterable[Row]], Iterator[Row]],
) -> Iterator[tuple[Any, ...]]:
    import duckdb

    have = _state(path, recipe)
    if have is None or _outdated(have, versions) or case.left_out_since(have):
        have = 0
    if have != case.version:
        new = path.with_name(f"{path.name}.{os.getpid()}.new")
        _discard(new)
        try:
            with store.told(path, writing=True), duckdb.connect(str(new)) as index:
                _begin(index, recipe, path if have else None)
                _insert(index, recipe, _fresh(case, recipe, since=have, through=through))
                state = [KEPT_FORMAT, recipe.version, case.version]
                index.execute("INSERT INTO meta VALUES (?, ?, ?)", state)
            with store.told(path, writing=True):
                new.replace(path)
        finally:
            _discard(new)
    with duckdb.connect(str(path), read_only=True) as index:
        found = index.execute("SELECT * FROM kept ORDER BY rowid")
        while batch := found.fetchmany(SLICE):
            yield from batch


def _outdated(have: int, versions: list[Version]) -> bool:
    """Whether reports were erased, or coded otherwise, since a version."""
    known = {v.version for v in versions}
    erased = any(v.erased for v in versions if v.version > have)
    return have not in known or erased or len({v.coding_key for v in versions if v.added}) > 1


def _state(path: Path, recipe: Recipe) -> int | None:
    """The case version that a file is of; None if there is none of this recipe that can be read."""
    import duckdb

    if not path.exists():
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as found:
            row = found.execute("SELECT format, recipe, version FROM meta").fetchone()
    except duckdb.Error:
        return None
    return int(row[2]) if row and (row[0], row[1]) == (KEPT_FORMAT, recipe.version) else None


def _fresh(
    case: Case, recipe: Recipe, *, since: int, through: Callable[[Iterable[Row]], Iterator[Row]]
) -> Iterator[tuple[Any, ...]]:
    """Rows of the reports that were added after a version, each in its newest coding."""
    for report in through(case.plain_rows(recipe.read, since=since)):
        yield from recipe.make(report)


def _begin(index: duckdb.DuckDBPyConnection, recipe: Recipe, old: Path | None) -> None:
    index.execute("CREATE TABLE meta (format INTEGER, recipe INTEGER, version BIGINT)")
    empty = pa.schema(list(recipe.columns.items())).empty_table()
    index.register("empty", empty)
    index.execute("CREATE TABLE kept AS SELECT * FROM empty")
    index.unregister("empty")
    if old is not None:
        index.execute(f"ATTACH '{str(old).replace(chr(39), chr(39) * 2)}' AS old (READ_ONLY)")
        index.execute("INSERT INTO kept SELECT * FROM old.kept ORDER BY rowid")
        index.execute("DETACH old")


def _insert(index: duckdb.DuckDBPyConnection, recipe: Recipe, rows: Iterator[tuple[Any, ...]]) -> None:
    while batch := list(islice(rows, SLICE)):
        columns = zip(*batch, strict=True)
        arrays = [pa.array(c, type=t) for c, t in zip(columns, recipe.columns.values(), strict=True)]
        index.register("slice", pa.table(arrays, names=list(recipe.columns)))
        index.execute("INSERT INTO kept SELECT * FROM slice")
        index.unregister("slice")


def _discard(new: Path) -> None:
    for leftover in (new, new.with_name(new.name + ".wal")):
        leftover.unlink(missing_ok=True)


def documents_since(path: Path, at: int, columns: tuple[str, ...], since: int) -> Iterator[Row]:
    """Plain rows of `documents` that were added after a version, with `id` and `run`."""
    import pyarrow.compute as pc

    wanted = ["id", "run", *columns]
    for batch in store.batches(path_of(path, "documents"), at, wanted):
        fresh = batch.filter(pc.greater(batch["run"], since)) if since else batch
        if fresh.num_rows:
            yield from fresh.to_pylist()
