"""What is most likely so where sources contradict and copy each other."""

import random

from sayso.weighing.truth import Vote, independent_vote, plain_vote
from sayso.weighing.truth_copying import copying


def votes(said):
    return [Vote(s, i, frozenset(v)) for s, items in said.items() for i, v in items.items()]


ITEMS = [f"i{n}" for n in range(12)]


def test_a_mistake_that_is_copied_five_times_is_one_mistake():
    said = {f"honest{n}": {i: {f"{i} so"} for i in ITEMS[0 if n < 3 else 6 :]} for n in range(8)}
    said |= {f"copier{n}": {i: {f"{i} so" if k % 3 else f"{i} wrong"} for k, i in enumerate(ITEMS)} for n in range(5)}
    assert plain_vote(votes(said))["i0"] == {"i0 wrong"}
    found = independent_vote(votes(said), single=True)
    assert all(found.values[i] == {f"{i} so"} for i in ITEMS)
    pairs = {frozenset((d.left, d.right)) for d in found.dependences}
    assert frozenset(("copier0", "copier1")) in pairs
    assert not any("honest" in d.left + d.right for d in found.dependences)


def test_leaving_out_is_not_denying():
    said = {f"full{n}": {i: {f"{i} a", f"{i} b"} for i in ITEMS} for n in range(2)}
    said |= {f"first{n}": {i: {f"{i} a"} for i in ITEMS} for n in range(3)}
    found = independent_vote(votes(said))
    assert all(found.values[i] == {f"{i} a", f"{i} b"} for i in ITEMS)
    assert found.trust["full0"].complete > found.trust["first0"].complete


def test_agreeing_on_what_is_so_is_no_copying():
    said = [(s, i, frozenset({i})) for s in "abcd" for i in ITEMS]
    assert copying(said, {i: frozenset({i}) for i in ITEMS}) == ()


def test_the_order_of_votes_changes_nothing():
    rng = random.Random(3)
    given = [Vote(f"s{s}", i, frozenset({rng.choice("abc")})) for s in range(8) for i in ITEMS]
    assert independent_vote(given) == independent_vote(rng.sample(given, len(given)))


def test_one_vote_is_what_there_is():
    assert independent_vote([Vote("a", "x", frozenset({"v"}))]).values == {"x": frozenset({"v"})}
    assert independent_vote([]).values == {}
