"""Neutral wording, and the list of words that judge."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.annotating.loaded import loaded
from sayso.annotating.pipeline import build
from sayso.lexicon.judging import Category, judging, suffixed
from sayso.lexicon.wording import neutral, neutral_words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("the notorious raid", "the raid"),
        ("terrorist group", "group"),
        ("the terrorists", "the armed people"),
        ("regime forces", "government forces"),
        ("The regimes", "The governments"),
        ("puppet government", "government"),
        ("puppets of the duke", "allies of the duke"),
        ("radical-terrorist gangs", "groups"),
        ("unleashed a wave", "released a wave"),
        ("the mullahcracy", "the government"),
        ("so-called republic", "republic"),
        ("warmongers", "advocates of war"),
        ("henchmen", "followers"),
        ("the rebels, those bandits, fled", "the rebels, those armed people, fled"),
    ],
)
def test_judging_words_go(words: str, told: str) -> None:
    assert neutral(words) == told


@pytest.mark.parametrize(
    "words",
    ["Terrorist Screening Center", "regime change", "democracy", "a soldier of the army", "fishmongers", ""],
)
def test_plain_words_stay(words: str) -> None:
    assert neutral(words) == words


def test_no_neutral_equivalent_judges() -> None:
    nlp = build()
    with nlp.select_pipes(enable=["tok2vec", "tagger", "attribute_ruler", "lemmatizer"]):
        for words in sorted(neutral_words()):
            said = f"they saw the {words} there"
            assert not list(loaded(nlp(said))), words
            assert neutral(words) == words


def test_nouns_and_verbs_have_an_equivalent() -> None:
    for entries in judging().values():
        for entry in entries:
            assert entry.category in get_args(Category)
            if entry.pos and entry.pos <= {"NOUN"} and entry.category in ("label", "euphemism"):
                assert entry.neutral, entry.words


def test_endings_that_judge() -> None:
    assert suffixed("thugocracy") is not None and suffixed("warmonger") is not None
    for plain in ("democracy", "bureaucracy", "fishmonger", "cracy"):
        assert suffixed(plain) is None
