"""What linking compares: mentions that are written the same, as one entry, and links between entries or mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.linking.naming import Name, name
from sayso.privacy import PSEUDONYM
from sayso.privacy.persons import name_of
from sayso.records.judgement import Verdict
from sayso.records.tables import Row

PLACES = frozenset({"state", "place", "facility"})
# An office beside a name that is not its holder's.
_OFFICE_OF = re.compile(r"(?:^|\s)[a-z]+ of (?:the )?$")
_OFFICE = re.compile(r"\s+(?!(?:of|from|in|at|and|or|who|with|for|by|to)\b)[a-z]+(?:\s[a-z]+)*$")


class Link(NamedTuple):
    """That two mentions (or entries) are one, how sure, and why."""

    left: int
    right: int
    score: float
    why: str
    verdict: Verdict = "positive"


@dataclass(slots=True)
class Entry:
    """Mentions that are written the same and said to be of one kind, country and gazetteer entry."""

    name: Name
    kind: str
    country: str | None
    actor: str | None
    rows: list[int] = field(default_factory=list)
    letters: str | None = None

    shown: str = ""

    @property
    def fullness(self) -> tuple[int, bool]:
        """How much a name tells: an initial or a surname alone could be anybody's."""
        length = 1 if self.letters else len(self.name.words)
        return length, bool(self.name.owner or self.country or self.actor)

    @property
    def named(self) -> bool:
        """Whether it names somebody, rather than describes."""
        return self.name.capital or self.actor is not None


def name_in(row: Row) -> Name:
    """The name in a mention's row; a person's without titles and role. A description has no capital."""
    text: str = row["text"]
    if row["kind"] != "person":
        return name(text)
    if (stand_in := PSEUDONYM.search(text)) is not None:
        return name(stand_in[0])
    found = name_of(text, 0, len(text))
    if not found or _another(text[: found[0].start], text[found[-1].end :]):
        return name(text)._replace(capital=False)
    return name(text[found[0].start : found[-1].end])


def _another(before: str, after: str) -> bool:
    """Whether a name in a person's description is not the person's: "the *Vyborg* mayor", "head of the *Front*"."""
    return _OFFICE_OF.search(before) is not None or _OFFICE.match(after) is not None


def determiner(before: str) -> str:
    """The word right before a phrase, folded: its determiner, if it has one."""
    last = before.rstrip().rpartition(" ")[2].casefold() if before.endswith((" ", "\n")) else ""
    return last.strip("\"“”'‘’(,")
