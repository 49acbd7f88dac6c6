"""Who else is in a report: authors, and the names of others that must not be taken for a private person's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.privacy.handles import handles
from sayso.privacy.persons import Person, Use, name_of, pieces, words
from sayso.records.actor import Mention
from sayso.records.report import Report

RESOLVED = 1
CLOSED = 2
_BETWEEN = re.compile(r"\s*(?:,|;|/|\||&|\band\b|\bwith\b|\bfor\b|\bin\b|\bfrom\b|[()<>\[\]])\s*", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:words|text|story|report(?:ed|ing)?|written)?\s*by:?\s+", re.IGNORECASE)


def byline_uses(report: Report) -> list[Use]:
    """The authors a byline names. An author is private like anybody else, unless the text gives them an office.

    Newsrooms, agencies and the outlet itself are no persons.
    """
    byline = report.document.byline or ""
    public = _public_names(report)
    outlet = _folds(report.document.outlet or "")
    found = []
    for part in _BETWEEN.split(_BY.sub("", byline)):
        name = tuple(f for f in _folds(part) if f not in words("titles"))
        if not name or name == outlet or name[0] == "the" or words("byline_words") & set(name):
            continue
        if not _among(name, public):
            found.append(Use(name, None, None, -1))
    return found


def title_uses(report: Report, names: Iterable[str]) -> list[Use]:
    """Names that stand in the title or address only, but for those of public persons of the text."""
    public = _public_names(report)
    folded = [tuple(p.folded for p in name_of(name, 0, len(name))) for name in names]
    return [Use(name, None, None, -1) for name in folded if name and not _among(name, public)]


def handle_uses(report: Report) -> list[Use]:
    """Names that an e-mail address or a handle in the text spells."""
    public = _public_names(report)
    found = [(parts[0].start, tuple(p.folded for p in parts)) for parts in handles(report.document.text)]
    return [Use(name, None, None, at) for at, name in found if not _among(name, public)]


def _public_names(report: Report) -> list[tuple[str, ...]]:
    return [n for m in report.mentions if _public_person(m) for n in [_folded_name(report, m)] if n]


def _among(name: tuple[str, ...], public: Iterable[tuple[str, ...]]) -> bool:
    """Whether a name is part of a public person's, or that of it."""
    return any(set(name) <= set(p) or set(p) <= set(name) for p in public)


def standing(report: Report, mention: Mention) -> int:
    """How surely a mention names somebody or something other than a private person.

    2: a public person. 1: a state, a place on the map or another name that was looked up: a private person's full
    name still counts inside it, a piece of one does not. 0: nothing is known of it, it may be a misread person.
    """
    if mention.kind == "person":
        return 0 if mention.private else CLOSED
    place = mention.place
    on_map = place is not None and (place.country is not None or place.lat is not None)
    looked_up = mention.country is not None or on_map or mention.kind == "armed_group"
    return RESOLVED if looked_up else 0


def closed_to(report: Report) -> bytearray:
    """For each character of the text, the standing of the mention or date that it belongs to."""
    text = report.document.text
    closed = bytearray(len(text))
    for mention in report.mentions:
        level = standing(report, mention)
        start, end = mention.start, mention.end
        if level == CLOSED:
            name = name_of(text, start, end)
            start, end = (name[0].start, name[-1].end) if name else (0, 0)
        if level:
            closed[start:end] = bytes(max(level, c) for c in closed[start:end])
    for time in report.times:
        closed[time.start : time.end] = bytes([CLOSED]) * (time.end - time.start)
    return closed


def shared_pieces(report: Report, persons: Sequence[Person]) -> set[str]:
    """Folded pieces that names of others in the report have too."""
    text = report.document.text
    shared: set[str] = set()
    for mention in report.mentions:
        level = standing(report, mention)
        if level == CLOSED:
            shared.update(p.folded for p in name_of(text, mention.start, mention.end))
        elif level == RESOLVED:
            named = {p.folded for p in pieces(text, mention.start, mention.end) if p.capital}
            if not _names_fully(named, persons):
                shared |= named
    return shared


def _names_fully(named: set[str], persons: Iterable[Person]) -> bool:
    return any(len({f for f in p.forms & named if f not in words("particles")}) > 1 for p in persons)


def _public_person(mention: Mention) -> bool:
    return mention.kind == "person" and not mention.private


def _folded_name(report: Report, mention: Mention) -> tuple[str, ...]:
    return tuple(p.folded for p in name_of(report.document.text, mention.start, mention.end))


def _folds(text: str) -> tuple[str, ...]:
    return tuple(p.folded for p in pieces(text))
