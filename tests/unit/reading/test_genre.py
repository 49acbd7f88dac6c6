"""Texts of our own: what reads as news, opinion and statement, and what is left open."""

from __future__ import annotations

import pytest

from sayso.reading.genre import genre_of
from sayso.reading.item import Raw

OPINION = (
    "Unfortunately, the council has once again shown its contempt for the valley. Undoubtedly the "
    "shameful raid was no accident, and nobody who has watched these cynical men will believe their "
    "absurd tale. Why must our towns live in fear? The truth is that the council serves one purpose: to "
    "stay in power. It is time that the region wakes up. We must not forgive this betrayal, and we should"
    " answer it. Clearly, silence is no longer possible, and those who stay silent should be ashamed of "
    "their cowardly part in this disgraceful affair."
)
NEWS = (
    "Gunmen attacked a police post near the river on Tuesday and wounded three officers, the interior "
    "ministry said. A spokesman told reporters that the attackers fled across the bridge. Witnesses said "
    "that they heard shots for ten minutes. According to the mayor, two suspects were arrested on "
    "Wednesday. The ministry declined to say who was behind the attack, and no group has claimed it, "
    "officials added."
)
STATEMENT = (
    "The Ministry of Foreign Affairs strongly condemns the attack on our embassy. We express our "
    "condolences to the families and call upon the authorities to find the guilty without delay. The "
    "Government of the Republic reserves the right to take measures in accordance with international law."
    " Our people stand together, and our troops stand ready."
)


def genre(text: str, **fields: str) -> tuple[str, str]:
    uri = fields.pop("uri", None)
    return genre_of(Raw(text=text, media_type="text/plain", **fields), uri=uri, language="en")  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "expected"), [(OPINION, "opinion"), (NEWS, "news"), (STATEMENT, "statement")])
def test_words_alone_tell_the_genre(text: str, expected: str) -> None:
    found, why = genre(text)
    assert found == expected
    assert why.startswith("Read as ")
    assert why.endswith(".")


def test_judging_words_of_others_do_not_make_an_opinion() -> None:
    text = NEWS + ' "This shameful, absurd, cowardly, disgraceful crime must not be forgiven," the mayor said.'
    assert genre(text)[0] == "news"


def test_form_and_place_count() -> None:
    plain = "The bridge was closed. The road was closed as well. Nothing moved for some time."
    assert genre(plain)[0] == "unknown"
    assert genre(plain, uri="https://paper.example/opinion/2011/bridge")[0] == "opinion"
    assert genre("Editorial\n\n" + plain)[0] == "opinion"
    assert genre(plain, title="Joint statement on the bridge")[0] == "statement"
    assert genre(plain, uri="https://www.mfa.example/en/bridge")[0] == "statement"
    assert genre("KAMPALA, June 14 - " + plain)[0] == "news"


def test_an_unknown_genre_says_why() -> None:
    assert genre("Yes.") == ("unknown", "The text is too short or too plain to tell its genre.")
    found = genre_of(Raw(text=NEWS, media_type="text/plain"), uri=None, language="fr")
    assert found[0] == "unknown"
    assert "English" in found[1]
