"""The flat tables as CSV or Parquet: plain columns, the same in both, for pandas, polars, DuckDB and R."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.exporting.catalogue import Pieces
from sayso.exporting.encoding import csv_line, sane
from sayso.exporting.flat_rows import COLUMNS, Row, rows_of
from sayso.exporting.items import Item

# Rows of one row group: large enough to compress, small enough for any laptop.
GROUP_ROWS = 20_000


def write_csv(items: Iterable[Item]) -> Pieces:
    """One CSV file a table, UTF-8, a heading always."""
    for name, columns in COLUMNS.items():
        yield f"{name}.csv", csv_line(list(columns))
    for item in items:
        for name, row in rows_of(item):
            yield f"{name}.csv", csv_line([row.get(column) for column in COLUMNS[name]])


def write_parquet(items: Iterable[Item]) -> Pieces:
    """One Parquet file a table, written in row groups."""
    tables = {name: _Parquet(name) for name in COLUMNS}
    waiting: dict[str, list[Row]] = defaultdict(list)
    for item in items:
        for name, row in rows_of(item):
            waiting[name].append(row)
        for name, rows in waiting.items():
            if len(rows) >= GROUP_ROWS:
                yield from tables[name].add(rows)
                rows.clear()
    for name, made in tables.items():
        yield from made.add(waiting[name])
        yield from made.close()


class _Parquet:
    """A Parquet file as a stream: what the writer has written so far is handed on."""

    def __init__(self, name: str) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        self._file = f"{name}.parquet"
        self._sink = _Sink()
        kinds = [pa.field(column, getattr(pa, kind)()) for column, kind in COLUMNS[name].items()]
        self._schema = pa.schema(kinds)
        self._writer = parquet.ParquetWriter(self._sink, self._schema, compression="zstd")

    def add(self, rows: list[Row]) -> Iterator[tuple[str, bytes]]:
        """Rows as a row group."""
        import pyarrow as pa

        if rows:
            plain = [{k: sane(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows]
            self._writer.write_table(pa.Table.from_pylist(plain, schema=self._schema), row_group_size=GROUP_ROWS)
        yield self._file, self._sink.taken()

    def close(self) -> Iterator[tuple[str, bytes]]:
        """The end of the file."""
        self._writer.close()
        yield self._file, self._sink.taken()


class _Sink(io.RawIOBase):
    """Takes bytes, counts them, and gives them away."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()
        self._at = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, data: Any) -> int:
        self._held += data
        self._at += len(data)
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        held = bytes(self._held)
        self._held.clear()
        return held
