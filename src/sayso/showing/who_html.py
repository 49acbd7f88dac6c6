"""The page of one actor as one HTML file: all of its lines, each on somebody's say-so; no script, nothing is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.records.judgement import Judgement
from sayso.showing.actors import edge_words
from sayso.showing.assess import Part
from sayso.showing.parts_page import parts_html
from sayso.showing.who import Line, WhoPage
from sayso.showing.who_print import NOTE, head_words, name_words
from sayso.showing.wording import flat, quoted


def who_html(page: WhoPage) -> str:
    """The page of an actor."""
    return parts_html(flat(page.actor.name), list(_parts(page)), kind="one actor")


def _parts(page: WhoPage) -> Iterator[Part]:
    why = (page.actor.why,) if page.actor.why and not page.joins else ()
    yield Part("Who", (head_words(page), *why, *page.history))
    yield Part("Names", head=("name", "met in"), rows=tuple((flat(n.text), name_words(n)) for n in page.actor.names))
    yield from _edges("Why they are one, the weakest first", page.joins, page)
    yield from _edges("Left open", page.left_open, page)
    yield from _edges("Kept apart", page.apart, page)
    if page.conflicts:
        yield Part("Decisions that contradict each other", tuple(f"{why}." for why in page.conflicts))
    yield from _lines("Ties, as they are put forward", page.ties)
    yield from _lines("What is said of this actor, in time order", page.about)
    yield from _lines("What this actor says, in time order", page.by)
    claims = page.ties or page.about or page.by
    yield Part("How this was made", (NOTE, *(() if claims else ("No claim is about this actor or by it.",))))


def _edges(words: str, edges: Sequence[Judgement], page: WhoPage) -> Iterator[Part]:
    if edges:
        yield Part(words, tuple(edge_words(edge, page.titles) for edge in edges))


def _lines(words: str, lines: Sequence[Line]) -> Iterator[Part]:
    if lines:
        yield Part(
            words,
            head=("when", "what, on whose say-so", "the words", "report, and how it is put"),
            rows=tuple(map(_row, lines)),
        )


def _row(line: Line) -> tuple[str, ...]:
    facts = " · ".join(fact.value for fact in line.facts)
    told = " ".join(quoted(quote.text) for quote in line.quotes[:1])
    return line.when or "no date given", line.sentence, told, line.reported + (f" · {facts}" if facts else "")
