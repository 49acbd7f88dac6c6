"""Dates that no calendar has, and heads that contradict each other: nothing is made up, and what is odd is said."""

from __future__ import annotations

import pytest

import sayso


def test_a_day_that_is_none_is_its_month_at_most() -> None:
    report = sayso.read_text("Rebels burned the depot on 31 February 2023, police said.")
    (claim,) = [c for c in report.claims if c.type == "ASSAULT"]
    assert claim.when is not None
    assert (claim.when.start, claim.when.end, claim.when.precision) == ("2023-02-01", "2023-02-28", "month")


@pytest.mark.parametrize("given", ["0000-00-00", "2023-02-31", "yesterday", "", "99999-01-01"])
def test_a_given_day_that_is_none_dates_nothing(given: str) -> None:
    report = sayso.read_text("Rebels burned the depot on Monday, police said.", date=given)
    published = report.document.published
    assert published.start is None or published.precision != "day"
    assert all(c.when is None or c.when.precision != "day" for c in report.claims)
    assert "Rebels" in str(report)


def test_the_years_zero_and_9999_break_nothing() -> None:
    text = "Rebels burned the depot in the year 0, and will burn it in 9999, police said on 31 December 9999."
    for day in ("0001-01-01", "9999-12-31", None):
        report = sayso.read_text(text, date=day)
        assert report.claims and report.to_html() and str(report)


def test_heads_that_contradict_each_other_are_said() -> None:
    text = "TARSK, 3 May 2019 — TARSK, 9 June 2021 — Rebels burned the depot on Monday, police said."
    said = [line for line in sayso.read_text(text, date="2020-01-01").story.missing if "contradict" in line]
    assert len(said) == 1
    assert "3 May 2019 and 9 June 2021" in said[0] and "1 January 2020" in said[0]
    near = "TARSK, 3 May 2019 — Rebels burned the depot on Monday, police said."
    assert not any("contradict" in line for line in sayso.read_text(near, date="2019-05-04").story.missing)
