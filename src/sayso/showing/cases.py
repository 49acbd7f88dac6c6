"""What `sayso case` prints: what is in a case, and how it came there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.showing.output import printable

if TYPE_CHECKING:
    from rich.table import Table

    from sayso.case import Case, Version

SHOWN = 20


def case_text(case: Case, *, width: int, colour: bool) -> str:
    """The newest versions of a case, what it holds, and what could not be read, as text."""
    from io import StringIO

    from rich.console import Console

    console = Console(file=StringIO(), width=width, force_terminal=colour, highlight=False, markup=False)
    versions = [v for v in case.versions() if v.version <= case.version]
    console.print(f"{printable(str(case.path))}: {_held(versions)}; case version {case.version}")
    if versions:
        console.print(_table(versions[-SHOWN:]))
        if len(versions) > SHOWN:
            console.print(f"{len(versions) - SHOWN} earlier versions are not shown.")
    failures = list(case.failures())
    if failures:
        counted = Counter(failure.code for _, failure in failures)
        console.print(f"Not read: {', '.join(f'{n} {code}' for code, n in counted.most_common())}; the newest:")
        for _, failure in failures[-5:]:
            console.print(f"  {printable(f'{failure.where}: {failure.message}')}", soft_wrap=True)
    printed = console.file
    assert isinstance(printed, StringIO)
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines())


def _held(versions: list[Version]) -> str:
    added = sum(v.added for v in versions)
    erased = sum(v.erased for v in versions)
    gone = f", {erased} erased" if erased else ""
    return f"{added} {'report' if added == 1 else 'reports'} added{gone}"


def _table(versions: list[Version]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("version", "when (UTC)", "sayso"):
        table.add_column(name)
    for name in ("added", "known", "failed", "erased"):
        table.add_column(name, justify="right")
    for v in versions:
        counts = (v.added, v.known, v.failed, v.erased)
        when = v.at[:19].replace("T", " ")
        table.add_row(str(v.version), when, v.sayso, *(str(n) if n else "·" for n in counts))
    return table
