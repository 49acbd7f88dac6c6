"""An explained claim for a terminal: colours name the parts of the sentence there, brackets elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.showing.report import rendered, rule, title
from sayso.showing.why import Step, Why
from sayso.showing.why_words import Piece
from sayso.showing.wording import quoted, shown

_VALUE = 30
_COLOUR = {
    "holder": "cyan", "cue": "magenta", "actor": "green", "act": "red", "recipient": "yellow", "subject": "green",
    "object": "yellow", "from": "yellow", "via": "yellow", "to": "yellow", "cargo": "yellow", "aim": "magenta",
    "place": "blue", "when": "blue", "deaths": "bright_red", "evidence": "bright_green",
}  # fmt: skip


def render_why(why: Why, *, width: int = 100, colour: bool = False) -> str:
    """A claim explained, as a terminal of that width shows it."""
    width = max(40, width)
    parts: list[RenderableType] = [rule(f"{why.claim} of {why.record}"), Text(why.sentence, "bold"), Text()]
    parts += [title("In the report's words", ""), Padding(_words(why.words, colour), (0, 0, 0, 2)), Text()]
    parts += [title("On whose say-so", str(len(why.chain))), _chain(why.chain), Text()]
    parts += [title("What was decided, and why", ""), _decisions(why), Text()]
    parts += [Text(note, "dim") for note in why.notes]
    parts.append(Text("Read by machine and reviewed by nobody.", "dim"))
    return rendered(parts, width, colour)


def _words(pieces: Sequence[Piece], colour: bool) -> Text:
    """The sentence in quotation marks, with its parts in brackets, or in colours with a key below."""
    line = Text("“")
    for piece in pieces:
        words = " ".join(shown(piece.text).replace("“", "‘").replace("”", "’").replace('"', "'").split())
        words = _edges(piece.text, words)
        if not piece.role:
            line.append(words, "dim" if colour else "")
        elif colour:
            line.append(words, f"bold {_COLOUR[piece.role.split(' and ')[-1]]} underline")
        else:
            line.append(f"[{piece.role}: {words}]")
    line.append("”")
    if colour:
        roles = dict.fromkeys(p.role for p in pieces if p.role)
        line.append("\n")
        for number, role in enumerate(roles):
            line.append(" · " if number else "", "dim").append(role, f"bold {_COLOUR[role.split(' and ')[-1]]}")
    return line


def _edges(raw: str, words: str) -> str:
    """The words with one blank at each edge that had one."""
    if not words:
        return " " if raw else ""
    return (" " if raw[:1].isspace() else "") + words + (" " if raw[-1:].isspace() else "")


def _chain(steps: Sequence[Step]) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=4, justify="right", style="dim")
    for most in (_VALUE, 16, 28, None):
        grid.add_column(overflow="fold", max_width=most)
    for number, step in enumerate(steps, 1):
        last = number == len(steps)
        name = Text(step.name, "bold" if last else "")
        kind = Text(step.kind, "dim")
        grid.add_row(f"{number}", name, kind, Text(quoted(step.cue) if step.cue else "", "italic"), Text(step.stands))
    return grid


def _decisions(why: Why) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True, justify="right", width=13)
    grid.add_column(overflow="fold", max_width=_VALUE)
    grid.add_column(overflow="fold", ratio=1)
    for item in why.decisions:
        grid.add_row(
            item.name, Text(item.value, "dim" if item.open else "bold"), Text(item.why, "dim" if item.open else "")
        )
    return grid
