"""What opens a line and is no part of a sentence: speakers, topics, datelines; and what only looks like it."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from sayso.annotating.pipeline import build
from sayso.annotating.text.leads import leads
from sayso.annotating.text.normal import normal


def parsed(text: str) -> Doc:
    nlp = build()
    with nlp.select_pipes(enable=["tok2vec", "tagger", "sayso_breaks", "parser"]):
        return nlp(normal(text))


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Police: gunmen killed judge", "Police:"),
        ("UN: militia abducted aid workers", "UN:"),
        ("Sudan: rebels burn village", "Sudan:"),
        ("BELGRADE — Rebels attacked the convoy.", "BELGRADE —"),
        ("Lagos, March 4 (Wire) - Troops shot two traders.", "Lagos, March 4 (Wire) -"),
        ("ADDIS ABABA, 3 May: Gunmen burned the granary.", "ADDIS ABABA, 3 May:"),
        ("TIMBUKTU (Wire): Rebels burned the depot.", "TIMBUKTU (Wire):"),
        ("BERLIN (Wire) Police arrested the banker.", "BERLIN (Wire)"),
        ("MINISTER: The army did not shell the village.", "MINISTER:"),
    ],
)
def test_a_lead_is_cut_off(text: str, lead: str) -> None:
    assert next(parsed(text).sents).text == lead


@pytest.mark.parametrize(
    "text",
    [
        'The mayor said: "Rebels attacked the convoy."',
        "The town — once a market — was burned.",
        "Rebels attacked the dam: one guard died.",
        "Police arrested three men on Monday: all were freed.",
        "Ministers: a list",
        "At 10:30 rebels attacked the dam.",
        "Anna - a nurse - was beaten.",
        "NATO (the alliance) attacked the depot.",
        ": rebels attacked",
        "",
    ],
)
def test_what_only_looks_like_one_is_not(text: str) -> None:
    assert not list(leads(parsed(text)))


def test_every_line_may_have_one() -> None:
    doc = parsed("Mayor: We saw them.\nMinister: The army shelled nobody.")
    assert [doc[i - 1].text for i in leads(doc)] == ["Mayor", "Minister"]
