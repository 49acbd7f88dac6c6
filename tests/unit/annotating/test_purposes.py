"""Motives and aims: what they explain, whose they are, and infinitives that are none."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from sayso.annotating.draft import Draft
from sayso.annotating.pipeline import parse
from sayso.records.document import Document, content_id


def read(text: str) -> Doc:
    return parse(Document(content_id(text), content_id(text), text, "test", language="en"))


def purposes(text: str) -> list[Draft]:
    return [d for d in read(text)._.sayso_drafts if d.kind == "purpose"]


def test_a_purpose_names_what_it_explains_and_the_words_of_the_aim() -> None:
    text = "Rebels bombed the bridge in order to cut off the army."
    drafts = read(text)._.sayso_drafts
    (purpose,) = [d for d in drafts if d.kind == "purpose"]
    assert purpose.aim is not None and purpose.aim.of(text) == "cut off the army"
    assert purpose.trigger.of(text) == "in order to"
    assert [drafts[n].type for n in purpose.of] == ["ASSAULT"]
    assert purpose.actors == drafts[purpose.of[0]].actors


def test_one_aim_of_several_ties_explains_them_all() -> None:
    text = "Libya provided the rebels with training, weapons and money in order to weaken Chad."
    drafts = read(text)._.sayso_drafts
    (purpose,) = [d for d in drafts if d.kind == "purpose"]
    assert {"training", "weapons", "funding"} <= {drafts[n].type for n in purpose.of}


def test_the_aim_may_stand_in_the_sentence_before() -> None:
    text = "The junta wants to take the strait. To this end, it armed the rebels."
    (purpose,) = purposes(text)
    assert purpose.aim is not None and purpose.aim.of(text) == "take the strait"


def test_of_points_at_other_drafts_only() -> None:
    drafts = read("The army shelled the town to force the rebels out.")._.sayso_drafts
    for n, draft in enumerate(drafts):
        assert n not in draft.of
        assert all(drafts[i].kind != "purpose" for i in draft.of)


@pytest.mark.parametrize(
    "text",
    [
        "The army agreed to withdraw.",
        "The rebels threatened to burn the port.",
        "The general ordered the troops to attack the village.",
        "The plan to attack the harbour failed.",
        "She went to the market to buy bread.",
        "Did the army shell the town to force the rebels out?",
        "The programme is designed to help students.",
    ],
)
def test_complements_daily_life_and_questions_are_no_purposes(text: str) -> None:
    assert purposes(text) == []
