"""Sentences for every type and mode, whoever is named or not."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import get_args

import pytest

from sayso.lexicon.language import load
from sayso.records.actor import Mention, RelationType
from sayso.records.claim import Certainty, Claim, Evidence, Holder, LegalStatus
from sayso.records.document import Document, Genre, Published, Span
from sayso.records.event import EventType, TargetKind
from sayso.records.finding import Linked
from sayso.records.report import LoadedWord, Report
from sayso.showing.naming import Names
from sayso.showing.neutral import neutral
from sayso.showing.sentences import clause, label, sentence
from sayso.showing.wording import table

TEXT = "The Saima Guard and Karelia, it is said."
PLOVER = load("ontology/plover")["types"]
EVENTS = [(t, m) for t in PLOVER for m in (None, *PLOVER[t]["modes"])]
MODES: list[tuple[str, ...]] = [(), ("negation",), ("future",), ("hypothetical",), ("historical",)]


def names(text: str = TEXT, loaded: tuple[LoadedWord, ...] = ()) -> Names:
    mentions = (Mention("g", 4, 15, "Saima Guard", "armed_group"), Mention("k", 20, 27, "Karelia", "place"))
    return Names(Report(Document("d", "c", text, "r"), mentions, loaded=loaded), Linked())


def claim(kind: str = "event", type_: str | None = "ASSAULT", **rest: object) -> Claim:
    base: dict[str, object] = {"span": Span(0, 10), "trigger": Span(0, 0), "certainty": "certain"}
    base |= {"holders": (Holder("outlet", "certain"),)}
    return Claim(id="c", kind=kind, type=type_, **(base | rest))  # type: ignore[arg-type]


@pytest.mark.parametrize(("type_", "mode"), EVENTS)
def test_every_event_can_be_told(type_: str, mode: str) -> None:
    for who, whom, modes in product([(), ("g",)], [(), ("k",)], MODES):
        polarity = "negative" if "negation" in modes else "positive"
        made = claim(type_=type_, mode=mode, actors=who, recipients=whom, modes=modes, polarity=polarity)
        told = sentence(made, names())
        assert told.startswith("According to the text, ") and told.endswith(".")
        assert not re.search(r"  | ,|\bNone\b|\.\.| \.", told)
        assert ("the Saima Guard" in told) == bool(who)
        assert ("Karelia" in told) == bool(whom)
        assert "negation" not in modes or re.search(r"\b(not|no)\b", told)
        assert "future" not in modes or " will " in told
        assert "hypothetical" not in modes or " may " in told


@pytest.mark.parametrize("type_", get_args(RelationType))
@pytest.mark.parametrize("modes", [(), ("negation",), ("historical",), ("future",)])
def test_every_relation_can_be_told(type_: str, modes: tuple[str, ...]) -> None:
    polarity = "negative" if "negation" in modes else "positive"
    objects = () if type_ == "transits" else ("k",)
    told = sentence(claim("relation", type_, subjects=("g",), objects=objects, modes=modes, polarity=polarity), names())
    assert told.startswith("According to the text, the Saima Guard ")
    assert not re.search(r"  | ,|\bNone\b", told)
    assert (" not " in told) == ("negation" in modes)


@pytest.mark.parametrize(
    ("modes", "polarity", "expected"),
    [
        ((), "positive", "the Saima Guard attacked Karelia with firearms"),
        (("negation",), "negative", "the Saima Guard did not attack Karelia with firearms"),
        (("future",), "positive", "the Saima Guard will attack Karelia with firearms"),
        (("hypothetical",), "positive", "the Saima Guard may attack Karelia with firearms"),
    ],
)
def test_modes(modes: tuple[str, ...], polarity: str, expected: str) -> None:
    made = claim(mode="firearms", actors=("g",), recipients=("k",), modes=modes, polarity=polarity)
    assert clause(made, names()) == expected


def test_passive_and_nobody() -> None:
    assert clause(claim(mode="abduct", recipients=("k",)), names()) == "Karelia was abducted"
    assert clause(claim(mode="drone"), names()) == "there was a drone attack"
    assert clause(claim(type_="PROTEST", mode="demo", recipients=("k",)), names()) == (
        "there was a demonstration against Karelia"
    )


def test_a_demand_tells_what_is_demanded() -> None:
    outer = claim(type_="REQUEST", actors=("g",), recipients=("k",))
    inner = claim(type_="RETREAT", mode="withdraw", actors=("k",), modes=("future",))
    assert sentence(outer, names(), inner=[inner]) == (
        "According to the text, the Saima Guard made a demand of Karelia: that Karelia should withdraw."
    )


def test_every_value_has_words() -> None:
    assert set(table("certainty")) == set(get_args(Certainty))
    assert set(table("evidence")) == set(get_args(Evidence.__dataclass_fields__["kind"].type) or table("evidence"))
    assert set(table("target")) == set(get_args(TargetKind))
    assert set(table("legal")) == set(get_args(LegalStatus))
    assert set(table("genre")) == set(get_args(Genre))
    assert set(table("events")) == set(get_args(EventType))
    assert set(table("relations")) == set(get_args(RelationType))
    assert {t for kinds in table("category").values() for t in kinds} == set(get_args(EventType))
    assert Published().from_ is None


def test_labels_are_short() -> None:
    for type_, mode in EVENTS:
        assert 0 < len(label(claim(type_=type_, mode=mode)).split()) < 6


def test_names_lose_the_words_that_judge() -> None:
    assert neutral("Saima terrorist network") == "Saima"
    assert neutral("Finnish separatist-terrorist groups") == "Finnish separatist groups"
    assert neutral("grumbling Saima Guard", frozenset({"grumbling"})) == "Saima Guard"
    assert neutral("the grumblers", frozenset({"grumblers"})) is None
    loaded = (LoadedWord(Span(4, 9), "guards"),)
    made = Names(
        Report(Document("d", "c", "the guards", "r"), (Mention("g", 4, 10, "guards", "group"),), loaded=loaded),
        Linked(),
    )
    assert made.of("g").text == "“guards”"
    assert names().of("nobody").text == "somebody not named"


def test_pointing_words_are_quoted() -> None:
    text = "We shelled our troops and Many guards saw the Finnish."
    mentions = (
        Mention("w", 0, 2, "We", "group"), Mention("o", 11, 21, "our troops", "group"),
        Mention("m", 26, 37, "Many guards", "group"), Mention("f", 46, 53, "Finnish", "state"),
    )  # fmt: skip
    made = Names(Report(Document("d", "c", text, "r", outlet="Gulf Press Agency"), mentions), Linked())
    assert [made.of(m.id).text for m in mentions] == ["“We”", "“our troops”", "many guards", "Finland"]
    assert made.outlet == "the Gulf Press Agency"


def test_unnamed_sources_keep_their_words() -> None:
    told = [names().holder(Holder("unnamed", "unstated", text=t)) for t in ("it is believed", "a resident", None)]
    assert told == ["unnamed sources (“it is believed”)", "a source given as “a resident”", "unnamed sources"]


def of_two(*more: Mention) -> Names:
    text = "Finland and Sweden and the ministers of Finland met."
    states = (Mention("f", 0, 7, "Finland", "state"), Mention("s", 12, 18, "Sweden", "state"))
    return Names(Report(Document("d", "c", text, "r"), (*states, *more)), Linked())


@pytest.mark.parametrize(
    ("type_", "mode", "told"),
    [
        ("CONSULT", None, "Finland and Sweden held talks"),
        ("AGREE", None, "Finland and Sweden agreed"),
        ("COOPERATE", None, "Finland and Sweden cooperated"),
        ("SUPPORT", None, "Finland and Sweden expressed support for each other"),
        ("ASSAULT", "firearms", "Finland and Sweden attacked each other with firearms"),
        ("ACCUSE", None, "Finland and Sweden accused each other"),
    ],
)
def test_of_a_mutual_act_nobody_is_named_twice(type_: str, mode: str | None, told: str) -> None:
    for whom in (("f", "s"), ("s", "f")):
        assert clause(claim(type_=type_, mode=mode, actors=("f", "s"), recipients=whom), of_two()) == told


def test_one_who_acts_on_himself_and_others_is_told_of_the_others() -> None:
    made = claim(type_="CONSULT", actors=("f",), recipients=("f", "s"))
    assert clause(made, of_two()) == "Finland held talks with Sweden"
    assert clause(replace(made, recipients=("f",)), of_two()) == "Finland held talks"


def test_those_of_two_states_who_met_are_told_by_both() -> None:
    ministers = of_two(Mention("m", 27, 47, "ministers of Finland", "group"))
    made = claim(type_="CONSULT", actors=("m",), recipients=("f", "s"))
    assert clause(made, ministers) == "the ministers of Finland and Sweden held talks"
