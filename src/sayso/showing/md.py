"""The same story as Markdown, for notes, issues and wikis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.showing.overview import Head, copies_words, head_of, short
from sayso.showing.view import Entry, Section, Story
from sayso.showing.wording import count, quoted

UNREVIEWED = "Read by machine and reviewed by nobody. Words in “quotation marks” are the report's."
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_ORDINARY = frozenset({"stated as fact", "none cited", "no denial found in this text", "1 origin"})


def render_markdown(stories: Iterable[Story]) -> str:
    """Stories one after another; several have a table of contents."""
    parts, heads = [], []
    for told in stories:
        parts.append("\n".join(_story(told)))
        heads.append(head_of(told))
    top = "\n".join(_overview(heads)) + "\n" if len(heads) > 1 else ""
    return top + "\n\n---\n\n".join(parts) + f"\n\n---\n\n*{UNREVIEWED}*\n"


def escaped(text: str) -> str:
    r"""Text that Markdown leaves as it is.

    >>> escaped("<script> *not* bold")
    '\\<script\\> \\*not\\* bold'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _overview(heads: list[Head]) -> Iterator[str]:
    yield f"# {count(len(heads), 'report')}"
    yield ""
    yield "| report | outlet | date | genre | accusations | evidence cited |"
    yield "|---|---|---|---|--:|--:|"
    for head in heads:
        cells = (head.title, head.outlet or "not known", head.date, "could not be read" if head.failed else head.genre)
        yield f"| {' | '.join(escaped(c) for c in cells)} | {head.accusations} | {head.cited} |"
    yield ""
    yield from (escaped(line) + "\n" for line in copies_words(heads))


def _story(told: Story) -> Iterator[str]:
    yield f"# {escaped(quoted(told.title) if told.title else short(told.record))}"
    yield ""
    yield from (f"- {f.name}: {escaped(f.value)}" for f in told.about)
    yield ""
    if told.failures and not told.text:
        yield "**Could not be read:** " + escaped("; ".join(f"{f.message} — {f.hint}" for f in told.failures))
        return
    yield escaped(told.summary)
    for section in told.sections:
        yield from _section(section)
    if told.voices:
        yield from ("", "## Who speaks", "")
        yield "| who | what | claims | denials | evidence cited | only invoked | passed on |"
        yield "|---|---|--:|--:|--:|--:|--:|"
        for v in told.voices:
            numbers = " | ".join(map(str, (v.claims, v.denials, v.cited, v.invoked, v.passed_on)))
            yield f"| {escaped(v.name)} | {escaped(v.kind)} | {numbers} |"
    if told.aliases:
        yield from ("", "## Names that are one actor", "")
        for alias in told.aliases:
            why = f" ({escaped(alias.why)})" if alias.why else ""
            yield f"- **{escaped(alias.name)}**: {escaped(' = '.join(alias.names))}{why}"
    if told.loaded:
        yield from ("", "## Words that judge, all the report's own", "")
        yield escaped(
            " · ".join(quoted(w.text) + (f" ×{len(w.spans)}" if len(w.spans) > 1 else "") for w in told.loaded)
        )
    if told.missing:
        yield from ("", "## What is not said", "")
        yield from (f"- {escaped(line)}" for line in told.missing)


def _section(section: Section) -> Iterator[str]:
    roomy = section.id == "accusations"
    yield from ("", f"## {section.title}", "")
    if section.note:
        yield from (f"*{section.note}*", "")
    for item in section.entries:
        yield from _entry(item, roomy=roomy, dated=section.id == "incidents")


def _entry(item: Entry, *, roomy: bool, dated: bool) -> Iterator[str]:
    date = f"*{item.when}:* " if dated else ""
    sentence = f"**{escaped(item.sentence)}**" if roomy else escaped(item.sentence)
    see = f" (see {', '.join(map(str, item.see))})" if item.see and not roomy else ""
    yield f"{item.number}. {date}{sentence}{see}"
    if roomy or not item.see:
        for quote in item.quotes:
            yield f"    > {escaped(quoted(quote.text))}"
    kept = [f for f in item.facts if roomy or f.value not in _ORDINARY]
    if kept:
        yield ""
        yield "    " + " · ".join(f"{f.name}: {escaped(f.value)}" for f in kept)
    if roomy:
        yield ""
