"""Who appears in a report: one row for each actor in it that has a name, small enough to be kept for a whole case.

A private person is no row, whatever is known of them: nobody is put together across reports by a private name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sayso.lexicon.countries import countries
from sayso.lexicon.gazetteers import entry_ids
from sayso.lexicon.matching.known import entry_of
from sayso.lexicon.matching.reading import read
from sayso.lexicon.matching.script import latin
from sayso.lexicon.names import slug
from sayso.linking.naming import acronym, name, words
from sayso.privacy import PSEUDONYM
from sayso.privacy.persons import name_of
from sayso.records.report import Report
from sayso.records.tables import Row

CLASSES = {
    "person": "person", "state": "state", "state_body": "body", "armed_group": "body", "organization": "body",
    "group": "body",
}  # fmt: skip
LONGEST = 120
"""Characters of a name; what is longer is a clause, and stands for nobody across reports."""
LOCAL = "~"
"""What begins the part of an actor whose words name nobody outside the report."""


class Appearance(NamedTuple):
    """One actor in one report.

    Attributes:
        document, content, day: the report, its text, and the day it came out (or "").
        actor: the id in the report.
        part: the id across reports; it begins with `LOCAL` for who has none.
        name: the fullest name used; `names` all of them as written, with how often.
        known: whether `part` is a code of the gazetteer.
    """

    document: str
    content: str
    day: str
    actor: str
    part: str
    name: str
    names: tuple[tuple[str, int], ...]
    kind: str
    country: str
    known: bool


class Seen(NamedTuple):
    """What is needed of a mention."""

    actor: str
    text: str
    kind: str
    country: str | None
    private: bool


def appearances_in(report: Report) -> Iterator[Appearance]:
    """The appearances of one report."""
    doc = report.document
    day = doc.published.start or doc.published.end or ""
    seen = [Seen(m.actor, m.text, m.kind, m.country, m.private) for m in report.mentions if m.actor]
    yield from appearances(doc.id, doc.content, day, seen)


def appearances_of_row(row: Row) -> Iterator[Appearance]:
    """The appearances of one row of a case's documents: its columns `id`, `document` and `mentions`."""
    doc: Mapping[str, Any] = row["document"]
    published = doc["published"] or {}
    day = published.get("start") or published.get("end") or ""
    seen = [
        Seen(m["actor"], m["text"], m["kind"], m["country"], m["private"]) for m in row["mentions"] or () if m["actor"]
    ]
    yield from appearances(row["id"], doc["content"], day, seen)


def appearances(document: str, content: str, day: str, seen: Iterable[Seen]) -> Iterator[Appearance]:
    """The actors of one report from its mentions that resolve to somebody."""
    groups: dict[str, list[Seen]] = {}
    for mention in seen:
        groups.setdefault(mention.actor, []).append(mention)
    for actor, mentions in groups.items():
        if any(m.private or PSEUDONYM.search(m.text) for m in mentions) or PSEUDONYM.search(actor):
            yield Appearance(document, content, day, actor, f"{LOCAL}private", "", (), "person", "", False)
            continue
        made = _appearance(document, content, day, actor, mentions)
        if made is not None:
            yield made


def _appearance(document: str, content: str, day: str, actor: str, mentions: Sequence[Seen]) -> Appearance | None:
    kinds = Counter(m.kind for m in mentions if m.kind in CLASSES)
    if not kinds:
        return None  # a place or a building
    kind = "state" if kinds["state"] else max(sorted(kinds), key=lambda k: kinds[k])
    country = next((m.country for m in mentions if m.country), None) or ""
    known = actor in entry_ids() or actor in countries() or _of_state(actor)
    written = Counter(n for m in mentions if (n := _written(m)) is not None)
    named = {n: c for n, c in written.items() if _names(n, kind, known)}
    if not named and not known:
        return None
    names = named or dict(written) or {actor: len(mentions)}
    full = max(sorted(names), key=lambda n: _fullness(n, names[n], kind))
    part = actor if known else part_of(full, kind, country)
    return Appearance(document, content, day, actor, part, full, tuple(sorted(names.items())), kind, country, known)


def _of_state(actor: str) -> bool:
    """Whether an id was made of a state and one of its bodies: `isr-army`."""
    code, dash, rest = actor.partition("-")
    return bool(dash and rest) and len(code) == 3 and code.upper() in countries()


def part_of(full: str, kind: str, country: str) -> str:
    """The id of a name across reports: what it is made of shows who it may be.

    A group's country is no part of its name: reports read it from what else they tell of. A state body's is.

    >>> part_of("Black Cranes", "armed_group", ""), part_of("Harbour Guard", "state_body", "FIN")
    ('black-cranes', 'harbour-guard@FIN')
    >>> part_of("Ministry of Defence", "state_body", ""), part_of("Anna Berg", "person", "FIN")
    ('~ministry-of-defence', 'person:anna-berg')
    """
    key = slug(latin(full).text)
    if CLASSES[kind] == "person":
        return f"person:{key}" if len(key.split("-")) > 1 else f"{LOCAL}person:{key}"
    tells = telling(full) or entry_of(full) is not None
    if country and (kind == "state_body" or not tells):
        return f"{key}@{country}"
    return key if tells else f"{LOCAL}{key}"


@lru_cache(maxsize=65_536)
def telling(full: str) -> bool:
    """Whether a name says who it is by itself: a word of its own, or a nation, in it.

    >>> telling("Black Cranes"), telling("Ministry of Defence"), telling("Central Committee")
    (True, False, False)
    """
    return any(w.kind in ("word", "acronym", "nation") and len(w.text) > 1 for w in read(full, "body").words)


def _written(mention: Seen) -> str | None:
    """The name in a mention, without article, owner, titles; None where it is too long to be one."""
    text = " ".join(mention.text.split())
    if mention.kind == "person":
        pieces = name_of(text, 0, len(text))
        text = text[pieces[0].start : pieces[-1].end] if pieces else ""
    else:
        text = name(text).text
    return text if 0 < len(text) <= LONGEST else None


def _names(text: str, kind: str, known: bool) -> bool:
    """Whether words are a name rather than a description: “Fighters of the Front” is not the Front."""
    taken = name(text)
    if taken.key in words("pronouns") or (kind == "group" and len(taken.words) < 2):
        return False
    return taken.proper if kind != "person" and not known else taken.capital


def _fullness(text: str, times: int, kind: str) -> tuple[bool, int, int]:
    taken = name(text)
    length = len(taken.words)
    return acronym(text) is None, *((times, length) if kind == "state" else (length, times))
