"""From a report and its findings to a story: the one place where all its parts come together."""

from __future__ import annotations

from sayso.records.finding import Linked, Standing
from sayso.records.report import Report
from sayso.showing import about
from sayso.showing.matter import Matter, category
from sayso.showing.naming import Names
from sayso.showing.sections import sections
from sayso.showing.view import Mark, Section, Story
from sayso.showing.whereabouts import whereabouts
from sayso.showing.wording import flat, published_words


def story(report: Report, linked: Linked | None = None, standing: Standing | None = None) -> Story:
    """The view that every format shows.

    Args:
        report: one report, masked.
        linked: its actors, incidents and ties; without them each mention is called by its own words.
        standing: on whose say-so each claim stands; without it no denials are matched and no voices counted.

    >>> from sayso.records.document import Document
    >>> story(Report(Document("d", "c", "Nothing happened.", "r1"))).summary
    'No claims were found in this text.'
    """
    linked, standing = linked or Linked(), standing or Standing()
    matter = Matter(report, linked, standing, Names(report, linked))
    doc = report.document
    made = sections(matter)
    return Story(
        record=doc.record,
        content=doc.content,
        title=flat(doc.title) if doc.title else "",
        about=about.about(matter),
        summary=about.summary(matter, made),
        sections=made,
        voices=about.voices(matter),
        aliases=about.aliases(matter),
        loaded=about.loaded(matter),
        missing=about.missing(matter, made),
        arcs=about.arcs(matter, made),
        moments=about.moments(matter, made),
        spots=whereabouts(matter, made),
        marks=_marks(report, made),
        text=doc.text,
        outlet=flat(doc.outlet) if doc.outlet else "",
        date=published_words(doc.published),
        genre=doc.genre,
        language=doc.language or "",
        claims=len(report.claims),
        grade=standing.grade.admiralty if standing.grade is not None else "F6",
        unmasked=report.unmasked,
        failures=report.failures,
    )


def _marks(report: Report, made: tuple[Section, ...]) -> tuple[Mark, ...]:
    """The words of every claim, with the first entry that tells it (0: told with another)."""
    first: dict[str, int] = {}
    for section in made:
        for item in section.entries:
            for claim in item.claims:
                first.setdefault(claim, item.number)
    found = [Mark(*c.span, c.id, category(c), first.get(c.id, 0)) for c in report.claims]
    return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.claim)))
