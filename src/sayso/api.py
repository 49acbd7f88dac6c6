"""The Python surface: read a report, look at it, keep it as JSON.

>>> import sayso
>>> report = sayso.read_text("Police said rebels burned the depot.", outlet="The Gazette")
>>> [claim.type for claim in report.claims]
['ASSAULT']
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from sayso.config import Settings, resolve
from sayso.errors import InputError, UsageError
from sayso.report import Report

if TYPE_CHECKING:
    from sayso.records.origin import Corroboration, OriginTree
    from sayso.showing.why import Why

Source = str | PathLike[str]


@dataclass(frozen=True)
class Origins:
    """The tree of a claim, and what it counts for."""

    tree: OriginTree
    corroboration: Corroboration

    def __str__(self) -> str:
        from sayso.showing.origins import origins_text

        return origins_text(self.tree, self.corroboration)


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


def why(report: Report, claim: str) -> Why:
    """Why a claim was read as it was: the words marked, the chain of holders, a reason for each decision.

    Args:
        report: a report, read or from JSON.
        claim: the claim's id, the beginning of one, or the number that the report shows it under.

    Raises:
        UsageError: the report has no such claim; the hint names those it has.

    >>> answer = why(read_text("Police said rebels burned the depot."), "c1")
    >>> [(d.value, d.why) for d in answer.decisions if d.name == "actor"]
    [('rebels', 'the subject of “burned”')]
    """
    from sayso.showing.why import explain
    from sayso.showing.why_find import find

    where = report.document.record
    record, found = find([report.record], claim, story_of=lambda _: report.story, where=where)
    return explain(record, report.linked, found[0])


def origins(reports: Iterable[Report], claim: str) -> Origins:
    """Where a claim enters the case, who has it from whom, and how many origins it stands on. Prints as a tree.

    Args:
        reports: all reports of the case.
        claim: `REPORT#c3` (or `c3` where only one report has it), or words of the claim.

    Raises:
        UsageError: no claim is meant, or several.

    >>> first = read_text("Rebels burned the depot at Tarsk.", outlet="The Gazette", uri="a", date="2023-04-05")
    >>> other = read_text("Rebels burned the depot at Tarsk, The Gazette reported.", outlet="The Mirror", uri="b")
    >>> found = origins([first, other], "a#c1")
    >>> [(o.name, len(o.steps)) for o in found.tree.origins], found.corroboration.independent
    ([('The Gazette', 2)], 1)
    """
    from sayso import linking, weighing
    from sayso.showing.claim_words import claims_meant, several

    records = [r.record for r in reports]
    meant = claims_meant(records, claim, story_of=lambda r: Report(r).story, where="the reports")
    known = linking.provenance_of(records)
    tree = linking.tree(known, *meant[0])
    if not {document for document, _ in meant} <= {s.document for o in tree.origins for s in o.steps}:
        raise several(records, meant, where="the reports")
    return Origins(tree, weighing.corroboration(tree))


def export(
    source: Source | Iterable[Report],
    *,
    to: str,
    path: Source | None = None,
    reviewed_only: bool = False,
    on_warning: Callable[[str], None] | None = None,
) -> bytes:
    """Reports in a format that other tools read. Private persons are masked; every act names its asserters.

    Args:
        source: a case folder, a file of `--format jsonl`, a text to read, or reports at hand.
        to: the format: csv, parquet, plover, events, geojson, graphml, gexf, annotations, schemaorg, prov,
            nanopub, stix, ftm, md, html or pdf, or one that a package adds.
        path: the file, or the folder for formats of several files; None gives the bytes of a single file.
        reviewed_only: leave out what no person has confirmed (of a case: reviews are kept there).
        on_warning: told what the reader of the export should know.

    Raises:
        UsageError: there is no such format, it makes a folder and `path` is None, or it cannot be written there.
        DiskFullError: no room left; nothing new stands under a final name.

    >>> report = read_text("Police said rebels burned the depot.", outlet="The Gazette")
    >>> print(export([report], to="events").decode().splitlines()[0][:24])
    event_id,report,claim_id
    """
    import sys
    from pathlib import Path

    from sayso.exporting import save
    from sayso.showing.brief_page import format_or_page
    from sayso.showing.export_items import items_of, opened

    format_ = format_or_page(to)
    if path is None and format_.folder:
        raise UsageError(f"{to} makes a folder of {len(format_.files)} files", hint="name a folder to write to")
    if isinstance(source, (str, PathLike)):
        records, decisions = opened(fspath(source), stdin=sys.stdin.buffer)
    else:
        records, decisions = (report.record for report in source), []
    pieces = format_.pieces(items_of(records, decisions, reviewed_only=reviewed_only, warn=on_warning))
    if path is None:
        return b"".join(data for _, data in pieces)
    save(pieces, Path(path), folder=format_.folder)
    return b""


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
