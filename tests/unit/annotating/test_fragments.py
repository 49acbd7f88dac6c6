"""Rows of tables, keywords, code and bare headings tell nothing; headlines and sentences do."""

from __future__ import annotations

import pytest

import sayso
from sayso.annotating.pipeline import build
from sayso.annotating.text.fragments import scattered


@pytest.mark.parametrize(
    ("line", "is_row"),
    [
        ("| 3 May | Oran | attack | 4 |", True),
        ("Home | World | War in Ghat | Sport", True),
        ("#attack #bombing #oran #mill", True),
        ("if army.attacks(village): return {bomb: [1, 2]}", True),
        ("attack, 12, 44; bombing, 13; ceasefire, 55", True),
        ("attack, murder, bombing, kidnapping, arson", True),
        ("Rebels burned the mill, the depot, the bridge, the school and the port.", False),
        ("The army (four men) attacked Oran | Gazette", False),
        ("Four soldiers, two guards, a miller, a baker and a clerk were killed.", False),
        ("Car bombing in Oran", False),
        ("Rebels burned the mill in Oran | World | Gazette", False),
    ],
)
def test_scattered(line: str, is_row: bool) -> None:
    longest = max(build()(line).sents, key=len)
    assert scattered(longest) is is_row


@pytest.mark.parametrize("heading", ["Attacks on civilians", "Murder", "- bombing", "Subject: attack", "The attacks"])
def test_a_bare_heading_is_no_claim(heading: str) -> None:
    assert sayso.read_text(f"{heading}\n").claims == ()


@pytest.mark.parametrize("headline", ["Bombing of the Finnish embassy", "Rebel attack on Iran", "Four killed in Oran"])
def test_a_headline_that_names_somebody_is_one(headline: str) -> None:
    assert sayso.read_text(f"{headline}\n").claims


@pytest.mark.parametrize(
    "text", ["Murder is the killing of one person by another.", "Assault: an attack on a person.\n"]
)
def test_what_a_word_means_is_no_claim(text: str) -> None:
    assert sayso.read_text(text).claims == ()
