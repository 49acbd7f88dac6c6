"""Values of expressions that name days, months, years and longer stretches of the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sayso.lexicon.calendar import Anchor, last_day, real, week, weekday_near, year_of
from sayso.lexicon.dates import Found, Token
from sayso.lexicon.language import load
from sayso.lexicon.meaning import Meaning, Scene, day_of, month_of, one, ordinal_of, value_of
from sayso.records.event import TimeFrom


def iso(found: Found, scene: Scene) -> list[Meaning]:
    """`2023-04-05`, `2023-04-05T09:00Z`."""
    text = found.caught["iso"][0].text
    if real(int(text[:4]), int(text[5:7]), int(text[8:10])) is None:
        return []
    return one(found, "TIME" if "T" in text else "DATE", text, "explicit")


def numeric(found: Found, scene: Scene) -> list[Meaning]:
    """`5.4.2023`, `4/5/23`: which number is the month is taken from the numbers, or from publication, or left open."""
    text = found.caught["numeric"][0].text
    first, second, year = (int(part) for part in text.replace("/", " ").replace(".", " ").replace("-", " ").split())
    year += 0 if year > 99 else _century(year, scene.anchor)
    readings = {real(year, second, first), real(year, first, second)} - {None}
    if "." in text and real(year, second, first):
        readings = {real(year, second, first)}  # points are not used for month first
    days = sorted(day for day in readings if day is not None)
    if not days:
        return []
    if len(days) == 1:
        return one(found, "DATE", days[0].isoformat(), "explicit")
    here = scene.anchor.date
    near = [day for day in days if here is not None and abs((day - here).days) <= 31]
    return one(found, "DATE", near[0].isoformat() if len(near) == 1 else f"{year:04d}", "explicit")


def _century(year: int, anchor: Anchor) -> int:
    limit = (anchor.year or 2039) % 100 if (anchor.year or 2039) >= 2000 else 39
    return 2000 if year <= limit + 5 else 1900


def dated(found: Found, scene: Scene) -> list[Meaning]:
    """A month, with or without day, weekday and year."""
    caught = found.caught
    month = month_of(caught["month"]) if "month" in caught else None
    day = day_of(caught["day"]) if "day" in caught else None
    weekday = value_of(caught["dow"], "weekday", "wdabbr") if "dow" in caught else None
    if day is not None and not 1 <= day <= 31:
        return []
    if month is None:
        return one(found, "DATE", _in_month(day or 1, weekday, scene.anchor), "relative")
    year, from_ = _year(found, scene, month, day, weekday)
    return one(found, "DATE", written(year, month, day), from_)


def written(year: int | None, month: int, day: int | None) -> str:
    """A day or month as a value; a day that the calendar does not have is left off.

    >>> written(None, 6, 14), written(2023, 2, 30), written(2023, 2, None)
    ('XXXX-06-14', '2023-02', '2023-02')
    """
    head = f"{year:04d}" if year is not None else "XXXX"
    if day is None or real(year if year is not None else 2000, month, day) is None:
        return f"{head}-{month:02d}"
    return f"{head}-{month:02d}-{day:02d}"


def _year(found: Found, scene: Scene, month: int, day: int | None, weekday: int | None) -> tuple[int | None, TimeFrom]:
    if "year" in found.caught:
        return int(found.caught["year"][0].text), "explicit"
    direction = _side(found, scene)
    if "shift" in found.caught and scene.anchor.year is not None:
        return scene.anchor.year + int(value_of(found.caught["shift"], "last", "this", "next") or 0), "relative"
    year = year_of(scene.anchor, month, day, direction, weekday=weekday)
    if year is not None:
        return year, "relative"
    last = Anchor.of(scene.last)
    return last.year, "anchored" if last.year is not None else "relative"


def famous(found: Found, scene: Scene) -> list[Meaning]:
    """`the September 11 attacks`, `9/11`: the year is the famous one, unless the text is older than that."""
    month, day = 9, 11
    if "month" in found.caught:
        month, day = month_of(found.caught["month"]), day_of(found.caught["day"])
    year = load("lang/en/dates")["famous"].get(f"{month:02d}-{day:02d}")
    if year is not None and (scene.anchor.year is None or scene.anchor.year > year):
        return one(found, "DATE", written(year, month, day), "explicit")
    return dated(found, scene) if "month" in found.caught else []


def _in_month(day: int, weekday: int | None, anchor: Anchor) -> str:
    """A numbered day of an unnamed month: publication's or the one before, as the weekday says."""
    here = anchor.date
    if here is not None:
        for back in range(62):
            then = here - timedelta(days=back)
            if then.day == day and (weekday is None or then.isoweekday() == weekday):
                return then.isoformat()
    return f"XXXX-XX-{day:02d}"


def day_range(found: Found, scene: Scene) -> list[Meaning]:
    """`from 3 to 5 May`: two dates."""
    caught = found.caught
    month = month_of(caught["month"])
    first, second = day_of(caught["day"]), day_of(caught["day2"])
    year, from_ = _year(found, scene, month, first, None)
    start, end = caught["day"], caught["day2"]
    at_start = month_first(caught["month"], start)
    left = Meaning(found.start, start[-1].end, "DATE", written(year, month, first), from_)
    right = Meaning(end[0].start, found.end, "DATE", written(year, month, second), from_)
    return [left if at_start else left.with_(start=start[0].start), right]


def month_first(month: tuple[Token, ...], day: tuple[Token, ...]) -> bool:
    """Whether the month stands before the day."""
    return month[0].start < day[0].start


def month_range(found: Found, scene: Scene) -> list[Meaning]:
    """`April to June 2008`: two months of one year."""
    year = int(found.caught["year"][0].text)
    first, second = found.caught["month"], found.caught["month2"]
    return [
        Meaning(first[0].start, first[-1].end, "DATE", written(year, month_of(first), None), "explicit"),
        Meaning(second[0].start, found.end, "DATE", written(year, month_of(second), None), "explicit"),
    ]


def week_of_month(found: Found, scene: Scene) -> list[Meaning]:
    """`the last week of March`."""
    month = month_of(found.caught["month"])
    year, from_ = _year(found, scene, month, None, None)
    which = ordinal_of(found.caught["which"])
    if year is None or which > 5:
        return one(found, "DATE", written(year, month, None), from_)
    day = last_day(year, month) if which < 0 else min(7 * which - 3, last_day(year, month))
    return one(found, "DATE", week(date(year, month, day)), from_)


def plain_year(found: Found, scene: Scene) -> list[Meaning]:
    """`1939`."""
    return one(found, "DATE", found.caught["year"][0].text, "explicit")


def year_range(found: Found, scene: Scene) -> list[Meaning]:
    """`1914-1918`, `1914-18`: two years."""
    first = found.caught["year"][0]
    second = (found.caught.get("year2") or found.caught["short"])[0]
    value = second.text if len(second.text) == 4 else first.text[:2] + second.text
    if int(value) < int(first.text):
        return [Meaning(first.start, first.end, "DATE", first.text, "explicit")]
    return [
        Meaning(first.start, first.end, "DATE", first.text, "explicit"),
        Meaning(second.start, second.end, "DATE", value, "explicit"),
    ]


def short_year(found: Found, scene: Scene) -> list[Meaning]:
    """`'82`."""
    year = int(found.caught["short"][0].text[1:])
    return one(found, "DATE", str(year + _century(year, scene.anchor)), "explicit")


def decade(found: Found, scene: Scene) -> list[Meaning]:
    """`the 1990s`, `the '90s`: the first digits of the years."""
    digits = "".join(char for char in found.caught["decade"][0].text if char.isdigit())
    return one(found, "DATE", digits[:3] if len(digits) == 4 else f"19{digits[0]}", "explicit")


def century(found: Found, scene: Scene) -> list[Meaning]:
    """`the 19th century`: the first two digits of its years."""
    return one(found, "DATE", f"{ordinal_of(found.caught['which']) - 1:02d}", "explicit")


def season(found: Found, scene: Scene) -> list[Meaning]:
    """`summer 2014`, `last spring`."""
    name = value_of(found.caught["season"], "season", "fall")
    if "year" in found.caught:
        return one(found, "DATE", f"{found.caught['year'][0].text}-{name}", "explicit")
    middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[name]
    year = year_of(scene.anchor, middle, None, _side(found, scene))
    return one(found, "DATE", f"{year if year is not None else 'XXXX'}-{name}", "relative")


def _side(found: Found, scene: Scene) -> int:
    """Before (-1) or after (1) publication, by the expression's own word or else by the tense."""
    said = value_of(found.caught.get("dir", ()), "last", "past", "next", "coming", "this")
    return scene.direction(found) if said is None else int(said)


def holiday(found: Found, scene: Scene) -> list[Meaning]:
    """`Christmas Day`."""
    month, day = (int(part) for part in value_of(found.caught["holiday"], "holiday").split("-"))
    year, from_ = _year(found, scene, month, day, None)
    return one(found, "DATE", written(year, month, day), from_)


def weekday(found: Found, scene: Scene) -> list[Meaning]:
    """`on Monday`, `last Monday`, `Monday night`: the nearest on the side that the word or the tense says."""
    caught = found.caught
    number = int(value_of(caught["weekday"], "weekday"))
    part = value_of(caught["part"], "daypart", "bound", "edge") if "part" in caught else None
    here = scene.anchor.date
    if here is None:
        value = f"XXXX-WXX-{number}"
    elif "rel" in caught:
        monday = here - timedelta(days=here.isoweekday() - 1)
        weeks = int(value_of(caught["rel"], "last", "this", "next") or 0)
        value = (monday + timedelta(days=number - 1, weeks=weeks)).isoformat()
    elif "dir" in caught and value_of(caught["dir"], "following") is not None:
        return _after_last(found, scene, number)
    else:
        said = value_of(caught["dir"], "last", "past", "previous", "next", "coming") if "dir" in caught else None
        direction = said or scene.direction(found) or -1
        value = weekday_near(here, number, direction, strict=bool(said)).isoformat()
    if isinstance(part, str):
        return one(found, "TIME", f"{value}T{part}", "relative")
    return one(found, "DATE", value, "relative")


def _after_last(found: Found, scene: Scene, number: int) -> list[Meaning]:
    """`the following Monday`: after the last date that the text named."""
    there = Anchor.of(scene.last).date
    value = weekday_near(there, number, 1, strict=True).isoformat() if there else f"XXXX-WXX-{number}"
    return one(found, "DATE", value, "anchored")


MAKERS: dict[str, Callable[[Found, Scene], list[Meaning]]] = {
    "iso": iso,
    "numeric": numeric,
    "date": dated,
    "famous": famous,
    "days": day_range,
    "months": month_range,
    "week_of_month": week_of_month,
    "year": plain_year,
    "years": year_range,
    "short_year": short_year,
    "decade": decade,
    "century": century,
    "season": season,
    "holiday": holiday,
    "weekday": weekday,
}
