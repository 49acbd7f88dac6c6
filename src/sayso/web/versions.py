"""Two versions of a case side by side: what was read, decided and graded between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sayso.case import store
from sayso.case.layout import path_of
from sayso.errors import VersionError
from sayso.records.judgement import Grade, Judgement
from sayso.records.schema import decode

if TYPE_CHECKING:
    import sqlite3

    from sayso.case import Version
    from sayso.web.desk import Desk

T = TypeVar("T", Judgement, Grade)
SHOWN = 50
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Between:
    """What was added from one version to another; `erased` tells of what is gone for good.

    Attributes:
        reports: rows of reports, the newest first, at most `SHOWN`; `added` how many there are.
        types: claims in them, by type, the most frequent first.
    """

    added: int
    failed: int
    erased: int
    reports: Sequence[sqlite3.Row]
    types: list[tuple[str, int]]
    judgements: list[Judgement]
    grades: list[Grade]


def chosen_version(versions: Sequence[Version], asked: str, *, first: bool) -> int:
    """The version that a number or a day means: of a day, the last one made on it or before.

    Raises:
        VersionError: there was none yet.
    """
    newest = versions[-1].version if versions else 0
    if not asked:
        return max(0, newest - 1) if first else newest
    if asked.isascii() and asked.isdigit() and len(asked) < 9:
        return min(int(asked), newest)
    if not _DAY.fullmatch(asked):
        raise VersionError("no such version", where=asked[:40], hint="give a number, or a day as in 2026-03-01")
    before = [v.version for v in versions if v.at[:10] <= asked]
    return before[-1] if before else 0


def between(desk: Desk, a: int, b: int) -> Between:
    """What changed from the older to the newer of two versions."""
    low, high = sorted((a, b))
    runs = [v for v in desk.now().versions if low < v.version <= high]
    db = desk.shelf.reader()
    rows = db.execute(
        "SELECT key, title, record, outlet, day, claims, accusations FROM doc WHERE run > ? AND run <= ?"
        " ORDER BY n DESC LIMIT ?",
        (low, high, SHOWN),
    ).fetchall()
    types = db.execute(
        "SELECT type, sum(claims) k FROM read_in WHERE run > ? AND run <= ? GROUP BY type ORDER BY k DESC LIMIT 12",
        (low, high),
    ).fetchall()
    return Between(
        added=sum(v.added for v in runs),
        failed=sum(v.failed for v in runs),
        erased=sum(v.erased for v in runs),
        reports=rows,
        types=[(r[0], r[1]) for r in types],
        judgements=_decided(desk, "judgements", Judgement, low, high),
        grades=_decided(desk, "grades", Grade, low, high),
    )


def _decided(desk: Desk, name: str, kind: type[T], low: int, high: int) -> list[T]:
    """The decisions that were committed after one version and up to another, but for those that were erased."""
    rows = [row for row in store.rows(path_of(desk.path, name)) if low < row["run"] <= high]
    return [decode(kind, row) for row in sorted(rows, key=lambda row: int(row["run"]))]
