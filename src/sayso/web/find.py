"""Looking things up on the shelf: reports, claims by words and by facets, and what to review first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from sayso.web.answers import kept
from sayso.web.desk import Desk
from sayso.web.totals import CAP, counted

PAGE, TEXTS = 25, 8
LISTED = 30_000
"""Reviewed claims that a search looks among: as many as the database takes in one question."""
Choices = dict[str, list[tuple[str, int]]]
_WORD = re.compile(r"\w+")
_CLAIM = (
    "c.n, c.id, c.type, c.mode, c.category, c.certainty, c.polarity, c.score, c.grave, c.urgency, c.evidence,"
    " s.holder, s.sentence, s.quote, c.accuses, d.id document, d.key doc_key, d.outlet, d.title, d.record,"
    " d.day published"
)
_FROM = "claim c JOIN doc d ON d.n = c.doc JOIN said s ON s.n = c.n"
_ORDERS = {
    "newest": "day DESC, n", "oldest": "day IS NULL, day, n", "accusations": "accusations DESC, n", "added": "n DESC",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facets:
    """What is searched for: words, and what the claims must be."""

    q: str = ""
    type: str = ""
    certainty: str = ""
    outlet: str = ""
    evidence: str = ""
    year: str = ""
    status: str = ""

    def query(self, **changed: str) -> dict[str, str]:
        """The search as a question of an address, with some of it changed."""
        return {k: v for k, v in (asdict(self) | changed).items() if v}


@dataclass(frozen=True)
class Found:
    """What a search found: the numbers of its claims, at most `CAP`, and what they divide into."""

    numbers: list[int]
    facets: Choices


def match(words: str, *, whole: bool = False) -> str:
    """Words of a user as a query of the index: all of them, never its syntax.

    Args:
        words: what was typed.
        whole: whether the last one, too, is a whole word and not a beginning.

    >>> match('depot "fire" OR near(')
    '"depot" "fire" "OR" "near"*'
    >>> match("'; --")
    ''
    """
    found = _WORD.findall(words)[:12]
    return " ".join(f'"{w}"' for w in found) + ("*" if found and len(found[-1]) > 2 and not whole else "")


def outlets(desk: Desk) -> list[str]:
    """The outlets of the case, the most frequent first."""
    found: list[str] = kept(desk, "outlets")
    return found


def reports(desk: Desk, *, outlet: str, genre: str, order: str, page: int) -> tuple[list[sqlite3.Row], bool]:
    """A page of reports, and whether there are more."""
    wanted, values = ["1"], list[object]()
    for column, value in (("outlet", outlet), ("genre", genre)):
        if value:
            wanted.append(f"{column} = ?")
            values.append(value)
    rows = (
        desk.shelf.reader()
        .execute(
            "SELECT id, key, record, outlet, title, day, genre, claims, accusations, failed FROM doc"
            f" WHERE {' AND '.join(wanted)} ORDER BY {_ORDERS.get(order, _ORDERS['newest'])} LIMIT ? OFFSET ?",
            [*values, PAGE + 1, (page - 1) * PAGE],
        )
        .fetchall()
    )
    return rows[:PAGE], len(rows) > PAGE


def searched(desk: Desk, asked: Facets) -> Found:
    """The claims with these words that are like this."""
    if asked == Facets():
        numbers = [r[0] for r in desk.shelf.reader().execute("SELECT n FROM claim ORDER BY n LIMIT ?", (CAP,))]
        return Found(numbers, kept(desk, "facets"))
    stamp = desk.stamp()
    return desk.worked(f"search {asked}", stamp if asked.status else stamp[1:], lambda: _searched(desk, asked))


def _searched(desk: Desk, asked: Facets) -> Found:
    """Whole words first: a beginning is looked for where there are few of them, for it costs all words it begins."""
    wanted, values = _wanted(desk, asked)
    whole, beginning = match(asked.q, whole=True), match(asked.q)
    rows: list[tuple[Any, ...]] = []
    for words in dict.fromkeys((whole, beginning)):
        rows = _looked_up(desk.shelf.reader(), words, wanted, values)
        if len(rows) >= CAP:
            break
    return Found([r[0] for r in rows], counted([r[1:] for r in rows]))


def _looked_up(
    db: sqlite3.Connection, words: str, wanted: Sequence[str], values: Sequence[object]
) -> list[tuple[Any, ...]]:
    """Number and facets of the claims that are meant."""
    first, asked = "claim c", list[object]()
    if words:
        most = 4 * CAP if wanted else CAP
        first = (
            f"(SELECT rowid r FROM claim_words WHERE claim_words MATCH ? LIMIT {most}) CROSS JOIN claim c ON c.n = r"
        )
        asked = [words]
    where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
    found = db.execute(
        "SELECT c.n, c.type, c.certainty, c.evidence, d.outlet, substr(d.day, 1, 4)"
        f" FROM {first} JOIN doc d ON d.n = c.doc{where} LIMIT {CAP}",
        [*asked, *values],
    )
    return [tuple(r) for r in found]


def _wanted(desk: Desk, asked: Facets) -> tuple[list[str], list[object]]:
    """The conditions of a search but for its words."""
    wanted, values = list[str](), list[object]()
    columns = {"type": "c.type", "certainty": "c.certainty", "outlet": "d.outlet", "evidence": "c.evidence"}
    for name, column in columns.items():
        if value := getattr(asked, name):
            wanted.append(f"{column} = ?")
            values.append(value)
    if asked.year:
        wanted.append("d.day BETWEEN ? AND ? AND substr(d.day, 1, 4) = ?")
        values += [asked.year, f"{asked.year}~", asked.year]
    if asked.status:
        verdicts = {"confirmed": {"positive"}, "rejected": {"negative"}}.get(asked.status, {"positive", "negative"})
        reviews = desk.now().decided.reviews
        numbers = [n for key, (n, _) in reviewed(desk).items() if reviews[key].verdict in verdicts][-LISTED:]
        wanted.append(f"c.n {'NOT ' if asked.status == 'unreviewed' else ''}IN ({_marks(numbers)})")
        values += numbers
    return wanted, values


def texts(desk: Desk, words: str) -> list[sqlite3.Row]:
    """Reports whose text or title has the words."""
    rows: list[sqlite3.Row] = []
    for asked in dict.fromkeys((match(words, whole=True), match(words))):
        if asked and len(rows) < TEXTS:
            rows = desk.shelf.reader().execute(
                "SELECT key, title, record, outlet, day FROM doc JOIN"
                f" (SELECT rowid r FROM doc_words WHERE doc_words MATCH ? LIMIT {TEXTS}) ON r = n",
                (asked,),
            ).fetchall()  # fmt: skip
    return rows


def reviewed(desk: Desk) -> dict[tuple[str, str], tuple[int, bool]]:
    """For each reviewed claim its number on the shelf, and whether it accuses; of one that is not there any more, 0."""
    db = desk.shelf.reader()
    known: dict[tuple[str, str], tuple[int, bool]] = desk.worked("reviewed", desk.stamp()[1:], dict)
    found = {}
    for key in desk.now().decided.reviews:
        if key not in known:
            row = db.execute(
                "SELECT c.n, c.accuses FROM claim c JOIN doc d ON d.n = c.doc WHERE d.id = ? AND c.id = ?", key
            ).fetchone()
            known[key] = (row[0], bool(row[1])) if row is not None else (0, False)
        found[key] = known[key]
    return found


def urgent(desk: Desk, number: int, *, after: int = 0, everything: bool = False) -> list[sqlite3.Row]:
    """The unreviewed claims to review first: accusations, or all claims, by urgency."""
    done = {n for n, _ in reviewed(desk).values()} | _retracted(desk)
    only = "" if everything else " WHERE accuses"
    rows = desk.shelf.reader().execute(f"SELECT n FROM claim{only} ORDER BY urgency DESC, n")
    left = (r[0] for r in rows if r[0] not in done)
    return claims(desk, list(islice(left, after, after + number)))


def _retracted(desk: Desk) -> set[int]:
    """The numbers of claims that are retracted, by themselves or with their report."""
    db, stands = desk.shelf.reader(), desk.now().decided
    found = set[int]()
    for document, claim in [*((d, "") for d in stands.retracted), *stands.withdrawn]:
        rows = db.execute(
            "SELECT c.n FROM claim c JOIN doc d ON d.n = c.doc WHERE d.id = ? AND ? IN ('', c.id)", (document, claim)
        )
        found |= {r[0] for r in rows}
    return found


def claims(desk: Desk, numbers: Sequence[int]) -> list[sqlite3.Row]:
    """Claims by their numbers, in this order."""
    rows = desk.shelf.reader().execute(f"SELECT {_CLAIM} FROM {_FROM} WHERE c.n IN ({_marks(numbers)})", list(numbers))
    found = {r["n"]: r for r in rows}
    return [found[n] for n in numbers if n in found]


def claims_where(desk: Desk, where: str, values: Sequence[object], *, limit: int = PAGE) -> list[sqlite3.Row]:
    """Claims by a condition of ours, never of a user's."""
    return desk.shelf.reader().execute(
        f"SELECT {_CLAIM} FROM {_FROM} WHERE {where} LIMIT ?", [*values, limit]
    ).fetchall()  # fmt: skip


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))
