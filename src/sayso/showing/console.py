"""Text for a terminal, laid out by rich: what commands on a case print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table


def printed(parts: Iterable[RenderableType], *, width: int, colour: bool) -> str:
    """Things that rich can print, as text of a width."""
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out, width=max(60, width), color_system="standard" if colour else None, force_terminal=colour,
        no_color=not colour, highlight=False, markup=False, emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[str] = (), wrap: str = "") -> Table:
    """A table without a frame.

    Args:
        head: the names of the columns.
        rows: cells as they are shown, nothing in them meant for rich.
        right: columns of figures.
        wrap: the one column that may take several lines.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    cells = list(rows)
    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    for name in head:
        made.add_column(
            name,
            justify="right" if name in right else "left",
            no_wrap=name != wrap,
            overflow="fold" if name == wrap else "ellipsis",
            min_width=max(len(name), min(10, max((len(row[len(made.columns)]) for row in cells), default=0))),
        )
    for row in cells:
        made.add_row(*(Text(cell) for cell in row))
    return made


def bar(part: int, whole: int, *, size: int = 20) -> str:
    """A bar of blocks as long as a share is large; anything at all shows.

    >>> bar(5, 10, size=4), bar(1, 1000, size=4), bar(0, 10)
    ('██', '▏', '')
    """
    eighths = round(8 * size * part / whole) if whole else 0
    if part and not eighths:
        eighths = 1
    return "█" * (eighths // 8) + ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")[eighths % 8]
