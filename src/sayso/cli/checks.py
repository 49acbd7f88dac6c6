"""Commands that check sayso itself, on your machine and your texts: `sayso bench`, `sayso audit`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.app import FAILED, app, say, told
from sayso.config import resolve
from sayso.errors import EmptyError
from sayso.showing.output import Output


@app.command(epilog="Example: `sayso audit reports/ --sentences 500`")
def audit(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="What `sayso read` takes; texts of your own.")
    ],
    sentences: Annotated[int, typer.Option(min=1, metavar="N", help="Try so many sentences.")] = 200,
    each: Annotated[int, typer.Option(min=1, max=20, metavar="N", help="Exchanges of each kind in a sentence.")] = 2,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")] = None,
) -> None:
    """Read your own texts again with other nations and other names in them, and say what changes that should not."""
    with told():
        from sayso.reading import read_item
        from sayso.reading.sources import expand
        from sayso.showing.audited import audit_text
        from sayso.showing.progress import bar
        from sayso.swapping import audit as audited
        from sayso.swapping import sentences_of

        settings = resolve(flags={"workers": 0})
        items = expand(inputs, stdin=sys.stdin.buffer, settings=settings)
        documents = (r.document for item in items for r in read_item(item, settings=settings) if r.document is not None)
        watched: AbstractContextManager[Callable[[Iterable[str]], Iterator[str]]]
        watched = bar(sys.stderr, shown=sys.stderr.isatty())
        with watched as tick:
            found = audited(tick(sentences_of(documents, limit=sentences)), each=each)
        if not found.sentences:
            raise EmptyError("no sentence was found in this", where=inputs[0], hint="give English texts with sentences")
        with Output(output) as out:
            out.write(audit_text(found.sentences, found.swaps, width=out.width, colour=out.colour))


@app.command(epilog="Example: `sayso bench --data corpora/ plover names`")
def bench(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME...", help="Which benchmarks (default: all).")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder of corpora (default: SAYSO_DATA).")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Small slices, some minutes in all.")] = False,
    corpora: Annotated[
        bool, typer.Option("--list", help="Only list the corpora: licences, where each is had.")
    ] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")] = None,
) -> None:
    """Measure sayso on public corpora, as the published figures were, and hold it against their floors."""
    faults: list[str] = []
    with told():
        from sayso.showing.bench import bench_text, corpora_text, measured, runners

        folder = data or Path(resolve().data)
        with Output(output) as out:
            if corpora:
                out.write(corpora_text(folder, width=out.width))
                return
            rows, skipped = measured(runners(names), folder, quick=quick, say=say)
            out.write(bench_text(rows, width=out.width, quick=quick))
        for line in skipped:
            say(line)
        faults = [row.name for row in rows if row.short]
    raise typer.Exit(FAILED if faults else 0)
