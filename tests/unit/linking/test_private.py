"""No description of an office makes a named person public: the minister who spoke is not the man who was arrested."""

from __future__ import annotations

import pytest

import sayso


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested Ivan Petrov on Monday, the mayor said.",
        "Police arrested Olga Ruiz. The minister was glad.",
        "Amina Yusuf, a farmer, burned the mill. The senator fled.",
        "Police held the teacher Kwame Mensah. The spokesman said Mensah was ill.",
    ],
)
def test_a_description_lends_no_office(text: str) -> None:
    report = sayso.read_text(text)
    assert "person-" in report.text
    for name in ("Ivan", "Petrov", "Ruiz", "Yusuf", "Mensah"):
        assert name not in report.to_json()


def test_an_office_that_the_text_gives_stays() -> None:
    report = sayso.read_text("Ivan Petrov, the mayor, fled. Petrov hid. The mayor fell.")
    assert report.text.count("Petrov") == 2
