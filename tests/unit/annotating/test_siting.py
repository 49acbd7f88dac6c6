"""Where an act is said to have happened: a level or a stretch where the words give no point."""

from __future__ import annotations

import pytest

import sayso
from sayso.records.event import Where


def where(text: str) -> Where | None:
    record = sayso.read_text(text, unmask="invented sentences").record
    return next((c.where for c in record.claims if c.where is not None), None)


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("A bomb exploded ten kilometres north of Kirkuk.", "Kirkuk", "IRQ", "near"),
        ("Gunmen killed two guards outside Jos.", "Jos", "NGA", "near"),
        ("A drone struck a depot on the outskirts of Marib.", "Ma'rib", "YEM", "near"),
        ("Rebels shelled a village between Aleppo and Idlib.", "between Aleppo and Idlib", "SYR", "near"),
        ("Troops shot at a bus on the Baghdad-Amman highway.", "between Baghdad and Amman", None, "region"),
        ("Gunmen attacked a convoy on the road from Homs to Palmyra.", "Homs to Palmyra", "SYR", "province"),
        ("Fighters killed nine farmers in Kunduz province.", "Kunduz Province", "AFG", "province"),
        ("Fighters killed nine farmers in the city of Kunduz.", "Kunduz", "AFG", "city"),
        ("A missile hit a tanker in the Red Sea.", "Red Sea", None, "region"),
        ("Soldiers burned huts in northern Mali.", "Mali", "MLI", "country"),
    ],
)
def test_levels(text: str, name: str, country: str | None, precision: str) -> None:
    found = where(text)
    assert found is not None
    assert (found.name, found.country, found.precision) == (name, country, precision)


def test_a_border_of_two_states_has_no_point() -> None:
    found = where("Militants ambushed a patrol along the border between Chad and Niger.")
    assert found is not None and found.precision == "region" and found.lat is None and found.country is None


@pytest.mark.parametrize(
    "text",
    ["Protesters stormed the Swedish embassy in Baghdad.", "A gunman fired at the consulate of Sweden in Baghdad."],
)
def test_diplomatic_premises_keep_host_and_sending_state(text: str) -> None:
    record = sayso.read_text(text, unmask="invented sentences").record
    premises = next(m for m in record.mentions if m.kind == "facility")
    found = where(text)
    assert premises.country == "SWE"
    assert found is not None and found.country == "IRQ"
