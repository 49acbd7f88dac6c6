"""The ontology's lists agree with the interchange format and with each other."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.lexicon.language import load
from sayso.lexicon.ontology import (
    content_mode,
    has_mode,
    implied_contexts,
    intention,
    known_contexts,
    quad,
    target_kind,
)
from sayso.records.event import EventType, TargetKind

TYPES = get_args(EventType)


def test_the_types_are_those_of_the_records() -> None:
    assert set(load("ontology/plover")["types"]) == set(TYPES)


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_has_a_quad_class_and_knows_no_mode(type_: EventType) -> None:
    assert quad(type_).split("_")[0] in ("verbal", "material")
    assert has_mode(type_, None)
    assert not has_mode(type_, "no-such-mode")


def test_intentions_lead_to_the_four_outer_acts() -> None:
    found = {intention(t) for t in TYPES} | {intention(t, denied=True) for t in TYPES}
    assert found == {"AGREE", "THREATEN", "REJECT", None}


def test_unwillingness_turns_an_intention_round() -> None:
    assert (intention("ASSAULT"), intention("ASSAULT", denied=True)) == ("THREATEN", "AGREE")
    assert (intention("AID"), intention("AID", denied=True)) == ("AGREE", "REJECT")


def test_content_modes_are_modes() -> None:
    for outer in ("REQUEST", "REJECT", "THREATEN"):
        for inner in TYPES:
            assert has_mode(outer, content_mode(outer, inner, None)), (outer, inner)


def test_contexts_named_anywhere_are_known() -> None:
    table = load("ontology/contexts")
    named = {c for group in table.values() for names in group.values() for c in names}
    assert named <= known_contexts()
    assert set(load("lang/en/contexts")) <= known_contexts()
    assert set(load("lang/en/contexts")) == known_contexts(), "every context has words"


def test_contexts_by_mode_name_modes_that_exist() -> None:
    for key in load("ontology/contexts")["modes"]:
        type_, mode = key.split("/")
        assert has_mode(type_, mode)


def test_contexts_come_from_mode_and_sectors_once() -> None:
    assert implied_contexts("MOBILIZE", "troops", ["MIL", "MIL"]) == ("military",)


def test_target_rules_give_kinds_of_the_records() -> None:
    kinds = {r["target"] for r in load("ontology/targets")["rules"]} - {None}
    assert kinds == set(get_args(TargetKind))


def test_a_state_is_no_kind_of_target_and_words_go_before_the_sector() -> None:
    assert target_kind(kind="state", sector="GOV") is None
    assert target_kind(kind="group", sector="GOV", classes=["civilian"]) == "civilian"
    assert target_kind(kind="group", sector="MIL") == "security_force"
