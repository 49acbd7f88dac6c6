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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dorsk has denied giving refuge to the Vale Separatists.", "Dorsk"),
        ("It was Dorsk that had armed the Amber Front.", "Dorsk"),
        ("The minister accused Dorsk of arming the Amber Front, his second such charge.", "Dorsk"),
        ("Dorsk, whose officers trained the Amber Front, said nothing.", "Dorsk"),
        ("The Dorsk-backed Amber Front took the fort.", "Dorsk"),
        ("Dorsk opened its ports to the boats of the Amber Front.", "Dorsk"),
        ("Calvoria has been a member of the League of Coastal States since 1951.", "Calvoria"),
    ],
)
def test_a_state_is_one_however_its_deed_is_told(text: str, name: str) -> None:
    report = sayso.read_text(text)
    assert [m.kind for m in report.mentions if m.text == name] == ["state"]


@pytest.mark.parametrize(
    "text",
    [
        "Tolbrecht told the court that he had armed the Amber Front.",
        "Prosecutors accused Tolbrecht of supplying rifles to the Amber Front. He denied it.",
        "Tolbrecht was jailed for arming the Amber Front.",
        "Tolbrecht, a smuggler, supplied the Amber Front with rifles.",
        "Tolbrecht, who armed the Amber Front, fled.",
        "Ruslan and Tolbrecht armed the Amber Front.",
        "The court convicted Tolbrecht of arming the Amber Front.",
        "Tolbrecht joined the Amber Front as a boy.",
    ],
)
def test_somebody_is_no_state_however_the_deed_is_told(text: str) -> None:
    report = sayso.read_text(text)
    assert "Tolbrecht" not in report.document.text
    assert not [m for m in report.mentions if m.kind == "state"]


def test_a_bodys_description_is_no_person() -> None:
    report = sayso.read_text("The chief donor of the Amber Movement is the emirate of Qasral.")
    assert not [m for m in report.mentions if m.kind == "person"]
