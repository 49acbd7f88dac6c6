"""The analyst's report for a terminal: accusations first, then what is told, who speaks, and what is not said.

It reads without colour, from 60 columns up; colour only repeats what words and shapes already say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.showing.overview import Head, copies_words, head_of, short
from sayso.showing.view import NO_DATE, Category, Entry, Fact, Section, Story
from sayso.showing.whereabouts import spot_words
from sayso.showing.wording import count, quoted, table

UNREVIEWED = "Read by machine and reviewed by nobody. Words in “quotation marks” are the report's."
_COLOUR: dict[Category, str] = {
    "conflict": "red",
    "words": "yellow",
    "cooperation": "green",
    "tie": "blue",
    "motive": "magenta",
}
_TONE = {"plain": "", "good": "green", "warn": "yellow"}
_DATE_COLUMN = 18
_LOADED_SHOWN = 24


def render_text(stories: Iterable[Story], *, width: int = 100, colour: bool = False) -> str:
    """Stories one after another, as a terminal of that width shows them; an overview first if there are several."""
    width = max(40, width)
    parts, heads = [], []
    for told in stories:
        parts.append(rendered(_failed(told) if told.failures and not told.text else _story(told), width, colour))
        heads.append(head_of(told))
    top = rendered(_overview(heads), width, colour) if len(heads) > 1 else ""
    return top + "\n".join(parts)


def rendered(pieces: Sequence[RenderableType], width: int, colour: bool) -> str:
    """What a terminal of that width prints."""
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for piece in pieces:
        console.print(piece)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _overview(heads: Sequence[Head]) -> list[RenderableType]:
    grid = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False, expand=True)
    for name, ratio, justify in (("report", 5, "left"), ("outlet", 4, "left"), ("date", 3, "left")):
        grid.add_column(name, ratio=ratio, overflow="fold", justify=justify)  # type: ignore[arg-type]
    grid.add_column("accusations", justify="right")
    grid.add_column("cited", justify="right")
    for head in heads:
        grid.add_row(
            Text(head.title), Text(head.outlet or "—"), Text(head.date), str(head.accusations or "—"),
            str(head.cited or "—"),
        )  # fmt: skip
    pieces: list[RenderableType] = [rule(f"{count(len(heads), 'report')} read"), Text(), grid, Text()]
    pieces += [_hang("", Text(line)) for line in copies_words(heads)]
    return [*pieces, Text()]


def _failed(told: Story) -> list[RenderableType]:
    lines = [f"  {f.message}" + (f" — {f.hint}" if f.hint else "") for f in told.failures]
    return [rule(told.record, style="yellow"), Text("Could not be read:", "bold"), *map(Text, lines), Text()]


def _story(told: Story) -> list[RenderableType]:
    pieces: list[RenderableType] = [rule(short(told.record)), _head(told), Text(), Text(told.summary), Text()]
    for section in told.sections:
        pieces += _section(section)
    if told.spots:
        pieces.append(title("Where, as exactly as it is told", str(len(told.spots))))
        for spot in told.spots[:10]:
            pieces.append(_hang("", Text(f"{spot_words(spot)}  → {', '.join(map(str, spot.entries[:6]))}")))
        pieces += [*_more(len(told.spots) - 10), Text()]
    if told.voices:
        pieces += [title("Who speaks", str(len(told.voices))), _voices(told), Text()]
    if told.aliases:
        pieces.append(title("Names that are one actor", str(len(told.aliases))))
        for alias in told.aliases[:10]:
            why = f" ({alias.why})" if alias.why else ""
            pieces.append(_hang("", Text(f"{alias.name}: {' = '.join(alias.names)}{why}")))
        pieces += [*_more(len(told.aliases) - 10), Text()]
    if told.loaded:
        total = sum(len(w.spans) for w in told.loaded)
        pieces += [title("Words that judge, all the report's own", str(total)), _loaded(told), Text()]
    if told.missing:
        pieces.append(title("What is not said", ""))
        pieces += [_hang("–", Text(line)) for line in told.missing]
        pieces.append(Text())
    pieces.append(Text(f"{UNREVIEWED} Grade {told.grade}: neither source nor content has been judged.", "dim"))
    return pieces


def rule(words: str, style: str = "bold") -> Table:
    """A line across, with the record's name in it."""
    grid = Table.grid(expand=True, padding=(0, 1))
    grid.add_column(no_wrap=True, overflow="ellipsis")
    grid.add_column(ratio=1)
    grid.add_row(Text(f"━━ {words}", style), Text("━" * 400, style, no_wrap=True, overflow="crop"))
    return grid


def _head(told: Story) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for fact in told.about:
        grid.add_row(fact.name, Text(fact.value, _TONE[fact.tone]))
    outer = Table.grid()
    if told.title:
        outer.add_row(Text(quoted(told.title), "bold"))
    outer.add_row(grid)
    return outer


def title(words: str, number: str) -> RenderableType:
    """The title of a section, with the number of its entries."""
    found = Text(words.upper(), "bold")
    if number:
        found.append(f"  {number}", "dim")
    return found


def _section(section: Section) -> list[RenderableType]:
    pieces: list[RenderableType] = [title(section.title, str(len(section.entries)))]
    if section.note:
        pieces.append(Text(section.note, "dim"))
    roomy = section.id == "accusations"
    dated = section.id == "incidents" and any(e.when != NO_DATE for e in section.entries)
    last = min(section.shown, len(section.entries)) - 1
    undated = False
    for index, item in enumerate(section.entries[: section.shown]):
        if dated and item.when == NO_DATE and not undated:
            undated = True
            pieces.append(_hang("", Text(f"   {NO_DATE}", "dim")))
        piece = _entry(item, roomy=roomy, dated=dated and item.when != NO_DATE)
        pieces.append(Padding(piece, (0, 0, 1 if roomy and index != last else 0, 0)))
    return [*pieces, *_more(len(section.entries) - section.shown), Text()]


def _more(rest: int) -> list[RenderableType]:
    return [_hang("", Text(f"… and {rest} more", "dim"))] if rest > 0 else []


def _entry(item: Entry, *, roomy: bool, dated: bool) -> RenderableType:
    sentence = Text(item.sentence, "bold" if roomy else "")
    if item.see and not roomy:
        sentence.append(f" → {', '.join(map(str, item.see))}", "dim")
    lines: list[RenderableType] = [sentence]
    if roomy or not item.see:
        lines += [Text(quoted(q.text), "italic") for q in item.quotes[: 3 if roomy else 1]]
    told = _facts(item.facts, roomy=roomy)
    if told:
        lines.append(told)
    body = Table.grid()
    for line in lines:
        body.add_row(line)
    shape = Text(table("categories")[item.category]["shape"], _COLOUR[item.category])
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=3, justify="right", style="dim")
    grid.add_column(width=1)
    row: list[RenderableType] = [str(item.number), shape]
    if dated:
        grid.add_column(width=_DATE_COLUMN, overflow="fold")
        row.append(Text(item.when))
    grid.add_column(overflow="fold")
    grid.add_row(*row, body)
    return grid


def _facts(facts: Iterable[Fact], *, roomy: bool) -> Text | None:
    """Facts in one flowing line; in short sections only what is out of the ordinary."""
    ordinary = {"stated as fact", "none cited", "no denial found in this text", "1 origin"}
    kept = [f for f in facts if roomy or f.value not in ordinary]
    if not kept:
        return None
    line = Text(style="dim" if not roomy else "")
    for index, fact in enumerate(kept):
        line.append(" · " if index else "", "dim")
        if fact.name in ("evidence", "deaths reported", "target", "legal status"):
            line.append(f"{fact.name}: ", "dim")
        line.append(fact.value, _TONE[fact.tone])
    return line


def _voices(told: Story) -> RenderableType:
    grid = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    grid.add_column("who", overflow="fold")
    grid.add_column("what", overflow="fold")
    for name in ("claims", "denials", "cited", "invoked", "passed on"):
        grid.add_column(name, justify="right")
    for voice in told.voices[:12]:
        numbers = (voice.claims, voice.denials, voice.cited, voice.invoked, voice.passed_on)
        grid.add_row(Text(voice.name), Text(voice.kind), *(str(n or "·") for n in numbers))
    return grid


def _loaded(told: Story) -> RenderableType:
    words = [quoted(w.text) + (f" ×{len(w.spans)}" if len(w.spans) > 1 else "") for w in told.loaded[:_LOADED_SHOWN]]
    rest = len(told.loaded) - _LOADED_SHOWN
    tail = f" · and {rest} more" if rest > 0 else ""
    return _hang("", Text(" · ".join(words) + tail))


def _hang(mark: str, text: Text) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2, justify="right")
    grid.add_column(overflow="fold")
    grid.add_row(mark, text)
    return grid
