"""Progress of long work on standard error: how many, how fast, how long; silent where nobody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO, TypeVar

T = TypeVar("T")


@contextmanager
def bar(
    stream: TextIO, *, shown: bool, total: int | None = None, share: Callable[[T], int] | None = None
) -> Iterator[Callable[[Iterable[T]], Iterator[T]]]:
    """A context that gives a function which counts what passes through it.

    Args:
        stream: where to show it.
        shown: whether anybody watches.
        total: how much there is to do, in the measure of `share`; None if that is not known.
        share: how much of the total one thing is (bytes of the input, say); by default each counts one.

    >>> import sys
    >>> with bar(sys.stderr, shown=False) as tick:
    ...     list(tick([1, 2]))
    [1, 2]
    """
    if not shown:
        yield iter
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

    known = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[left]}")) if total else ()
    columns = (SpinnerColumn(), TextColumn("{task.fields[told]}"), *known, TimeElapsedColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        task = progress.add_task("reading", total=total, told="starting", left="")

        def tick(things: Iterable[T]) -> Iterator[T]:
            done = 0
            for count, thing in enumerate(things, 1):
                yield thing
                done += share(thing) if share else 1
                spent = progress.tasks[0].elapsed or 0.0
                progress.update(task, completed=done, told=_told(count, spent), left=_left(done, total, spent))

        yield tick


@contextmanager
def counter(stream: TextIO, doing: str, *, shown: bool) -> Iterator[Callable[[int], None]]:
    """A context that gives a function which is told how many are done, where nobody knows how many there are.

    >>> import sys
    >>> with counter(sys.stderr, "checking", shown=False) as done:
    ...     done(1)
    """
    if not shown:
        yield lambda _count: None
        return
    from rich.console import Console

    with Console(file=stream).status(doing) as status:
        yield lambda count: status.update(f"{doing}: {count:,} files")


def _told(count: int, spent: float) -> str:
    rate = f", {count / spent:,.1f}/s" if spent >= 1 else ""
    return f"{count:,} read{rate}"


def _left(done: int, total: int | None, spent: float) -> str:
    """The time left, by the share that is done; nothing before five seconds have passed.

    >>> _left(25, 100, 60.0), _left(1, 100, 2.0), _left(100, 100, 60.0)
    ('about 3 min left', '', '')
    """
    if not total or not done or spent < 5 or done >= total:
        return ""
    seconds = spent * (total - done) / done
    for size, unit in ((86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= 1.5 * size:
            return f"about {seconds / size:.0f} {unit} left"
    return f"about {max(1, round(seconds))} s left"
