"""The sentences written for training: marks are read, broken ones named, and the set stays free of doubles."""

from __future__ import annotations

import doctest
import re
from collections import Counter
from pathlib import Path

import pytest
from training import own_sentences
from training.labels import TYPES
from training.own_sentences import own_composed, own_loaded, unmarked

from sayso.errors import DamagedError

_OWN = Path(__file__).parents[3] / "training" / "own"


def test_marks_become_spans() -> None:
    text, spans = unmarked("[[Utterly]] [[shameful]], the [[so-called]] count said.")
    assert text == "Utterly shameful, the so-called count said."
    assert [text[a:b] for a, b in spans] == ["Utterly", "shameful", "so-called"]
    assert unmarked("The count left.") == ("The count left.", ())


@pytest.mark.parametrize(
    "broken",
    [
        "The [[evil count.",
        "The evil]] count.",
        "The [[]] count.",
        "The [[ evil]] count.",
        "The [[very [[evil]]]] count.",
    ],
)
def test_a_broken_mark_says_where(broken: str) -> None:
    with pytest.raises(DamagedError, match="page 7"):
        unmarked(broken, where="page 7")


def test_a_file_that_is_no_list_of_sentences_says_so(tmp_path: Path) -> None:
    (tmp_path / "loaded_a.yaml").write_text("- The count said: leave.\n", encoding="utf-8")
    with pytest.raises(DamagedError, match=r"loaded_a\.yaml"):
        list(own_loaded(tmp_path))


def test_the_set_is_large_and_much_of_it_judges_nothing() -> None:
    own = list(own_loaded(_OWN))
    empty = sum(not spans for _, spans in own)
    assert len(own) >= 1000
    assert empty / len(own) >= 0.4


def test_no_sentence_twice_and_every_mark_is_whole_words() -> None:
    own = list(own_loaded(_OWN))
    assert not [text for text, n in Counter(text for text, _ in own).items() if n > 1]
    for text, spans in own:
        for start, end in spans:
            outside = text[start - 1 : start] + text[end : end + 1]
            assert not any(c.isalnum() for c in outside), text


@pytest.mark.parametrize(
    "state",
    [
        "Russian?|Moscow|Kremlin",
        "Ukrain(e|ian)|Kyiv",
        "Washington|American|United States",
        "Chin(a|ese)|Beijing",
        "Iran(ian)?|Tehran",
        "Israeli?|Jerusalem",
        "Palestinian|Gaza|Ramallah",
        "Turk(ey|ish)|Ankara",
        "Indian?|New Delhi",
        "France|French|Paris",
        "Muslim|imam|mosque",
        "Christian|bishop|church",
    ],
)
def test_no_state_or_faith_goes_with_judging(state: str) -> None:
    named = [bool(spans) for text, spans in own_loaded(_OWN) if re.search(rf"\b({state})", text)]
    assert len(named) >= 8
    assert 0.25 <= sum(named) / len(named) <= 0.7


def test_the_files_are_short() -> None:
    assert all(path.read_text(encoding="utf-8").count("\n") < 300 for path in _OWN.glob("*.yaml"))


def test_the_examples_of_the_module_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_OWN.parents[1])
    assert doctest.testmod(own_sentences).failed == 0


def test_made_sentences_differ_in_what_is_meant_and_not_in_the_act() -> None:
    made = own_composed(_OWN, count=2000, seed=3)
    assert made == own_composed(_OWN, count=2000, seed=3) != own_composed(_OWN, count=2000, seed=4)
    assert all(text[0].isupper() and "{" not in text for text, _ in made)
    for text, kind in made:
        if " refused to " in text:
            assert kind == "REJECT"
        if " will " in text and "release the hostages" in text and "not" not in text.split():
            assert kind == "AGREE"
    assert {kind for _, kind in made} == set(TYPES)
