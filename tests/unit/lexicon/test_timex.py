from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.lexicon.timex import times

PUBLISHED = "2023-04-05"  # a Wednesday


def found(text: str, *, published: str | None = PUBLISHED, tense: int = -1) -> list[tuple[str, str, str | None, str]]:
    all_ = times(text, published=published, tense=lambda start, end: tense)
    assert all(text[t.start : t.end] == t.text for t in all_)
    return [(t.text, t.type, t.value, t.from_) for t in all_]


@pytest.mark.parametrize(
    ("text", "words", "type_", "value", "from_"),
    [
        ("Shells fell on 26 November 1939.", "26 November 1939", "DATE", "1939-11-26", "explicit"),
        ("It fell on Sunday, November 26th, 1939.", "Sunday, November 26th, 1939", "DATE", "1939-11-26", "explicit"),
        ("Shells fell on the 26th of November 1939.", "the 26th of November 1939", "DATE", "1939-11-26", "explicit"),
        ("Shells fell on 1939-11-26.", "1939-11-26", "DATE", "1939-11-26", "explicit"),
        ("Shells fell on 26.11.1939.", "26.11.1939", "DATE", "1939-11-26", "explicit"),
        ("Shells fell on 5/4/2011.", "5/4/2011", "DATE", "2011", "explicit"),
        ("Shells fell in November 1939.", "November 1939", "DATE", "1939-11", "explicit"),
        ("Shells fell in late 1939.", "late 1939", "DATE", "1939", "explicit"),
        ("The 1939 war was short.", "1939", "DATE", "1939", "explicit"),
        ("Villages were built in the 1920s.", "the 1920s", "DATE", "192", "explicit"),
        ("The fort is of the 17th century.", "the 17th century", "DATE", "16", "explicit"),
        ("Troops left in spring 2014.", "spring 2014", "DATE", "2014-SP", "explicit"),
        ("Sales fell in the third quarter of 2009.", "the third quarter of 2009", "DATE", "2009-Q3", "explicit"),
        ("Troops left on March 28.", "March 28", "DATE", "2023-03-28", "relative"),
        ("Troops left in December.", "December", "DATE", "2022-12", "relative"),
        ("Troops left on Monday.", "Monday", "DATE", "2023-04-03", "relative"),
        ("Troops left on Wednesday.", "Wednesday", "DATE", "2023-04-05", "relative"),
        ("Troops left last Wednesday.", "last Wednesday", "DATE", "2023-03-29", "relative"),
        ("Troops left on Saturday morning.", "Saturday morning", "TIME", "2023-04-01TMO", "relative"),
        ("Troops left yesterday.", "yesterday", "DATE", "2023-04-04", "relative"),
        ("Troops left last night.", "last night", "TIME", "2023-04-04TNI", "relative"),
        ("Troops left three weeks ago.", "three weeks ago", "DATE", "2023-W11", "relative"),
        ("Troops left two years ago.", "two years ago", "DATE", "2021", "relative"),
        ("Troops left earlier this month.", "earlier this month", "DATE", "2023-04", "relative"),
        ("Troops left last week.", "last week", "DATE", "2023-W13", "relative"),
        ("Troops left at the end of last year.", "the end of last year", "DATE", "2022", "relative"),
        ("Troops left in recent years.", "recent years", "DATE", "PAST_REF", "relative"),
        ("Troops left the other day.", "the other day", "DATE", "PAST_REF", "relative"),
        ("Troops are now there.", "now", "DATE", "PRESENT_REF", "relative"),
        ("Troops will leave soon.", "soon", "DATE", "FUTURE_REF", "relative"),
        ("It grew in the four decades since.", "the four decades", "DURATION", "P40Y", "explicit"),
        ("It took more than two and a half years.", "more than two and a half years", "DURATION", "P2.5Y", "explicit"),
        ("It lasted half an hour.", "half an hour", "DURATION", "PT30M", "explicit"),
        ("It went on for decades.", "decades", "DURATION", "PXY", "explicit"),
        ("It was a twenty-five-year war.", "twenty-five-year", "DURATION", "P25Y", "explicit"),
        ("Shells fall every week.", "every week", "SET", "P1W", "explicit"),
        ("Shells fall twice a month.", "twice a month", "SET", "P1M", "explicit"),
        ("Guards met on Fridays.", "Fridays", "SET", "XXXX-WXX-5", "explicit"),
        ("It recalls the September 11 attacks.", "September 11", "DATE", "2001-09-11", "explicit"),
    ],
)  # fmt: skip
def test_one_expression(text: str, words: str, type_: str, value: str, from_: str) -> None:
    assert found(text) == [(words, type_, value, from_)]


@pytest.mark.parametrize(
    "text",
    [
        "He may march in second place.",
        "A 26-year-old man and a boy of 12 died.",
        "Some 2000 people and 1500 troops fled.",
        "The Good Friday Agreement and Bloody Sunday are remembered.",
        "The March 23 Movement took the town.",
        "A quarter of the voters stayed away.",
        "The Daily Herald wrote it.",
        "He won by 2:1 and paid $1999.",
        "",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_is_to_come_turns_the_direction() -> None:
    assert found("Talks will open on Friday.", tense=1)[0][2] == "2023-04-07"
    assert found("Talks will open in January.", tense=1)[0][2] == "2024-01"
    assert found("Talks will open on April 9.", tense=1)[0][2] == "2023-04-09"


def test_without_publication_days_stay_open() -> None:
    text = "Troops left on Monday, June 14, yesterday, last week, last month or last year."
    assert [value for _, _, value, _ in found(text, published=None)] == [
        "XXXX-06-14", "XXXX-XX-XX", "XXXX-WXX", "XXXX-XX", "XXXX",
    ]  # fmt: skip
    assert found("Troops left on Monday.", published=None)[0][2] == "XXXX-WXX-1"
    assert found("Troops left yesterday.", published="2023")[0][2] == "XXXX-XX-XX"
    assert found("Troops left last month.", published="2023-04")[0][2] == "2023-03"


def test_dates_lean_on_each_other() -> None:
    text = "Shells fell on 26 November 1939. The next day a note came. Two days later it ended; that month, war began."
    assert [(value, from_) for _, _, value, from_ in found(text)] == [
        ("1939-11-26", "explicit"), ("1939-11-27", "anchored"), ("1939-11-29", "anchored"), ("1939-11", "anchored"),
    ]  # fmt: skip


def test_hours_take_the_day_beside_them_or_the_last_one() -> None:
    assert found("It began at 10:39 a.m. on Monday.")[0][1:3] == ("TIME", "2023-04-03T10:39")
    assert found("It began at 4:00 P.M. Monday.") == [("4:00 P.M. Monday", "TIME", "2023-04-03T16:00", "relative")]
    assert found("It began on Monday. The first shot fell at 0800 UTC.")[1][2] == "2023-04-03T08:00Z"
    assert found("The first shot fell at dawn.")[0][2] == "XXXX-XX-XXT05:00"


def test_ranges_give_both_ends() -> None:
    assert [value for _, _, value, _ in found("from 3 to 5 May 2011")] == ["2011-05-03", "2011-05-05"]
    assert [value for _, _, value, _ in found("the 1914-18 war")] == ["1914", "1918"]
    assert [value for _, _, value, _ in found("April-June 2008")] == ["2008-04", "2008-06"]


VOCABULARY = """
on in the last next of a 5 31 1939 May march Monday second week years ago later 9:30 a.m. UTC 13
p.m. early mid - , . | '82 1990s 26th 30.02.2011 0/0/00 2011-02-30 24:00 2460 quarter first half
century 99999999999 hundred twenty five to and every other day same before night Christmas 9/11
decades one winter fall weekend now this that 12/31/9999 9999 ( )
"""
WORDS = st.sampled_from([word.replace("|", "\n") for word in VOCABULARY.split()])


@given(
    st.lists(WORDS, max_size=14), st.sampled_from([None, "2023", "2023-04", "2023-04-05", "0001-01-01", "9999-12-31"])
)
def test_no_sequence_of_date_words_breaks_it(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    for tense in (-1, 0, 1):
        ends = 0
        for time in times(text, published=published, tense=lambda start, end, tense=tense: tense):
            assert text[time.start : time.end] == time.text
            assert ends <= time.start < time.end
            ends = time.end


def test_a_long_text_takes_time_in_proportion() -> None:
    text = "On Monday the army said that two weeks earlier, in March 2011, shells fell for three days. " * 2_000
    assert len(times(text, published=PUBLISHED)) == 8_000
