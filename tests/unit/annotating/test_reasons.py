"""Every decision about a draft writes down why: in words for every place, by label, and at no great length."""

from __future__ import annotations

import pytest

import sayso
from sayso.lexicon.language import load
from sayso.showing.why import reasons_of


def test_every_place_of_a_party_has_words() -> None:
    said = load("lang/en/why")["places"]
    for part in ("verbs", "nouns"):
        for name, roles in load("ontology/roles")[part].items():
            for places in roles.values():
                missing = [p for p in places if p[0] != "~" and p not in said]
                assert not missing, (name, missing)


def reasons(text: str, words: str) -> dict[str, tuple[str, ...]]:
    report = sayso.read_text(text, date="2019-03-03")
    claim = next(c for c in report.claims if words in c.trigger.of(text))
    assert len(claim.why) < 700
    return reasons_of(claim.why)


@pytest.mark.parametrize(
    ("text", "words", "decision", "why"),
    [
        ("Rebels attacked the embassy in Oran.", "attacked", "type", "“attacked” is listed as ASSAULT"),
        ("Rebels attacked the embassy in Oran.", "attacked", "actor", "the subject of “attacked”"),
        ("Rebels attacked the embassy in Oran.", "attacked", "recipient", "the object of “attacked”"),
        ("The army fired on the crowd.", "fired", "recipient", "after “on”, beside “fired”"),
        ("Rebels may have burned the mill.", "burned", "certainty", "by “may” it is possible only"),
        ("Rebels did not burn the mill.", "burn", "polarity", "by “not” it is negated"),
        ("The army will free the hostages.", "will", "type", "“will free” states the intention of an act of RETREAT"),
        ("Police arrested two rebels.", "arrested", "legal status", "“arrested” says"),
        ("The ministry denied that rebels burned the mill.", "burned", "polarity", "“denied” denies it"),
    ],
)
def test_reasons_by_decision(text: str, words: str, decision: str, why: str) -> None:
    found = reasons(text, words)
    assert any(told.startswith(why) for told in found[decision]), found


def test_nobody_who_does_it_is_a_reason_too() -> None:
    assert reasons("Two soldiers were killed in Oran.", "killed")["actor"] == ("nobody is said to do it",)


def test_a_reason_names_no_person() -> None:
    text = "Omar Haddad attacked Amina Diallo, a baker, near the mill, said Lucas Meyer, a miller."
    report = sayso.read_text(text, unmask="a test of reasons")
    assert report.claims
    for claim in report.claims:
        assert not {"Haddad", "Diallo", "Meyer"} & set(claim.why.replace("”", " ").replace("“", " ").split())
