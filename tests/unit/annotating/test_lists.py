"""Items of a list belong to whoever is said to say them in the line above."""

from __future__ import annotations

import pytest

import sayso


def read(text: str) -> list[tuple[str, str, str]]:
    report = sayso.read_text(text)
    return [
        (
            claim.trigger.of(report.text).split()[0],
            claim.polarity,
            report.record.mention_by_id[claim.holders[-1].mention or ""].text if claim.holders[-1].mention else "",
        )
        for claim in report.claims
    ]


def test_items_are_their_source_s() -> None:
    found = read("According to the ministry:\n- rebels burned the mill;\n- police arrested two miners.\n")
    assert found == [("burned", "positive", "ministry"), ("arrested", "positive", "ministry")]


@pytest.mark.parametrize("marks", [("1.", "2."), ("1)", "2)"), ("(a)", "(b)"), ("•", "•"), ("*", "*"), ("–", "–")])
def test_items_of_a_denial_are_denied(marks: tuple[str, str]) -> None:
    found = read(f"The guild denied:\n{marks[0]} burning the mill\n{marks[1]} shooting two guards\n")
    assert [(polarity, holder) for _, polarity, holder in found] == [("negative", "guild")] * 2


def test_what_stands_below_the_list_is_not_theirs() -> None:
    found = read("The guild denied:\n- burning the mill\n\nPolice arrested two miners.\n")
    assert found[-1] == ("arrested", "positive", "")


def test_a_list_without_a_speaker_is_the_outlet_s() -> None:
    assert [holder for *_, holder in read("On Monday:\n- rebels burned the mill\n")] == [""]


def test_a_long_list_takes_no_long_time() -> None:
    text = "The mayor said:\n" + "".join(f"- rebels burned mill {n}\n" for n in range(300))
    holders = [holder for *_, holder in read(text)]
    assert holders[:100] == ["mayor"] * 100
