"""Commands that look at a case folder: `sayso show`, `search`, `history`, `check`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from sayso.cli.app import FAILED, AsOf, app, say, told
from sayso.showing.output import Output, printable

CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")]
Form = Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")]
Target = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")]


@app.command(epilog="Example: `sayso show cases/harbour --since 2024-05-01`")
def show(
    case: CaseFolder,
    since: Annotated[
        str | None, typer.Option(metavar="VERSION|DATE", help="List what is new since a version, or the end of a day.")
    ] = None,
    as_of: AsOf = None,
    form: Form = "text",
    output: Target = None,
) -> None:
    """Show what is in a case: reports, outlets, claims, decisions, what could not be read, and what is new."""
    with told():
        from sayso.case import Case
        from sayso.showing.held import held, held_json, held_text

        found = held(Case.open(case, as_of=as_of), since=since)
        with Output(output) as out:
            if form == "json":
                out.write(json.dumps(held_json(found), indent=2, ensure_ascii=False))
            else:
                out.write(held_text(found, width=out.width, colour=out.colour))


@app.command(epilog="Example: `sayso search cases/harbour 'depot shell* \"on the road\" -Daily'`")
def search(
    case: CaseFolder,
    words: Annotated[
        str,
        typer.Argument(
            metavar="WORDS", help='All must be there; "a phrase" as it stands, shell* for any ending, -word for none.'
        ),
    ],
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Show so many at most.")] = 10,
    as_of: AsOf = None,
    form: Annotated[Literal["text", "jsonl"], typer.Option("--format", help="How to print.")] = "text",
    output: Target = None,
) -> None:
    """Search the reports of a case by their words, the best first. Names of private persons find nothing."""
    with told():
        from sayso.case import Case
        from sayso.case.search import search as asked
        from sayso.showing.hits import hits_json, hits_text

        found = asked(Case.open(case, as_of=as_of), words, limit=limit)
        with Output(output) as out:
            if form == "jsonl":
                for hit in hits_json(found):
                    out.json_line(hit)
            else:
                out.write(hits_text(found, width=out.width, colour=out.colour))


@app.command(epilog="Example: `sayso history cases/harbour reports/a.txt`")
def history(
    case: CaseFolder,
    report: Annotated[
        str | None, typer.Argument(metavar="REPORT", help="Only what became of this report (id, file or address).")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All versions, not the newest thirty.")] = False,
    as_of: AsOf = None,
    form: Form = "text",
    output: Target = None,
) -> None:
    """Show how a case came to be: each version, what it added, and who decided what, and why."""
    with told():
        from sayso.case import Case
        from sayso.showing.history import log, log_text, of_report
        from sayso.showing.reviewing import meant

        opened = Case.open(case, as_of=as_of)
        entries, title = log(opened), f"{case}: {opened.version} versions"
        if report is not None:
            document = meant(opened, report, claim=False).report.document
            entries = of_report(entries, document.record, opened.runs_of(document.id))
            title = f"{document.record} in {case}"
        with Output(output) as out:
            if form == "json":
                out.write(json.dumps(entries, indent=2, ensure_ascii=False))
            else:
                shown = max(len(entries), 1) if everything else None
                out.write(log_text(entries, title=title, width=out.width, colour=out.colour, limit=shown))


@app.command(epilog="Examples: `sayso check cases/harbour`, `sayso check brief.html`")
def check(
    case: Annotated[Path, typer.Argument(metavar="CASE_OR_PAGE", help="The case folder, or a page that sayso wrote.")],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print damage only.")] = False,
) -> None:
    """Check that a case or a page is whole, and name what is damaged or was changed. Changes nothing.

    Of a case every table file is read to its end. A page (`sayso export --to html`, `sayso read --format html`) carries
    a hash of every record in it.
    """
    with told():
        if case.is_file():
            _check_page(case, quiet=quiet)
            return
        from sayso.case.damage import damage_in
        from sayso.showing import progress

        files = 0

        def read(_file: str) -> None:
            nonlocal files
            files += 1
            tick(files)

        with progress.counter(sys.stderr, "checking", shown=not quiet and sys.stderr.isatty()) as tick:
            found = damage_in(case, on_file=read)
        with Output(None) as out:
            for damage in found:
                out.write(f"{printable(damage.path)}: {printable(damage.what)} — {printable(damage.hint)}")
            if not found and not quiet:
                out.write(f"{printable(str(case))}: whole; {files} table files were read to their ends")
        grave = sum(damage.grave for damage in found)
        if grave:
            say(f"{case}: {grave} {'file is' if grave == 1 else 'files are'} damaged or missing")
            raise typer.Exit(FAILED)


def _check_page(path: Path, *, quiet: bool) -> None:
    """Name the records of a page that were changed since it was written."""
    from sayso.showing.seals import changes

    found, fingerprint = changes(path.read_bytes().decode("utf-8", "replace"))
    with Output(None) as out:
        for line in found:
            out.write(f"{printable(str(path))}: {printable(line)}")
        if not found and not quiet:
            out.write(f"{printable(str(path))}: unchanged since it was written; fingerprint {fingerprint}")
    if found:
        say(f"{path}: {len(found)} {'change' if len(found) == 1 else 'changes'}; it is not what sayso wrote")
        raise typer.Exit(FAILED)
