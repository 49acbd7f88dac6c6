"""A gazetteer of the user's own: names of groups, bodies and organisations, from CSV or FollowTheMoney JSON lines.

Its entries come before those that are shipped. No natural person is taken from it: who is public, a text says.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from sayso.errors import NotFoundError, UsageError
from sayso.lexicon.countries import countries
from sayso.lexicon.language import load
from sayso.lexicon.names import slug
from sayso.records.actor import MentionKind

KINDS = frozenset({"state_body", "armed_group", "organization"})
COLUMNS = ("name", "kind", "country", "sector", "other names", "id", "from", "splinter of")
SCHEMAS: Mapping[str, MentionKind] = {
    "PublicBody": "state_body",
    "Organization": "organization",
    "Company": "organization",
    "LegalEntity": "organization",
}
"""Schemas of FollowTheMoney that are taken; persons, vessels, assets and the like are passed over."""
LONGEST = 120
MOST = 200_000


class OwnRow(NamedTuple):
    """One name of an entry.

    Attributes:
        name: as it is written in texts; `others` further spellings of it.
        id: rows of one id are one actor, under names of its own time.
        since: the year from which the name holds, or None.
        splinter_of: the name of the group that it split from, or "".
    """

    name: str
    kind: MentionKind
    country: str
    sector: str
    others: tuple[str, ...]
    id: str
    since: int | None = None
    splinter_of: str = ""


class Own(NamedTuple):
    """What a file holds, and the hash by which a report's `coding` names it."""

    rows: tuple[OwnRow, ...] = ()
    digest: str = ""


_used: list[str] = [""]


def use(path: str) -> None:
    """Take this file's entries from now on, in this process; "" takes none.

    Raises:
        NotFoundError: it cannot be read.
        UsageError: a row is not as it should be; the message names the line.
    """
    if path == _used[0]:
        return
    read(path)
    _used[0] = path
    from sayso.lexicon import gazetteers, history
    from sayso.lexicon.matching import known

    for kept in (gazetteers._index, gazetteers.entry_ids, known._entries, history._lines, history._history,
                 history._children):  # fmt: skip
        kept.cache_clear()


def own() -> Own:
    """The entries in use."""
    return read(_used[0])


@cache
def read(path: str) -> Own:
    """The entries of a file: FollowTheMoney if its name ends in .json, .jsonl, .ndjson or .ftm, else CSV."""
    if not path:
        return Own()
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise NotFoundError(
            "the gazetteer cannot be read", where=path, hint="name a CSV file or FollowTheMoney JSON lines"
        ) from error
    text = data.decode("utf-8-sig", "replace")
    ftm = Path(path).suffix.lower() in (".json", ".jsonl", ".ndjson", ".ftm")
    rows = tuple(_ftm(text, path) if ftm else _table(text, path))
    if len(rows) > MOST:
        raise UsageError(f"{len(rows)} names are too many", where=path, hint=f"give at most {MOST}")
    return Own(rows, hashlib.sha256(data).hexdigest())


def _table(text: str, path: str) -> Iterator[OwnRow]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if "name" not in (reader.fieldnames or ()):
        raise UsageError("there is no column “name”", where=path, hint=f"columns: {', '.join(COLUMNS)}")
    try:
        for row in reader:
            cells = {k: (v or "").strip() for k, v in row.items() if isinstance(k, str) and not isinstance(v, list)}
            yield _row(cells, f"{path}:{reader.line_num}")
    except csv.Error as error:
        raise UsageError(f"no CSV: {error}", where=f"{path}:{reader.line_num}", hint="quote its fields") from error


def _row(cells: Mapping[str, str], where: str) -> OwnRow:
    name, kind = cells.get("name", ""), cells.get("kind", "") or "organization"
    if not _fits(name):
        raise UsageError("a name is empty, too long or has no letter", where=where, hint="mend or remove the row")
    if kind not in KINDS:
        raise UsageError(f"no such kind: {kind!r}", where=where, hint=f"kinds: {', '.join(sorted(KINDS))}; no persons")
    since = cells.get("from", "")
    if since and not (since.isdigit() and 1 <= int(since) <= 9999):
        raise UsageError(f"not a year: {since!r}", where=where, hint="write the year from which the name holds")
    others = tuple(n for n in (x.strip() for x in cells.get("other names", "").split("|")) if _fits(n))
    country = _country(cells.get("country", ""), where)
    splinter = cells.get("splinter of", "")
    key = cells.get("id", "") or slug(name)
    return OwnRow(
        name, cast(MentionKind, kind), country, cells.get("sector", ""), others, slug(key),
        int(since) if since else None, splinter,
    )  # fmt: skip


def _fits(name: str) -> bool:
    return 0 < len(name) <= LONGEST and any(c.isalpha() for c in name)


@cache
def _codes() -> dict[str, str]:
    """ISO codes of two and three letters, and names, in lower case, to codes of three."""
    table: dict[str, str] = load("ontology/exports")["alpha2"]
    found = {str(two).lower(): three for three, two in table.items()}
    found |= {n.lower(): c.code for c in countries().values() for n in c.names}
    return found | {code.lower(): code for code in countries()}


def _country(given: str, where: str) -> str:
    if not given:
        return ""
    code = _codes().get(given.lower())
    if code is None:
        raise UsageError(f"no such country: {given!r}", where=where, hint="write an ISO code, or leave it empty")
    return code


def _ftm(text: str, path: str) -> Iterator[OwnRow]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield from _entity(line, f"{path}:{number}")


def _entity(line: str, where: str) -> Iterator[OwnRow]:
    """The row of one entity; none for schemas that are passed over, and for entities without a name."""
    try:
        entity: Any = json.loads(line)
        schema, found = entity["schema"], entity["properties"]
        names = [str(n).strip() for key in ("name", "alias", "weakAlias") for n in _values(found, key)]
        code = next(iter(_values(found, "jurisdiction") + _values(found, "country")), "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(
            "no entity of FollowTheMoney", where=where, hint="one JSON object a line, with schema and properties"
        ) from error
    names = [n for n in names if _fits(n)]
    if schema in SCHEMAS and names:
        country = _codes().get(str(code).lower(), "")
        yield OwnRow(names[0], SCHEMAS[schema], country, "", tuple(names[1:]), slug(names[0]))


def _values(found: Mapping[str, Any], key: str) -> list[Any]:
    value = found.get(key) or []
    return list(value) if isinstance(value, list | tuple) else [value]


def by_id(rows: Iterable[OwnRow]) -> dict[str, list[OwnRow]]:
    """The rows of each actor, in order of the years from which their names hold."""
    found: dict[str, list[OwnRow]] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row)
    return {key: sorted(group, key=lambda r: r.since or 0) for key, group in found.items()}
