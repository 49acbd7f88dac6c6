"""Which texts share words beyond what reports of one event share, which words, and who had them from whom."""

import random

import numpy as np
import pytest
from benchmarks.copies import synthetic
from benchmarks.planted import case

from sayso.linking.alignment import Prepared, align
from sayso.linking.credits import credits_of, known_media
from sayso.linking.direction import copies
from sayso.linking.passages import Stems, Text, stem, word_classes, words_of
from sayso.linking.reuse import corpus, grown, in_time, reuses
from sayso.linking.sketch import HASHES, meetings
from sayso.linking.traces import take, traces

WIRE = (
    "Raiders burned the granary at Tarsk before dawn and drove off sixty oxen. "
    "A miller who hid in the sluice heard them quarrel over a lantern. "
    "The bridge below the orchard was sawn through, and two carts lay in the stream."
)
RETOLD = (
    "Before dawn the granary at Tarsk was set alight by raiders, who drove away sixty oxen. "
    "Two carts lay in the stream, for the bridge below the orchard had been sawn through. "
    "They quarrelled over a lantern, said a miller who was hiding in the sluice."
)
ANOTHER = (
    "The granary of Tarsk is ashes and its herd is gone, a carter found on his way to market. "
    "He counted the hoofprints of many beasts on the northern track. "
    "The council will ask the province for seed corn."
)
LOCAL = "The choir sang on Sunday as ever. Flour is dear this month, and the baker closes early. "


def texts(*bodies, outlets=None, days=None):
    outlets = outlets or [f"Paper {n}" for n in range(len(bodies))]
    days = days or [f"2020-05-0{n + 1}" for n in range(len(bodies))]
    return [Text(f"d{n}", b, o, d) for n, (b, o, d) in enumerate(zip(bodies, outlets, days, strict=True))]


def found(*bodies, **kw):
    made = corpus(texts(*bodies, **kw))
    known = known_media(t.outlet for t in made.texts)
    credited = [credits_of(t, known) for t in made.texts]
    return list(copies(reuses(made), made, credited))


def test_the_same_words_are_an_exact_copy_whatever_the_line_breaks():
    (copy,) = found(WIRE, WIRE.replace(". ", ".\n\n"))
    assert (copy.kind, copy.source, copy.copy, copy.share) == ("exact", "d0", "d1", 1.0)


def test_a_paragraph_inside_an_article_is_a_partial_copy_and_its_words_are_known():
    article = LOCAL + WIRE
    (copy,) = found(WIRE, article)
    assert copy.kind in ("partial", "near")
    taken = [article[p.copy.start : p.copy.end] for p in copy.passages]
    assert taken[0].startswith("Raiders burned") and len(taken) == 3
    assert [p.source.of(WIRE) for p in copy.passages] == taken


def test_a_retelling_in_other_words_is_a_reworded_copy():
    (copy,) = found(WIRE, RETOLD)
    assert copy.kind == "reworded" and copy.share > 0.9
    assert [p.copy.of(RETOLD)[:6] for p in copy.passages] == ["Before", "They q", "Two ca"]


def test_another_report_of_the_same_event_is_no_copy():
    assert found(WIRE, ANOTHER) == [] and found(RETOLD, ANOTHER) == []


def test_what_two_reporters_heard_one_man_say_is_no_copy():
    said = (
        "“We shall plough with our own hands until the last furrow is drawn and nobody sees us weep,” the reeve said."
    )
    assert found(f"{LOCAL}{said}", f"{ANOTHER} {said}") == []
    (copy,) = found(f"{LOCAL}{said} {WIRE}", f"{said} {WIRE}")
    assert copy.kind == "near" or copy.kind == "partial"


def test_what_every_report_says_is_no_copy():
    usual = "There was no immediate claim of responsibility for the attack, which could not be independently confirmed."
    assert found(f"{LOCAL}{usual}", f"{ANOTHER} {usual}") == []


@pytest.mark.parametrize(
    ("left", "right", "source", "why"),
    [
        (("Paper A", "2020-05-02"), ("Paper B", "2020-05-01"), "Paper B", "1 day later"),
        (("Reuters", None), ("Paper B", None), "Reuters", "news agency"),
        (("Paper A", "2020-05-01"), ("Paper B", "2020-05-01"), None, "nothing says"),
    ],
)
def test_the_day_and_the_agency_say_who_copied(left, right, source, why):
    outlets, days = zip(left, right, strict=True)
    (copy,) = found(WIRE, WIRE + " It rained.", outlets=outlets, days=days)
    names = {"d0": left[0], "d1": right[0]}
    assert source is None or names[copy.source] == source
    assert why in copy.why or not copy.sure
    assert copy.sure == (source is not None)


def test_a_credit_outweighs_the_day():
    credited = WIRE + "\n\nSource: Paper B"
    (copy,) = found(
        credited, WIRE + " More follows.", outlets=["Paper A", "Paper B"], days=["2020-05-01", "2020-05-03"]
    )
    assert copy.source == "d1" and "credits Paper B" in copy.why


def test_the_order_of_the_input_changes_nothing():
    plants = [Text(p.name, p.text, p.outlet, p.day) for p in case(4)]
    shuffled = random.Random(1).sample(plants, len(plants))
    assert _copies(plants) == _copies(shuffled)


def _copies(given):
    made = corpus(given)
    credited = [credits_of(t, frozenset()) for t in made.texts]
    return list(copies(reuses(made), made, credited))


def test_sketches_lead_to_nearly_all_that_comparing_everything_finds(monkeypatch):
    given = synthetic(150)
    met = {(r.left, r.right) for r in reuses(corpus(given))}
    monkeypatch.setattr("sayso.linking.traces.FEW", 1000)
    every = {(r.left, r.right) for r in reuses(corpus(given))}
    assert met <= every and len(met) > 0.9 * len(every) > 20


def test_many_copies_of_one_text_are_not_all_compared_with_all():
    body = [WIRE + f" Paper number {n} adds a line of its own about the {w}." for n, w in enumerate(["ox"] * 120)]
    made = corpus(texts(*body, days=["2020-05-01"] * 120))
    assert 119 <= len(list(reuses(made))) < 120 * 14


def test_sketches_agree_about_as_much_as_the_sentences_do():
    stems = Stems()
    given = texts(WIRE, WIRE, ANOTHER)
    made, _ = traces(take(given, range(3), stems), stems)
    rows = made.rows
    assert (rows[0] == rows[3]).all() and (rows[0] == rows[6]).mean() < 0.4
    met = meetings(rows, made.owners)
    assert {(int(a), int(b)) for a, b in met} >= {(0, 3), (1, 4), (2, 5)}


def test_a_crowded_bucket_is_split_and_the_likest_still_meet(monkeypatch):
    rng = np.random.default_rng(3)
    rows = rng.integers(1, 60_000, (400, HASHES)).astype(np.uint16)
    rows[:, 0] = rows[:, 1] = 7  # all share the first band and nothing else
    rows[300] = rows[20]
    met = {(int(a), int(b)) for a, b in meetings(rows, np.arange(400))}
    assert met == {(20, 300)}


def test_texts_that_come_later_meet_the_same_as_in_one_go():
    given = sorted(synthetic(240), key=in_time)
    together = corpus(given)
    whole = {(together.texts[r.left].document, together.texts[r.right].document) for r in reuses(together)}
    first, later = given[::2], given[1::2]
    before = corpus(first)
    texts_ = [*first, *later]
    order = np.array(sorted(range(len(texts_)), key=lambda n: in_time(texts_[n])))
    after = grown(texts_, order, old=before.traces, rarity=before.rarity)
    early = {(before.texts[r.left].document, before.texts[r.right].document) for r in reuses(before)}
    late = {(texts_[r.left].document, texts_[r.right].document) for r in reuses(after)}
    assert not early & late and len(whole & (early | late)) >= 0.97 * len(whole) > 30
    assert len(early | late) <= 1.1 * len(whole)


def test_strange_texts_are_taken_apart_without_complaint():
    stems = Stems()
    for text in ("", "   ", "…", "one", "a " * 500, "x" * 5000, "\u202eabc. \ud800 Def.", "1. 2. 3. 4. 5. 6. 7. 8."):
        words = words_of(text, stems)
        assert len(words.bounds) >= 1 and int(words.bounds[-1]) == len(words.stems)
    empty = words_of("", stems)
    sides = [Prepared(w, stems.weights()) for w in (empty, words_of(WIRE, stems))]
    assert align(*sides).pairs == ()
    assert list(reuses(corpus([]))) == []
    assert list(reuses(corpus(texts("", "", "Yes.", "Yes.")))) == []  # two empty texts are one text


def test_words_that_yaml_takes_for_truth_values_are_words():
    empty, common = word_classes()
    assert {"on", "off", "no"} <= empty and not {"true", "false"} & (empty | common)


def test_stems_join_the_forms_of_a_word():
    assert len({stem(w) for w in ("raid", "raids", "raided", "Raiders", "raiding", "raid’s")}) == 1
