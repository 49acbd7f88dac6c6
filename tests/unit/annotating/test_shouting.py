"""Lines in capitals are put into small letters, names aside, and no offset moves."""

from __future__ import annotations

import pytest

import sayso
from sayso.annotating.pipeline import build
from sayso.annotating.text.shouting import calm


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("MINISTER DENIES ARMY SHELLED VILLAGE", "Minister denies army shelled village"),
        (
            "IRANIAN TROOPS CROSS INTO NORTHERN IRAQ; US WARNS TEHRAN",
            "Iranian troops cross into northern Iraq; US warns Tehran",
        ),
        ("WHO BURNED THE MILL?", "Who burned the mill?"),
        ("UN: SYRIAN REFUGEES FLEE ALEPPO", "UN: Syrian refugees flee Aleppo"),
        ("THEY DID NOT GO. THE MAYOR SAID NOTHING ON MONDAY.", "They did not go. The mayor said nothing on Monday."),
        ("STRAßE İSTANBUL ATTACK BY REBELS", "Straße İSTANBUL attack by rebels"),
        ("NATO", "NATO"),
        ("The IRGC and the UN met in Oran.", "The IRGC and the UN met in Oran."),
        ("Police Arrest Two Over Bridge Bombing", "Police arrest two over bridge bombing"),
        ("UN Warns Both Sides Against New Attacks", "UN warns both sides against new attacks"),
        ("Army Chief: We Did Not Kill the Judge", "Army chief: We did not kill the judge"),
        ("Norway Accuses Finland Of Arming Rebels", "Norway accuses Finland of arming rebels"),
        # What may be somebody's name keeps its capital, and so does what names a body.
        ("Grant Hale Denies Ben Burns Killed Guard", "Grant Hale denies Ben Burns killed guard"),
        ("Human Rights Watch Accuses Syria Of Torture", "Human Rights Watch accuses Syria of torture"),
        ("By Staff Reporter John Baker", "By Staff Reporter John Baker"),
        ("Ministry of Foreign Affairs condemns the attack in Porvik", None),
        ("The Guards Killed A Man In Oran.", None),
        ("", ""),
    ],
)
def test_calm(line: str, told: str | None) -> None:
    found = calm(line, build())
    assert len(found) == len(line)
    assert found == (line if told is None else told)


def test_names_are_those_of_the_body() -> None:
    text = "RED FRONT BURNS MILL\n\nThe mayor blamed the Red Front for it."
    assert calm(text, build()).startswith("Red Front burns mill\n")


def test_a_denial_in_capitals_is_read_as_a_denial() -> None:
    report = sayso.read_text("MINISTER DENIES ARMY SHELLED VILLAGE\n")
    (claim,) = report.claims
    assert (claim.type, claim.polarity, claim.holders[-1].kind) == ("ASSAULT", "negative", "mention")
    assert claim.trigger.of(report.text) == "SHELLED"
    assert {m.text for m in report.mentions} >= {"MINISTER", "ARMY"}
