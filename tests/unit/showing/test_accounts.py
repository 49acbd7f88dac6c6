"""One happening told by several: one holder's sentences are one account, two holders' accounts stay apart."""

from __future__ import annotations

from sayso.records.actor import Mention
from sayso.records.claim import Claim, Holder
from sayso.records.document import Document, Span
from sayso.records.event import Deaths, Incident
from sayso.records.finding import Linked, Standing
from sayso.records.report import Report
from sayso.showing import Story, story

TEXT = "Shells hit Mainila, killing four. The League is behind the attack. The mayor said that the Guard was behind it."
OUTLET = (Holder("outlet", "certain"),)
MAYOR = (Holder("outlet", "certain"), Holder("mention", "certain", mention="mayor"))


def mention(id_: str, words: str, kind: str) -> Mention:
    start = TEXT.index(words)
    return Mention(id_, start, start + len(words), words, kind)  # type: ignore[arg-type]


def claim(id_: str, words: str, holders: tuple[Holder, ...], **rest: object) -> Claim:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    return Claim(
        id=id_, kind="event", type="ASSAULT", span=span, trigger=span, certainty="certain", holders=holders, **rest
    )  # type: ignore[arg-type]


def made(*claims: Claim) -> Story:
    mentions = (
        mention("mainila", "Mainila", "place"), mention("league", "League", "armed_group"),
        mention("mayor", "mayor", "person"), mention("guard", "Guard", "armed_group"),
    )  # fmt: skip
    report = Report(Document("d", "c", TEXT, "r", outlet="The Banner"), mentions, claims=claims)
    incident = Incident("i", "ASSAULT", tuple(c.id for c in claims))
    return story(report, Linked(incidents=(incident,)), Standing())


HIT = claim("c1", "hit", OUTLET, recipients=("mainila",), deaths=Deaths(4, 4, 4, Span(28, 32)))
BEHIND = claim("c2", "is behind the attack", OUTLET, actors=("league",))
OTHER = claim("c3", "was behind it", MAYOR, actors=("guard",))


def lines(told: Story, section: str) -> list[str]:
    found = told.section(section)
    return [e.sentence for e in found.entries] if found else []


def test_one_holder_makes_one_account() -> None:
    told = made(HIT, BEHIND)
    whole = "According to The Banner, the League was behind an attack on Mainila."
    assert lines(told, "accusations") == [whole]
    assert lines(told, "incidents") == [whole]


def test_two_holders_are_kept_apart() -> None:
    told = made(HIT, OTHER)
    assert lines(told, "incidents") == [
        "According to The Banner, Mainila was hit; according to the mayor, it was the Guard."
    ]
    (accused,) = told.section("accusations").entries  # type: ignore[union-attr]
    assert "Mainila" not in accused.sentence
    assert [f.value for f in accused.facts if f.name == "the act"] == ["according to The Banner, Mainila was hit"]


def test_leading_a_body_of_the_state_is_no_accusation() -> None:
    text = "Colonel Arn Holt was a commander of the Southern Division."
    person = Mention("holt", 0, 16, "Colonel Arn Holt", "person", sector="MIL")
    body = Mention("division", 40, 57, "Southern Division", "state_body", sector="MIL")
    front = Mention("division", 40, 57, "Southern Division", "armed_group", sector="REB")
    leads = Claim(
        id="c1", kind="relation", type="directs", span=Span(0, 57), trigger=Span(23, 32), certainty="certain",
        holders=OUTLET, subjects=("holt",), objects=("division",),
    )  # fmt: skip
    document = Document("d", "c", text, "r", outlet="The Banner")
    assert story(Report(document, (person, front), claims=(leads,))).section("accusations") is not None
    told = story(Report(document, (person, body), claims=(leads,)))
    assert told.section("relations") is not None or told.sections
    assert told.section("accusations") is None


def test_fighting_a_war_is_no_accusation() -> None:
    text = "The League is in a war."
    fighting = Claim(
        id="c1", kind="event", type="ASSAULT", span=Span(0, 22), trigger=Span(19, 22), certainty="certain",
        holders=OUTLET, actors=("league",),
    )  # fmt: skip
    mentions = (Mention("league", 4, 10, "League", "armed_group"),)
    told = story(Report(Document("d", "c", text, "r", outlet="The Banner"), mentions, claims=(fighting,)))
    assert told.section("accusations") is None
    assert "accuses nobody" in told.summary


def test_deaths_have_their_teller() -> None:
    incidents = made(HIT, OTHER).section("incidents")
    assert incidents is not None
    (deaths,) = [f.value for f in incidents.entries[0].facts if f.name == "deaths reported"]
    assert deaths == "4, “four” according to The Banner"


def test_who_only_mentions_it_is_said_to_tell_of_it() -> None:
    bare = claim("c3", "was behind it", MAYOR)
    assert lines(made(HIT, bare), "incidents") == [
        "According to The Banner, Mainila was hit; the mayor tells of it too."
    ]


def test_spellings_inside_descriptions_are_names_of_one_actor() -> None:
    from sayso.showing.about import _spellings

    names = ["Huseyniyyun", "Huseiniyyun' organization", "Finnish border guards", "organization"]
    assert list(_spellings(names, ["Huseyniyyun"])) == ["Huseiniyyun"]
