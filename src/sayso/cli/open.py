"""`sayso open`: the reader, a page in the browser where analysts read, judge and look."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.app import app, say, told


@app.command("open", epilog="Example: `sayso open cases/harbour --by 'R. Editor'`")
def open_(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case folder; a new one is made.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who judges; every decision is kept with a name.")] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to listen; 0 takes a free port.")] = 8321,
    host: Annotated[str, typer.Option(help="Another address than this machine's own; needs --token.")] = "127.0.0.1",
    token: Annotated[
        str | None, typer.Option(metavar="TOKEN", help="What visitors must show; `auto` makes one.")
    ] = None,
    certificate: Annotated[Path | None, typer.Option(help="A PEM file, to serve https.")] = None,
    key: Annotated[Path | None, typer.Option(help="The key of the certificate.")] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
) -> None:
    """Open a case in the reader: a page in your browser, from this machine only, that works offline."""
    with told():
        from sayso.web.serve import Place, serve

        serve(case, Place(host, port, token, certificate, key), by=by, say=say, browser=browser)
