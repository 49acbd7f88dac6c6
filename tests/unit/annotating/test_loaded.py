"""Words that judge, and the same words where they do not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sayso.annotating.loaded import loaded
from sayso.annotating.pipeline import build


def found(text: str) -> list[str]:
    nlp = build()
    with nlp.select_pipes(enable=["tok2vec", "tagger", "attribute_ruler", "lemmatizer"]):
        return [span.of(text) for span in loaded(nlp(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The notorious raid shocked the port.", ["notorious"]),
        ("The regime sent its thugs to the ugly meeting.", ["regime", "thugs", "ugly"]),
        ("The mullahcracy unleashed unbridled gangs.", ["mullahcracy", "unleashed", "unbridled", "gangs"]),
        ("Undoubtedly, the duke is behind this terrorist act.", ["Undoubtedly", "terrorist"]),
        ("The methods clearly show that the duke did it.", ["clearly"]),
        ("The so-called republic praised its heroic army.", ["so-called", "heroic"]),
        ("Innocent civilians died.", ["Innocent"]),
        ("They acted under the guise of charity.", ["guise"]),
        ("A klepto-thugocracy took the harbour.", ["thugocracy"]),
        ("The warmongers won.", ["warmongers"]),
    ],
)
def test_words_that_judge(text: str, words: list[str]) -> None:
    assert found(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The envoy warned against regime change in the duchy.",
        "The captain was charged with terrorism.",
        "He was convicted of a terrorist offence.",
        "The Terrorist Screening Center keeps a list.",
        "Two members of a drug gang were arrested.",
        "The mark was clearly visible from the river.",
        "At least nine soldiers were killed in the attack.",
        "The court found him innocent.",
        "The sanctions regime was renewed.",
        "Democracy returned to the island.",
        "This would be the first case.",
        "The rebels shelled the town and burned the mill.",
    ],
)
def test_words_that_do_not(text: str) -> None:
    assert found(text) == []


def test_spans_quote_and_do_not_overlap() -> None:
    text = "The evil, ruthless, so-called regime and its fake news unleashed terror."
    nlp = build()
    spans = list(loaded(nlp(text)))
    assert [s.of(text) for s in spans][:3] == ["evil", "ruthless", "so-called"]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_the_component_sets_its_extension() -> None:
    doc = build()("The notorious raid.")
    assert len(doc._.sayso_loaded) == 1
