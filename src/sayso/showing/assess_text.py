"""The brief in the terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING

from sayso.showing.assess import Part
from sayso.showing.wording import shown

if TYPE_CHECKING:
    from rich.table import Table

_STYLES = {
    "CC": "bold green", "C": "green", "N": "dim", "I": "red", "II": "bold red", "changes": "yellow", "stays": "dim",
}  # fmt: skip


def assess_text(title: str, parts: Sequence[Part], *, width: int = 100, colour: bool = False) -> str:
    """The brief as text of a width."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out, width=max(60, width), color_system="standard" if colour else None, force_terminal=colour,
        no_color=not colour, highlight=False, markup=False, emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    console.print(Text(shown(title), "bold"))
    for part in parts:
        console.print()
        console.print(Rule(Text(part.title, "bold"), align="left", style="dim"))
        for line in part.lines:
            console.print(Padding(Text(shown(line)), (0, 0, 0, 1)))
        if part.rows:
            console.print(_table(part))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _table(part: Part) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=False, show_edge=False)
    for n, name in enumerate(part.head):
        short = all(len(row[n]) <= 5 for row in part.rows)
        table.add_column(name, no_wrap=short, justify="center" if short and n else "left", overflow="fold")
    for row in part.rows:
        table.add_row(*(Text(shown(cell), _STYLES.get(cell, "")) for cell in row))
    return table


def assess_md(title: str, parts: Sequence[Part]) -> str:
    """The brief as Markdown."""
    lines = [f"# {_md(title)}", ""]
    for part in parts:
        lines += [f"## {_md(part.title)}", ""]
        lines += [f"- {_md(line)}" for line in part.lines]
        if part.rows:
            lines += [_row(part.head), _row(["---"] * len(part.head))]
            lines += [_row(row) for row in part.rows]
        lines.append("")
    return "\n".join(lines).rstrip()


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell if cell == "---" else _md(cell) for cell in cells) + " |"


def _md(text: str) -> str:
    escaped = shown(text).replace("\\", "\\\\")
    for char in "|<>*_[]":
        escaped = escaped.replace(char, "\\" + char)
    return escaped
