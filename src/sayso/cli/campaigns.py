"""The command on campaigns: `sayso campaigns`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from sayso.cli.app import app, told
from sayso.cli.networks import Form, print_parts
from sayso.cli.weigh import CASE_HELP, Target
from sayso.showing.output import Output


@app.command(epilog="Example: `sayso campaigns cases/harbour --least 3`")
def campaigns(
    case: Annotated[str, typer.Argument(metavar="CASE", help=CASE_HELP)],
    least: Annotated[int, typer.Option(min=2, metavar="N", help="Of at least so many incidents.")] = 2,
    form: Form = "text",
    output: Target = None,
) -> None:
    """Show the incidents that one holder ties to one actor and purpose, and test whether they are one campaign."""
    with told():
        from sayso.showing.assess_case import opened
        from sayso.showing.campaigns import campaigns_json, campaigns_parts
        from sayso.showing.campaigns_find import campaigns_of

        reports, judgements = opened(case, stdin=sys.stdin.buffer)
        found = [c for c in campaigns_of(reports, judgements) if len(c.links) >= least]
        title = f"Campaigns that {len(reports)} reports claim"
        with Output(output) as out:
            if form == "json":
                out.write(json.dumps(campaigns_json(found), indent=2, ensure_ascii=False))
            elif form == "html":
                from sayso.showing.campaigns_picture import CAPTION, picture
                from sayso.showing.parts_page import parts_html

                figure = picture(found)
                out.write(parts_html(title, campaigns_parts(found), kind="campaigns", figure=figure, caption=CAPTION))
            else:
                print_parts(out, title, campaigns_parts(found), form)
