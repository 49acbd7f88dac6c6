"""What many reports come to, kept on the shelf: who is one actor, which claims are one incident, whence each tie.

Put together from the reports as people decided on them: without what was rejected or retracted, with corrections.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from sayso.case import Case
from sayso.case.decided import Decided, decided
from sayso.linking.appearances import Appearance
from sayso.linking.case_actors import actors_of_case
from sayso.linking.incidents import each_incident
from sayso.records.judgement import Judgement
from sayso.records.report import Report
from sayso.web.answers import prepare
from sayso.web.net import add_up
from sayso.web.shelf import Shelf, meta
from sayso.web.shelf_linked import keep_actors, keep_incidents, laid_by
from sayso.web.shelf_rows import unpack

BESIDE = 20_000
"""Reports whose incidents are put together beside the pages; those of more in a process of its own, which takes minutes
and needs memory that the reader does not have."""
MOST = 150_000
"""Reports whose incidents are put together at all: some 30 kB of memory each."""
TRACED = 1_500
"""Reports with ties whose origins are traced; of more, a tie is counted by outlets, which the page says."""
STATE = {False: "actors together", True: "together"}
"""Under which name it is noted of what actors, and of what incidents were put together."""
LINKS = ("same_incident", "same_actor", "reviewed", "corrected", "retracted")
ACTORS = ("same_actor", "retracted")
"""What alone is decided about actors: of a very large case nothing else is put together, so nothing else counts."""
NICE = 10


def put_together(shelf: Shelf, judgements: Sequence[Judgement]) -> bool:
    """Link all reports on the shelf and keep what comes of it there; nothing is done if nothing changed.

    Returns:
        Whether incidents were put together; of more than `MOST` reports they are not, nor where memory does not do.
    """
    count = shelf.reader().execute("SELECT count(*) FROM doc").fetchone()[0]
    if count <= BESIDE:
        link(shelf, judgements, incidents=True)
    elif not known(shelf, judgements, incidents=count <= MOST):
        link(shelf, judgements, incidents=False)
        return bool(count <= MOST) and _apart(shelf)
    return bool(count <= MOST)


def known(shelf: Shelf, judgements: Sequence[Judgement], *, incidents: bool) -> bool:
    """Whether what stands on the shelf was put together of just these reports and decisions."""
    return meta(shelf.reader(), STATE[incidents]) == _state(shelf.reader(), judgements)[incidents]


def _state(db: sqlite3.Connection, judgements: Sequence[Judgement]) -> dict[bool, str]:
    """Of what reports and how many decisions actors, and incidents, are put together."""
    count, newest = db.execute("SELECT count(*), max(run) FROM doc").fetchone()
    deciding = {False: sum(j.kind in ACTORS for j in judgements), True: sum(j.kind in LINKS for j in judgements)}
    return {incidents: f"{newest} {count} {number}" for incidents, number in deciding.items()}


def link(shelf: Shelf, judgements: Sequence[Judgement], *, incidents: bool) -> None:
    """Put actors together and, if wanted, incidents and the origins of ties; those that stand there stay else."""
    if known(shelf, judgements, incidents=incidents):
        return
    state, erased = _state(shelf.reader(), judgements), meta(shelf.reader(), "erasure")
    deciding = [j for j in judgements if j.kind in (LINKS if incidents else ACTORS)]
    stands = decided(deciding)
    actors = actors_of_case(_appearances(shelf, stands), deciding)
    found = each_incident(_reports(shelf, stands), deciding) if incidents else ()
    origins = list(_origins(shelf, stands)) if incidents else ()
    with laid_by(found) as laid, shelf.writing() as db:
        if meta(db, "erasure") != erased:
            return  # what was erased meanwhile must not come back
        keep_actors(db, actors)
        if incidents:
            keep_incidents(db, laid)
        db.executemany("UPDATE tie SET origin = ? WHERE doc = ? AND claim = ?", origins)
        add_up(db)
        prepare(db, linked=True)
        done = [(STATE[what], state[what]) for what in ((False, True) if incidents else (False,))]
        db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", done)
        db.execute("ANALYZE")


def _apart(shelf: Shelf) -> bool:
    """Put incidents together in a process of its own, which ends with this one; whether it did not fail."""
    command = [sys.executable, "-m", __name__, str(shelf.path.parent)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet) as running:
        return running.wait() == 0


def _alone(case: Path) -> None:
    """What that process does: it is nice to others, holds half the memory at most, and ends with whoever began it."""
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    with suppress(ImportError, AttributeError, OSError, ValueError):  # as far as the system knows of such things
        import resource

        os.nice(NICE)
        half = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
        resource.setrlimit(resource.RLIMIT_AS, (half, half))
    link(Shelf(case), tuple(Case.open(case).judgements()), incidents=True)


def _reports(shelf: Shelf, stands: Decided) -> Iterator[Report]:
    for row in shelf.reader().execute("SELECT body FROM packed ORDER BY doc"):
        if (report := stands.applied(unpack(row["body"]))) is not None:
            yield report


def _appearances(shelf: Shelf, stands: Decided) -> Iterator[Appearance]:
    for row in shelf.reader().execute("SELECT body FROM appearance ORDER BY doc, rowid"):
        values = json.loads(row["body"])
        values[6] = tuple((name, times) for name, times in values[6])
        made = Appearance(*values)
        if made.document not in stands.retracted:
            yield made


def _origins(shelf: Shelf, stands: Decided) -> Iterator[tuple[str, int, str]]:
    """For each claim of a tie, the origin that it comes from: ten copies of one report are one."""
    from sayso import linking
    from sayso.linking.happening import carried

    db = shelf.reader()
    rows = db.execute(
        "SELECT DISTINCT t.doc, t.claim, d.id, c.id name FROM tie t JOIN doc d ON d.n = t.doc JOIN claim c"
        " ON c.n = t.claim WHERE t.doc IN (SELECT DISTINCT doc FROM tie LIMIT ?)",
        (TRACED,),
    ).fetchall()
    if not rows:
        return
    numbers = sorted({r["doc"] for r in rows})
    bodies = (db.execute("SELECT body FROM packed WHERE doc = ?", (n,)).fetchone()["body"] for n in numbers)
    known = linking.provenance_of(r for b in bodies if (r := stands.applied(unpack(b))) is not None)
    told = {(document, f.claim) for document, facts in known.facts.items() for f in facts}
    for r in rows:
        if (r["id"], r["name"]) in told:
            yield carried(known, r["id"], r["name"]).origin, r["doc"], r["claim"]


if __name__ == "__main__":
    _alone(Path(sys.argv[1]))
