"""`sayso read` and the schema of what it prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sayso
from sayso.cli.app import FAILED, app, say, told
from sayso.config import Settings, resolve
from sayso.errors import SaysoError, UsageError
from sayso.showing import progress
from sayso.showing.output import Output, printable

if TYPE_CHECKING:
    from sayso.run import Coded


class Format(StrEnum):
    """What `sayso read` prints."""

    text = "text"
    jsonl = "jsonl"
    html = "html"
    md = "md"


@app.command(epilog="Example: `sayso read article.txt --format html -o article.html`")
def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Text, HTML, PDF, JSON, JSONL, CSV, Parquet, RSS or WARC files; ZIP and tar archives; folders; globs; "
            "http(s) addresses; `-` for standard input.",
        ),
    ],
    format: Annotated[Format | None, typer.Option(help="What to print (default: text).")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")] = None,
    case: Annotated[Path | None, typer.Option(help="Add the reports to this case folder.")] = None,
    unmask: Annotated[
        str | None, typer.Option(metavar="REASON", help="Show private persons by name, for this reason.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=0, help="Worker processes; 0 reads in this one (default: as needed).")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Read on this Dask cluster, as in tcp://host:8786 (`sayso[cluster]`)."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Read reports and say, for every accusation, on whose say-so it stands."""
    with told():
        if unmask is not None and case is not None:
            raise UsageError(
                "--unmask and --case exclude each other",
                hint="a case keeps names in its private folder; drop one of the two",
            )
        if unmask is not None and not unmask.strip():
            raise UsageError("--unmask needs a reason", hint="say why, as in --unmask 'checking the translation'")
        settings = resolve(
            toml=case / "case.toml" if case else None, flags={"workers": workers, "scheduler": scheduler}
        )
        chosen = format or (None if case and output is None else Format.text)
        tally = _Tally(_stream(inputs, settings, case, unmask, quiet, printed=chosen is not None))
        with Output(output) as out, _bar(inputs, shown=not quiet and sys.stderr.isatty()) as tick:
            _print(tick(tally), chosen, out)
        if tally.failed and tally.read > 1 and not quiet:
            typer.echo(f"sayso: {tally.failed} of {tally.read} records could not be read", err=True)
    raise typer.Exit(FAILED if tally.failed else 0)


def _bar(inputs: list[str], *, shown: bool) -> AbstractContextManager[Callable[[Iterable[Coded]], Iterator[Coded]]]:
    """Progress by bytes of the input, where its size is soon told."""
    from sayso.reading.sizes import total_bytes

    total = total_bytes(inputs) if shown else None
    return progress.bar(sys.stderr, shown=shown, total=total, share=lambda coded: coded.share)


def _stream(
    inputs: list[str], settings: Settings, case: Path | None, unmask: str | None, quiet: bool, *, printed: bool
) -> Iterator[Coded]:
    """The records of the inputs, coded, and added to the case if there is one.

    What the case has already is annotated again only if it is to be printed.
    """
    from sayso.reading.sources import expand
    from sayso.run import Job, run, run_into_case

    def event(message: str) -> None:
        if not quiet:
            say(message)

    items = expand(inputs, stdin=sys.stdin.buffer, settings=settings)
    job = Job(settings, unmask=unmask)
    return run_into_case(items, job, case, on_event=event, skip_known=not printed) if case else run(items, job)


class _Tally:
    """Records as they pass: counts them, and tells of each that failed."""

    def __init__(self, stream: Iterator[Coded]) -> None:
        self._stream = stream
        self.read = self.failed = 0

    def __iter__(self) -> Iterator[Coded]:
        for coded in self._stream:
            self.read += 1
            self.failed += coded.failed
            _tell(coded)
            yield coded


def _tell(coded: Coded) -> None:
    """Failures and warnings, one line each, on standard error."""
    for failure in coded.report.failures:
        typer.echo(
            f"sayso: {printable(str(SaysoError(failure.message, where=failure.where, hint=failure.hint)))}",
            err=True,
        )
    for warning in coded.warnings:
        typer.echo(f"sayso: warning: {printable(coded.report.document.record)}: {printable(warning)}", err=True)


def _print(stream: Iterable[Coded], chosen: Format | None, out: Output) -> None:
    from sayso import showing
    from sayso.records.schema import to_json

    if chosen is None:
        for _ in stream:
            pass
    elif chosen is Format.jsonl:
        for coded in stream:
            out.json_line(to_json(coded.report))
    else:
        stories = (sayso.Report(c.report).story for c in stream if not (c.failed and chosen is Format.text))
        if chosen is Format.html:
            out.write(showing.html(stories))
        elif chosen is Format.md:
            out.write(showing.markdown(stories))
        elif told := showing.text(stories, width=out.width, colour=out.colour):
            out.write(told)


@app.command(epilog="Example: `sayso schema > sayso.schema.json`")
def schema() -> None:
    """Print the JSON Schema of the interchange format (`--format jsonl`)."""
    with told():
        typer.echo(json.dumps(sayso.schema(), indent=2))
