"""Tables: one report a row of a CSV or Parquet file; the columns are known by their usual names."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from io import TextIOWrapper
from typing import Any, BinaryIO

from sayso.config import Settings
from sayso.errors import DamagedError, EmptyError, TooLargeError
from sayso.lexicon.language import load
from sayso.reading.bounds import BUFFER
from sayso.reading.item import Item
from sayso.reading.text import decode

CSV, PARQUET = "text/csv", "application/vnd.apache.parquet"
_DELIMITERS = ",;\t|"
_ROWS = 64
GROUP = 2_000_000_000
"""Bytes, unpacked, that the columns to be read may have in one group of rows."""
_COLUMN_HINT = "call the column with the texts “text”; “title”, “date”, “outlet”, “url”, “id” are read too"


@cache
def _names() -> Mapping[str, Sequence[str]]:
    found: Mapping[str, Sequence[str]] = load("reading/columns")
    return found


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Where each field of a report stands among the columns.

    >>> columns_of(["Headline", "URL", "Body", "n"])
    {'text': 2, 'title': 0, 'uri': 1}
    """
    folded = [name.strip().casefold().replace(" ", "_") for name in header]
    found = {field: next((n for n in names if n in folded), None) for field, names in _names().items()}
    return {field: folded.index(name) for field, name in found.items() if name is not None}


def from_csv(uri: str, stream: BinaryIO, settings: Settings) -> Iterator[Item]:
    """The rows of a CSV file (commas, semicolons, tabs or bars), each named by the line that it begins on.

    Raises:
        EmptyError: it has no rows.
        DamagedError: no column holds texts, or a quotation mark opens a field that never ends.
    """
    head = stream.peek(BUFFER)[:BUFFER] if hasattr(stream, "peek") else b""
    text = TextIOWrapper(stream, _encoding(head, uri), errors="replace", newline="")
    csv.field_size_limit(max(131_072, settings.max_chars + 1))
    first = text.readline(BUFFER)
    if not first.strip():
        raise EmptyError("there are no records in it", where=uri, hint="give a table with a row of names first")
    delimiter = max(_DELIMITERS, key=lambda d: len(columns_of(next(csv.reader([first], delimiter=d), []))))
    at = columns_of(next(csv.reader([first.removeprefix("\ufeff")], delimiter=delimiter)))
    if "text" not in at:
        raise DamagedError("no column holds the texts", where=uri, hint=_COLUMN_HINT)
    rows = csv.reader(text, delimiter=delimiter)
    line, none = 2, True
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise DamagedError(f"not CSV from line {line} on: {error}", where=uri, hint="mend the file") from error
        if row is None:
            break
        if any(row):
            none = False
            yield _item(uri, line, {name: row[n] for name, n in at.items() if n < len(row)}, CSV)
        line = rows.line_num + 2
    text.detach()
    if none:
        raise EmptyError("there are no records in it", where=uri, hint="give a table with rows")


def _encoding(head: bytes, uri: str) -> str:
    """The encoding of a table, by its beginning."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    _, note = decode(head[: head.rfind(b"\n") + 1] or head, name=uri)
    return "utf-8-sig" if note is None or "utf-8" in note else note.split()[2].rstrip(",")


def from_parquet(uri: str, source: Any, settings: Settings) -> Iterator[Item]:
    """The rows of a Parquet file, some at a time.

    Args:
        uri: how it is named.
        source: a path or a stream that can seek.
        settings: for the size limits.

    Raises:
        DamagedError: it is cut off or broken, or no column holds texts.
        TooLargeError: a group of rows is too large to load.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(source)
        at = columns_of(file.schema_arrow.names)
        if "text" not in at:
            raise DamagedError("no column holds the texts", where=uri, hint=_COLUMN_HINT)
        names = {field: file.schema_arrow.names[n] for field, n in at.items()}
        _check_groups(file, set(names.values()), uri)
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=list(names.values())):
            for row in batch.to_pylist():
                number += 1
                yield _item(uri, number, {field: row[name] for field, name in names.items()}, PARQUET)
    except (pa.ArrowException, OSError, ValueError) as error:
        line = str(error).strip().splitlines()[0][:120] if str(error).strip() else type(error).__name__
        raise DamagedError(f"the Parquet file is damaged: {line}", where=uri, hint="get the file again") from error
    if not number:
        raise EmptyError("there are no records in it", where=uri, hint="give a table with rows")


def _check_groups(file: Any, names: set[str], uri: str) -> None:
    for n in range(file.metadata.num_row_groups):
        group = file.metadata.row_group(n)
        chunks = (group.column(c) for c in range(group.num_columns))
        if sum(c.total_uncompressed_size for c in chunks if c.path_in_schema.partition(".")[0] in names) > GROUP:
            hint = "write it again with smaller row groups"
            raise TooLargeError(f"a row group of it is over {GROUP // 1_000_000:,} MB", where=uri, hint=hint)


def _item(uri: str, line: int, fields: Mapping[str, Any], media: str) -> Item:
    found = {name: _plain(value) for name, value in fields.items()}
    data = json.dumps({k: v for k, v in found.items() if v not in (None, "")}).encode()
    return Item(uri, data=data, line=line, media=media, parent=uri)


def _plain(value: Any) -> Any:
    """A cell as JSON takes it: dates as ISO, a list of authors as words; numbers as they are."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return ", ".join(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)
