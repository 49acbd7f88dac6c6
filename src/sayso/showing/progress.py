"""Progress of long work on standard error: how many, how fast, how long; silent where nobody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO, TypeVar

T = TypeVar("T")


@contextmanager
def bar(stream: TextIO, *, shown: bool, total: int | None = None) -> Iterator[Callable[[Iterable[T]], Iterator[T]]]:
    """A context that gives a function which counts what passes through it.

    >>> import sys
    >>> with bar(sys.stderr, shown=False) as tick:
    ...     list(tick([1, 2]))
    [1, 2]
    """
    if not shown:
        yield iter
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    left = (BarColumn(), TimeRemainingColumn()) if total else (TimeElapsedColumn(),)
    columns = (
        SpinnerColumn(),
        TextColumn("reading"),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        *left,
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        task = progress.add_task("reading", total=total, rate="")

        def tick(things: Iterable[T]) -> Iterator[T]:
            for thing in things:
                yield thing
                speed = progress.tasks[0].speed
                progress.update(task, advance=1, rate=f"{speed:.1f}/s" if speed else "")

        yield tick
