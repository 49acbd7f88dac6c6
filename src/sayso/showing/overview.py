"""What several reports look like side by side: one line each, and which of them share their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.records.document import content_id
from sayso.showing.view import Story
from sayso.showing.wording import listed, quoted

# Without a case, one person has another pseudonym in each report: two copies differ in nothing else.
_PSEUDONYM = re.compile(r"person-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Head:
    """One report in a list of reports."""

    record: str
    content: str
    title: str
    outlet: str
    date: str
    genre: str
    claims: int
    accusations: int
    cited: int
    failed: bool


def short(record: str) -> str:
    """A record's name as a headline: of a path, its last part.

    >>> short("/home/me/articles/note.txt"), short("https://example.org/a/b"), short("r1")
    ('note.txt', 'https://example.org/a/b', 'r1')
    """
    return record if "://" in record else record.rstrip("/").rpartition("/")[2] or record


def head_of(told: Story) -> Head:
    """The line for a story."""
    accusing = told.section("accusations")
    entries = accusing.entries if accusing else ()
    cited = sum(f.name == "evidence" and f.tone == "good" for e in entries for f in e.facts)
    return Head(
        record=told.record,
        content=content_id(_PSEUDONYM.sub("person-", told.text)) if told.text else "",
        title=quoted(told.title) if told.title else short(told.record),
        outlet=told.outlet,
        date=told.date.partition(" (")[0],
        genre=told.genre,
        claims=told.claims,
        accusations=len(entries),
        cited=cited,
        failed=bool(told.failures) and not told.text,
    )


def copies(heads: Sequence[Head]) -> list[list[Head]]:
    """Reports that share their text word for word."""
    found: dict[str, list[Head]] = {}
    for head in heads:
        if head.content and not head.failed:
            found.setdefault(head.content, []).append(head)
    return [group for group in found.values() if len(group) > 1]


def copies_words(heads: Sequence[Head]) -> list[str]:
    """One sentence for each group of copies: they are one origin, not several."""
    return [
        f"{listed([short(h.record) for h in group], limit=6)} have the same text, word for word: "
        f"one origin, not {len(group)}."
        for group in copies(heads)
    ]
