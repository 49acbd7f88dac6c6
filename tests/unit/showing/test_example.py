"""The example as it is really read: what is promised of every story holds for these thirteen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sayso
from sayso import showing
from sayso.showing import Story

EXAMPLE = Path(__file__).parents[3] / "examples" / "mainila"
QUOTED = re.compile(r"“[^”]*”")
NEVER = re.compile(
    r"\b(terroris\w*|regimes?|gangs?|puppets?|militants?|extremis\w*|guilty|warmongers?|despots?)\b", re.I
)


@pytest.fixture(scope="module")
def told() -> list[tuple[sayso.Report, Story]]:
    return [(r, r.story) for r in sayso.read_all([EXAMPLE])]


def test_thirteen_reports_are_read(told: list[tuple[sayso.Report, Story]]) -> None:
    assert len(told) == 13
    assert not any(r.failures for r, _ in told)


def test_nothing_is_alleged_in_our_own_voice(told: list[tuple[sayso.Report, Story]]) -> None:
    for report, story in told:
        entries = [e for s in story.sections for e in s.entries]
        assert {c for e in entries for c in e.claims} == {c.id for c in report.claims}
        for entry in entries:
            assert entry.sentence.startswith("According to ")
            ours = QUOTED.sub("", f"{entry.sentence} {entry.label} {' '.join(f.value for f in entry.facts)}")
            assert not NEVER.search(ours), entry.sentence


def test_judging_words_stand_in_quotation_marks(told: list[tuple[sayso.Report, Story]]) -> None:
    for report, story in told:
        for entry in (e for s in story.sections for e in s.entries):
            ours = QUOTED.sub("", entry.sentence)
            for word in report.record.loaded:
                assert not re.search(rf"\b{re.escape(word.text)}\b", ours), entry.sentence


def test_the_copy_is_found(told: list[tuple[sayso.Report, Story]]) -> None:
    text = showing.text([story for _, story in told], width=100)
    assert "mainila-07-wire-reply and mainila-08-wire-reply-copy have the same text" in text


def test_the_private_person_is_masked(told: list[tuple[sayso.Report, Story]]) -> None:
    stories = [story for _, story in told]
    for output in (showing.text(stories), showing.html(stories), showing.markdown(stories)):
        assert "Lehtonen" not in output
        assert "person-" in output
