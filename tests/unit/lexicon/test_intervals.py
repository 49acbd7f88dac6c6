from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.lexicon.intervals import gap_days, intersect, interval_of, joined, when_of
from sayso.records.document import Published
from sayso.records.event import TimeExpression, TimeType, When

PUBLISHED = Published("2023-04-05", "2023-04-05", "day", "dateline")


def when(text: str, value: str, *, type_: TimeType = "DATE", preposition: str | None = None) -> When | None:
    time = TimeExpression("t1", 0, len(text), text, type_, value, "explicit")
    return when_of(time, published=PUBLISHED, preposition=preposition)


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        ("1939-11-26", "1939-11-26", "1939-11-26", "day"),
        ("1939-11-26T15:45", "1939-11-26", "1939-11-26", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2006", "2006-01-01", "2006-12-31", "year"),
        ("2023-W14-WE", "2023-04-08", "2023-04-09", "range"),
        ("2009-Q3", "2009-07-01", "2009-09-30", "range"),
        ("2014-WI", "2013-12-01", "2015-02-28", "range"),
        ("16", "1600-01-01", "1699-12-31", "range"),
    ],
)
def test_values_name_days(value: str, start: str, end: str, precision: str) -> None:
    assert interval_of(value) == (start, end, precision)


@pytest.mark.parametrize("value", ["XXXX-06-14", "P3D", "PAST_REF", "2023-13", "2023-W60", "T10:00", ""])
def test_other_values_name_none(value: str) -> None:
    assert interval_of(value) is None


def test_prepositions_open_an_end() -> None:
    since, until, in_ = (when("2014", "2014", preposition=word) for word in ("since", "until", "in"))
    assert since is not None and (since.start, since.end, since.precision) == ("2014-01-01", None, "open")
    assert until is not None and (until.start, until.end, until.precision) == (None, "2014-12-31", "open")
    assert in_ is not None and in_.precision == "year"


def test_what_is_recent_ends_at_publication() -> None:
    recent, now, soon = (when("word", value) for value in ("PAST_REF", "PRESENT_REF", "FUTURE_REF"))
    assert recent is not None and (recent.start, recent.end, recent.precision) == (None, "2023-04-05", "open")
    assert now is not None and (now.start, now.end, now.precision) == (None, "2023-04-05", "open")
    assert soon is not None and (soon.start, soon.end) == ("2023-04-05", None)


def test_durations_lie_nowhere_unless_they_reach_back() -> None:
    assert when("three years", "P3Y", type_="DURATION") is None
    reaching = when("the past three days", "P3D", type_="DURATION", preposition="in")
    assert reaching is not None and (reaching.start, reaching.end) == ("2023-04-02", "2023-04-05")
    assert when("every week", "P1W", type_="SET") is None


DAYS = st.dates().map(lambda day: day.isoformat())


@st.composite
def whens(draw: st.DrawFn) -> When:
    start, end = sorted((draw(DAYS), draw(DAYS)))
    return When(draw(st.sampled_from([start, None])), draw(st.sampled_from([end, None])), "range")


@given(whens(), whens())
def test_intersection_and_gap_are_symmetric(one: When, other: When) -> None:
    shared, turned = intersect(one, other), intersect(other, one)
    assert (shared is None) == (turned is None)
    if shared is not None and turned is not None:
        assert (shared.start, shared.end) == (turned.start, turned.end)
        assert gap_days(one, other) == 0
    else:
        gap = gap_days(one, other)
        assert gap == gap_days(other, one)
        assert gap is not None and gap > 0


def test_a_range_runs_from_the_first_to_the_second() -> None:
    found = joined(When("2023-05-03", "2023-05-03", "day"), When("2023-05-05", "2023-05-05", "day"))
    assert (found.start, found.end, found.precision) == ("2023-05-03", "2023-05-05", "range")
