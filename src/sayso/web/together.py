"""What many reports come to, kept on the shelf: who is one actor, which claims are one incident, whence each tie.

Put together from the reports as people decided on them: without what was rejected or retracted, with corrections.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sayso.case.decided import Decided, decided
from sayso.linking.appearances import Appearance
from sayso.linking.case_actors import actors_of_case
from sayso.linking.incidents import incidents_of_case
from sayso.records.judgement import Judgement
from sayso.records.report import Report
from sayso.web.answers import prepare
from sayso.web.net import add_up
from sayso.web.shelf import Shelf, meta
from sayso.web.shelf_linked import keep_actors, keep_incidents
from sayso.web.shelf_rows import unpack

MOST = 20_000
"""Reports whose incidents are put together while one reads; of more it would take too long, and too much memory beside
the reader. Actors are put together in any case."""
TRACED = 1_500
"""Reports with ties whose origins are traced; of more, a tie is counted by outlets, which the page says."""
STATE = "together"
LINKS = ("same_incident", "same_actor", "reviewed", "corrected", "retracted")
ACTORS = ("same_actor", "retracted")
"""What alone is decided about actors: of a large case nothing else is put together, so nothing else counts."""


def put_together(shelf: Shelf, judgements: Sequence[Judgement]) -> bool:
    """Link all reports on the shelf and keep what comes of it there; nothing is done if nothing changed.

    Returns:
        Whether incidents were put together; of more than `MOST` reports they are not.
    """
    db = shelf.reader()
    count, newest = db.execute("SELECT count(*), max(run) FROM doc").fetchone()
    small = bool(count <= MOST)
    deciding = [j for j in judgements if j.kind in (LINKS if small else ACTORS)]
    state = f"{newest} {count} {len(deciding)} {small}"
    if meta(db, STATE) == state:
        return small
    stands = decided(deciding)
    actors = actors_of_case(_appearances(shelf, stands), deciding)
    incidents = incidents_of_case(_reports(shelf, stands), deciding) if small else ()
    origins = list(_origins(shelf, stands)) if small else ()
    with shelf.writing() as db:
        keep_actors(db, actors)
        keep_incidents(db, incidents)
        db.executemany("UPDATE tie SET origin = ? WHERE doc = ? AND claim = ?", origins)
        add_up(db)
        prepare(db, linked=True)
        db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (STATE, state))
        db.execute("ANALYZE")
    return small


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
