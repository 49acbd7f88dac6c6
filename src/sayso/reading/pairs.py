"""Pairs of names out of CSV, one row at a time, so that a file of any length passes at constant memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sayso.errors import DamagedError, EmptyError, InputError, NotFoundError, UnreadableError, UsageError

COLUMNS = ("schema", "name1", "name2")
LONGEST = 10_000
_HINT = "give a CSV file whose first line is schema,name1,name2"


class Pair(NamedTuple):
    """Two names and what they name (Person, Company, Organization, Vessel, …), or why the row cannot be read."""

    schema: str
    left: str
    right: str
    error: InputError | None = None


def read_pairs(given: str, *, stdin: BinaryIO | None = None) -> Iterator[Pair]:
    """The rows of a CSV file (`-`: standard input), in order; further columns are passed over.

    A row that cannot be read is a `Pair` with its error, which names the line.

    Raises:
        NotFoundError, UnreadableError, EmptyError: nothing can be read.
        UsageError: the columns are not there.
    """
    with _opened(given, stdin) as file:
        lines = _decoded(file)
        table = csv.reader(lines, strict=False)
        try:
            head = next(table, None)
        except csv.Error as error:
            raise DamagedError(str(error), where=f"{given}:1", hint=_HINT) from error
        if head is None:
            raise EmptyError("there is nothing in it", where=given, hint=_HINT)
        where = _places(head, given)
        yield from _rows(table, where, given)


def _places(head: list[str], given: str) -> list[int]:
    names = [h.strip().lower() for h in head]
    missing = [c for c in COLUMNS if c not in names]
    if missing:
        raise UsageError(f"no column {' and no column '.join(missing)}", where=f"{given}:1", hint=_HINT)
    return [names.index(c) for c in COLUMNS]


def _rows(table: Iterator[list[str]], where: list[int], given: str) -> Iterator[Pair]:
    last = max(where)
    while True:
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            line = table.line_num  # type: ignore[attr-defined]
            yield Pair("", "", "", DamagedError(str(error), where=f"{given}:{line}", hint="mend the line"))
            continue
        if not row:
            continue
        at = f"{given}:{table.line_num}"  # type: ignore[attr-defined]
        yield _pair(row, where, last, at)


def _pair(row: list[str], where: list[int], last: int, at: str) -> Pair:
    filled = [row[i] if i < len(row) else "" for i in where]
    schema, left, right = filled
    if len(row) <= last:
        gone = ", ".join(c for c, i in zip(COLUMNS, where, strict=True) if i >= len(row))
        return Pair(schema, left, right, DamagedError(f"no {gone}", where=at, hint="give every column a value"))
    if any("\udc80" <= c <= "\udcff" for text in filled for c in text):
        return Pair("", "", "", DamagedError("not UTF-8", where=at, hint="save the file as UTF-8"))
    for column, text in zip(COLUMNS, filled, strict=True):
        if not text.strip() and column != "schema":
            return Pair(schema, left, right, EmptyError(f"{column} is empty", where=at, hint="give a name"))
        if len(text) > LONGEST:
            error = DamagedError(f"{column} is {len(text):,} characters long", where=at, hint="give a name")
            return Pair(schema, left[:80], right[:80], error)
    return Pair(schema, left, right)


def _decoded(file: BinaryIO) -> Iterator[str]:
    for n, line in enumerate(file):
        text = line.decode("utf-8", "surrogateescape").replace("\x00", "")
        yield text.removeprefix("\ufeff") if n == 0 else text


@contextmanager
def _opened(given: str, stdin: BinaryIO | None) -> Iterator[BinaryIO]:
    if given == "-" and stdin is not None:
        yield stdin
        return
    with ExitStack() as held:
        try:
            file = held.enter_context(Path(given).open("rb"))
        except FileNotFoundError as error:
            raise NotFoundError("no such file", where=given, hint="check the path") from error
        except OSError as error:
            message = (error.strerror or "cannot be read").lower()
            raise UnreadableError(message, where=given, hint="give a CSV file") from error
        yield file
