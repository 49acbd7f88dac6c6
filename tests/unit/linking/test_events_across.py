"""Mentions of events across reports: features, and the scores that they are measured by."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.conll import groups_of, scores

from sayso.linking.events_across import FEATURES, Told, features, model, rows_of, same_events, weighed

NONE: frozenset[str] = frozenset()


def told(document: str, word: str, *, names: set[str] | None = None, said: set[str] | None = None) -> Told:
    words, named = frozenset(said or ()), frozenset(names or ())
    return Told(document, 0, word, NONE, NONE, named, words | named, named, NONE, NONE)


TEXTS = {
    "a": ["quake", "tarsk", "house", "collapse", "sunday"],
    "b": ["earthquake", "tarsk", "house", "collapse", "sunday"],
    "c": ["election", "orsk", "vote", "mayor", "ballot"],
}


def test_words_that_can_call_one_event_in_like_reports_are_one() -> None:
    found = [told("a", "quake", names={"tarsk"}, said={"house"})]
    found += [told("b", "earthquake", names={"tarsk"}, said={"house"}), told("c", "election", names={"orsk"})]
    assert same_events(weighed(found, TEXTS), [[0, 1, 2]]) == [[0, 1], [2]]


def test_only_mentions_of_one_block_are_compared() -> None:
    found = [told("a", "quake", names={"tarsk"}), told("b", "quake", names={"tarsk"})]
    assert same_events(weighed(found, TEXTS), [[0], [1]]) == [[0], [1]]


def test_the_model_has_a_weight_for_each_feature() -> None:
    assert len(model().weights) == len(FEATURES) + 1
    w = weighed([told("a", "quake"), told("b", "quake")], TEXTS)
    assert len(features(w, 0, 1, {}, 0.5)) == len(FEATURES)


def test_lists_hold_verbs_and_nouns_together() -> None:
    assert rows_of("explosion") & rows_of("blast") & rows_of("explode")
    assert not rows_of("wedding") & rows_of("quake")


def test_scores_at_their_ends() -> None:
    gold = groups_of(["a", "a", "b", "c", "c"])
    assert scores(gold, gold).conll == 1
    alone = scores(gold, [[n] for n in range(5)])
    assert (alone.muc, alone.b3_precision) == (0, 1)
    assert scores(gold, [list(range(5))]).b3_recall == 1


def test_ecb_reads(data: Path) -> None:
    from benchmarks.ecbplus import ecb

    corpus = ecb(data, "Dev", limit=1)
    assert len(corpus.told) == len(corpus.gold) > 50
    assert {corpus.topic[t.document] for t in corpus.told} == {"2"}


@pytest.mark.parametrize("word", ["say", "be"])
def test_common_words_say_little(word: str) -> None:
    w = weighed([told("a", word), told("b", word)], TEXTS)
    assert features(w, 0, 1, {}, 0.5)[FEATURES.index("common word")] == 1
