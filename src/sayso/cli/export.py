"""`sayso export`: what was found, for other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.app import app, say, told
from sayso.errors import UsageError


@app.command(epilog="Example: `sayso export cases/harbour --to csv -o tables/`")
def export(
    source: Annotated[
        str,
        typer.Argument(
            metavar="CASE_OR_JSONL",
            help="A case folder, what `--format jsonl` printed (`-`: standard input), or a text to read.",
        ),
    ],
    to: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help="csv, parquet, plover, events, geojson, graphml, gexf, annotations, schemaorg, prov, nanopub, stix, "
            "ftm, md, html or pdf; or one that a package adds.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE_OR_FOLDER", help="Write here; a folder for csv, parquet and ftm."),
    ] = None,
    reviewed_only: Annotated[
        bool, typer.Option("--reviewed-only", help="Leave out claims that no person has confirmed.")
    ] = False,
) -> None:
    """Export reports for other tools: private persons masked, unreviewed claims marked, no act without asserters."""
    with told():
        from sayso.exporting import pour, save
        from sayso.showing.brief_page import format_or_page
        from sayso.showing.export_items import items_of, opened

        format_ = format_or_page(to)
        if output is None and format_.folder:
            raise UsageError(f"--to {to} makes a folder of files", hint=f"name one, as in `-o {to}/`")
        reports, decisions = opened(source, stdin=sys.stdin.buffer)
        items = items_of(reports, decisions, reviewed_only=reviewed_only, warn=lambda text: say(f"warning: {text}"))
        if output is None:
            pour(format_.pieces(items), sys.stdout.buffer)
        else:
            save(format_.pieces(items), output, folder=format_.folder)
