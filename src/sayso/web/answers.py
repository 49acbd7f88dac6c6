"""What pages say of the whole case: worked out when the shelf changes, kept on it, and read from there.

Counting a hundred thousand reports takes seconds, so no visitor waits for it: the answers are written in the step that
changes the shelf, and whoever reads meanwhile sees the shelf and the answers as they were before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.records.schema import decode, encode
from sayso.web.net import Laid, laid_out
from sayso.web.totals import facets_of_all, incident_types, outlets_of_all, totals_of

if TYPE_CHECKING:
    from sayso.web.desk import Desk


class Answer(NamedTuple):
    """How an answer is worked out, of which type it is (None: as JSON has it), and whether linking alone changes it."""

    make: Callable[[sqlite3.Connection], Any]
    kind: Any = None
    linked: bool = False


ANSWERS: Mapping[str, Answer] = {
    "totals": Answer(totals_of),
    "outlets": Answer(outlets_of_all),
    "facets": Answer(facets_of_all),
    "incident types": Answer(incident_types, linked=True),
    "network": Answer(laid_out, Laid, linked=True),
}


def prepare(db: sqlite3.Connection, *, linked: bool) -> None:
    """Work out what has changed, as a new edition of the shelf; the caller commits.

    Args:
        db: a connection for writing.
        linked: whether the case was put together anew, so that what hangs on that changes too.
    """
    edition = edition_of(db) + 1
    db.execute("INSERT OR REPLACE INTO meta VALUES ('edition', ?)", (str(edition),))
    for name, answer in ANSWERS.items():
        if linked or not answer.linked:
            value = json.dumps(encode(answer.make(db)), ensure_ascii=False)
            db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (name, edition, value))
        else:
            db.execute("UPDATE answer SET edition = ? WHERE name = ?", (edition, name))


def edition_of(db: sqlite3.Connection) -> int:
    """How often the shelf has changed; what a page worked out of it holds for one edition."""
    row = db.execute("SELECT value FROM meta WHERE key = 'edition'").fetchone()
    return 0 if row is None else int(row[0])


def kept(desk: Desk, name: str) -> Any:
    """An answer, as the shelf has it."""
    db, answer = desk.shelf.reader(), ANSWERS[name]

    def read() -> Any:
        row = db.execute("SELECT value FROM answer WHERE name = ?", (name,)).fetchone()
        value = json.loads(row[0]) if row is not None else encode(answer.make(db))
        return value if answer.kind is None else decode(answer.kind, value)

    return desk.worked(f"answer {name}", edition_of(db), read)
