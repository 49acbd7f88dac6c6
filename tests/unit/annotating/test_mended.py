"""Parses that are known to be wrong are put right, and right ones are left as they are."""

from __future__ import annotations

import pytest

import sayso
from sayso.annotating.pipeline import build


def hung(text: str, word: str) -> tuple[str, str]:
    token = next(t for t in build()(text) if t.text == word)
    return token.dep_, token.head.text


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Rwanda has always denied arming rebels in the east.", "arming", ("xcomp", "denied")),
        ("Denmark has denied training fighters in its camps.", "fighters", ("dobj", "training")),
        ("Police denied beating protesters.", "protesters", ("dobj", "beating")),
        ("Denmark has repeatedly denied supplying weapons to the Front.", "to", ("prep", "supplying")),
        ("The minister denied growing tensions with Iran.", "tensions", ("dobj", "denied")),
        ("The union denied the training fighters of the state a hall.", "training", ("compound", "fighters")),
        (
            "During the 1980s the United States provided the Contras in Nicaragua with money, "
            "a policy that divided Congress for years.",
            "policy",
            ("appos", "provided"),
        ),
        (
            "Helsinki says that the shots came from the Soviet side and denies any part in it.",
            "denies",
            ("conj", "says"),
        ),
        (
            "The shooting began at 10:39 a.m. local time (1639 UTC), according to police, who "
            "said officers arrived later.",
            "said",
            ("relcl", "police"),
        ),
        ("Denmark hosts bases of the Lantern Front.", "bases", ("dobj", "hosts")),
        ("Finland hosts bases of the Forest Guard.", "bases", ("dobj", "hosts")),
        ("The president once again accused Ishmere of sponsoring the Brigade.", "Ishmere", ("dobj", "accused")),
        ("Tanzania armed FRELIMO.", "FRELIMO", ("dobj", "armed")),
        ("On 2 March gunmen opened fire on the embassy.", "gunmen", ("nsubj", "opened")),
        ("On 2 March gunmen opened fire on the embassy.", "2", ("nummod", "March")),
        ("Kalmeria funds the Salt Road Militia.", "Militia", ("dobj", "funds")),
        ("The army attacked and wounded civilians in the valley.", "civilians", ("dobj", "wounded")),
        ("Trained and equipped by Zaire, the Lantern Front seized the town.", "equipped", ("conj", "Trained")),
    ],
)
def test_what_hangs_on_what(text: str, word: str, expected: tuple[str, str]) -> None:
    assert hung(text, word) == expected


def test_a_denied_supply_is_a_negative_claim_of_the_one_who_denies_it() -> None:
    text = "Denmark has repeatedly denied supplying weapons to the Lantern Front, a report says."
    report = sayso.read_text(text)
    ties = [c for c in report.claims if c.kind == "relation"]
    assert [(c.type, c.polarity) for c in ties] == [("weapons", "negative")]
    assert not [c for c in report.claims if c.type == "COERCE"]


def test_a_body_called_a_militia_is_one_wherever_it_is_named() -> None:
    report = sayso.read_text(
        "Libya armed the Tide Movement, a militia. The Tide Movement left. The Tide Office opened."
    )
    kinds = {m.text: m.kind for m in report.mentions if "Tide" in m.text}
    assert kinds["Tide Movement"] == "armed_group"
    assert kinds.get("Tide Office") != "armed_group"
