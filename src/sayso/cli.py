"""The commands: parse, call, print. What goes wrong is one line on standard error, never a traceback.

Exit status: 0 all read, 2 wrong usage, 3 some or all records failed, 130 interrupted.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated

import typer

import sayso
from sayso.config import Settings, resolve
from sayso.errors import SaysoError, UsageError
from sayso.showing import progress
from sayso.showing.output import Output, printable

if TYPE_CHECKING:
    from sayso.run import Coded

FAILED, INTERRUPTED = 3, 130

app = typer.Typer(
    name="sayso",
    help="On whose say-so? Read reports about political violence and say, claim by claim, who says so.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """What `sayso read` prints."""

    text = "text"
    jsonl = "jsonl"
    html = "html"
    md = "md"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {sayso.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """On whose say-so? Read reports about political violence and say, claim by claim, who says so."""


@app.command(epilog="Example: `sayso read article.txt --format html -o article.html`")
def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Text, HTML, PDF, JSONL or JSON files; folders; globs; http(s) addresses; `-` for standard input.",
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
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Read reports and say, for every accusation, on whose say-so it stands."""
    with _told():
        if unmask is not None and case is not None:
            raise UsageError(
                "--unmask and --case exclude each other",
                hint="a case keeps names in its private folder; drop one of the two",
            )
        if unmask is not None and not unmask.strip():
            raise UsageError("--unmask needs a reason", hint="say why, as in --unmask 'checking the translation'")
        settings = resolve(toml=case / "case.toml" if case else None, flags={"workers": workers})
        tally = _Tally(_stream(inputs, settings, case, unmask, quiet))
        chosen = format or (None if case and output is None else Format.text)
        bar = progress.bar(sys.stderr, shown=not quiet and sys.stderr.isatty())
        with Output(output) as out, bar as tick:
            _print(tick(tally), chosen, out)
        if tally.failed and tally.read > 1 and not quiet:
            typer.echo(f"sayso: {tally.failed} of {tally.read} records could not be read", err=True)
    raise typer.Exit(FAILED if tally.failed else 0)


def _stream(
    inputs: list[str], settings: Settings, case: Path | None, unmask: str | None, quiet: bool
) -> Iterator[Coded]:
    """The records of the inputs, coded, and added to the case if there is one."""
    from sayso.reading.sources import expand
    from sayso.run import Job, run, run_into_case

    def say(message: str) -> None:
        if not quiet:
            _say(message)

    items = expand(inputs, stdin=sys.stdin.buffer, settings=settings)
    job = Job(settings, unmask=unmask)
    return run_into_case(items, job, case, on_event=say) if case else run(items, job)


def _say(message: str) -> None:
    typer.echo(f"sayso: {printable(message)}", err=True)


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
    with _told():
        typer.echo(json.dumps(sayso.schema(), indent=2))


CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; kept in the case.")]


@app.command("case", epilog="Example: `sayso case cases/harbour`")
def show_case(
    case: CaseFolder,
    as_of: Annotated[int | None, typer.Option(min=0, help="An earlier version of the case.")] = None,
) -> None:
    """Show what a case holds: its versions, how many reports each added, and what could not be read."""
    with _told():
        from sayso.case import Case
        from sayso.showing.cases import case_text

        opened = Case.open(case, as_of=as_of)
        with Output(None) as out:
            out.write(case_text(opened, width=out.width, colour=out.colour))


@app.command(epilog="Example: `sayso unmask cases/harbour person-1a2b3c4d --by 'R. Editor' --reason 'holds an office'`")
def unmask(
    case: CaseFolder,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="A pseudonym, as in person-1a2b3c4d.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who unmasks; kept in the case.")],
    reason: Reason,
) -> None:
    """Tell the name of one person of a case, and note who asked and why. Some persons are never unmasked."""
    with _told():
        from sayso.case import Case, unmask_person

        opened = Case.open(case)
        with opened.writer(on_wait=_say) as writer:
            names = unmask_person(opened.refresh(), writer, person, by=by, reason=reason)
        with Output(None) as out:
            out.write(f"{person}: {'; '.join(printable(name) for name in names)}")


@app.command(epilog="Example: `sayso erase cases/harbour reports/a.txt --reason 'the author asked for it'`")
def erase(
    case: CaseFolder,
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="A report, by its document id, record id, file or address.")
    ],
    reason: Reason,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who erases; kept in the case.")] = "not given",
) -> None:
    """Erase a report from a case for good, with all earlier versions of the case."""
    with _told():
        from sayso.case import Case

        opened = Case.open(case)
        with opened.writer(on_wait=_say) as writer:
            found = opened.refresh().named(document)
            if len(found) != 1:
                raise UsageError(
                    "no such report in this case" if not found else f"{len(found)} reports go by this name",
                    where=document,
                    hint="give the document id of one: " + (", ".join(found) or "`--format jsonl` prints it"),
                )
            erased = writer.erase(found, by=by, reason=reason)
        _say(f"{case}: erased 1 report; case version {erased.version}; earlier versions are gone")


@contextmanager
def _told() -> Iterator[None]:
    """Turn what can go wrong in a command into one line on standard error and an exit status."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("sayso: interrupted; what was finished is kept", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except SaysoError as error:
        typer.echo(f"sayso: {printable(str(error))}", err=True)
        raise typer.Exit(error.exit_status) from error
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status."""
    try:
        app(args=arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def entry() -> None:
    """The `sayso` program. A signal to end is an interrupt; what nobody thought of is one line too."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    if "SAYSO_DEBUG" not in os.environ:
        sys.excepthook = _surprise
    sys.exit(main())


def _surprise(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """One line for an error that is ours to mend. Its message stays out: it may quote the text, and with it a name."""
    frames = traceback.extract_tb(trace)
    scene = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    _say(f"unexpected {kind.__name__}{scene} — please report this; SAYSO_DEBUG=1 shows more")
