"""One version of the case, whole; noted on the shelf, so that the reader opens again without loading what reads tables.

The note holds for the folder of commits as it was: another commit, and it is not used. It is masked like all the shelf,
and goes with it when something is erased.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sayso.case import Version
from sayso.case.decided import Decided, decided
from sayso.records.judgement import Grade, Judgement
from sayso.records.report import Failure
from sayso.records.schema import decode, encode

NAME = "opened"


@dataclass(frozen=True)
class Now:
    """One version of the case, with what was decided up to it, all commits and what could not be read."""

    version: int
    judgements: tuple[Judgement, ...]
    grades: tuple[Grade, ...]
    decided: Decided
    versions: tuple[Version, ...] = ()
    failures: tuple[tuple[str, Failure], ...] = ()


def commits(case: Path) -> str:
    """What changes with every commit: a look at one folder; empty if there was none."""
    log = case / "runs" / "_delta_log"
    try:
        return f"{log.stat().st_mtime_ns} {sum(1 for _ in log.iterdir())}"
    except OSError:
        return ""


def note(db: sqlite3.Connection, stamp: str, now: Now) -> None:
    """Note what the case is while its commits are these; the caller commits."""
    lists = {name: encode(getattr(now, name)) for name in ("judgements", "grades", "versions")}
    lists["failures"] = [[record, encode(failure)] for record, failure in now.failures]
    value = json.dumps({"stamp": stamp, "version": now.version, **lists}, ensure_ascii=False)
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (NAME, value))


def noted(db: sqlite3.Connection, stamp: str) -> Now | None:
    """What was noted for these commits."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (NAME,)).fetchone()
    found = json.loads(row[0]) if row is not None else {}
    if not stamp or found.get("stamp") != stamp:
        return None
    judgements = decode(tuple[Judgement, ...], found["judgements"])
    failures = tuple((record, decode(Failure, failure)) for record, failure in found["failures"])
    return Now(
        found["version"], judgements, decode(tuple[Grade, ...], found["grades"]), decided(judgements),
        decode(tuple[Version, ...], found["versions"]), failures,
    )  # fmt: skip
