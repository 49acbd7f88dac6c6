"""Networks: weights by origin, ways hop by hop, no persons, no ties from being named together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records.assessment import Telling
from sayso.records.network import Node, ToldTie
from sayso.weighing.networks import network, strength, ways

SPONSOR, GROUP, WING = (Node(f"actor:{n}", n, "organisation") for n in ("Sponsor", "Group", "Wing"))
ACT = Node("incident-1", "an attack at Tarsk", "act")
OFFICE = Node("office:minister", "the minister", "office")


def tell(origin, **more):
    known = {"document": f"d-{origin}", "claim": "c1", "origin": origin, "name": origin.title(), "interest": "none"}
    return Telling(**(known | {"certainty": "certain", "quote": "…"} | more))


def tie(kind, left, right, origin, **more):
    return ToldTie(kind, left, right, tell(origin, **more))


CASE = [
    tie("funding", SPONSOR, GROUP, "herald"),
    tie("funding", SPONSOR, GROUP, "mirror"),
    tie("part_of", WING, GROUP, "post", interest="party"),
    tie("did", WING, ACT, "herald"),
    tie("did", WING, ACT, "radio", interest="unnamed"),
]


def test_a_way_is_as_strong_as_its_weakest_hop():
    (way,) = ways(network(CASE))
    assert [(h.left, h.right, h.strength) for h in way.hops] == [
        (SPONSOR.key, GROUP.key, 2.0), (GROUP.key, WING.key, 0.5), (WING.key, ACT.key, 1.25),
    ]  # fmt: skip
    assert way.strength == 0.5 and way.weakest.right == WING.key


@pytest.mark.parametrize("gone", range(len(CASE)))
def test_without_the_only_words_of_a_hop_there_is_no_way(gone):
    rest = [t for n, t in enumerate(CASE) if n != gone]
    led = ways(network(rest), start=SPONSOR.key, end=ACT.key)
    assert bool(led) == (gone != 2)


def test_those_who_are_said_to_stand_behind_each_other_both_begin_ways():
    circle = [tie("funding", SPONSOR, GROUP, "a"), tie("weapons", GROUP, SPONSOR, "b"), tie("did", GROUP, ACT, "a")]
    assert {w.hops[0].left for w in ways(network(circle))} == {SPONSOR.key}
    assert {w.hops[0].left for w in ways(network([*circle, tie("did", SPONSOR, ACT, "a")]))} == {SPONSOR.key, GROUP.key}


def test_a_denied_tie_is_no_hop_and_a_denial_takes_nothing_from_an_asserted_one():
    denied = tie("part_of", WING, GROUP, "wing", denied=True)
    assert ways(network([t for t in CASE if t.type != "part_of"] + [denied]), start=SPONSOR.key) == []
    (with_denial,) = ways(network([*CASE, denied]))
    assert with_denial.strength == 0.5
    assert [t.denies[0].name for t in network([*CASE, denied]).ties if t.denies] == ["Wing"]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(range(len(CASE))), st.integers(1, 4))
def test_copies_change_no_weight(which, times):
    copies = [replace(CASE[which], told=replace(CASE[which].told, document=f"copy {n}")) for n in range(times)]
    plain, more = network(CASE), network([*CASE, *copies])
    assert [(t.weight, t.origins) for t in more.ties] == [(t.weight, t.origins) for t in plain.ties]
    assert [w.strength for w in ways(more)] == [w.strength for w in ways(plain)]


@settings(max_examples=20, deadline=None)
@given(st.permutations(["A", "B", "C", "D", "E", "F"]))
def test_other_names_change_no_figure(names):
    def made(labels):
        node = {n: Node(f"actor:{label}", label, "organisation") for n, label in enumerate(labels)}
        pairs = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)]
        return network([tie("allied_with", node[a], node[b], f"o{a}{b}") for a, b in pairs])

    one, other = made("ABCDEF"), made(names)
    back = dict(zip([f"actor:{n}" for n in names], [f"actor:{n}" for n in "ABCDEF"], strict=True))
    assert {back[k]: v for k, v in other.between.items()} == one.between
    assert [tuple(back[k] for k in g) for g in other.groups] == list(one.groups)


def test_persons_in_office_are_in_no_group_and_get_no_figure():
    found = network([*CASE, tie("directs", OFFICE, WING, "herald")])
    assert OFFICE.key in found.nodes
    assert OFFICE.key not in found.between and all(OFFICE.key not in g for g in found.groups)


def test_strength_counts_an_origin_once_by_its_best_stake():
    assert strength([]) == (0, 0, 0)
    assert strength([tell("a", interest="unnamed"), tell("a"), tell("b", interest="opinion")]) == (1.25, 2, 1)


def test_opposition_ties_nobody_together():
    found = network([tie("opposes", SPONSOR, GROUP, "a")])
    assert found.groups == () and found.between == {} and ways(found) == []
