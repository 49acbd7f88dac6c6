"""States that no list has, and persons who must not be taken for one."""

from __future__ import annotations

import pytest

import sayso


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kaldur delivered rifles to the Ash River Front, experts wrote.", "Kaldur"),
        ("Tolvia's supply of rifles to the Reed Column began early.", "Tolvia"),
        ("The Ash River Front was armed by Kaldur.", "Kaldur"),
    ],
)
def test_who_arms_a_body_is_a_state(text: str, name: str) -> None:
    report = sayso.read_text(text)
    assert [m.kind for m in report.mentions if m.text == name] == ["state"]


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Kharam, a trader, denied it. Kharam shipped rockets to the Tide Movement.",
        "The brothers Kharam shipped rockets to the Tide Movement.",
        "Mr Kharam armed the Tide Movement. Kharam shipped rockets to the Tide Movement.",
        "Prosecutors say that Kharam, 34, shipped rockets to the Lantern Front.",
        "Petrova armed the Dawn Brigades.",
    ],
)
def test_somebody_who_arms_a_body_stays_masked(text: str) -> None:
    report = sayso.read_text(text)
    assert "Kharam" not in report.document.text
    assert "Petrova" not in report.document.text
    assert not [c for c in report.claims if c.kind == "relation"]


def test_a_name_with_a_lawyer_is_no_state() -> None:
    report = sayso.read_text("Kharam shipped rockets to the Lantern Front, his lawyer said.")
    assert not [m for m in report.mentions if m.kind == "state"]
    assert not [c for c in report.claims if c.kind == "relation"]
