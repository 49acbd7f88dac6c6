"""What `sayso show` prints: what is in a case, and what is new in it since a version or a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sayso.case.versions import number_of
from sayso.showing.console import bar, printed, table
from sayso.showing.wording import count, flat, listed

if TYPE_CHECKING:
    import duckdb
    from rich.console import RenderableType

    from sayso.case import Case

LIMIT = 8
NEW = 20
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What a case holds at a version; all of it masked.

    Attributes:
        outlets, types, languages, genres: with the number of reports (of types: of claims), most first.
        decided: decisions that stand or stood, by kind.
        failed: records that were never read, by the code of what is wrong, and the newest of them.
        since: from which version on things are new; None if nobody asked.
        new: reports added since: record, outlet, day, title or first words, number of claims.
    """

    path: str
    version: int
    at: str | None
    reports: int
    claims: int
    retracted: int
    first: str | None
    last: str | None
    outlets: tuple[Row, ...]
    types: tuple[Row, ...]
    languages: tuple[Row, ...]
    genres: tuple[Row, ...]
    decided: dict[str, int]
    failed: dict[str, int]
    newest_failures: tuple[str, ...]
    since: int | None = None
    new_reports: int = 0
    new_decisions: int = 0
    new: tuple[Row, ...] = ()


def held(case: Case, *, since: int | str | None = None) -> Held:
    """What a case holds.

    Args:
        case: the case, at a version.
        since: a version or a day; what came after it is listed as new.

    Raises:
        UsageError: `since` is neither.
    """
    versions = case.versions()
    base = None if since is None else number_of(versions, since)
    here = next((v for v in versions if v.version == case.version), None)
    failures = list(case.failures())
    judgements = list(case.judgements())
    with case.index() as index:
        one = _ask(index, "SELECT count(*), min(published_start), max(published_start) FROM documents")[0]
        read = {r for (r,) in _ask(index, "SELECT DISTINCT record FROM documents")} if failures else set()
        left = [(record, failure) for record, failure in failures if record not in read]
        new = case.added_since(base) if base is not None else ()
        return Held(
            path=str(case.path),
            version=case.version,
            at=here.at if here else None,
            reports=one[0],
            claims=_ask(index, "SELECT count(*) FROM claims")[0][0],
            retracted=len(case.decided.retracted),
            first=one[1],
            last=one[2],
            outlets=tuple(_ask(index, _OUTLETS)),
            types=tuple(_ask(index, "SELECT coalesce(type, kind), count(*) FROM claims GROUP BY 1 ORDER BY 2 DESC, 1")),
            languages=tuple(_most(index, "language")),
            genres=tuple(_most(index, "genre")),
            decided=dict(Counter(j.kind for j in judgements)),
            failed=dict(Counter(f.code for _, f in left).most_common()),
            newest_failures=tuple(f"{f.where}: {f.message}" for _, f in left[-3:]),
            since=base,
            new_reports=len(new),
            new_decisions=sum(run > base for run, _ in case.decisions()) if base is not None else 0,
            new=tuple(_listed(index, new[-NEW:])),
        )


_OUTLETS = """SELECT coalesce(outlet, ''), count(*), min(published_start), max(published_start)
    FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"""


def _ask(index: duckdb.DuckDBPyConnection, query: str, values: Sequence[object] = ()) -> list[Row]:
    return [tuple(row) for row in index.execute(query, list(values)).fetchall()]


def _most(index: duckdb.DuckDBPyConnection, column: str) -> list[Row]:
    return _ask(index, f"SELECT coalesce({column}, 'not known'), count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1")


def _listed(index: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> Iterator[Row]:
    query = """SELECT record, outlet, published_start, coalesce(title, left(text, 80)),
        (SELECT count(*) FROM claims c WHERE c.document = d.document)
        FROM documents d JOIN texts USING (document) WHERE d.document = ?"""
    for document in documents:
        yield from _ask(index, query, [document])


def held_json(found: Held) -> dict[str, Any]:
    """The same as plain data."""
    return asdict(found)


def held_text(found: Held, *, width: int, colour: bool) -> str:
    """The same for a terminal."""
    return printed(_parts(found), width=width, colour=colour)


def _parts(found: Held) -> Iterator[RenderableType]:
    from rich.text import Text

    at = f", of {found.at[:16].replace('T', ' ')} UTC" if found.at else ""
    yield Text(f"{flat(found.path)} · case version {found.version}{at}", "bold")
    yield Text(_sum(found))
    if found.reports:
        yield ""
        yield table(("outlet", "reports", "", "from", "to"), _outlets(found.outlets, found.reports), right=("reports",))
        yield ""
        yield table(("claims", "number", ""), _types(found.types, found.claims), right=("number",))
    if found.decided:
        yield ""
        yield Text("Decided: " + ", ".join(f"{n} {_KINDS.get(k, k)}" for k, n in sorted(found.decided.items())))
    if found.failed:
        yield ""
        yield Text(f"Not read: {', '.join(f'{n} {code}' for code, n in found.failed.items())}; the newest:", "yellow")
        for line in found.newest_failures:
            yield Text(f"  {flat(line)}")
    if found.since is not None:
        yield ""
        yield from _news(found)


_KINDS = {
    "same_actor": "on whether names are one", "same_incident": "on whether claims are of one incident",
    "copy_of": "on copies", "public_person": "on who is public", "unmask": "unmasked", "erased": "erased",
    "reviewed": "reviews", "corrected": "corrections", "retracted": "retractions", "cell": "ratings",
    "answer": "answers entered",
}  # fmt: skip


def _sum(found: Held) -> str:
    if not found.reports:
        return "nothing in it yet: `sayso read REPORTS --case` adds reports"
    when = f", published {found.first} to {found.last}" if found.first else ", none of them dated"
    kinds = [f"{n} {flat(str(g))}" for g, n in found.genres]
    languages = listed([f"{flat(str(name))} {n}" for name, n in found.languages], limit=4)
    out = f"\n{count(found.retracted, 'report')} retracted and left out" if found.retracted else ""
    named = sum(bool(name) for name, *_ in found.outlets)
    from_ = f"{count(found.reports, 'report')} from {count(named, 'outlet')}"
    return f"{from_}{when}; {count(found.claims, 'claim')}\n{', '.join(kinds)} · {languages}{out}"


def _outlets(rows: Sequence[Row], whole: int) -> Iterator[tuple[str, ...]]:
    for name, number, first, last in rows[:LIMIT]:
        yield flat(name) or "no outlet given", f"{number:,}", bar(number, whole), first or "", last or ""
    if len(rows) > LIMIT:
        rest = sum(row[1] for row in rows[LIMIT:])
        yield f"{len(rows) - LIMIT} more", f"{rest:,}", bar(rest, whole), "", ""


def _types(rows: Sequence[Row], whole: int) -> Iterator[tuple[str, ...]]:
    for name, number in rows[: 2 * LIMIT]:
        yield str(name), f"{number:,}", bar(number, whole)
    if len(rows) > 2 * LIMIT:
        rest = sum(row[1] for row in rows[2 * LIMIT :])
        yield f"{len(rows) - 2 * LIMIT} more", f"{rest:,}", bar(rest, whole)


def _short(text: str, size: int) -> str:
    """The beginning of a text, on one line."""
    plain = flat(text)
    return plain if len(plain) <= size else plain[: size - 1] + "…"


def _news(found: Held) -> Iterator[RenderableType]:
    from rich.text import Text

    said = f"{count(found.new_reports, 'report')} and {count(found.new_decisions, 'decision')}"
    yield Text(f"New since version {found.since}: {said}", "bold")
    if found.new:
        head = ("day", "claims", "report", "outlet", "title or first words")
        rows = [
            (d or "undated", str(c), _short(r, 26), _short(o or "", 22), _short(t, 60)) for r, o, d, t, c in found.new
        ]
        yield table(head, rows, right=("claims",), wrap=head[-1])
        if found.new_reports > len(found.new):
            yield Text(f"{found.new_reports - len(found.new)} more are not shown", "dim")
