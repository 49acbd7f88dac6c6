"""Campaigns: chance is counted right, by brute force and by simulation; few incidents make no number."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records.campaign import Seen
from sayso.weighing.campaigns import campaign_matrix, closeness, compare, tail
from sayso.weighing.matrix import scores


def seen(n, day=None, method=None, target=None, **named):
    return Seen(f"incident-{n}", day, method, target, tuple(named.items()))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.booleans(), min_size=3, max_size=9), st.integers(1, 3), st.integers(0, 3))
def test_the_tail_is_the_share_of_all_draws(having, of, inside):
    draws = list(combinations(having, of))
    expected = sum(sum(d) >= inside for d in draws) / len(draws)
    assert tail(inside, of, sum(having), len(having)) == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=3, max_size=9), st.data())
def test_closeness_is_the_share_of_all_draws(case, data):
    chosen = data.draw(st.lists(st.sampled_from(range(len(case))), min_size=2, max_size=4, unique=True))
    days = [case[n] for n in chosen]
    draws = list(combinations(case, len(days)))
    expected = sum(max(d) - min(d) <= max(days) - min(days) for d in draws) / len(draws)
    assert closeness(days, case) == pytest.approx(expected)


def arson(n, day, **named):
    return seen(n, day, "a destruction", "official", **named)


CASE = [
    *(arson(n, 10 + n, gazette="actor:red", police="actor:red") for n in range(4)),
    *(seen(n, 40 * n, "an attack", "civilian", herald="actor:blue") for n in range(4, 16)),
]


def test_what_chance_explains_badly_speaks_for_one_plan():
    found = {c.feature: c for c in compare(CASE[:4], CASE, actor="actor:red", holder="gazette")}
    assert {f: (c.inside, c.of, c.case, c.of_case) for f, c in found.items()} == {
        "actor": (4, 4, 4, 16), "method": (4, 4, 4, 16), "target": (4, 4, 4, 16), "timing": (4, 4, 4, 16),
    }  # fmt: skip
    assert all(c.chance == pytest.approx(1 / 1820) for c in found.values())
    said = [("gazette", "The Gazette", "none")]
    matrix = campaign_matrix("Red", list(found.values()), said=said, denied=[], alone=False)
    assert scores(matrix).ranking() == ("H1", "H2", "H3")


def test_the_claimants_own_word_on_who_did_it_is_no_test_of_it():
    alone = [arson(n, 10 + n, gazette="actor:red") for n in range(4)]
    actor = compare(alone, [*alone, *CASE[4:]], actor="actor:red", holder="gazette")[0]
    assert (actor.of, actor.chance, actor.why) == (0, None, "nobody else says who did any of them")


def test_others_who_name_another_speak_against_the_campaign():
    other = [arson(n, 10 + n, gazette="actor:red", herald="actor:blue") for n in range(3)]
    comparisons = compare(other, [*other, *CASE[4:]], actor="actor:red", holder="gazette")
    matrix = campaign_matrix("Red", comparisons, said=[("gazette", "G", "none")], denied=[], alone=False)
    row = next(i for i in matrix.items if i.name == "actor")
    assert [c.rating for c in row.cells] == ["I", "I", "C"]


@pytest.mark.parametrize("others", [0, 1, 2])
def test_with_too_few_others_there_is_no_number(others):
    for c in compare(CASE[:4], CASE[: 4 + others], actor="actor:red", holder="gazette"):
        assert c.chance is None and "fewer than 3 other incidents" in c.why


def test_incidents_of_which_nothing_is_known_are_compared_in_nothing():
    bare = [seen(n) for n in range(6)]
    for c in compare(bare[:2], bare, actor="actor:red", holder="gazette"):
        assert c.chance is None and c.why


def test_where_all_incidents_are_alike_likeness_ties_nothing_together():
    same = [seen(n, n, "an attack", "civilian") for n in range(12)]
    method = compare(same[:4], same, actor="x", holder="y")[1]
    assert method.chance == 1.0


def test_incidents_put_together_at_random_are_rarely_called_one_campaign():
    rng, called = random.Random(5), {"method": 0, "target": 0, "timing": 0}
    for _ in range(400):
        case = [seen(n, rng.randrange(400), rng.choice("abcd"), rng.choice("xyz")) for n in range(rng.randrange(8, 25))]
        for c in compare(rng.sample(case, rng.randrange(2, 6)), case, actor="x", holder="y"):
            if c.feature in called:
                called[c.feature] += c.chance is not None and c.chance <= 0.05
    assert all(n / 400 <= 0.06 for n in called.values()), called
