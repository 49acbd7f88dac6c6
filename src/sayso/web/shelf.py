"""The reader's shelf: one SQLite file beside the case, from which every page is served without opening the tables.

It is disposable and holds masked rows only. New commits are added to it, never the whole case again: a decision costs
no rebuild. After an erasure it is thrown away and made anew, so that nothing erased stays on it.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.case import store
from sayso.case.layout import path_of
from sayso.records.report import Report
from sayso.records.schema import decode
from sayso.web.answers import prepare
from sayso.web.shelf_rows import pack, rows_of, unpack
from sayso.web.shelf_tables import INDEXES, INSERTS, TABLES

if TYPE_CHECKING:
    from sayso.case import Case

FORMAT = 6
NAME = "reader.sqlite"
BATCH = 200
CACHE = 65_536
"""KiB of the file that are held while the shelf is filled; readers hold a little each, and the system the rest."""

Progress = Callable[[int, int], None]
"""Told how many reports of how many are on the shelf."""


class Shelf:
    """The shelf of one case; reading is safe from any thread, filling from one at a time."""

    def __init__(self, case: Path) -> None:
        self.path = case / NAME
        self._local = threading.local()
        self._made = 0

    def reader(self) -> sqlite3.Connection:
        """This thread's connection for reading."""
        held = getattr(self._local, "held", None)
        if held is None or held[0] != self._made:
            if held is not None:
                held[1].close()
            opened = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, check_same_thread=False)
            opened.execute("PRAGMA query_only=1")
            opened.row_factory = sqlite3.Row
            held = (self._made, opened)
            self._local.held = held
        connection: sqlite3.Connection = held[1]
        return connection

    def filled(self) -> tuple[int, int]:
        """Up to which case version and which erasure it is filled; (0, 0) if there is none that can be read."""
        if not self.path.exists():
            return 0, 0
        try:
            with self._writing() as db:
                found = dict(db.execute("SELECT key, value FROM meta"))
        except sqlite3.Error:
            return 0, 0
        if found.get("format") != str(FORMAT):
            return 0, 0
        return int(found.get("version", 0)), int(found.get("erasure", 0))

    def fill(self, case: Case, on_progress: Progress = lambda _done, _total: None) -> int:
        """Put what was committed since on the shelf, and say how many reports were new to it."""
        versions = [v for v in case.versions() if v.version <= case.version]
        erasure = max((v.version for v in versions if v.erased), default=0)
        version, known = self.filled()
        if version == 0 or known != erasure or version > case.version:
            self._empty()
            version = 0
        if version == case.version:
            return 0
        table = next((v.documents for v in versions if v.version == case.version), None)
        total = sum(v.added for v in versions if v.version > version)
        added = 0
        with self._writing() as db:
            runs: set[int] = set()
            for run, report in _since(case, table, version) if table is not None and total else ():
                runs |= {run, *_put(db, report, run)}
                added += 1
                if added % BATCH == 0:
                    db.commit()
                    on_progress(added, total)
            if added:
                _count(db, runs)
                db.executescript(INDEXES)
                prepare(db, linked=not version)
            state = {"format": FORMAT, "version": case.version, "erasure": erasure}
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [(k, str(v)) for k, v in state.items()])
            db.commit()
        on_progress(added, total)
        return added

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection for writing; committed on the way out."""
        with self._writing() as db:
            yield db
            db.commit()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, timeout=30)
        db.row_factory = sqlite3.Row
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            db.execute(f"PRAGMA cache_size=-{CACHE}")
            db.execute("PRAGMA analysis_limit=1000")
            yield db
        finally:
            db.close()

    def _empty(self) -> None:
        """Begin anew, in a new file."""
        discard(self.path.parent)
        self._made += 1
        with self._writing() as db:
            db.executescript(TABLES)
        self.path.chmod(0o600)


def discard(case: Path) -> None:
    """Throw the shelf of a case away."""
    for end in ("", "-wal", "-shm"):
        (case / (NAME + end)).unlink(missing_ok=True)


def _since(case: Case, table: int | None, version: int) -> Iterator[tuple[int, Report]]:
    """The reports committed after a version, with the number of their commit, in the order they were added."""
    import pyarrow.dataset as ds
    from pyarrow import fs

    path = path_of(case.path, "documents")
    found = store.table(path, table)
    with store.told(path):
        folder = fs.SubTreeFileSystem(str(path.resolve()), fs.LocalFileSystem())
        dataset = found.to_pyarrow_dataset(filesystem=folder)
        wanted = ds.field("run") > version if version else None
        for batch in dataset.to_batches(filter=wanted, batch_size=100, batch_readahead=1, fragment_readahead=1):
            for row in batch.to_pylist():
                yield row["run"], decode(Report, row)


def _put(db: sqlite3.Connection, report: Report, run: int) -> Sequence[int]:
    """One report, in place of an older coding of it; gives the commit that has one fewer for it, if any."""
    known = db.execute("SELECT n, run FROM doc WHERE id = ?", (report.document.id,)).fetchone()
    if known is not None:
        if known[1] > run:
            return ()
        _take_off(db, known[0])
    number = db.execute("INSERT INTO doc (id, run) VALUES (?, ?)", (report.document.id, run)).lastrowid
    assert number is not None
    first = db.execute("SELECT coalesce(max(n), 0) + 1 FROM claim").fetchone()[0]
    found = rows_of(report, number, first)
    db.execute(
        "UPDATE doc SET key=:key, record=:record, uri=:uri, outlet=:outlet, title=:title, day=:day, genre=:genre,"
        " language=:language, claims=:claims, accusations=:accusations, failed=:failed WHERE n=:n",
        {**found.document, "n": number},
    )
    db.execute("INSERT INTO packed VALUES (?, ?)", (number, pack(report)))
    for name, rows in found.rows.items():
        db.executemany(INSERTS[name], rows)
    db.execute("INSERT INTO doc_words (rowid, title, text) VALUES (?, ?, ?)", (number, *found.words))
    return () if known is None else (int(known[1]),)


def _take_off(db: sqlite3.Connection, number: int) -> None:
    """All rows of a report; which they are is worked out again from the report itself."""
    (body,) = db.execute("SELECT body FROM packed WHERE doc = ?", (number,)).fetchone()
    (first,) = db.execute("SELECT min(n) FROM claim WHERE doc = ?", (number,)).fetchone()
    found = rows_of(unpack(body), number, first or 0)
    db.executemany("DELETE FROM part WHERE part = ? AND role = ? AND day = ? AND n = ?", found.rows["part"])
    db.executemany(
        "INSERT INTO claim_words (claim_words, rowid, sentence, quote) VALUES ('delete', ?, ?, ?)",
        found.rows["claim_words"],
    )
    db.execute(
        "INSERT INTO doc_words (doc_words, rowid, title, text) VALUES ('delete', ?, ?, ?)", (number, *found.words)
    )
    db.execute("DELETE FROM said WHERE n IN (SELECT n FROM claim WHERE doc = ?)", (number,))
    for table in ("claim", "appearance", "tie", "packed"):
        db.execute(f"DELETE FROM {table} WHERE doc = ?", (number,))
    db.execute("DELETE FROM here WHERE part LIKE '~%@' || (SELECT key FROM doc WHERE n = ?)", (number,))
    db.execute("DELETE FROM doc WHERE n = ?", (number,))


def _count(db: sqlite3.Connection, runs: Iterable[int]) -> None:
    """Count by type what was read with each of some commits: versions are compared by that."""
    for run in sorted(set(runs)):
        db.execute("DELETE FROM read_in WHERE run = ?", (run,))
        db.execute(
            "INSERT INTO read_in SELECT ?, c.type, count(*) FROM doc d CROSS JOIN claim c ON c.doc = d.n"
            " WHERE d.run = ? GROUP BY c.type",
            (run, run),
        )


def meta(db: sqlite3.Connection, name: str) -> str | None:
    """What is noted on the shelf under a name."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def load(row: sqlite3.Row) -> object:
    """What `json.dumps` kept in the column `body`."""
    return json.loads(row["body"])
