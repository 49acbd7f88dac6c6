"""One report as Python users hold it: its record, what linking and weighing make of it, and how it prints."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.records.actor import Mention
    from sayso.records.claim import Claim
    from sayso.records.document import Document
    from sayso.records.finding import Linked, Standing
    from sayso.records.report import Failure
    from sayso.records.report import Report as Record
    from sayso.showing import Story


class Report:
    """One report as read: its document, claims and what they say together. Prints as the analyst's report.

    Two reports are equal if their records are. In a notebook it shows as the page does.
    """

    def __init__(self, record: Record) -> None:
        self.record = record

    @property
    def document(self) -> Document:
        """The text, and where and when it was published."""
        return self.record.document

    @property
    def text(self) -> str:
        """The text that all offsets point into."""
        return self.record.document.text

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What is put forward, each claim with its holders."""
        return self.record.claims

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Who and where: the noun phrases that name or describe somebody or some place."""
        return self.record.mentions

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Why it could not be read; empty if it was."""
        return self.record.failures

    @cached_property
    def linked(self) -> Linked:
        """Actors, incidents and ties."""
        from sayso import linking

        return linking.view(self.record)

    @cached_property
    def standing(self) -> Standing:
        """Who holds what, on what evidence, against which denial."""
        from sayso import weighing

        return weighing.summary(self.record, self.linked)

    @cached_property
    def story(self) -> Story:
        """What the terminal, the page and the Markdown all show."""
        from sayso import showing

        return showing.story(self.record, self.linked, self.standing)

    def to_json(self) -> str:
        """One line of the interchange format."""
        from sayso.records import schema

        return json.dumps(schema.to_json(self.record), ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Report:
        """The report that `to_json` wrote."""
        from sayso.records import schema

        try:
            return cls(schema.from_json(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f"not a line of the interchange format ({error!r})",
                hint="give what `sayso read --format jsonl` prints",
            ) from error

    def to_html(self) -> str:
        """The self-contained page."""
        from sayso import showing

        return showing.html([self.story])

    def to_markdown(self) -> str:
        """The report as Markdown."""
        from sayso import showing

        return showing.markdown([self.story])

    def __str__(self) -> str:
        from sayso import showing

        return showing.text([self.story])

    def __repr__(self) -> str:
        doc = self.document
        return f"<sayso.Report {doc.record!r}: {len(self.claims)} claims, {doc.genre}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self.record == other.record

    def __hash__(self) -> int:
        return hash((self.document.record, self.document.id))

    def _repr_html_(self) -> str:
        from sayso import showing

        return showing.html_fragment(self.story)
