"""The commits of a case: which there are, and which one a number or a day means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from sayso.case import store
from sayso.case.layout import path_of
from sayso.errors import UsageError, VersionError
from sayso.records.schema import decode

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d(?::\d\d(?::\d\d)?)?)?)?)?$")
_HINT = "give the number of a version, or a day as in 2024-05-31 (`sayso history` lists them)"


@dataclass
class Looking:
    """The version at which cases are opened that nobody names a version of; `used` once one was."""

    when: int | str
    used: bool = False


_LOOKING: ContextVar[Looking | None] = ContextVar("looking", default=None)


@contextmanager
def looking(when: int | str) -> Iterator[Looking]:
    """In the block, cases are opened as they were at a version or a day, unless they are opened to be written to.

    This is for commands: one option for all that read. In Python, name the version to `Case.open`.
    """
    chosen = Looking(when)
    token = _LOOKING.set(chosen)
    try:
        yield chosen
    finally:
        _LOOKING.reset(token)


def looked_at() -> int | str | None:
    """The version that `looking` chose; None means the newest."""
    chosen = _LOOKING.get()
    if chosen is None:
        return None
    chosen.used = True
    return chosen.when


@dataclass(frozen=True, slots=True)
class Version:
    """One commit: its number is the case version. `coding_key` names what coded its reports."""

    version: int
    at: str
    sayso: str
    settings: str
    coding: str
    coding_key: str
    added: int
    known: int
    failed: int
    erased: int
    documents: int
    judgements: int
    grades: int
    failures: int
    originals: int


def versions(case: Path) -> list[Version]:
    """All commits, oldest first."""
    rows = store.rows(path_of(case, "runs"))
    return sorted((decode(Version, row) for row in rows), key=lambda v: v.version)


def number_of(found: list[Version], when: int | str) -> int:
    """The number of the version that was the newest then; 0 before the first.

    Args:
        found: all commits, oldest first.
        when: a number, or a day or time in UTC, as ISO (`2024-05`, `2024-05-31`, `2024-05-31T14:00`): its end is meant.

    Raises:
        UsageError: it is neither.

    >>> number_of([], 3), number_of([], "2"), number_of([], "2024-05-31")
    (3, 2, 0)
    """
    if isinstance(when, int) or (when.isascii() and when.isdigit() and len(when) != 4):
        return int(when)
    said = when.strip().replace(" ", "T")
    if _DAY.match(when.strip()) is None:
        raise UsageError("neither a version nor a day", where=when[:40], hint=_HINT)
    return max((v.version for v in found if v.at[: len(said)] <= said), default=0)


def version_of(case: Path, when: int | str | None) -> Version | None:
    """The version that is meant; None for a case as it was before anything was added.

    Raises:
        VersionError: there is none, or it was erased.
    """
    found = versions(case)
    if when is None:
        return found[-1] if found else None
    number = number_of(found, when)
    if number == 0:
        return None
    for later in found:
        if later.erased and later.version > number:
            raise VersionError(
                f"version {number} was erased with {later.erased} of its reports on {later.at[:10]}",
                where=str(case),
                hint=f"open version {later.version} or a later one",
            )
    for version in found:
        if version.version == number:
            return version
    newest = found[-1].version if found else 0
    raise VersionError(f"there is no version {number}", where=str(case), hint=f"the newest is {newest}")
