"""The command on corridors: `sayso routes`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from sayso.cli.app import app, told
from sayso.cli.networks import Form, print_parts
from sayso.cli.weigh import CASE_HELP, Target
from sayso.showing.output import Output


@app.command(epilog="Example: `sayso routes cases/harbour --closed Armenia`")
def routes(
    case: Annotated[str, typer.Argument(metavar="CASE", help=CASE_HELP)],
    closed: Annotated[
        list[str] | None, typer.Option(metavar="COUNTRY", help="Take this as closed; can be given again.")
    ] = None,
    form: Form = "text",
    output: Target = None,
) -> None:
    """Show the corridors that reports claim: what each connects, what any other way crosses, what closing leaves."""
    with told():
        from sayso.showing.assess_case import opened
        from sayso.showing.routes import routes_json, routes_parts
        from sayso.showing.routes_find import corridors_of, pieces_meant

        reports, _ = opened(case, stdin=sys.stdin.buffer)
        shut = pieces_meant(closed or (), where="--closed")
        found = corridors_of(reports, closed=shut)
        parts = routes_parts(found, closed=sorted(shut))
        title = f"Corridors that {len(reports)} reports claim"
        with Output(output) as out:
            if form == "json":
                out.write(json.dumps(routes_json(found), indent=2, ensure_ascii=False))
            elif form == "html":
                from sayso.showing.parts_page import parts_html
                from sayso.showing.routes_picture import CAPTION, picture

                figure = picture(found)
                out.write(parts_html(title, parts, kind="routes", figure=figure, caption=CAPTION))
            else:
                print_parts(out, title, parts, form)
