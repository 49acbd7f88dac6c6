"""`sayso draw`: pictures of a case, as SVG, PNG or a Vega-Lite spec."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from sayso.cli.app import app, say, told
from sayso.errors import UsageError

What = Literal["months", "timeline", "map", "network", "origins", "matrix"]


@app.command(epilog="Example: `sayso draw cases/harbour timeline --incident incident-1a2b3c4d5e6f -o timeline.svg`")
def draw(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case folder, or what `--format jsonl` printed.")],
    what: Annotated[What, typer.Argument(help="Which picture.")],
    incident: Annotated[
        str | None, typer.Option(metavar="ID", help="An id that `sayso incidents` prints; for all but months, network.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file that ends in .svg, .png or .json (default: JSON).")
    ] = None,
) -> None:
    """Draw a case offline: colour-blind safe, with a text alternative, as SVG, PNG or a Vega-Lite spec."""
    with told():
        from sayso.showing.draw import save
        from sayso.showing.drawing import drawn

        made = drawn(case, what, incident=incident, stdin=sys.stdin.buffer)
        if output is None:
            typer.echo(made.json())
        elif output.suffix.lower() not in (".svg", ".png", ".json"):
            raise UsageError("a picture is .svg, .png or .json", where=str(output), hint="name the file so")
        else:
            save(made, output)
            say(f"{output}: {made.alt}")
