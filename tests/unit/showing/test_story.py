"""The view: every claim is told, on somebody's say-so, in words that do not judge."""

from __future__ import annotations

import dataclasses
import pickle
import re

import pytest

from sayso.records.finding import Linked, Standing
from sayso.records.report import Report
from sayso.showing import Story, story

Made = tuple[Report, Linked, Standing]
QUOTED = re.compile(r"“[^”]*”")


@pytest.fixture(scope="module")
def told(editorial: Made) -> Story:
    return story(*editorial)


def ours(told: Story) -> list[str]:
    """Every sentence of ours, quotations taken out."""
    lines = [told.summary, *told.missing, *(v.name for v in told.voices)]
    for section in told.sections:
        lines += [section.title, section.note]
        for entry in section.entries:
            lines += [entry.sentence, entry.label, entry.when, *entry.holders]
            lines += [f"{f.name} {f.value}" for f in entry.facts]
    lines += [f"{a.name} {a.why} {' '.join(a.names)}" for a in told.aliases]
    lines += [f"{a.source} {a.label} {a.target}" for a in told.arcs]
    return [QUOTED.sub("", line) for line in lines]


def test_every_claim_is_in_an_entry(editorial: Made, told: Story) -> None:
    listed = {c for s in told.sections for e in s.entries for c in e.claims}
    assert listed == {c.id for c in editorial[0].claims}


def test_every_sentence_begins_with_its_asserter(told: Story) -> None:
    for section in told.sections:
        for entry in section.entries:
            assert entry.sentence.startswith("According to "), entry.sentence
            assert entry.holders


def test_loaded_words_stand_only_in_quotation_marks(editorial: Made, told: Story) -> None:
    for line in ours(told):
        for word in editorial[0].loaded:
            assert not re.search(rf"\b{re.escape(word.text)}\b", line, re.I), line


def test_words_we_never_say(told: Story) -> None:
    never = re.compile(r"\b(terroris\w*|regime|gangs?|puppets?|militants?|extremis\w*|guilty)\b", re.I)
    assert not [line for line in ours(told) if never.search(line)]


def test_numbers_run_through(told: Story) -> None:
    numbers = [e.number for s in told.sections for e in s.entries]
    assert numbers == list(range(1, len(numbers) + 1))


def test_denial_stands_beside_the_accusation(told: Story) -> None:
    accused = told.section("accusations")
    assert accused is not None
    answers = {e.claims: next(f.value for f in e.facts if f.name == "answer") for e in accused.entries}
    assert answers[("c2",)] == "denied by the Finnish government: “Our guns did not fire”"
    assert answers[("c7",)] == "no denial found in this text"
    denials = told.section("denials")
    assert denials is not None and denials.entries[0].see == (1,)


def test_invoked_evidence_is_not_cited(told: Story) -> None:
    accused = told.section("accusations")
    assert accused is not None
    fact = next(f for f in accused.entries[0].facts if f.name == "evidence")
    assert fact.value.startswith("none cited; invoked, not cited: ") and fact.tone == "warn"
    assert "No evidence is cited for any accusation." in told.missing


def test_arrested_is_not_guilty(told: Story) -> None:
    legal = told.section("legal")
    assert legal is not None
    assert legal.entries[0].sentence == (
        "According to The Banner, many members of the League: arrested, which is no finding of guilt."
    )


def test_quotes_are_the_reports_words(told: Story) -> None:
    for section in told.sections:
        for entry in section.entries:
            for quote in entry.quotes:
                assert quote.text == told.text[quote.start : quote.end]


def test_names_of_one_actor(told: Story) -> None:
    (alias,) = told.aliases
    assert alias.names == ("“Border League”", "“League”", "“BL”") and alias.why


def test_unnamed_and_private_holders(told: Story) -> None:
    sentences = [e.sentence for s in told.sections for e in s.entries]
    assert any("unnamed sources (“is said”), as quoted by The Banner" in s for s in sentences)
    assert any(s.startswith("According to person-1a2b3c4d, as quoted by The Banner") for s in sentences)


def test_a_route_is_told_in_order(told: Story) -> None:
    routes = told.section("routes")
    assert routes is not None
    assert routes.entries[0].sentence.endswith("moves “rifles” from Helsinki through Viborg to the Isthmus.")


def test_motives_are_quoted(told: Story) -> None:
    motives = told.section("motives")
    assert motives is not None
    assert motives.entries[0].sentence.endswith("is “to keep a dagger pointed at Leningrad”.")


def test_without_findings_it_still_tells(editorial: Made) -> None:
    bare = story(editorial[0])
    assert bare.claims == 11 and bare.section("accusations") is not None and not bare.voices


def test_an_unknown_date_and_outlet_are_named(editorial: Made) -> None:
    report = editorial[0]
    plain = dataclasses.replace(report.document, outlet=None, published=type(report.document.published)())
    told = story(dataclasses.replace(report, document=plain))
    assert "When it was published is not known." in told.missing
    assert "Which outlet published it is not known." in told.missing
    assert all(
        "the author" in e.sentence for s in told.sections for e in s.entries if len(e.holders) == 1 and s.id == "ties"
    )


def test_a_story_can_be_pickled(told: Story) -> None:
    assert pickle.loads(pickle.dumps(told)) == told


def test_an_act_and_its_route_are_one_line(editorial: Made) -> None:
    report, linked, standing = editorial
    route = next(c for c in report.claims if c.type == "transits")
    act = dataclasses.replace(
        route, id="c99", kind="event", type="COERCE", mode="seize", subjects=(), route=None, actors=route.subjects
    )
    made = story(dataclasses.replace(report, claims=(*report.claims, act)), linked, standing)
    accused = made.section("accusations")
    assert accused is not None
    (line,) = [e for e in accused.entries if "c99" in e.claims]
    assert line.claims == (route.id, "c99") and "moves “rifles”" in line.sentence


def test_kinds_of_support_are_told_together(editorial: Made) -> None:
    report, linked, standing = editorial
    weapons = next(c for c in report.claims if c.type == "weapons")
    more = [dataclasses.replace(weapons, id=f"c9{i}", type=t) for i, t in enumerate(("funding", "unspecified_support"))]
    made = story(dataclasses.replace(report, claims=(*report.claims, *more)), linked, standing)
    accused = made.section("accusations")
    assert accused is not None
    (line,) = [e for e in accused.entries if weapons.id in e.claims]
    assert len(line.claims) == 3 and "gives weapons and money to the Saima Guard" in line.sentence
