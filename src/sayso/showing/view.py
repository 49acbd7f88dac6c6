"""What a report comes to for a reader, before any format: the one view that terminal, page and Markdown share.

Everything here is plain text and numbers, frozen and picklable. A sentence that alleges something begins with its
asserter; words of the report stand in “quotation marks”, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sayso.records.report import Failure
from sayso.showing.maps import Spot

NO_DATE = "no date given"

Category = Literal["conflict", "words", "cooperation", "tie", "motive"]
Tone = Literal["plain", "good", "warn"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of the report and where they stand; `text` may be cut with […]."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known about an entry or a report: "evidence", "none cited"."""

    name: str
    value: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the report, with the claims that it stands on.

    Attributes:
        number: its number in this report, by which the text refers to it.
        sentence: ours, neutral, beginning with the asserter.
        holders: who asserts it, for filtering and grouping.
        see: numbers of earlier entries about the same claims.
    """

    number: int = 0
    category: Category
    label: str
    sentence: str
    claims: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()
    facts: tuple[Fact, ...] = ()
    holders: tuple[str, ...] = ()
    certainty: str = "unstated"
    when: str = ""
    see: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one sort; `note` explains, `shown` is how many a short format prints."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    note: str = ""
    shown: int = 10


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: how many claims are theirs, with what evidence, and how many they pass on."""

    name: str
    kind: str
    claims: int
    denials: int
    cited: int
    invoked: int
    without: int
    passed_on: int


@dataclass(frozen=True, slots=True)
class Alias:
    """An actor with all the names that the report uses, and why they are one."""

    name: str
    names: tuple[str, ...]
    mentions: int
    why: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A judging word of the report's, how often, and where."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """A tie as drawn: names, label, whether it is denied, and its entry."""

    source: str
    target: str
    label: str
    negative: bool
    directed: bool
    entry: int


@dataclass(frozen=True, slots=True)
class Moment:
    """An incident as drawn on a line of time; a missing bound is open."""

    start: str | None
    end: str | None
    label: str
    entry: int


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of one claim, and the first entry that shows it."""

    start: int
    end: int
    claim: str
    category: Category
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One report as a reader meets it.

    Attributes:
        content: the name of its text; two reports that share it are copies.
        about: what the text is: genre and why, date and how known, outlet, byline, address.
        missing: what is *not* said.
        marks: for every claim, its words; in text order.
    """

    record: str
    content: str
    title: str
    about: tuple[Fact, ...]
    summary: str
    sections: tuple[Section, ...] = ()
    voices: tuple[Voice, ...] = ()
    aliases: tuple[Alias, ...] = ()
    loaded: tuple[Loaded, ...] = ()
    missing: tuple[str, ...] = ()
    arcs: tuple[Arc, ...] = ()
    moments: tuple[Moment, ...] = ()
    spots: tuple[Spot, ...] = ()
    marks: tuple[Mark, ...] = ()
    text: str = ""
    outlet: str = ""
    date: str = ""
    genre: str = ""
    language: str = ""
    claims: int = 0
    grade: str = "F6"
    unmasked: str | None = None
    failures: tuple[Failure, ...] = field(default=())

    def section(self, name: str) -> Section | None:
        """The section of that id, if it has entries."""
        return next((s for s in self.sections if s.id == name), None)
