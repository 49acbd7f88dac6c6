"""What the encoder is taught: windows, labels and batches. No torch and no weights are needed."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from training import corpora
from training.batches import UNKNOWN, Item, articles, batched, packed, row, silver_labels
from training.corpora import Example
from training.labels import ENTITIES, TRIGGERS, TYPES
from training.silver import OWN, Silver, key, read


class Words:
    """A tokenizer of one piece a word."""

    def encode(self, text: str, *, add_special_tokens: bool) -> Any:
        self.ids, self.offsets, at = [], [], 0
        for word in text.split():
            at = text.index(word, at)
            self.ids.append(1)
            self.offsets.append((at, at + len(word)))
            at += len(word)
        return self


TEXT = "Police said rebels burned the mill. Rebels denied it."
SILVER = Silver(
    sentences=((0, 35), (36, 53)), entities=((0, 6, "ORG"),), triggers=((19, 25, "ASSAULT"), (43, 49, "REJECT")),
    loaded=((12, 18, "loaded"),), closed=((26, 29),),
)  # fmt: skip
HEADS = ("entity", "trigger", "loaded")


def test_articles_become_windows_of_whole_sentences_with_gold_for_each_piece() -> None:
    example = Example(TEXT, spans=(("source", 0, 6), ("cue", 7, 11), ("content", 12, 34), ("content", 36, 53)))
    first, second = articles([(example, SILVER)], Words(), 8, HEADS)  # type: ignore[arg-type]
    assert first.tags == [[1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0], [0, 0, 1, 2, 2, 2]]
    assert second.tags == [[0, 0, 0], [0, 0, 0], [1, 2, 2]]
    assert first.labels["entity"] == [ENTITIES.index("ORG"), 0, 0, 0, 0, 0]
    assert first.labels["trigger"] == [0, 0, 0, TRIGGERS.index("ASSAULT"), 0, 0]
    assert second.labels["trigger"] == [0, TRIGGERS.index("REJECT"), 0]


def test_of_words_that_judge_only_what_the_list_knows_is_taught() -> None:
    (item,) = articles([(Example(TEXT), SILVER)], Words(), 40, ("loaded",))  # type: ignore[arg-type]
    assert item.labels["loaded"] == [UNKNOWN, UNKNOWN, 1, UNKNOWN, 0, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]


def test_where_people_gave_a_type_only_triggers_of_that_type_are_believed() -> None:
    offsets = Words().encode(TEXT, add_special_tokens=False).offsets
    found = silver_labels(SILVER, offsets, "ASSAULT", ("trigger",))["trigger"]
    assert found == [UNKNOWN] * 3 + [TRIGGERS.index("ASSAULT")] + [UNKNOWN] * 5


def test_single_sentences_are_packed_with_their_gold_moved_along() -> None:
    texts = [Example("Rebels left.", kind=("YIELD", 0.7)), Example("It may rain.", degrees=((3, 6, -1.0, "UW"),))]
    (item,) = packed(texts, {}, Words(), 40, ("kind", "degree"))  # type: ignore[arg-type]
    assert item.kinds == [(0, 2, TYPES.index("YIELD"), 0.7)]
    assert item.degrees == [(3, -1.0, 0)]


def test_a_packed_window_is_never_wider_than_it_may_be() -> None:
    texts = [Example("word " * n) for n in (3, 9, 1, 50, 4)]
    found = list(packed(texts, {}, Words(), 12, ()))  # type: ignore[arg-type]
    assert max(len(item.ids) for item in found) <= 10
    assert sum(len(item.ids) for item in found) == 3 + 9 + 1 + 10 + 4


def test_labels_of_a_head_that_starts_late_in_a_window_stand_at_their_pieces() -> None:
    texts = [Example("Nobody came."), Example("The vile man left.", loaded=((4, 8),))]
    (item,) = packed(texts, {}, Words(), 40, ("loaded",))  # type: ignore[arg-type]
    assert item.labels["loaded"] == [UNKNOWN, UNKNOWN, 0, 1, 0, 0]


def test_batches_hold_every_window_once_and_keep_to_their_size() -> None:
    items = [Item([1] * n) for n in range(1, 60)]
    found = batched(items, 100, random.Random(1))
    assert sorted(len(i.ids) for batch in found for i in batch) == list(range(1, 60))
    assert all((max(len(i.ids) for i in batch) + 2) * len(batch) <= 100 for batch in found if len(batch) > 1)


def test_rare_types_have_more_of_a_vote() -> None:
    found = corpora.levelled([Example("a", kind=("AID", 1.0)), *[Example("b", kind=("YIELD", 1.0))] * 9])
    assert found[0].kind is not None and found[1].kind is not None
    assert found[0].kind[1] > found[1].kind[1]


def test_our_own_typed_sentences_are_of_known_types_and_none_comes_twice() -> None:
    found = corpora.typed(OWN)
    assert {e.kind[0] for e in found if e.kind} == set(TYPES)
    assert len({e.text for e in found}) == len(found) > 150


def test_what_is_trained_on_is_in_no_golden_set(data: Path) -> None:
    golden = (Path(__file__).parents[2] / "golden").glob("*.yaml")
    tested = "\n".join(path.read_text(encoding="utf-8") for path in golden)
    tested += (Path(__file__).parents[3] / "benchmarks" / "own" / "loaded.yaml").read_text(encoding="utf-8")
    ours = [e.text for e in (*corpora.typed(OWN), *corpora.own(OWN))]
    assert not [text for text in ours if text in tested.replace("[[", "").replace("]]", "")]


def test_an_unfinished_line_of_labels_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "silver.jsonl"
    path.write_text(json.dumps({"key": key(TEXT), **SILVER._asdict()}) + '\n{"key": "x", "sent', encoding="utf-8")
    assert read(path) == {key(TEXT): SILVER}


def test_marks_become_labels_whatever_their_order() -> None:
    assert row([(0, 2), (3, 5), (6, 9)], [(6, 9, "loaded"), (0, 2, "loaded")], ("", "loaded"), usual=0) == [1, 0, 1]


@pytest.mark.parametrize("kind", ["CONCEDE", "RETREAT"])
def test_conceding_and_retreating_are_one(kind: str) -> None:
    assert row([(0, 4)], [(0, 4, kind)], TRIGGERS, usual=0) == [TRIGGERS.index("YIELD")]
