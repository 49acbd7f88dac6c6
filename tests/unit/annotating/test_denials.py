"""Denials that only point back stand beside what they deny, and nothing is denied that nobody told."""

from __future__ import annotations

import pytest

import sayso
from sayso.records.claim import Claim

TOLD = "The ministry said that rebels had shelled the village. "


def _denied(text: str) -> list[Claim]:
    return [c for c in sayso.read_text(text).record.claims if c.polarity == "negative"]


@pytest.mark.parametrize(
    "denial",
    [
        "The rebels denied it.",
        "The rebels have denied this.",
        "The rebels rejected the allegations.",
        "The rebels denied any responsibility.",
        "The rebels called it a lie.",
        "“The claims are false,” the rebels said.",
    ],
)
def test_the_denial_is_a_claim_of_its_own(denial: str) -> None:
    (claim,) = _denied(TOLD + denial)
    report = sayso.read_text(TOLD + denial).record
    assert (claim.type, claim.mode, claim.within, claim.main) == ("ASSAULT", "heavy-weapons", None, True)
    assert claim.span.start >= len(TOLD)
    assert [report.mention_by_id[m].text for m in claim.recipients] == ["village"]
    assert claim.holders[-1].kind == "mention"
    assert "takes up what was told before" in claim.why


@pytest.mark.parametrize(
    "text",
    [
        "The weather was fine. The rebels denied it.",
        TOLD + "It rained all day. The rebels denied it.",
        TOLD + "The rebels did not deny it.",
        TOLD + "The rebels denied the claim that it had rained.",
        TOLD + "It was true, the rebels said.",
        "The mayor asked for help. The rebels denied it.",
    ],
)
def test_nothing_is_denied_that_was_not_told_just_before(text: str) -> None:
    assert _denied(text) == []


def test_a_share_that_is_denied_is_the_deniers() -> None:
    text = "The ministry said that shells had hit the village, killing nine. Finland denied involvement."
    report = sayso.read_text(text).record
    denied = _denied(text)
    assert denied and {report.mention_by_id[a].text for c in denied for a in c.actors} == {"Finland"}
