"""The Python surface: read a report, look at it, keep it as JSON.

>>> import sayso
>>> report = sayso.read_text("Police said rebels burned the depot.", outlet="The Gazette")
>>> [claim.type for claim in report.claims]
['ASSAULT']
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from sayso.config import Settings, resolve
from sayso.errors import InputError, UsageError

if TYPE_CHECKING:
    from sayso.records.actor import Mention
    from sayso.records.claim import Claim
    from sayso.records.document import Document
    from sayso.records.finding import Linked, Standing
    from sayso.records.report import Failure
    from sayso.records.report import Report as Record
    from sayso.showing import Story

Source = str | PathLike[str]


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


def read(source: Source, *, unmask: str | None = None, settings: Settings | None = None) -> Report:
    """Read one text, HTML or PDF file, or a web page that you name.

    Args:
        source: a path or an http(s) address.
        unmask: the reason for showing private persons by name; None masks them.
        settings: size and time limits; by default from SAYSO_* variables.

    Raises:
        InputError: it cannot be read.
        UsageError: it holds several reports; `read_all` reads those.
    """
    reports = list(read_all([source], unmask=unmask, settings=settings))
    if len(reports) != 1:
        raise UsageError(f"holds {len(reports)} reports", where=fspath(source), hint="use sayso.read_all")
    _raise_failure(reports[0])
    return reports[0]


def read_all(
    sources: Source | Sequence[Source], *, unmask: str | None = None, settings: Settings | None = None
) -> Iterator[Report]:
    """Read many: files, folders, globs, JSONL; in order, a failed one as a report with `failures`.

    Reads in this process unless `settings.workers` asks for more.
    """
    from sayso.reading.sources import expand
    from sayso.run import Job, run

    settings = settings or resolve(flags={"workers": 0})
    several = [sources] if isinstance(sources, (str, PathLike)) else sources
    items = expand([fspath(s) for s in several], settings=settings)
    for coded in run(items, Job(settings, unmask=unmask)):
        yield Report(coded.report)


def read_text(
    text: str,
    *,
    title: str | None = None,
    date: str | None = None,
    outlet: str | None = None,
    uri: str | None = None,
    unmask: str | None = None,
    settings: Settings | None = None,
) -> Report:
    """Read a text at hand; `date` is the day it was published (`2023-04-05`)."""
    from sayso.reading.item import Item
    from sayso.run import Job, run

    record = {"id": uri or "text", "text": text, "title": title, "date": date, "outlet": outlet, "uri": uri}
    data = json.dumps({k: v for k, v in record.items() if v is not None}).encode()
    settings = settings or resolve(flags={"workers": 0})
    (coded,) = run([Item(uri or "text", data=data, line=1)], Job(settings, unmask=unmask))
    report = Report(coded.report)
    _raise_failure(report)
    return report


def schema() -> dict[str, Any]:
    """The JSON Schema of the interchange format."""
    from sayso.records.schema import json_schema

    return json_schema()


def _raise_failure(report: Report) -> None:
    for failure in report.failures:
        kinds = {kind.code: kind for kind in _all_errors(InputError)}
        kind = kinds.get(failure.code, InputError)
        raise kind(failure.message, where=failure.where, hint=failure.hint)


def _all_errors(kind: type[InputError]) -> Iterator[type[InputError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _all_errors(child)
