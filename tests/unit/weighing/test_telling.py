"""From claims to what they tell: who can be a doer, whose word it is, from whose side it came."""

from __future__ import annotations

import pytest

import sayso
from sayso.records.actor import Mention
from sayso.records.assessment import Carried
from sayso.weighing.hypotheses import proposed
from sayso.weighing.sounding import boosters
from sayso.weighing.telling import tellings


def told(text, **more):
    report = sayso.read_text(text, outlet="The Gazette", uri="r", date="2020-05-04", **more).record
    carried = [
        Carried(report.document.id, c.id, "source:gazette", "The Gazette", "outlet", True, False, "The Gazette", None)
        for c in report.claims
        if c.type == "ASSAULT"
    ]
    return tellings([report], carried)


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Norway's army shelled the mill at Tarsk.", ["state:NOR"]),
        ("Fighters of Hezbollah burned the mill at Tarsk.", None),
        ("Multiple gunmen attacked the mill at Tarsk.", []),
        ("Olga Ruiz burned the mill at Tarsk.", []),
        ("The mill at Tarsk was burned.", []),
    ],
)
def test_doers_are_states_and_organisations_never_persons(text, doers):
    found = told(text)
    assert found
    keys = [key for t in found for key, _ in t.doers]
    assert all(key.startswith(("state:", "actor:")) for key in keys)
    if doers is not None:
        assert keys == doers


def test_a_side_is_no_doer_and_can_be_denied():
    (came,) = told("The shots were fired from the Norwegian side of the border.")
    assert (came.doers, came.side, came.denied) == ((), ("state:NOR", "Norway"), False)
    (not_so,) = told("The shots were not fired from the Norwegian side of the border.")
    assert (not_so.side, not_so.denied) == (("state:NOR", "Norway"), True)


def test_what_is_only_feared_is_not_told():
    assert told("Norway may attack Chile, diplomats fear.") == () or all(
        t.certainty == "possible" for t in told("Norway may attack Chile, diplomats fear.")
    )


def test_staging_needs_its_words():
    staged = told("Norway staged the attack on the mill at Tarsk.")
    assert any(t.staged for t in staged)
    assert not any(t.staged for t in told("Norway attacked the mill at Tarsk."))
    assert any(h.kind == "staged" for h in proposed(staged))


def test_sure_words_are_whole_words():
    assert boosters("It was Clearly so.") == ["clearly"]
    assert boosters("The clearing was unclearly marked.") == []


def test_a_mention_of_a_place_is_no_doer():
    from sayso.weighing.telling import state_of

    assert state_of(Mention("m", 0, 6, "Tarsk", "place", "tarsk", "NOR")) is None
    assert state_of(Mention("m", 0, 4, "Oslo", "place", "NOR", "NOR")) == "NOR"
    assert state_of(Mention("m", 0, 4, "Olga", "person", "olga", "NOR", "GOV")) is None
