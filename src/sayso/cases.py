"""A case as Python users hold it: reports, tables, who is who, what happened, who did it, and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from os import PathLike, fspath
from typing import TYPE_CHECKING

from sayso.frames import Table, table_of
from sayso.report import Report

if TYPE_CHECKING:
    from sayso.case import Added
    from sayso.config import Settings
    from sayso.records.assessment import Assessment
    from sayso.records.case_actor import CaseActors
    from sayso.records.incident import CaseIncident
    from sayso.records.judgement import Grade, Judgement
    from sayso.records.report import Report as Record
    from sayso.showing.assess_case import Answer as Found
    from sayso.showing.draw import Picture


class Case:
    """A case folder: reports, decisions and grades, versioned and masked at rest.

    Args:
        path: the folder.
        create: make it if there is none.
        as_of: an earlier version.

    Raises:
        CaseError: it is no case.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     case = Case(folder + "/harbour", create=True)
    ...     case.version, len(list(case))
    (0, 0)
    """

    def __init__(self, path: str | PathLike[str], *, create: bool = False, as_of: int | None = None) -> None:
        from sayso.case import Case as Folder

        self._folder = Folder.open(fspath(path), create=create, as_of=as_of)

    @property
    def path(self) -> str:
        """The folder."""
        return str(self._folder.path)

    @property
    def version(self) -> int:
        """The version that is shown."""
        return self._folder.version

    def add(
        self, sources: str | PathLike[str] | Sequence[str | PathLike[str]], *, settings: Settings | None = None
    ) -> Added:
        """Read files, folders, globs or addresses into the case; what it has already is not read again.

        Returns:
            How many were new, known already and failed, and the version since.
        """
        from pathlib import Path

        from sayso.case import Added
        from sayso.config import resolve
        from sayso.reading.sources import expand
        from sayso.run import Job, run_into_case

        settings = settings or resolve(toml=Path(self.path) / "case.toml", flags={"workers": 0})
        several = [sources] if isinstance(sources, str | PathLike) else sources
        items = expand([fspath(s) for s in several], settings=settings)
        new = known = failed = 0
        for coded in run_into_case(items, Job(settings), Path(self.path), on_event=lambda _: None, skip_known=True):
            known, failed = known + coded.known, failed + coded.failed
            new += not coded.known and not coded.failed
        self._folder = self._folder.refresh()
        return Added(new, known, failed, self.version)

    def reports(self) -> Iterator[Report]:
        """The reports, masked, as people decided them to be."""
        return (Report(record) for record in self._folder.reports())

    __iter__ = reports

    @property
    def judgements(self) -> list[Judgement]:
        """What people decided, oldest first."""
        return list(self._folder.judgements())

    @property
    def grades(self) -> list[Grade]:
        """What people graded, oldest first."""
        return list(self._folder.grades())

    def table(self, name: str) -> Table:
        """One of the flat tables, as `sayso.table` gives it."""
        return table(self, name)

    def link(self) -> Links:
        """Who is who and what happened, over all reports."""
        return link(self)

    def ask(self, incident: str) -> Answer:
        """Who did it, as `sayso.ask` gives it."""
        return ask(self, incident)

    def draw(self, what: str = "network") -> Picture:
        """A picture, as `sayso.draw` gives it."""
        return draw(self, what)

    def __repr__(self) -> str:
        return f"<sayso.Case {self.path!r}, version {self.version}>"

    def _repr_html_(self) -> str:
        from html import escape

        rows = [{"report": d["record"], "outlet": d["outlet"], "published": d["published_start"]}
                for d in self.table("documents")]  # fmt: skip
        shown = Table.of(rows)._repr_html_() if rows else ""
        return f"<p><b>{escape(self.path)}</b>, version {self.version}: {len(rows)} reports</p>{shown}"


@dataclass(frozen=True)
class Links:
    """Who is who and what happened, over many reports.

    Attributes:
        found: actors with their names, joins with reasons, and contradictions.
        happenings: incidents, each with its versions side by side.
    """

    found: CaseActors
    happenings: tuple[CaseIncident, ...]

    @cached_property
    def actors(self) -> Table:
        """An actor a row: its names, in how many reports, and why the names are one."""
        return Table.of(
            {"actor": a.id, "name": a.name, "kind": a.kind, "country": a.country,
             "names": "|".join(n.text for n in a.names),
             "reports": a.reports, "texts": a.texts, "mentions": a.mentions, "score": a.score, "why": a.why}
            for a in self.found.actors
        )  # fmt: skip

    @cached_property
    def incidents(self) -> Table:
        """An incident a row: when, where, by how many reports it is told, asserted and denied, and why they are one."""
        return Table.of(
            {"incident": i.id, "type": i.type, "mode": i.mode, "start": i.start, "end": i.end, "place": i.place,
             "country": i.country, "reports": len(i.reports), "asserted_by": sum(t.asserts for t in i.reports),
             "denied_by": sum(t.denies for t in i.reports), "score": i.score, "why": i.why}
            for i in self.happenings
        )  # fmt: skip

    def _repr_html_(self) -> str:
        return f"<h4>Actors</h4>{self.actors._repr_html_()}<h4>Incidents</h4>{self.incidents._repr_html_()}"


@dataclass(frozen=True)
class Answer:
    """Rival answers to who did it, and what speaks for and against each; prints and shows as the brief."""

    found: Found

    @property
    def assessment(self) -> Assessment:
        """All that was weighed."""
        return self.found.answer

    @cached_property
    def matrix(self) -> Table:
        """A row an item of evidence, a column an answer, from CC (goes well with it) to II (goes badly)."""
        given = self.assessment.matrix
        return Table.of(
            {"item": i.id, "origin": i.name} | {f"{h.id} {h.text}": i.rating(h.id) for h in given.hypotheses}
            for i in given.items
        )

    def to_html(self) -> str:
        """The two pages to be signed."""
        from sayso.showing.assess_page import assess_html

        return assess_html(self.assessment, subtitle=self.found.subtitle, scale="icd203", grades=self.found.standings)

    def __str__(self) -> str:
        from sayso.showing.assess import officer
        from sayso.showing.assess_text import assess_text

        parts = officer(self.assessment, scale="icd203", grades=self.found.standings)
        return assess_text(f"Assessment: {self.assessment.question}?", parts, width=100, colour=False)

    def _repr_html_(self) -> str:
        from html import escape

        page = escape(self.to_html(), quote=True)
        return f'<iframe sandbox srcdoc="{page}" style="width:100%;height:42rem;border:1px solid #ccc"></iframe>'


Source = Case | str | PathLike[str] | Iterable[Report]


@dataclass(frozen=True)
class _Held:
    records: list[Record]
    judgements: list[Judgement]
    where: str


def _held(source: Source) -> _Held:
    """The reports of a case, of a folder or file, or at hand, and what was decided of them."""
    if isinstance(source, Case):
        return _Held([r.record for r in source.reports()], source.judgements, source.path)
    if isinstance(source, str | PathLike):
        from sayso.showing.export_items import opened

        records, judgements = opened(fspath(source))
        return _Held(list(records), judgements, fspath(source))
    return _Held([r.record for r in source], [], "the reports")


def table(source: Source, name: str = "claims") -> Table:
    """One of the flat tables of a case, a file of `--format jsonl`, or reports at hand.

    Args:
        source: where the reports are.
        name: claims, holders, mentions, ties, places, evidence, documents, times or attributions.

    Raises:
        UsageError: there is no such table.

    >>> import sayso
    >>> claims = table([sayso.read_text("Police said rebels burned the depot.")])
    >>> [(row["type"], row["holder"]) for row in claims]
    [('ASSAULT', 'Police')]
    """
    held = _held(source)
    return table_of(held.records, held.judgements, name)


def link(source: Source) -> Links:
    """Who is one actor under many names, and what many reports tell of, over all of them.

    >>> import sayso
    >>> texts = ("Rebels burned the depot at Oran on 3 May 2019.", "The depot at Oran was burned on 3 May 2019.")
    >>> [row["reports"] for row in link([sayso.read_text(t, uri=t) for t in texts]).incidents]
    [2]
    """
    from sayso.linking.appearances import appearances_in
    from sayso.linking.case_actors import actors_of_case
    from sayso.linking.incidents import incidents_of_case

    held = _held(source)
    rows = [row for record in held.records for row in appearances_in(record)]
    return Links(actors_of_case(rows, held.judgements), tuple(incidents_of_case(held.records, held.judgements)))


def ask(source: Source, incident: str) -> Answer:
    """Who did it: rival answers, and what speaks for and against each.

    Args:
        source: a case, a file of `--format jsonl`, or reports at hand.
        incident: a claim about it (`REPORT#c3`, or words of it), or an id of `link(source).incidents`.

    Raises:
        UsageError: no incident is meant, or several; or there is nothing to weigh.
    """
    from sayso.showing.assess_case import Answer as Found
    from sayso.showing.assess_case import answer
    from sayso.showing.assess_find import asked

    if isinstance(source, Case):
        return Answer(answer(source.path, incident))
    if isinstance(source, str | PathLike):
        return Answer(answer(fspath(source), incident))
    held = _held(source)
    records = [r for r in held.records if r.document.text]
    found = asked(records, incident, story_of=lambda r: Report(r).story, where=held.where)
    return Answer(Found(found, f"of {len(records)} reports", {}))


def draw(source: Source, what: str = "network") -> Picture:
    """A picture: in a notebook it shows by itself, `.svg()`, `.png()` and `.json()` give it to others.

    Args:
        source: a case, a file of `--format jsonl`, or reports at hand.
        what: network (who is said to be tied to whom), map (places as precise as they are told), or months.

    Raises:
        UsageError: there is no such picture.
    """
    from sayso.showing.draw_case import drawn

    held = _held(source)
    return drawn(held.records, held.judgements, what)
