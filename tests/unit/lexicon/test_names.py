"""Names as strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.lexicon.names import acronym, closeness, fold, is_acronym_of, similarity, skeleton, slug


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Huseyniyyun", "Huseiniyyun"),
        ("Hizbollah", "Hezbullah"),
        ("Mohammed", "Muhammad"),
        ("al-Eryani", "Eryani"),
        ("Yusuf", "Youssef"),
        ("Sarea", "Saree"),
        ("Daoud", "Dawood"),
    ],
)
def test_one_name_in_two_transliterations(left: str, right: str) -> None:
    assert skeleton(left) == skeleton(right)
    assert similarity(left, right).score > 0.7


@pytest.mark.parametrize(
    ("left", "right"), [("Baku", "Batumi"), ("Hamas", "Hezbollah"), ("Iran", "Iraq"), ("Oslo", "Ossetia")]
)
def test_different_names_stay_apart(left: str, right: str) -> None:
    assert similarity(left, right).score < 0.7


@pytest.mark.parametrize(
    ("short", "phrase", "expected"),
    [
        ("IRGC", "Islamic Revolutionary Guard Corps", True),
        ("OSCE", "Organization for Security and Co-operation in Europe", True),
        ("UNHCR", "UN High Commissioner for Refugees", True),
        ("U.S.", "United States", True),
        ("PKK", "Kurdistan Workers' Party", False),
        ("is", "Islamic State", False),
        ("Union", "United Nations In Our Name", False),
    ],
)
def test_acronyms(short: str, phrase: str, expected: bool) -> None:
    assert is_acronym_of(short, phrase) is expected


def test_a_reason_is_one_sentence_with_both_names() -> None:
    for right in ("Omar Yusuf", "Yusuf Omar", "Yusuf", "Umar Yousef", "Zinaida Petrova"):
        why = similarity("Omar Yusuf", right).why
        assert "Omar Yusuf" in why
        assert why.endswith(".")


@given(st.text(max_size=40))
def test_folding_is_settled_at_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert slug(text)


@given(st.text(max_size=20), st.text(max_size=20))
def test_similarity_is_a_symmetric_share(left: str, right: str) -> None:
    score = similarity(left, right).score
    assert 0.0 <= score <= 1.0
    assert score == similarity(right, left).score
    assert closeness(left, right) == closeness(right, left)
    assert isinstance(acronym(left), str)
