"""Sentences end at line breaks, and never run on without a stop."""

from __future__ import annotations

import pytest
import spacy

from sayso.annotating.pipeline import LONGEST, breaks


def starts(text: str) -> list[int]:
    """Indices of tokens at which a sentence is made to start."""
    doc = breaks(spacy.blank("en")(text))
    return [t.i for t in doc if t.i and t.is_sent_start]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Headline\nThe guild burned the mill.", [2]),
        ("One line. Two sentences, left to the parser.", []),
        ("word " * (LONGEST + 10), [LONGEST]),
        (("word " * (LONGEST - 10) + ". ") * 2, []),
    ],
)
def test_breaks(text: str, expected: list[int]) -> None:
    assert starts(text) == expected
