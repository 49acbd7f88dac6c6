"""Files as streams of JSON values and rows of tables: any size, and damage told as what it is.

A record may be as long as the size limit of one input and nested as deeply as no honest file is; beyond that the file
is refused, before it fills the memory.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, cast

from sayso.errors import DamagedError, InputError, NotFoundError, TooLargeError, UnreadableError

CHUNK = 1 << 16
DEEPEST = 60
LONGEST_ROW = 1 << 17
LISTS = frozenset({"items", "results", "entities", "objects", "articles", "rows"})
Value = tuple[int, Any, Mapping[str, Any]]
"""The number of a record, the record, and what stood before it in the object that lists it."""


class Bounded(io.RawIOBase):
    """A stream that refuses a record longer than the limit; `begin` starts the next record."""

    def __init__(self, stream: IO[bytes], where: str, limit: int) -> None:
        super().__init__()
        self._stream, self._where, self._limit = stream, where, limit
        self._since = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def begin(self) -> None:
        """Count anew."""
        self._since = 0

    def readinto(self, buffer: Any) -> int:
        """Read some bytes."""
        data = self._stream.read(min(len(buffer), CHUNK))
        self._since += len(data)
        if self._since > self._limit + CHUNK:
            raise TooLargeError(
                "a record is over the size limit", where=self._where, hint="leave it out, or raise max_bytes"
            )
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def opened(path: Path, limit: int) -> Iterator[Bounded]:
    """The bytes of a file, unpacked if it is a gzip or a ZIP archive of one file.

    Raises:
        NotFoundError: there is no such file.
        UnreadableError: it cannot be opened.
        DamagedError: what is packed is broken off or damaged.
    """
    where = str(path)
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(path.open("rb"))
            head = raw.read(4)
            raw.seek(0)
            packed: IO[bytes] = raw
            if head[:2] == b"\x1f\x8b":
                packed = cast("IO[bytes]", stack.enter_context(gzip.open(raw)))
            elif head == b"PK\x03\x04":
                packed = stack.enter_context(_only(raw, where, stack))
            yield Bounded(packed, where, limit)
        except FileNotFoundError as error:
            raise NotFoundError("no such file", where=where, hint="check the spelling") from error
        except (zlib.error, EOFError, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise DamagedError("what is packed is damaged", where=where, hint="fetch the file again") from error
        except OSError as error:
            said = (error.strerror or str(error)).lower()
            raise UnreadableError(f"cannot be read: {said}", where=where, hint="give a file") from error


def _only(raw: IO[bytes], where: str, stack: ExitStack) -> IO[bytes]:
    archive = stack.enter_context(zipfile.ZipFile(raw))
    names = [i for i in archive.infolist() if not i.is_dir()]
    if len(names) != 1 or names[0].flag_bits & 1:
        said = "an archive with a password" if len(names) == 1 else f"an archive of {len(names)} files"
        raise DamagedError(said, where=where, hint="unpack it, and name the file")
    return archive.open(names[0])


def values(stream: Bounded, where: str) -> Iterator[Value]:
    """The JSON values of a stream: an array's, one a line, or those that an object lists under a usual name.

    Raises:
        DamagedError: it is no JSON, or it ends early; the values before it were given.
        TooLargeError: one is too long, or nested too deeply.
    """
    import ijson

    number = 0
    events = ijson.basic_parse(io.BufferedReader(stream, CHUNK), multiple_values=True, buf_size=CHUNK)
    try:
        for value, head in _top(iter(events), where):
            number += 1
            stream.begin()
            yield number, value, head
    except (ijson.JSONError, UnicodeDecodeError) as error:
        early = "incomplete" in str(error).lower() or "premature" in str(error).lower()
        said = "the file ends early" if early else "this is not JSON"
        after = f" after {number} records" if number else ""
        raise DamagedError(f"{said}{after}", where=where, hint="fetch or export the file again") from error


def _top(events: Iterator[tuple[str, Any]], where: str) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    for event, value in events:
        if event == "start_array":
            for inner, within in events:
                if inner == "end_array":
                    break
                yield _built(inner, within, events, where), {}
        elif event == "start_map":
            yield from _object(events, where)
        else:
            yield value, {}


def _object(events: Iterator[tuple[str, Any]], where: str) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    """An object that lists records, or is one."""
    head: dict[str, Any] = {}
    listed = False
    for event, name in events:
        if event == "end_map":
            break
        kind, value = next(events)
        if name in LISTS and kind == "start_array":
            listed = True
            for inner, within in events:
                if inner == "end_array":
                    break
                yield _built(inner, within, events, where), head
        else:
            head[name] = _built(kind, value, events, where)
    if not listed:
        yield head, {}


def _built(event: str, value: Any, events: Iterator[tuple[str, Any]], where: str) -> Any:
    """One value, built from its events."""
    if event not in ("start_map", "start_array"):
        return value
    from ijson.common import ObjectBuilder

    builder, depth = ObjectBuilder(), 0
    while True:
        builder.event(event, value)
        depth += (event in ("start_map", "start_array")) - (event in ("end_map", "end_array"))
        if depth > DEEPEST:
            raise TooLargeError("the JSON is nested too deeply", where=where, hint="leave this record out")
        if depth == 0:
            return builder.value
        event, value = next(events)


def lines(stream: Bounded, where: str) -> Iterator[str]:
    """The lines of a text in UTF-8; bytes that are none are replaced."""
    reader = io.BufferedReader(stream, CHUNK)
    first = True
    while line := reader.readline():
        stream.begin()
        text = line.decode("utf-8", "replace")
        yield text.removeprefix("\ufeff") if first else text
        first = False


def table(
    stream: Bounded, where: str, heading: Callable[[list[str]], list[str] | None]
) -> Iterator[tuple[int, Mapping[str, str]] | InputError]:
    """The rows of a table, with the number of their line; what is no row is an error, and the others go on.

    Args:
        stream: the bytes.
        where: for messages.
        heading: the names of the columns if a first row is data and no heading, else None.

    Raises:
        DamagedError: a cell never ends.
    """
    given = lines(stream, where)
    first = next(given, "")
    delimiter = max("\t,;", key=first.count)
    row_of = _Row(given, first)
    rows = csv.reader(row_of, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else 0)
    try:
        head = next(rows, [])
        names = heading(head)
        if names is not None:
            yield _row(names, head, 1, where)
        names = names or [name.strip() for name in head]
        for row in rows:
            row_of.held = 0
            if any(row):
                yield _row(names, row, rows.line_num, where)
    except csv.Error as error:
        raise DamagedError(
            f"this is not a table: {error}", where=f"{where}:{rows.line_num}", hint="mend the quotes of this line"
        ) from error


class _Row:
    """The lines of a table, the first again; one row may take so many characters of them.

    The limit of the csv module is no help: any library can raise it for the whole process.
    """

    def __init__(self, rest: Iterator[str], first: str) -> None:
        self._rest, self._first = rest, first
        self.held = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, self._first = self._first or next(self._rest), ""
        self.held += len(line)
        if self.held > LONGEST_ROW:
            raise csv.Error("a cell never ends")
        return line


def _row(names: list[str], row: list[str], number: int, where: str) -> tuple[int, Mapping[str, str]] | InputError:
    if len(row) != len(names):
        return DamagedError(
            f"{len(row)} cells where the heading has {len(names)}", where=f"{where}:{number}", hint="mend the line"
        )
    return number, dict(zip(names, row, strict=True))
