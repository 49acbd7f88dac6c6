"""What importers give: articles to be read, remarks of people on claims; and the notes on what they left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.errors import InputError

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Article:
    """A report that another tool holds; its text is read anew."""

    record: str
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    uri: str | None = None
    byline: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person says of one claim.

    Attributes:
        where: the file and record, for messages.
        decisions: `confirmed`, `rejected`, or `field=value`.
        shown: values that stand on the claim in the file: a correction where the case has another.
        by: who says so; None if the file does not tell.
        why: the reason that was given, if any.
        at: when, ISO.
        document: the id of the report, if the file names it.
        claim: the id of the claim in it, likewise.
        note: the id of the exported annotation that is remarked on.
        source: the address of the report.
        quote: the words that are remarked on.
        position: their start and end.
    """

    where: str
    decisions: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    by: str | None = None
    why: str | None = None
    at: str | None = None
    document: str | None = None
    claim: str | None = None
    note: str | None = None
    source: str | None = None
    quote: str | None = None
    position: tuple[int, int] | None = None


@dataclass
class Notes:
    """What an import left out, and why: counted by kind, the first few told in full.

    >>> notes = Notes()
    >>> notes.leave("Person")
    >>> notes.leave("Person")
    >>> notes.lines()
    ['left out: 2 Person']
    """

    left: Counter[str] = field(default_factory=Counter)
    damaged: int = 0
    errors: list[InputError] = field(default_factory=list)

    def leave(self, kind: str, count: int = 1) -> None:
        """Something of this kind has no place in a case."""
        self.left[kind] += count

    def fields(self, names: Iterable[str], known: Iterable[str]) -> None:
        """Fields that no crosswalk has."""
        for name in sorted(set(names) - set(known)):
            self.leave(f"field {name[:40]!r}")

    def fail(self, error: InputError) -> None:
        """A record that cannot be used; the others go on."""
        self.damaged += 1
        if len(self.errors) < SHOWN:
            self.errors.append(error)

    def lines(self) -> list[str]:
        """One line each for a person to read."""
        told = [str(error) for error in self.errors]
        if self.damaged > len(self.errors):
            told.append(f"{self.damaged - len(self.errors)} more records like these")
        if self.left:
            common = self.left.most_common()
            rest = sum(n for _, n in common[SHOWN:])
            more = f", {rest} more" if rest else ""
            told.append("left out: " + ", ".join(f"{n} {kind}" for kind, n in common[:SHOWN]) + more)
        return told
