from __future__ import annotations

import pytest

from sayso.reading.dateline import dateline
from sayso.reading.item import Raw
from sayso.reading.published import published_of
from sayso.records.document import Published


def published(text: str, *, given: str | None = None, stated: str | None = None, uri: str | None = None) -> Published:
    raw = Raw(text=text, media_type="text/plain", given=given, stated=stated)
    return published_of(raw, uri=uri)[0]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (" date 2011-06-14 14 June 2011 09:00 (UTC+03:00)\n\nTroops left.", "2011-06-14", "2011-06-14"),
        ("KAMPALA, June 14 - Troops left.", "June 14", "XXXX-06-14"),
        ("Tuesday, June 14, 2011\nTroops left.", "Tuesday, June 14, 2011", "2011-06-14"),
        ("BAKU, Azerbaijan, April 5 (Agency) — Troops left.", "April 5", "XXXX-04-05"),
        ("Published: 3 May 2021\nTroops left.", "3 May 2021", "2021-05-03"),
        ("26 November 1939\nShells fell.", "26 November 1939", "1939-11-26"),
        ("Note of the government\nHelsinki, 27 November 1939\nSir,", "27 November 1939", "1939-11-27"),
        ("GENEVA (5 April 2022) – Troops left.", "5 April 2022", "2022-04-05"),
        ("WASHINGTON, Feb. 3, 2009 /Wire/ -- Troops left.", "Feb. 3, 2009", "2009-02-03"),
        ("June 14 (Agency) - Troops left.", "June 14", "XXXX-06-14"),
        ("Last updated: 4 May 2021\nPublished: 3 May 2021\nTroops left.", "3 May 2021", "2021-05-03"),
        ("Date: Mon, 3 May 2021 10:00:00 +0000\nFrom: desk", "Mon, 3 May 2021 10:00:00", "2021-05-03"),
        ("January 2019\nTroops left.", "January 2019", "2019-01"),
    ],
)
def test_datelines_are_found_with_their_span(text: str, words: str, value: str) -> None:
    found = dateline(text)
    assert found is not None
    assert found.span.of(text) == words
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "On 12 June 2011 the army - which had waited - crossed the border.",
        "The attack of 5 May 2014",
        "The War, 1939\nA history.",
        "Three killed on 5 May",
        "LONDON (AP) — On Monday, May 3, 2021, troops left.",
        "Troops left.\nThey came back on 5 May 2014.",
        "",
    ],
)
def test_dates_of_the_narrative_are_no_datelines(text: str) -> None:
    assert dateline(text) is None


def test_sources_come_in_order() -> None:
    text = "KAMPALA, June 14, 2011 - Troops left."
    uri = "https://news.example/2011/06/16/troops"
    everything = published(text, given="2011-06-18", stated="2011-06-17", uri=uri)
    assert (everything.start, everything.from_, everything.span) == ("2011-06-18", "input", None)
    assert published(text, stated="2011-06-17", uri=uri).from_ == "metadata"
    assert published(text, uri=uri).from_ == "dateline"
    assert published("Troops left.", uri=uri) == Published("2011-06-16", "2011-06-16", "day", "url")
    assert published("Sir,\n" + "Troops left.\n" * 12 + "Kampala, 14 June 2011").from_ == "text"
    assert published("Troops left on 14 June 2011, he said.") == Published()


def test_an_agreeing_dateline_lends_its_span() -> None:
    found = published("KAMPALA, June 14 - Troops left.", given="20110614")
    assert (found.from_, found.span) == ("input", (9, 16))


def test_a_dateline_without_a_year_is_never_guessed() -> None:
    text = "KAMPALA, June 14 - Troops left."
    assert published(text) == Published()
    assert published(text, uri="https://news.example/2011/troops") == Published()
    assert published(text, uri="https://news.example/2011/06/troops").start == "2011-06-14"


@pytest.mark.parametrize(
    ("given", "start", "end", "precision"),
    [
        ("2011-06-14", "2011-06-14", "2011-06-14", "day"),
        ("20110614", "2011-06-14", "2011-06-14", "day"),
        ("2011-06-14T23:30:00-05:00", "2011-06-14", "2011-06-14", "day"),
        ("2011-06", "2011-06-01", "2011-06-30", "month"),
        ("2011", "2011-01-01", "2011-12-31", "year"),
        ("14 June 2011", "2011-06-14", "2011-06-14", "day"),
        ("June 14, 2011", "2011-06-14", "2011-06-14", "day"),
        ("14/06/2011", "2011-06-14", "2011-06-14", "day"),
        ("05/06/2011", "2011-05-06", "2011-06-05", "range"),
        ("5.6.2011", "2011-06-05", "2011-06-05", "day"),
        ("2011-02-30", None, None, None),
        ("soon", None, None, None),
        ("99999999", None, None, None),
    ],
)
def test_dates_that_came_with_the_record(given: str, start: str | None, end: str | None, precision: str | None) -> None:
    found = published("Troops left.", given=given)
    assert (found.start, found.end, found.precision) == (start, end, precision)
