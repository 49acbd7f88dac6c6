"""Who did it where the grammar leaves it open, and how far a party's phrase reaches."""

from __future__ import annotations

import pytest

import sayso
from sayso.annotating.pipeline import build
from sayso.records.actor import Mention


def _mentions(text: str) -> dict[str, Mention]:
    report = sayso.read_text(text, unmask="invented sentences").record
    return {m.text: m for m in report.mentions}


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("The NATO member sent troops to the border.", "NATO member", "state"),
        ("The Security Council member vetoed the draft.", "Security Council member", "state"),
        ("A radar station was hit.", "radar station", "facility"),
        ("The ministry accused the sultanate of sheltering rebels.", "sultanate", "state"),
        ("The abbess met the verger.", "verger", "person"),
        ("Irregulars attacked the convoy.", "Irregulars", "armed_group"),
        ("South Yemen gave the Dhofar rebels bases.", "Dhofar rebels", "armed_group"),
    ],
)
def test_a_party_is_known_by_its_noun(text: str, phrase: str, kind: str) -> None:
    assert _mentions(text)[phrase].kind == kind


def test_what_is_many_and_a_thing_is_nobody() -> None:
    assert not any("radio" in text for text in _mentions("The rebels seized three radios and two trucks."))


def test_joined_parties_are_two() -> None:
    doc = build()("The Black Cranes and the army signed a truce.")
    found = {m.text: m for m in doc._.sayso_mentions}
    assert found["army"].actor != found["Black Cranes"].actor


def test_a_quoted_he_is_not_the_one_who_speaks() -> None:
    found = _mentions('Ana Boro spoke on Monday. "He burned my house," Ana Boro said.')
    assert found["He"].actor != found["Ana Boro"].actor
