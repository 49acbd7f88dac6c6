"""Matrices: worked by hand, and what must hold for every matrix."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.weighing.matrix import PRIOR_SLACK, STEP, scores
from sayso.weighing.matrix_file import matrix_json, matrix_of, scores_json

RATINGS = ["CC", "C", "N", "I", "II"]


def made(hypotheses, rows, **more):
    evidence = [
        {"id": f"E{n}", "origin": origin, "ratings": dict(zip(hypotheses, cells.split(), strict=True))}
        for n, (origin, cells) in enumerate(rows, 1)
    ]
    return {"hypotheses": hypotheses, "evidence": evidence} | more


def computed(data):
    return scores_json(scores(matrix_of(data)))


# (rows, Heuer's count of H1 H2 H3): by hand, I is 1 and II is 2, each origin once.
WORKED = [
    ([], (0, 0, 0)),
    ([("a", "C N I")], (0, 0, 1)),
    ([("a", "CC C II")], (0, 0, 2)),
    ([("a", "I I I")], (1, 1, 1)),
    ([("a", "C I II"), ("b", "C I II")], (0, 2, 4)),
    ([("a", "C I II"), ("a", "C I II")], (0, 1, 2)),
    ([("a", "C I N"), ("a", "C II N")], (0, 2, 0)),
    ([("a", "I C N"), ("b", "C I N")], (1, 1, 0)),
    ([("a", "II CC CC"), ("b", "CC II CC"), ("c", "CC CC II")], (2, 2, 2)),
    ([("a", "N N N"), ("b", "N N N")], (0, 0, 0)),
    ([("a", "I C N"), ("a", "C I N")], (1, 1, 0)),
    ([("a", "C I I"), ("b", "I C I"), ("c", "C N II"), ("d", "CC I N")], (1, 2, 4)),
]


@pytest.mark.parametrize(("rows", "count"), WORKED)
def test_the_count_is_that_worked_by_hand(rows, count):
    found = computed(made(["H1", "H2", "H3"], rows))
    assert tuple(found["inconsistency"].values()) == count


def test_the_posterior_is_that_worked_by_hand():
    found = computed(made(["H1", "H2"], [("a", "C I")]))
    # Two steps between them: odds of step squared, then the slack of the priors.
    low, high = STEP[0] ** 2 / PRIOR_SLACK, STEP[-1] ** 2 * PRIOR_SLACK
    assert found["posterior"]["H1"] == [round(low / (1 + low), 6), round(high / (1 + high), 6)]
    assert found["posterior"]["H2"] == [round(1 / (1 + high), 6), round(1 / (1 + low), 6)]
    assert found["diagnosticity"] == {"E1": 0.5}


def test_parcs_weights_multiply_as_described():
    data = made(["H1", "H2"], [("a", "II I")])
    data["evidence"][0] |= {"credibility": "H", "relevance": "H"}
    assert computed(data)["inconsistency"] == {"H1": 4.0, "H2": 2.0}
    data["evidence"][0] |= {"credibility": "L", "relevance": "M"}
    assert computed(data)["inconsistency"] == {"H1": round(math.sqrt(2), 6), "H2": round(math.sqrt(0.5), 6)}


def test_priors_shift_the_posterior():
    rows = [("a", "C C")]
    even, skewed = computed(made(["H1", "H2"], rows)), computed(made(["H1", "H2"], rows, priors={"H1": 3, "H2": 1}))
    assert even["posterior"]["H1"] == [0.4, 0.6]
    assert skewed["posterior"]["H1"] == [round(2 / 3, 6), round(4.5 / 5.5, 6)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "a matrix is a JSON object"),
        ({}, "no list “hypotheses”"),
        ({"hypotheses": ["H1"], "evidence": []}, "at least two"),
        ({"hypotheses": ["H1", "H1"], "evidence": []}, "at least two"),
        ({"hypotheses": ["H1", "H2"], "evidence": [{"id": "E1", "ratings": {"H1": "C"}}]}, "no rating for H2"),
        ({"hypotheses": ["H1", "H2"], "evidence": [{"ratings": {"H1": "C", "H2": "X"}}]}, "no rating"),
        ({"hypotheses": ["H1", "H2"], "evidence": [{"ratings": {"H1": "C", "H2": "N", "H3": "C"}}]}, "no hypothesis"),
        ({"hypotheses": ["H1", "H2"], "evidence": [], "priors": {"H1": 0, "H2": 1}}, "above zero"),
        ({"hypotheses": ["H1", "H2"], "evidence": [], "priors": {"H1": 1}}, "each hypothesis once"),
        ({"hypotheses": ["H1", "H2"], "evidence": [], "priors": {"H1": "a", "H2": 1}}, "numbers"),
        ({"hypotheses": [1, 2], "evidence": []}, "a hypothesis is a name"),
        ({"hypotheses": ["H1", "H2"], "evidence": [{"id": "E"}]}, "no ratings"),
    ],
)
def test_what_cannot_be_computed_is_said_and_no_number_made_up(data, words):
    with pytest.raises(UsageError, match=words):
        computed(data)


def test_a_matrix_goes_out_and_in_unchanged():
    data = made(["H1", "H2"], [("a", "C II"), ("b", "I N")])
    matrix = matrix_of(data)
    assert scores(matrix_of(matrix_json(matrix))) == scores(matrix)


names = st.lists(st.sampled_from(["H1", "H2", "H3", "H4"]), min_size=2, max_size=4, unique=True)


@st.composite
def matrices(draw):
    hypotheses = draw(names)
    rows = draw(
        st.lists(
            st.tuples(st.sampled_from("abcd"), st.lists(st.sampled_from(RATINGS), min_size=4, max_size=4)), max_size=6
        )
    )
    return made(hypotheses, [(o, " ".join(cells[: len(hypotheses)])) for o, cells in rows])


@settings(max_examples=60, deadline=None)
@given(matrices(), st.data())
def test_a_row_twice_changes_nothing(data, draw):
    before = computed(data)
    if data["evidence"]:
        row = draw.draw(st.sampled_from(data["evidence"]))
        after = computed(data | {"evidence": [*data["evidence"], row | {"id": "copy"}]})
        assert after["inconsistency"] == before["inconsistency"]
        assert after["posterior"] == before["posterior"]


@settings(max_examples=60, deadline=None)
@given(matrices(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(data, rng):
    other = {"hypotheses": rng.sample(data["hypotheses"], len(data["hypotheses"]))}
    other["evidence"] = rng.sample(data["evidence"], len(data["evidence"]))
    assert computed(other) == computed(data)


@settings(max_examples=60, deadline=None)
@given(matrices())
def test_other_names_change_no_number(data):
    other = {"H1": "Xland", "H2": "Alpha", "H3": "zeta", "H4": "M"}
    rows = [e | {"ratings": {other[h]: r for h, r in e["ratings"].items()}} for e in data["evidence"]]
    found = computed({"hypotheses": [other[h] for h in data["hypotheses"]], "evidence": rows})
    before = computed(data)
    assert list(found["posterior"].values()) == list(before["posterior"].values())
    assert list(found["inconsistency"].values()) == list(before["inconsistency"].values())


@settings(max_examples=60, deadline=None)
@given(matrices(), st.sampled_from(RATINGS), st.sampled_from("abz"))
def test_evidence_that_tells_nothing_apart_changes_no_order(data, rating, origin):
    row = {"id": "flat", "origin": origin, "ratings": dict.fromkeys(data["hypotheses"], rating)}
    more = data | {"evidence": [*data["evidence"], row]}
    assert scores(matrix_of(more)).middle == pytest.approx(scores(matrix_of(data)).middle)
    assert scores(matrix_of(more)).ranking() == scores(matrix_of(data)).ranking()
    assert computed(more)["diagnosticity"]["flat"] == 0


@settings(max_examples=60, deadline=None)
@given(matrices())
def test_ranges_are_ranges_and_shares(data):
    found = scores(matrix_of(data))
    for h, (low, high) in found.posterior.items():
        assert 0 <= low <= found.middle[h] <= high <= 1
