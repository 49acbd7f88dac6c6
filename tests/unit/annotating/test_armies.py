"""Armies, guards and brigades: a state's by a nation, a number or an office's word, else of no known side."""

from __future__ import annotations

import pytest

import sayso


@pytest.mark.parametrize(
    "name",
    ["Black Thistle Brigade", "Eastern Rifles", "Army of the Reeds", "Red Heron Army", "Forest Guard", "Tarn Riflemen"],
)
def test_a_fanciful_name_is_of_no_known_side(name: str) -> None:
    (body,) = [m for m in sayso.read_text(f"The {name} shelled the fort.").mentions if m.text == name]
    assert (body.kind, body.sector) == ("armed_group", "UAF")


@pytest.mark.parametrize(
    "name",
    [
        "Republican Guard",
        "National Guard",
        "Presidential Guard",
        "Coast Guard",
        "Third Army",
        "4th Armoured Division",
        "Norwegian Army",
        "Red Army",
        "Rapid Reaction Force",
        "Fire Brigade",
    ],
)
def test_a_nations_or_an_offices_is_a_states(name: str) -> None:
    (body,) = [m for m in sayso.read_text(f"The {name} shelled the fort.").mentions if m.text == name]
    assert body.kind == "state_body"


@pytest.mark.parametrize(
    "text",
    [
        "Conscripts of the Copper Brigade dug in.",
        "The army's Copper Brigade dug in.",
        "Norway's Copper Brigade dug in.",
    ],
)
def test_soldiers_and_owners_make_it_a_states(text: str) -> None:
    (body,) = [m for m in sayso.read_text(text).mentions if m.text.endswith("Copper Brigade") and m.kind != "group"]
    assert body.kind == "state_body"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The People's Column took the fort.", "People's Column", "armed_group"),
        ("The Harbour Students' Circle met.", "Harbour Students' Circle", "organization"),
        ("The Order of the Thorn met.", "Order of the Thorn", "organization"),
        ("Radio Vostra went off the air.", "Radio Vostra", "organization"),
        ("The Lake Brenn Liberation Committee met.", "Lake Brenn Liberation Committee", "organization"),
        ("The Seventh of May Movement met.", "Seventh of May Movement", "organization"),
        ("Ansar al-Wadi took the fort.", "Ansar al-Wadi", "armed_group"),
    ],
)
def test_names_are_whole(text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(m.text, m.kind) for m in sayso.read_text(text).mentions]
