"""Acts are told by their own words where those are known and neutral, and quoted where they judge or are not known."""

from __future__ import annotations

import pytest

from sayso.lexicon.language import load
from sayso.lexicon.wording import neutral as plain_words
from sayso.records.actor import Mention
from sayso.records.claim import Claim, Holder
from sayso.records.document import Document, Span
from sayso.records.event import TimeExpression, When
from sayso.records.finding import Linked
from sayso.records.report import Report
from sayso.showing.naming import Names
from sayso.showing.phrases import phrase_of, tie_of
from sayso.showing.sentences import clause, sentence

PHRASES = load("lang/en/phrases")
TYPES = [key for key in PHRASES if key.isupper()]


def told(trigger: str, type_: str = "ASSAULT", *, who: bool = True, whom: bool = True, **rest: object) -> str:
    """The clause for a trigger between the Saima Guard and Karelia."""
    text = f"Saima Guard {trigger} Karelia now."
    mentions = (
        Mention("g", 0, 11, "Saima Guard", "armed_group"),
        Mention("k", 13 + len(trigger), 20 + len(trigger), "Karelia", "place"),
    )
    now = TimeExpression("t", len(text) - 4, len(text) - 1, "now", "DATE", "PRESENT_REF", "relative")
    base: dict[str, object] = {
        "id": "c", "kind": "event", "span": Span(0, len(text)), "trigger": Span(12, 12 + len(trigger)),
        "certainty": "certain", "holders": (Holder("outlet", "certain"),),
        "actors": ("g",) if who else (), "recipients": ("k",) if whom else (),
    }  # fmt: skip
    claim = Claim(type=type_, **(base | rest))  # type: ignore[arg-type]
    report = Report(Document("d", "c", text, "r", genre="news"), mentions, times=(now,))
    return clause(claim, Names(report, Linked()))


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        ("raided", "the Saima Guard raided Karelia"),
        ("occupation", "the Saima Guard occupied Karelia"),
        ("took part in attempts at coups", "the Saima Guard took part in attempted coups against Karelia"),
        ("participated in the killing", "the Saima Guard took part in the killing of Karelia"),
        ("is behind this terrorist act", "the Saima Guard was behind an attack on Karelia"),
        ("massacred", "the Saima Guard killed Karelia"),
        ("killed or injured", "the Saima Guard killed Karelia"),
        ("outmanoeuvred", "the Saima Guard attacked (“outmanoeuvred”) Karelia"),
        ("attacked", "the Saima Guard attacked Karelia"),
    ],
)
def test_an_act_is_told_by_its_own_word(trigger: str, expected: str) -> None:
    assert told(trigger) == expected


def test_what_was_ordered_is_no_prophecy() -> None:
    assert told("ordered an attack", modes=("future",)) == "the Saima Guard ordered an attack on Karelia"
    assert told("attack", modes=("future",)) == "the Saima Guard will attack Karelia"


def test_a_judging_word_is_its_holders() -> None:
    assert told("provocations", "COERCE") == (
        "the Saima Guard committed what the outlet calls “provocations” against Karelia"
    )
    assert told("provocation", "COERCE", who=False) == (
        "there was what the outlet calls a “provocation” against Karelia"
    )


def test_nobody_named_as_the_doer() -> None:
    assert told("occupation", who=False) == "Karelia was occupied"
    assert told("died", who=False) == "Karelia died"
    assert told("war", who=False) == "there was a war involving Karelia"
    assert told("coup", who=False, whom=False) == "there was a coup"


def test_the_weapon_of_the_mode_is_told() -> None:
    assert told("killed", mode="firearms") == "the Saima Guard killed Karelia with firearms"


def test_offers_withdrawals_and_ties() -> None:
    assert told("offered", "AGREE") == "the Saima Guard made an offer to Karelia"
    assert told("withdrew", "RETREAT") == "the Saima Guard withdrew from Karelia"
    formed = Claim(
        id="r", kind="relation", type="other_support", span=Span(0, 6), trigger=Span(0, 6), certainty="certain",
        holders=(Holder("outlet", "certain"),),
    )  # fmt: skip
    assert tie_of(formed, "formed")["third"] == "formed"
    assert tie_of(formed, "helped")["third"] == "gives other support to"


def test_what_the_text_calls_now_is_as_of_a_day() -> None:
    when = When("1939-11-28", "1939-11-28", "day", "relative", Span(27, 30))
    assert told("raided", when=when).endswith("raided Karelia (as of 28 November 1939)")
    plain = When("1939-11-28", "1939-11-28", "day", "relative", Span(0, 3))
    assert told("raided", when=plain).endswith("raided Karelia on 28 November 1939")


@pytest.mark.parametrize("type_", TYPES)
def test_every_entry_makes_a_phrase(type_: str) -> None:
    for key, entry in PHRASES[type_].items():
        form = next(iter(entry.get("forms", ())), key)
        text = str(form)
        claim = Claim(
            id="c", kind="event", type=type_, span=Span(0, len(text)), trigger=Span(0, len(text)),  # type: ignore[arg-type]
            certainty="certain", holders=(Holder("outlet", "certain"),),
        )  # fmt: skip
        phrase = phrase_of(claim, text)
        assert phrase.base and phrase.past and phrase.noun and phrase.of, (type_, key)


def test_no_phrase_judges() -> None:
    for type_ in TYPES:
        for key, entry in PHRASES[type_].items():
            for words in (entry.get("say", key), entry["noun"]):
                assert plain_words(words) == words, (type_, key, words)


def test_who_passes_on_what_was_passed_on() -> None:
    text = "It is so."
    holders = (Holder("outlet", "certain"), Holder("mention", "certain", mention="a"), Holder("unnamed", "certain"))
    mentions = (Mention("a", 0, 2, "Karelia", "state"),)
    claim = Claim(
        id="c", kind="event", type="ASSAULT", span=Span(0, 8), trigger=Span(0, 0), certainty="certain", holders=holders
    )
    assert sentence(claim, Names(Report(Document("d", "c", text, "r", genre="opinion"), mentions), Linked())) == (
        "According to unnamed sources, as quoted by Karelia, quoted in turn by the author, there was an attack."
    )


@pytest.mark.parametrize(
    ("text", "words", "kind", "expected"),
    [
        ("a gunman fled", "gunman", "person", "a gunman"),
        ("Saima's unbridled groups fled", "Saima's unbridled groups", "armed_group", "Saima's groups"),
        ("al-Shabaab fled", "al-Shabaab", "armed_group", "al-Shabaab"),
        ("Finnish artillery fired", "Finnish artillery", "state_body", "Finnish artillery"),
        ("a Saima store burned", "Saima store", "facility", "a Saima store"),
        ("statesmen fled", "statesmen", "group", "statesmen"),
        ("State of Karelia fell", "State of Karelia", "state", "the State of Karelia"),
        ("Saimas fled", "Saimas", "armed_group", "the Saimas"),
    ],
)
def test_articles(text: str, words: str, kind: str, expected: str) -> None:
    start = text.index(words)
    mention = Mention("m", start, start + len(words), words, kind)  # type: ignore[arg-type]
    assert Names(Report(Document("d", "c", text, "r"), (mention,)), Linked()).of("m").text == expected
