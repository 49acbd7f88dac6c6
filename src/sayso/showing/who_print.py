"""How the page of one actor is printed: for a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.records.case_actor import NameUse
from sayso.records.judgement import Judgement
from sayso.showing.actors import edge_words, kind_words
from sayso.showing.report import rendered, rule, title
from sayso.showing.who import Line, WhoPage
from sayso.showing.wording import count, day, flat, quoted

NAMES, EDGES, LINES = 12, 6, 30
NOTE = "Read and linked by machine and reviewed by nobody. Words in “quotation marks” are the reports'."


def who_text(page: WhoPage, *, width: int = 100, colour: bool = False) -> str:
    """The page for a terminal."""
    return rendered(list(_pieces(page)), max(60, width), colour)


def head_words(page: WhoPage) -> str:
    """What the actor is and where it is met, in a line."""
    a = page.actor
    what = kind_words(a.kind) + (f" · {a.country}" if a.country and a.kind != "state" else "")
    days = [d for n in a.names for d in (n.first, n.last) if d]
    span = f", {day(min(days))} to {day(max(days))}" if days and min(days) != max(days) else ""
    alone = f"{page.origins} of them " + ("copies" if page.origins == 1 else "copy") + " no other"
    return f"{what} · id {a.id} · named in {count(a.reports, 'report')}{span}; {alone}"


def _pieces(page: WhoPage) -> Iterator[RenderableType]:
    yield rule(flat(page.actor.name))
    yield Text(head_words(page))
    yield Text()
    yield from _names(page)
    yield from _edges("Why they are one, the weakest first", page.joins, page)
    yield from _edges("Left open", page.left_open, page)
    yield from _edges("Kept apart", page.apart, page)
    if page.conflicts:
        yield title("Decisions that contradict each other", str(len(page.conflicts)))
        yield from (Text(f"  {why}.", "yellow") for why in page.conflicts)
        yield Text()
    if page.history:
        yield title("What the gazetteer knows", "")
        yield from (Text(f"  {line}") for line in page.history)
        yield Text()
    yield from _lines("Ties, as they are put forward", page.ties)
    yield from _lines("What is said of this actor, in time order", page.about)
    yield from _lines("What this actor says, in time order", page.by)
    if not (page.ties or page.about or page.by):
        yield Text("No claim is about this actor or by it.")
    yield Text(NOTE, "dim")


def _names(page: WhoPage) -> Iterator[RenderableType]:
    names = page.actor.names
    yield title("Names", str(len(names)))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(overflow="fold")
    grid.add_column(style="dim", overflow="fold")
    for use in names[:NAMES]:
        grid.add_row(Text(flat(use.text), "bold" if use.text == page.actor.name else ""), _used(use))
    yield Padding(grid, (0, 0, 0, 2))
    if len(names) > NAMES:
        yield Text(f"  … and {len(names) - NAMES} more", "dim")
    if page.actor.why and not page.joins:
        yield Text(f"  {page.actor.why}", "dim")
    yield Text()


def _used(use: NameUse) -> Text:
    used, _, odd = name_words(use).partition("  ")
    return Text.assemble(used, (f"  {odd}" if odd else "", "yellow"))


def name_words(use: NameUse) -> str:
    """In how many reports a name is met, and when."""
    days = f", {day(use.first)}" if use.first else ""
    days += f" to {day(use.last)}" if use.last and use.last != use.first else ""
    odd = f"  {quoted(use.disguised)} has signs in it that only look like letters" if use.disguised else ""
    return f"{count(use.reports, 'report')}{days}{odd}"


def _edges(words: str, edges: Sequence[Judgement], page: WhoPage) -> Iterator[RenderableType]:
    if not edges:
        return
    yield title(words, str(len(edges)))
    for edge in edges[:EDGES]:
        yield Padding(Text(edge_words(edge, page.titles)), (0, 0, 0, 2))
    if len(edges) > EDGES:
        yield Text(f"  … and {len(edges) - EDGES} more", "dim")
    yield Text()


def _lines(words: str, lines: Sequence[Line]) -> Iterator[RenderableType]:
    if not lines:
        return
    yield title(words, str(len(lines)))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=18, overflow="fold")
    grid.add_column(overflow="fold")
    for line in lines[:LINES]:
        body = Text(line.sentence)
        for quote in line.quotes[:1]:
            body.append(f"\n{quoted(quote.text)}", "italic")
        facts = " · ".join(f.value for f in line.facts)
        body.append(f"\n{line.reported}" + (f" · {facts}" if facts else ""), "dim")
        grid.add_row(Text(line.when or "no date given", "" if line.when else "dim"), body)
        grid.add_row()
    yield grid
    if len(lines) > LINES:
        yield Text(f"  … and {len(lines) - LINES} more: --format html has all", "dim")
        yield Text()


def who_json(page: WhoPage) -> str:
    """All of the page as JSON."""
    return json.dumps(asdict(page) | {"titles": dict(page.titles)}, indent=1, ensure_ascii=False)
