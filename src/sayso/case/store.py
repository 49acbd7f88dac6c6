"""The only place that touches Delta tables: open at a version, append, take back, and say in our words what failed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyarrow as pa

from sayso.errors import CaseError, DiskFullError, VersionError

if TYPE_CHECKING:
    from deltalake import DeltaTable

_FULL = ("os error 28", "os error 122", "os error 27", "no space left", "quota exceeded", "file too large")
_FULL_NUMBERS = (28, 122, 27)
SPARE = 300_000
"""Bytes left free beside what is written: a disk that fills up under a write makes its library shout on stderr."""


@contextmanager
def told(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Whatever the disk or a table does wrong, said as one of our errors."""
    from deltalake.exceptions import DeltaError

    try:
        yield
    except (DeltaError, OSError, pa.ArrowException, MemoryError) as error:
        words = str(error).lower()
        if getattr(error, "errno", None) in _FULL_NUMBERS or any(w in words for w in _FULL):
            raise full(path) from error
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        if isinstance(error, PermissionError) or "permission denied" in words:
            raise CaseError(
                "permission denied", where=str(path), hint="make the folder writable, or open a copy"
            ) from error
        verb = "written" if writing else "read"
        raise CaseError(
            f"cannot be {verb}: {first}",
            where=str(path),
            hint="restore this folder from a copy, or start a new case and read the reports again",
        ) from error


def full(path: Path) -> DiskFullError:
    """No room left."""
    return DiskFullError(
        "no room left on the disk; all that was committed is kept",
        where=str(path),
        hint="free some space and run the same command again: it goes on where it stopped",
    )


def exists(path: Path) -> bool:
    """Whether there is a table."""
    from deltalake import DeltaTable

    with told(path):
        return bool(DeltaTable.is_deltatable(str(path)))


def create(path: Path, schema: pa.Schema) -> None:
    """Make an empty table, unless there is one."""
    from deltalake import DeltaTable

    if not exists(path):
        with told(path, writing=True):
            path.mkdir(parents=True, exist_ok=True)
            # No column statistics: they would keep beginnings of texts in the log after the rows are erased.
            DeltaTable.create(str(path), schema=schema, configuration={"delta.dataSkippingNumIndexedCols": "0"})


def table(path: Path, version: int | None = None) -> DeltaTable:
    """A table as it was at a version, by default as it is now."""
    from deltalake import DeltaTable
    from deltalake.exceptions import TableNotFoundError

    try:
        with told(path):
            return DeltaTable(str(path), version=version)
    except CaseError as error:
        if isinstance(error.__cause__, TableNotFoundError):
            raise CaseError("the table is missing", where=str(path), hint="restore this folder from a copy") from error
        if version is not None and exists(path):
            raise VersionError(
                f"version {version} of the table cannot be read: it was erased or damaged",
                where=str(path),
                hint="open a later version of the case",
            ) from error
        raise


def version(path: Path) -> int:
    """The number of a table's newest version."""
    return int(table(path).version())


def append(path: Path, rows: list[dict[str, Any]], schema: pa.Schema) -> int:
    """Add rows in one commit and give the version they made; no rows, no commit."""
    from deltalake import write_deltalake

    if rows:
        with told(path, writing=True):
            data = pa.Table.from_pylist(rows, schema=schema)
            if shutil.disk_usage(path).free < data.nbytes + SPARE:
                raise full(path)
            write_deltalake(str(path), data, mode="append", schema_mode="merge")
    return version(path)


def take_back(path: Path, committed: int) -> None:
    """Return a table to its last committed version, if a crash left it later."""
    found = table(path)
    if found.version() > committed:
        with told(path, writing=True):
            found.restore(committed)


Test = Callable[[dict[str, Any]], bool]
"""What tells rows to delete, from their plain columns."""


def delete(path: Path, gone: Test, schema: pa.Schema) -> int:
    """Drop the rows that a test picks, in one commit, and give the version it made.

    The table is written anew: a deletion would write its condition, and with it the values, in the log.
    """
    from deltalake import write_deltalake

    plain = [field.name for field in schema if not pa.types.is_nested(field.type)]
    plain = [name for name in plain if name in table(path).schema().to_arrow().names]
    if any(map(gone, rows(path, columns=plain))):
        kept = (_without(batch, gone, plain, schema) for batch in batches(path))
        with told(path, writing=True):
            write_deltalake(str(path), pa.RecordBatchReader.from_batches(schema, kept), mode="overwrite")
    return version(path)


def _without(batch: pa.RecordBatch, gone: Test, plain: list[str], schema: pa.Schema) -> pa.RecordBatch:
    """The rows of a batch that stay, in the columns of today: a table made by an older sayso may have fewer."""
    kept = batch.filter(pa.array([not gone(row) for row in batch.select(plain).to_pylist()], pa.bool_()))
    columns = [
        kept[f.name].cast(f.type) if f.name in kept.schema.names else pa.nulls(kept.num_rows, f.type) for f in schema
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def vacuum(path: Path) -> None:
    """Remove every file that the newest version does not need: earlier versions cannot be read any more."""
    with told(path, writing=True):
        table(path).vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)


def rows(path: Path, at: int | None = None, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a table at a version, a bounded number in memory at a time."""
    for batch in batches(path, at, columns):
        yield from batch.to_pylist()


def batches(path: Path, at: int | None = None, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The record batches of a table at a version; the table is opened at once, its files as they are needed."""
    return _read(path, _dataset(path, at), columns)


def picked(path: Path, at: int, ids: frozenset[str] | None, since: int) -> Iterator[dict[str, Any]]:
    """The rows of `documents` with one of these ids, by default any, of commits after one; others are not opened."""
    import pyarrow.compute as pc

    if ids is None and not since:
        yield from rows(path, at)
        return
    wanted = None if ids is None else pa.array(sorted(ids), pa.string())
    with told(path):
        for fragment in _dataset(path, at).get_fragments():
            names = fragment.to_table(columns=["id", "run"])
            mine = pc.greater(names["run"], since)
            mine = mine if wanted is None else pc.and_(mine, pc.is_in(names["id"], value_set=wanted))
            if pc.any(mine).as_py():
                for batch in fragment.to_table().filter(mine).to_batches(max_chunksize=200):
                    yield from batch.to_pylist()


def _dataset(path: Path, at: int | None) -> Any:
    from pyarrow import fs

    found = table(path, at)
    with told(path):
        folder = fs.SubTreeFileSystem(str(path.resolve()), fs.LocalFileSystem())
        return _as_added(found, found.to_pyarrow_dataset(filesystem=folder))


def _as_added(found: DeltaTable, dataset: Any) -> Any:
    """The files of a table in the order they were added: the log gives them in none that one may lean on."""
    from pyarrow.dataset import FileSystemDataset

    actions = found.get_add_actions(flatten=True)
    times = dict(zip(actions.column("path").to_pylist(), actions.column("modification_time").to_pylist(), strict=True))
    files = sorted(dataset.get_fragments(), key=lambda f: (times.get(unquote(f.path)) or times.get(f.path), f.path))
    return FileSystemDataset(files, dataset.schema, dataset.format, dataset.filesystem)


def _read(path: Path, dataset: Any, columns: list[str] | None) -> Iterator[pa.RecordBatch]:
    with told(path):
        yield from dataset.to_batches(columns=columns, batch_size=200, batch_readahead=1, fragment_readahead=1)
