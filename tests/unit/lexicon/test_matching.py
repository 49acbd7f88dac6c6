"""Whether two names are one actor's: groups and bodies pair by pair, and each mechanism by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.lexicon.language import load
from sayso.lexicon.matching import compare, features
from sayso.lexicon.matching.reading import read
from sayso.lexicon.matching.script import latin

GROUPS = yaml.safe_load(Path(__file__).with_name("group_names.yaml").read_text(encoding="utf-8"))
PAIRS = [(verdict, *pair) for verdict, pairs in GROUPS.items() for pair in pairs]


def test_there_are_enough_pairs() -> None:
    assert len(PAIRS) >= 150
    assert min(len(pairs) for pairs in GROUPS.values()) > 70


@pytest.mark.parametrize(("verdict", "left", "right"), PAIRS)
def test_groups_and_public_bodies(verdict: str, left: str, right: str) -> None:
    match = compare(left, right, schema="Organization")
    assert match.verdict == verdict, match
    assert compare(right, left, schema="Organization").verdict == verdict


SAME = [
    ("Person", "Bob Ruiz", "Robert Ruiz"),
    ("Person", "Ruiz, Olga", "Olga Ruiz"),
    ("Person", "O. Ruiz", "Olga Ruiz"),
    ("Person", "JP Morel", "Jean-Pierre Morel"),
    ("Person", "Dr. Olga Ruiz", "Olga Ruiz"),
    ("Person", "OlgaRuiz", "Olga Ruiz"),
    ("Person", "Olga Maria Ruiz", "Olga Ruiz"),
    ("Person", "Olga Olga Ruiz", "Olga Ruiz"),
    ("Person", "Olga Riuz", "Olga Ruiz"),
    ("Person", "Abd al-Rahman Kasimi", "Abdulrahman Qasimi"),
    ("Person", "Yusuf bin Tarik", "Youssef ibn Tariq"),
    ("Person", "Мария Зайцева", "Mariya Zaitseva"),
    ("Person", "طارق منصور", "Tariq Mansour"),
    ("Person", "Teymur Cəfərov", "Teymur Jafarov"),
    ("Person", "Chao Tzu-ming", "Zhao Ziming"),
    ("Person", "김민수", "Kim Min-su"),
    ("Person", "Pak Chol-su", "Park Cheol-soo"),
    ("Person", "0lga Ru1z", "Olga Ruiz"),
    ("Person", "Оlga Ruiz", "Olga Ruiz"),
    ("Company", "Harbor Steel Limited", "Harbour Steel Ltd"),
    ("Company", "OOO Morskoy Port", "Morskoy Port LLC"),
    ("Company", "ZAO Zarya", "Zarya Closed Joint Stock Company"),
    ("Company", "Blue Mill G.m.b.H.", "Blue Mill GmbH"),
    ("Company", "Sea & Sand Co.", "Sea and Sand Company"),
    ("Company", "Second Harbour Bank", "2nd Harbour Bank"),
    ("Company", "BlueMill Ltd", "Blue Mill Ltd"),
    ("Company", "Bl0ssom Mills", "Blossom Mills"),
    ("Vessel", "MV Morning Star", "Morning Star"),
    ("Address", "12 Harbour St, Oslo", "12 Harbor Street, Oslo"),
]

DIFFERENT = [
    ("Person", "Olga Ruiz", "Juan Ruiz"),
    ("Person", "Olga Ruiz", "Olga Mendez"),
    ("Person", "Olga A. Ruiz", "Olga B. Ruiz"),
    ("Person", "O. R.", "Olga Ruiz"),
    ("Person", "Salman bin Tariq Mansour", "Tariq bin Salman Mansour"),
    ("Person", "Ivan Petrovich Zaytsev", "Ivan Sergeyevich Zaytsev"),
    ("Person", "Kim Min-su", "Kim Min-ho"),
    ("Company", "Blue Mill AG", "Blue Mill GmbH"),
    ("Company", "Blue Mill Bank", "Blue Mill Insurance"),
    ("Company", "Blue Mill Fund II", "Blue Mill Fund III"),
    ("Company", "Blue Mill", "Blue Mill Kenya"),
    ("Company", "Blue Mill of Kenya", "Blue Mill of Ghana"),
    ("Company", "Trading Company", "Sunrise Trading Company"),
    ("Company", "BQM Ltd", "BQN Ltd"),
    ("Vessel", "Morning Star", "Evening Star"),
    ("Address", "12 Harbour St, Oslo", "14 Harbour St, Oslo"),
    ("Person", "Mohammed", "Mohammed Tariq Mansour"),
    ("Vessel", "Morning Star 1", "Morning Star 2"),
]


@pytest.mark.parametrize(("schema", "left", "right"), SAME)
def test_one_name(schema: str, left: str, right: str) -> None:
    assert compare(left, right, schema=schema).verdict == "same", compare(left, right, schema=schema)


@pytest.mark.parametrize(("schema", "left", "right"), DIFFERENT)
def test_two_names(schema: str, left: str, right: str) -> None:
    assert compare(left, right, schema=schema).verdict == "different", compare(left, right, schema=schema)


@pytest.mark.parametrize(("schema", "left", "right"), [*SAME[:12], *DIFFERENT[:8]])
def test_the_reason_is_one_sentence(schema: str, left: str, right: str) -> None:
    why = compare(left, right, schema=schema).why
    assert why.endswith(".")
    assert "\n" not in why
    assert why.split(":")[0] in ("One name", "Two names")


def test_mixed_alphabets_are_flagged_and_seen_through() -> None:
    match = compare("Vlаdimir Ruiz", "Vladimir Ruiz", schema="Person")  # a Cyrillic "а"
    assert match.verdict == "same"
    assert "only look like" in match.why
    assert not latin("Владимир").tricked
    assert not latin("Hello мир").tricked  # two words, two alphabets: nobody's trick


def test_the_gazetteers_may_be_left_out() -> None:
    assert compare("PKK", "Kurdistan Workers' Party", schema="Organization").verdict == "same"
    assert compare("PKK", "Kurdistan Workers' Party", schema="Organization", known=False).verdict == "different"


def test_no_feature_tells_what_a_person_is() -> None:
    for name in (*features.PERSON, *features.BODY):
        assert not {"sex", "gender", "religion", "ethnic", "origin", "nationality"} & set(name.split())
    assert set(load("names/weights")["person"]) == {"always", *features.PERSON}
    assert set(load("names/weights")["body"]) == {"always", *features.BODY}


def test_tables_hold_words_only() -> None:
    for table in ("persons", "nicknames", "bodies", "legal_forms", "sounds", "syllables", "numbers"):
        assert not list(_not_words(load(f"names/{table}"))), table


def _not_words(value: object) -> list[object]:
    if isinstance(value, dict):
        return [x for key, v in value.items() for x in (*_not_words(v), *([] if isinstance(key, str) else [key]))]
    if isinstance(value, list):
        return [x for v in value for x in _not_words(v)]
    return [value] if isinstance(value, bool) or value is None else []


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["Person", "Company", "Vessel", "", "Nonsense"]))
def test_any_two_strings_compare(left: str, right: str, schema: str) -> None:
    match = compare(left, right, schema=schema)
    assert 0.0 <= match.score <= 1.0
    assert (match.verdict == "same") == (match.score >= 0.5)
    assert match.why.endswith(".")


@pytest.mark.parametrize(
    "text", ["", " ", "...", "\x00", "\ud800", "١٢٣", "🙂", "A" * 100_000, "a b " * 50_000, "(" * 5000]
)
def test_absurd_names_name_nobody_and_cost_little(text: str) -> None:
    assert 0.0 <= compare(text, "Olga Ruiz", schema="Person").score <= 1.0
    assert 0.0 <= compare("Blue Mill", text, schema="Company").score <= 1.0


def test_legal_forms_and_nations_are_read_as_such() -> None:
    name = read("Blue Mill of Kenya, L.L.C.", "body")
    assert [w.text for w in name.words] == ["blue", "mill", "=KEN"]
    assert name.legal == {"limited"}
