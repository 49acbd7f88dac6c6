"""The figures of the overview and what lists offer to choose from: counted once for what is on the shelf."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from sayso.showing.wording import count, day, table
from sayso.web.render import type_words

__all__ = ["CAP", "counted", "facets_of_all", "incident_row", "incident_types", "months_words", "outlets_of_all",
           "told_most", "totals_of"]  # fmt: skip
SHOWN = 8
OUTLETS = 200
CAP = 5_000
"""Claims that are looked through for facets; more are said to be more."""
FACETS = ("type", "certainty", "evidence", "outlet", "year")


def totals_of(db: sqlite3.Connection) -> dict[str, Any]:
    """What the case holds, in numbers."""
    reports, outlets, claims, accusations, first, last = db.execute(
        "SELECT count(*), count(DISTINCT nullif(outlet, '')), coalesce(sum(claims), 0), coalesce(sum(accusations), 0),"
        " min(day), max(day) FROM doc"
    ).fetchone()
    cited = db.execute("SELECT count(*) FROM claim WHERE evidence = 'cited' AND accuses").fetchone()[0]
    incidents = db.execute("SELECT count(*) FROM incident").fetchone()[0]
    ties = db.execute("SELECT count(*) FROM (SELECT DISTINCT subject, type, object FROM bond)").fetchone()[0]
    by_type = db.execute(
        "SELECT type, category, count(*) n FROM claim GROUP BY type, category ORDER BY n DESC LIMIT 16"
    ).fetchall()
    most = max((r["n"] for r in by_type), default=1)
    return {
        "reports": reports, "outlets": outlets, "claims": claims, "accusations": accusations, "first": first,
        "last": last, "incidents": incidents,
        "figures": [
            ("reports", reports, "/reports"), ("claims", claims, "/search"),
            ("accusations", accusations, "/queue"), ("with evidence cited", cited, "/search?evidence=cited"),
            ("incidents", incidents, "/incidents"), ("ties", ties, "/network"),
        ],
        "by_outlet": [dict(r) for r in db.execute(
            "SELECT outlet, count(*) reports, sum(claims) claims, sum(accusations) accusations FROM doc"
            f" GROUP BY outlet ORDER BY reports DESC, outlet LIMIT {SHOWN}")],
        "by_type": [
            {"type": r["type"], "category": r["category"], "words": _type(r["type"]), "n": r["n"],
             "share": round(100 * r["n"] / most, 1)} for r in by_type
        ],
        "months": [tuple(r) for r in db.execute(
            "SELECT substr(day, 1, 7) m, count(*), sum(accusations) FROM doc WHERE day IS NOT NULL GROUP BY m"
            " ORDER BY m")],
    }  # fmt: skip


def _type(kind: str) -> str:
    events = table("events")
    return f"{kind.lower()} · {type_words(kind)}" if kind in events else type_words(kind)


def months_words(months: list[tuple[str, int, int]]) -> str:
    """The chart in words.

    >>> months_words([("1939-11", 12, 3), ("1999-11", 1, 1)])
    'Reports by month of publication, November 1939 to November 1999; the most, 12 reports, in November 1939.'
    """
    if not months:
        return "No report is dated."
    top = max(months, key=lambda m: m[1])
    span = f"{day(months[0][0])} to {day(months[-1][0])}"
    return f"Reports by month of publication, {span}; the most, {count(top[1], 'report')}, in {day(top[0])}."


def outlets_of_all(db: sqlite3.Connection) -> list[str]:
    """The outlets of the case, the most frequent first."""
    rows = db.execute(
        "SELECT outlet FROM doc WHERE outlet <> '' GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT ?", (OUTLETS,)
    )
    return [r[0] for r in rows]


def facets_of_all(db: sqlite3.Connection) -> dict[str, list[tuple[str, int]]]:
    """By facet, how many of the first claims each choice would leave."""
    return counted(db.execute(
        "SELECT c.type, c.certainty, c.evidence, d.outlet, substr(d.day, 1, 4)"
        " FROM (SELECT * FROM claim ORDER BY n LIMIT ?) c JOIN doc d ON d.n = c.doc", (CAP,)
    ).fetchall())  # fmt: skip


def counted(rows: list[Any]) -> dict[str, list[tuple[str, int]]]:
    """By facet, its twelve most frequent values in rows of them.

    >>> counted([("AID", "certain", "none", "", "1939")] * 2)["type"]
    [('AID', 2)]
    """
    columns = zip(*rows, strict=True) if rows else [()] * len(FACETS)
    return {
        name: [(value, n) for value, n in Counter(column).most_common(13) if value][:12]
        for name, column in zip(FACETS, columns, strict=True)
    }


def incident_types(db: sqlite3.Connection) -> list[str]:
    """The types of the case's incidents, the most frequent first."""
    return [r[0] for r in db.execute("SELECT type FROM incident GROUP BY type ORDER BY count(*) DESC")]


def told_most(db: sqlite3.Connection, number: int) -> list[dict[str, Any]]:
    """The incidents that most reports tell of."""
    # the plus keeps SQLite from sorting all of these types: in the order wanted, it finds some at once
    rows = db.execute(
        'SELECT id, type, mode, start, "end", place, country, reports, differ FROM incident'
        " WHERE +type IN ('ASSAULT', 'COERCE', 'PROTEST', 'MOBILIZE', 'SANCTION', 'RETREAT', 'AID')"
        " ORDER BY reports DESC, differ DESC, n LIMIT ?", (number,)
    )  # fmt: skip
    return [incident_row(r) for r in rows]


def incident_row(row: sqlite3.Row) -> dict[str, Any]:
    """An incident's line."""
    from sayso.showing.wording import period

    start, end = row["start"], row["end"]
    when = (day(start) if start == end else period(start, end, "range")) if start else ""
    return dict(row) | {"when": when}
