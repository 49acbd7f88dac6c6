"""Words that judge, and the same words where they do not."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from sayso.annotating.loaded import loaded, with_learned
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


def test_the_encoder_adds_words_and_takes_back_what_it_thinks_plain() -> None:
    doc = build()("The puppet regime of the despicable clown fell; the regime of the river did too.")
    chances = np.zeros((len(doc), 2), dtype=np.float32)
    chances[[1, 2, 5, 6, 9], 0] = 0.3, 0.2, 0.9, 0.1, 0.001
    chances[6, 1] = 0.8
    found = with_learned(doc, loaded(doc), chances)
    assert [span.of(doc.text) for span in found] == ["puppet", "regime", "despicable clown"]


def test_words_that_judge_each_by_themselves_are_two() -> None:
    doc = build()("The despicable clown fell.")
    chances = np.array([[0, 0], [0.9, 0], [0.8, 0.1], [0, 0], [0, 0]], dtype=np.float32)
    assert [span.of(doc.text) for span in with_learned(doc, loaded(doc), chances)] == ["despicable", "clown"]


def test_what_the_list_leaves_alone_for_a_reason_needs_more_than_a_guess() -> None:
    doc = build()("They spoke of regime change.")
    for chance, words in ((0.9, []), (0.99, ["regime"])):
        chances = np.zeros((len(doc), 2), dtype=np.float32)
        chances[3, 0] = chance
        assert [span.of(doc.text) for span in with_learned(doc, loaded(doc), chances)] == words


def test_a_learned_span_has_no_article_or_mark_at_its_ends() -> None:
    doc = build()('He saw the "vile" thing.')
    chances = np.array([[0, t.text in ("the", '"', "vile")] for t in doc], dtype=np.float32)
    found = with_learned(doc, (), chances)
    assert [span.of(doc.text) for span in found] == ["vile"]


def test_a_hyphenated_word_judges_as_a_whole() -> None:
    doc = build()("The iron-fisted ruler left.")
    chances = np.array([[0.9 * (t.text == "fisted"), 0] for t in doc], dtype=np.float32)
    found = with_learned(doc, (), chances)
    assert [span.of(doc.text) for span in found] == ["iron-fisted"]
