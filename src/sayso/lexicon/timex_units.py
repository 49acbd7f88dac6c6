"""Values of expressions that count units: reckoned from publication or another date, durations, repetitions, hours."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from sayso.lexicon.calendar import Anchor, shifted, week
from sayso.lexicon.dates import Found, Token
from sayso.lexicon.meaning import Meaning, Scene, number_of, one, ordinal_of, value_of

_OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
# Units that TIMEX3 writes as a number of others.
_AS = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W")}


def unit_of(tokens: tuple[Token, ...]) -> str:
    """The TIMEX3 letter of a unit: "years" is Y, "hours" is TH."""
    return str(value_of(tokens, "unit", "units"))


def period(count: float | None, unit: str) -> str:
    """A duration as a value; an unknown count is X.

    >>> period(4, "E"), period(None, "D"), period(2.5, "Y"), period(30, "TM"), period(0.5, "Y")
    ('P40Y', 'PXD', 'P2.5Y', 'PT30M', 'P6M')
    """
    if unit == "N":
        return "PXY"
    if unit in _AS:
        times, unit = _AS[unit]
        count = None if count is None else count * times
    if count == 0.5 and unit in ("Y", "D", "TH"):
        count, unit = {"Y": (6, "M"), "D": (12, "TH"), "TH": (30, "TM")}[unit]
    number = "X" if count is None else f"{count:g}" if count < 1e6 else str(int(count))
    return f"PT{number}{unit[1]}" if unit in ("TS", "TM", "TH") else f"P{number}{unit}"


def count_of(found: Found) -> float | None:
    """How many units; "a" is one, "half" a half, "and a half" half a one more."""
    tokens = found.caught.get("n", ())
    if found.given.get("half"):
        return 0.5
    count = number_of(tokens) if tokens else 1.0
    more = "half" in found.caught or "half2" in found.caught
    return count + 0.5 if count is not None and more else count


def deictic(found: Found, scene: Scene) -> list[Meaning]:
    """`yesterday`, `this morning`, `last night`, `tonight`."""
    caught, here = found.caught, scene.anchor.date
    back = 0
    if "word" in caught:
        back = int(value_of(caught["word"], "deictic"))
    elif "yesterday" in caught or "tomorrow" in caught:
        back = -2 if "yesterday" in caught else 2
    elif "lastnight" in caught:
        back = -1
    day = (here + timedelta(days=back)).isoformat() if here else "XXXX-XX-XX"
    part = value_of(caught.get("part", ()) or caught.get("lastnight", ()), "daypart")
    if "tonight" in caught:
        part = "NI"
    return one(found, "TIME" if part else "DATE", f"{day}T{part}" if part else day, "relative")


def unit_near(found: Found, scene: Scene) -> list[Meaning]:
    """`last month`, `this year`, `the end of the week`, `next decade`."""
    tokens = found.caught.get("unit") or found.caught["weekend"]
    unit = unit_of(tokens)
    only = found.given.get("only")
    if (only and unit != only) or unit in ("TM", "TH"):
        return []
    words = found.caught.get("rel", ())
    steps = int(value_of(words, "last", "past", "this", "next", "coming", "current") or 0)
    if unit == "WE":
        return one(found, "DATE", _weekend(scene, found, steps, said=bool(words)), "relative")
    return one(found, "DATE", shifted(scene.anchor, steps, unit) or _OPEN.get(unit), "relative")


def _weekend(scene: Scene, found: Found, steps: int, *, said: bool) -> str:
    here = scene.anchor.date
    if here is None:
        return _OPEN["WE"]
    over = scene.direction(found) < 1 if not said else scene.direction(found) < 0 and here.isoweekday() < 4
    if steps == 0 and over and here.isoweekday() < 6:
        steps = -1
    return week(here + timedelta(weeks=steps)) + "-WE"


def unit_after_next(found: Found, scene: Scene) -> list[Meaning]:
    """`the year before last`, `the week after next`."""
    unit = unit_of(found.caught["unit"])
    steps = -2 if value_of(found.caught["rel"], "last") else 2
    return one(found, "DATE", shifted(scene.anchor, steps, unit) or _OPEN.get(unit), "relative")


def shift(found: Found, scene: Scene) -> list[Meaning]:
    """`three weeks ago`, `two days from now`."""
    unit, count = unit_of(found.caught["unit"]), count_of(found)
    way = -1 if value_of(found.caught["way"], "ago") is not None else 1
    if count is None:
        return one(found, "DATE", "PAST_REF" if way < 0 else "FUTURE_REF", "relative")
    value = shifted(scene.anchor, way * count, unit)
    if value is None and unit in ("TH", "TM", "TS"):
        return one(found, "TIME", None, "relative")
    return one(found, "DATE", value or _OPEN.get(unit), "relative")


def named_ago(found: Found, scene: Scene) -> list[Meaning]:
    """`June three years ago`: the named part of the year that the count leads to."""
    unit, count = unit_of(found.caught["unit"]), count_of(found)
    value = shifted(scene.anchor, -count, unit) if count is not None else None
    month = value_of(found.caught.get("month", ()), "month", "monthabbr")
    if month and unit == "Y" and value:
        value = f"{value[:4]}-{month:02d}"
    return one(found, "DATE", value, "relative")


def shift_there(found: Found, scene: Scene) -> list[Meaning]:
    """`two days later`: from the last date that the text named; without one, unknown."""
    tokens = found.caught.get("unit") or found.caught["units"]
    unit, count = unit_of(tokens), count_of(found) if "n" in found.caught else None
    way = int(value_of(found.caught["way"], "later", "earlier"))
    value = None
    if count is not None and scene.last is not None:
        value = shifted(Anchor.of(scene.last), way * count, unit)
    if unit in ("TH", "TM", "TS"):
        return one(found, "TIME", None, "anchored")
    return one(found, "DATE", value, "anchored")


def unit_there(found: Found, scene: Scene) -> list[Meaning]:
    """`the next day`, `that month`, `the same day`, `at that time`."""
    tokens = found.caught.get("unit") or found.caught["rel0"]
    part = value_of(tokens, "daypart")
    unit = "D" if part else unit_of(tokens)
    if value_of(tokens, "timeunit") is not None:
        return one(found, "DATE", scene.last or "PAST_REF", "anchored")
    only = found.given.get("only")
    if (only and unit != only) or unit in ("TM", "TH"):
        return []
    words = found.caught.get("rel", ())
    steps = int(value_of(words, "next", "following", "previous", "before", "after") or 0)
    value = shifted(Anchor.of(scene.last), steps, unit) if scene.last else None
    if part:
        return one(found, "TIME", f"{value}T{part}" if value else f"XXXX-XX-XXT{part}", "anchored")
    return one(found, "DATE", value or _OPEN.get(unit), "anchored")


def same_period(found: Found, scene: Scene) -> list[Meaning]:
    """`the same month a year ago`, `the same period last year`: the last date that the text named, moved."""
    back = unit_of(found.caught.get("back") or found.caught["back2"])
    last = Anchor.of(scene.last)
    if back != "Y" or last.year is None:
        return one(found, "DATE", None, "anchored")
    return one(found, "DATE", f"{last.year - 1:04d}" + (scene.last or "")[4:10], "anchored")


def duration(found: Found, scene: Scene) -> list[Meaning]:
    """`two weeks`, `several years`, `half an hour`, `the past decade`."""
    unit = unit_of(found.caught["unit"])
    count: float | None = count_of(found)
    if unit == "Q" and value_of(found.caught.get("n", ()), "a") is not None:
        return []  # "a quarter of the voters"
    if "n" not in found.caught and not found.given.get("half") and unit_is_plural(found.caught["unit"]):
        count = None
    return one(found, "DURATION", period(count, unit), "explicit")


def unit_is_plural(tokens: tuple[Token, ...]) -> bool:
    """Whether a unit is written in the plural."""
    return value_of(tokens, "units") is not None


def every(found: Found, scene: Scene) -> list[Meaning]:
    """`every week`, `every other day`, `each Monday`, `twice a month`."""
    caught = found.caught
    last = caught["unit"] if "unit" in caught else (caught["every"][-1],)
    named = value_of(last, "unit", "units")
    if named is not None:
        count = number_of(caught["n"]) if "n" in caught else 1.0
        return one(found, "SET", period(count, str(named)), "explicit")
    for name, form in (("weekday", "XXXX-WXX-{}"), ("daypart", "XXXX-XX-XXT{}"), ("season", "XXXX-{}")):
        if (value := value_of(last, name)) is not None:
            return one(found, "SET", form.format(value), "explicit")
    month = value_of(last, "month", "monthabbr")
    return one(found, "SET", f"XXXX-{int(month):02d}" if month else None, "explicit")


def freq(found: Found, scene: Scene) -> list[Meaning]:
    """`weekly`, `annual`, `on Fridays`; a capital letter makes it a name ("Daily Star")."""
    if "weekdays" in found.caught:
        return one(found, "SET", f"XXXX-WXX-{value_of(found.caught['weekdays'], 'weekdays')}", "explicit")
    token = found.caught["freq"][0]
    return [] if token.text[0].isupper() else one(found, "SET", str(value_of((token,), "freq")), "explicit")


def quarter(found: Found, scene: Scene) -> list[Meaning]:
    """`the third quarter of 2009`: without a year, the one of publication."""
    caught = found.caught
    which = ordinal_of(caught.get("which") or caught["which2"])
    number = 4 if which < 0 else which
    if not 1 <= number <= 4:
        return []
    year, explicit = year_said(found, scene)
    here = scene.anchor
    if here.year is not None and here.month is not None and not explicit and "rel" not in caught:
        now = (here.month + 2) // 3
        if value_of(caught.get("which", ()), "final") is not None and "last" in found.caught["which"][0].text.lower():
            return one(found, "DATE", shifted(here, -1, "Q"), "relative")
        side = scene.direction(found)
        year = str(here.year + (number < now if side > 0 else -(number > now) if side < 0 else 0))
    return one(found, "DATE", f"{year}-Q{number}", "explicit" if explicit else "relative")


def half(found: Found, scene: Scene) -> list[Meaning]:
    """`the first half of 2009`."""
    which = ordinal_of(found.caught["which"])
    if "decade" in found.caught or which > 2:
        return []
    year, from_ = year_said(found, scene)
    return one(found, "DATE", f"{year}-H{2 if which < 0 else which}", "explicit" if from_ else "relative")


def year_said(found: Found, scene: Scene) -> tuple[str, bool]:
    """The year that an expression names, and whether it names one outright."""
    if "year" in found.caught:
        return found.caught["year"][0].text, True
    steps = int(value_of(found.caught.get("rel", ()), "last", "this", "next") or 0)
    return (f"{scene.anchor.year + steps:04d}" if scene.anchor.year is not None else "XXXX"), False


def clock(found: Found, scene: Scene) -> list[Meaning]:
    """`9:30 a.m. (GMT+8)`, `0800 UTC`, `four o'clock`: the hour; `timex.times` adds its day."""
    caught = found.caught
    tokens = caught.get("clock") or caught.get("four") or caught["word"]
    digits = re.findall(r"\d+", tokens[0].text) or [str(int(value_of(tokens, "one")))]
    if "four" in caught:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    half_day = caught["ampm"][0].text[0].lower() if "ampm" in caught else ""
    evening = value_of(caught.get("part", ()), "daypart") in ("AF", "EV", "NI")
    if half_day and not 1 <= hour <= 12:
        return []
    if (half_day == "p" or (evening and hour < 12)) and hour != 12:
        hour += 12
    elif half_day == "a" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return []
    zulu = value_of(caught.get("zone", ()), "zone") == "Z" and found.end - caught["zone"][-1].end <= 1
    return one(found, "TIME", f"T{hour:02d}:{minute:02d}{'Z' if zulu else ''}", "explicit")


def part_of_day(found: Found, scene: Scene) -> list[Meaning]:
    """`at dawn`, `overnight`, `in the evening`."""
    if "point" in found.caught:
        return one(found, "TIME", f"T{value_of(found.caught['point'], 'pointpart')}", "explicit")
    return one(found, "TIME", f"T{value_of(found.caught['part'], 'daypart', 'bound')}", "explicit")


def ref(found: Found, scene: Scene) -> list[Meaning]:
    """`now`, `recently`, `soon`."""
    value = found.given["value"]
    return one(found, "DATE", str(value), "relative")


def skip(found: Found, scene: Scene) -> list[Meaning]:
    """Ages and other counts of units that date nothing."""
    return []


MAKERS: dict[str, Callable[[Found, Scene], list[Meaning]]] = {
    "deictic": deictic,
    "unit_near": unit_near,
    "unit_after_next": unit_after_next,
    "shift": shift,
    "named_ago": named_ago,
    "shift_there": shift_there,
    "same_period": same_period,
    "unit_there": unit_there,
    "duration": duration,
    "every": every,
    "freq": freq,
    "quarter": quarter,
    "half": half,
    "clock": clock,
    "part": part_of_day,
    "ref": ref,
    "skip": skip,
}
