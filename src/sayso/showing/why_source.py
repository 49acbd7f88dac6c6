"""Where `sayso why` looks: a case folder, what `sayso read --format jsonl` printed, or a text, which is read anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sayso.config import resolve
from sayso.errors import UsageError
from sayso.records.report import Report
from sayso.records.schema import from_json

_HINT = "give a case folder, what `sayso read --format jsonl` printed, or a text"


def reports_in(place: str, *, of: str = "", stdin: BinaryIO | None = None) -> tuple[Iterator[Report], int]:
    """The reports of a case, a file or standard input (`-`), and how many were erased from it.

    Args:
        place: the case folder or file.
        of: the one report that is asked for, if the user named it: of a case only that is opened.
        stdin: where `-` reads from.
    """
    path = Path(place)
    if place != "-" and path.is_dir():
        if (path / "format").exists():
            return _of_case(path, of)
        raise UsageError("this folder is no case", where=place, hint=_HINT)
    if place == "-" and stdin is not None:
        return _printed(stdin, place), 0
    if path.is_file() and path.suffix.lower() in (".jsonl", ".json", ".ndjson") and _ours(path):
        return _of_file(path), 0
    return _read(place), 0


def _of_case(path: Path, of: str) -> tuple[Iterator[Report], int]:
    from sayso.case import Case

    case = Case.open(path)
    ids = case.named(of) if of else []
    if ids and all(name in case.decided.retracted for name in ids):
        hint = "`sayso retract --undo` takes it in again; --as-of shows the case as it was"
        raise UsageError("this report was retracted", where=of, hint=hint)
    return case.reports(ids or None), sum(v.erased for v in case.versions())


def _ours(path: Path) -> bool:
    """Whether a file holds reports that were read, and not texts to be read."""
    with path.open("rb") as file:
        return b'"sayso":' in file.read(64)


def _of_file(path: Path) -> Iterator[Report]:
    with path.open("rb") as file:
        yield from _printed(file, str(path))


def _printed(lines: BinaryIO, where: str) -> Iterator[Report]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield from_json(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UsageError(f"line {number} is no line of the interchange format", where=where, hint=_HINT) from error


def _read(place: str) -> Iterator[Report]:
    """A text read anew: its claims, and the numbers of its entries, are those of `sayso read`."""
    from sayso.reading.sources import expand
    from sayso.run import Job, run

    settings = resolve(flags={"workers": 0})
    return (coded.report for coded in run(expand([place], settings=settings), Job(settings)))
