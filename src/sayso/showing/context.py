"""What `sayso context` prints: events of other data sets near a claim, each on the say-so of its data set."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import UsageError
from sayso.lexicon.geo import kilometres
from sayso.records.claim import Claim
from sayso.records.context import ContextEvent
from sayso.records.report import Report
from sayso.showing.output import printable

if TYPE_CHECKING:
    from rich.console import Console

NOTE = "Events of other data sets: none counts here as evidence or as an origin; they may rest on the same reports."
_SLACK = {"day": 0, "week": 6, "month": 30, "year": 365}
_PINNED = frozenset({"exact", "near", "city"})


@dataclass(frozen=True, slots=True)
class Near:
    """An event near a claim: days and kilometres apart; None where the place of one is not known so finely."""

    event: ContextEvent
    days: int
    km: float | None


def near(events: Iterable[ContextEvent], claim: Claim, published: str | None, *, days: int, km: float) -> list[Near]:
    """The events near a claim, nearest first. Without a day of its own a claim is taken to be of the day of its report.

    Where both have a place no coarser than a town, kilometres decide; else the countries, if both are known.
    """
    first, last = _days(claim, published)
    if first is None or last is None:
        return []
    found = []
    for event in events:
        apart = _apart(event, first, last)
        within = _place(event, claim)
        if apart <= days and within is not None and (math.isnan(within) or within <= km):
            found.append(Near(event, apart, None if math.isnan(within) else within))
    return sorted(found, key=lambda n: (n.days, math.inf if n.km is None else n.km, n.event.dataset, n.event.id))


def _days(claim: Claim, published: str | None) -> tuple[date | None, date | None]:
    when = claim.when
    start = when.start or when.end if when else published
    end = when.end or when.start if when else published
    return _day(start, last=False), _day(end, last=True)


def _day(said: str | None, *, last: bool) -> date | None:
    """A day out of an ISO date, month or year."""
    parts = [int(p) for p in (said or "")[:10].split("-") if p.isdigit()]
    if not parts:
        return None
    try:
        if len(parts) == 3:
            return date(*parts)
        if not last:
            return date(parts[0], parts[1] if len(parts) > 1 else 1, 1)
        after = date(parts[0] + (len(parts) < 2 or parts[1] == 12), parts[1] % 12 + 1 if len(parts) > 1 else 1, 1)
        return after - timedelta(days=1)
    except ValueError:
        return None


def _apart(event: ContextEvent, first: date, last: date) -> int:
    start, end = date.fromisoformat(event.start), date.fromisoformat(event.end)
    gap = max((start - last).days, (first - end).days, 0)
    return max(0, gap - _SLACK[event.precision])


def _place(event: ContextEvent, claim: Claim) -> float | None:
    """Kilometres apart; NaN if only the country is the same or not told; None if it is another place."""
    where = claim.where
    if where is None:
        return math.nan
    if event.pin is not None and where.precision in _PINNED and where.lat is not None and where.lon is not None:
        return kilometres(event.pin, (where.lat, where.lon))
    if event.country is None or where.country is None:
        return math.nan
    return math.nan if event.country == where.country else None


def context_text(
    case: Path, asked: str | None, *, days: int, km: int, limit: int, width: int, colour: bool
) -> str:  # fmt: skip
    """The events beside a case, or those near one claim of it, as text.

    Raises:
        UsageError: no claim is meant, or several.
    """
    from rich.console import Console

    from sayso.case import Case
    from sayso.case.context import context_events

    opened = Case.open(case)
    console = Console(file=StringIO(), width=width, force_terminal=colour, highlight=False, markup=False)
    if asked is None:
        every = list(context_events(opened.path))
        console.print(f"{_count(len(every))} beside this case. {NOTE}")
        for event in every[:limit]:
            _print(console, event, "")
        _more(console, len(every), limit)
    else:
        report, claim = _meant(list(opened.reports()), asked, str(case))
        words = " ".join(claim.span.of(report.document.text).split())
        published = report.document.published
        found = near(context_events(opened.path), claim, published.start or published.end, days=days, km=km)
        console.print(f"Near “{printable(words)}”: {_count(len(found))}. {NOTE}")
        for one in found[:limit]:
            _print(console, one.event, ", ".join(_distance(one)))
        _more(console, len(found), limit)
    printed = console.file
    assert isinstance(printed, StringIO)
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines())


def _count(events: int) -> str:
    return "no event" if not events else "1 event" if events == 1 else f"{events} events"


def _distance(one: Near) -> Iterator[str]:
    yield "same day" if not one.days else "1 day apart" if one.days == 1 else f"{one.days} days apart"
    yield f"{one.km:.0f} km away" if one.km is not None else "the place of one is not known more finely"


def _more(console: Console, found: int, limit: int) -> None:
    if found > limit:
        console.print(f"\n{found - limit} more are not shown: --limit shows more.")


def _print(console: Console, event: ContextEvent, distance: str) -> None:
    from rich.text import Text

    when = event.start if event.start == event.end else f"{event.start} – {event.end}"
    head = Text(f"\n{when}", style="bold")
    head.append(f"  {printable(event.type)}", style="not bold")
    head.append(f"  {distance}" if distance else "", style="dim not bold")
    console.print(head)
    fine = f" ({event.place_precision})" if event.place_precision else ""
    lines = [
        ("place", f"{event.place or 'not told'}{fine}"),
        ("sides", " · ".join(event.sides)),
        ("deaths", _deaths(event)),
    ]
    for name, value in lines:
        if value:
            console.print(f"  {name:<7}{printable(value)}", soft_wrap=True)
    cited = f", citing {'; '.join(event.sources[:4])}" if event.sources else ""
    console.print(f"  according to {printable(f'{event.dataset} {event.id}{cited}')}", style="dim", soft_wrap=True)


def _deaths(event: ContextEvent) -> str:
    best = "" if event.deaths_best is None else str(event.deaths_best)
    if event.deaths_low is None or event.deaths_high is None or event.deaths_low == event.deaths_high:
        return best
    return f"{best or '?'} ({event.deaths_low}–{event.deaths_high})"


def _meant(reports: list[Report], asked: str, where: str) -> tuple[Report, Claim]:
    from sayso.showing.assess_case import _story
    from sayso.showing.claim_words import claims_meant, several

    meant = claims_meant(reports, asked, story_of=_story, where=where)
    if len(meant) != 1:
        raise several(reports, meant, where=where)
    document, claim = meant[0]
    report = next((r for r in reports if r.document.id == document), None)
    if report is None:
        raise UsageError("no such claim in this case", where=where)
    return report, report.claim_by_id[claim]
