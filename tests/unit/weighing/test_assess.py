"""Assessments from tellings: what is proposed, what is left out, and what changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.records.assessment import Edits, Entered, Telling
from sayso.records.judgement import Grade
from sayso.showing.assess import brief
from sayso.showing.assess_sides import sides, sureness
from sayso.weighing.assess import assess, first_of
from sayso.weighing.edits import STAGED, answer, cell, edits_of, taken_back
from sayso.weighing.grade import judged, proposed, standings
from sayso.weighing.hypotheses import matrix_from
from sayso.weighing.matrix import scores
from sayso.weighing.track import Record, track_record

NORTH, SOUTH, COLUMN = ("state:N", "Northland"), ("state:S", "Southland"), ("actor:column", "Red Column")


def tell(origin, *doers, **more):
    given_ = {"document": f"d-{origin}", "claim": "c1", "origin": origin, "name": origin.title(), "interest": "none"}
    return Telling(**(given_ | {"doers": doers, "certainty": "certain", "day": "2020-01-02", "quote": "…"} | more))


CASE = [
    tell("voice:N", SOUTH, interest="party"),
    tell("voice:S", SOUTH, denied=True, interest="party"),
    tell("herald", SOUTH, evidence="cited", cited=("image",)),
    tell("mirror", NORTH),
    tell("banner", NORTH, staged=True, interest="opinion", boosters=("clearly",)),
]


def figures(found):
    return {
        h.identity: (found.scores.inconsistency[h.id], found.scores.posterior[h.id]) for h in found.matrix.hypotheses
    }


def test_hypotheses_come_from_the_claims_with_the_standing_rivals():
    found = assess(CASE, question="q")
    assert [(h.kind, h.key) for h in found.matrix.hypotheses] == [
        ("actor", "state:S"), ("actor", "state:N"), ("staged", None), ("other", None), ("not_as_told", None),
    ]  # fmt: skip
    assert found.matrix.hypotheses[0].by == ("Voice:N", "Herald")


def test_staged_only_if_somebody_says_so_or_an_analyst_enters_it():
    plain = [t for t in CASE if not t.staged]
    assert "staged" not in [h.kind for h in assess(plain, question="q").matrix.hypotheses]
    entered = assess(plain, question="q", edits=Edits((Entered(None, "R. Editor"),))).matrix.hypotheses
    assert [h.by for h in entered if h.kind == "staged"] == [("R. Editor, analyst",)]


def test_who_says_only_from_whose_side_it_came_is_told_apart():
    found = assess([tell("guards", side=SOUTH), tell("herald", SOUTH)], question="q")
    assert found.matrix.hypotheses[0].by == ("Guards (from its side)", "Herald")
    lines = next(p for p in brief(found) if p.title == "What each side says").lines
    assert any("Guards (E1) says that it came from the side of Southland" in line for line in lines)


def test_persons_are_listed_and_never_weighed():
    person = tell("post", person=True, quote="person-1a2b3c4d did it")
    found = assess([*CASE, person], question="q")
    assert found.persons == 1
    assert figures(found) == figures(assess(CASE, question="q"))
    with pytest.raises(UsageError, match="natural persons"):
        assess([person], question="q")


@pytest.mark.parametrize("told", [[], [tell("herald")], [tell("herald", SOUTH, denied=True)]])
def test_what_nobody_attributes_gets_a_sentence_and_no_number(told):
    with pytest.raises(UsageError):
        assess(told, question="q")


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(range(len(CASE))), st.integers(1, 5))
def test_copies_change_no_number(which, times):
    copies = [replace(CASE[which], document=f"copy {n}") for n in range(times)]
    more = assess([*CASE, *copies], question="q")
    plain = assess(CASE, question="q")
    assert figures(more) == figures(plain)
    assert more.confidence == plain.confidence
    assert [a.scores for a in more.ablations] == [a.scores for a in plain.ablations]


@settings(max_examples=20, deadline=None)
@given(st.permutations(["state:N", "state:S", "state:X"]))
def test_swapped_nations_change_no_number(keys):
    new = dict(zip(["state:N", "state:S", "state:X"], keys, strict=True))
    swapped = [
        replace(t, doers=tuple((new[k], f"Land {new[k]}") for k, _ in t.doers), origin=t.origin.replace(":", "!"))
        for t in CASE
    ]
    found, plain = assess(swapped, question="q"), assess(CASE, question="q")
    assert list(figures(found).values()) == list(figures(plain).values())
    assert [a.flips for a in found.ablations] == [a.flips for a in plain.ablations]


def test_an_ablation_is_a_fresh_computation_to_the_digit():
    found = assess(CASE, question="q")
    for a in found.ablations:
        if a.kind == "origin":
            fresh = scores(matrix_from([t for t in CASE if t.origin != a.left_out]))
        else:
            held = {"interest", "cited", "unnamed", "side"} - {a.left_out}
            fresh = scores(matrix_from(CASE, assumed=held))
        assert a.scores == fresh


def test_what_only_one_origin_puts_forward_goes_with_it():
    found = assess(CASE, question="q")
    gone = {a.left_out: a.gone for a in found.ablations if a.kind == "origin"}
    assert gone["banner"] == ("it was staged by Northland",)
    assert gone["mirror"] == ("it was Northland",)


def test_silence_is_no_evidence():
    found = assess([tell("herald", SOUTH), tell("post", NORTH)], question="q")
    assert {i.origin for i in found.matrix.items} == {"herald", "post"}
    assert any("evidence of nothing" in m for m in found.missing)


def test_who_sounds_sure_and_cites_nothing_is_shown_as_that():
    rows = [row for part in brief(assess(CASE, question="q")) for row in part.rows if "“clearly”" in " ".join(row)]
    assert [row[-1] for row in rows] == ["nothing, for all its sure words"]
    bare = [s for s in sureness(assess(CASE, question="q")) if s.bare]
    assert [s.name for s in bare] == ["Banner"]


def test_denials_stand_beside_the_allegation_and_silence_is_said_to_be_none():
    found = {s.hypothesis: s for s in sides(assess(CASE, question="q"))}
    assert [w.name for w in found["H1"].says] == ["Voice:N", "Herald"]
    assert [w.name for w in found["H1"].denies] == ["Voice:S"]
    assert found["H2"].denies == ()
    told = next(p for p in brief(assess(CASE, question="q")) if p.title == "What each side says")
    assert any("H2" in line and "no denial found" in line for line in told.lines)


def cell_of(found, row, hypothesis):
    return next(c for i in found.matrix.items if i.id == row for c in i.cells if c.hypothesis == hypothesis)


def test_an_analysts_cell_stands_under_their_name_and_an_undo_brings_back_what_was_there():
    claims = {(t.document, t.claim) for t in CASE}
    plain = assess(CASE, question="q")
    mirror = plain.matrix.items[3]
    made = cell(*mirror.claims[0], "state:N", "II", by="Ada", why="it was out of range")
    changed = assess(CASE, question="q", edits=edits_of([made], claims))
    assert (cell_of(changed, "E4", "H2").rating, cell_of(changed, "E4", "H2").by) == ("II", "Ada")
    assert changed.scores.inconsistency["H2"] > plain.scores.inconsistency["H2"]
    again = cell(*mirror.claims[0], "state:N", "N", by="Bo", why="not sure")
    undone = edits_of([made, again, taken_back(again, by="Bo", why="slip")], claims)
    assert undone.cells[(*mirror.claims[0], "state:N")].by == "Ada"
    back = [made, taken_back(made, by="Ada", why="the map was wrong")]
    assert figures(assess(CASE, question="q", edits=edits_of(back, claims))) == figures(plain)
    part = next(p for p in brief(changed) if p.title == "What analysts changed")
    assert part.lines == ("E4 / H2 is II by Ada: it was out of range.",)


def test_an_entered_answer_is_weighed_under_the_analysts_name():
    claims = {(t.document, t.claim) for t in CASE}
    made = answer("d-herald", "c1", "It was an accident.", by="Ada", why="the weather")
    found = assess(CASE, question="q", edits=edits_of([made], claims))
    entered = next(h for h in found.matrix.hypotheses if h.kind == "entered")
    assert (entered.text, entered.by) == ("It was an accident", ("Ada, analyst",))
    assert len(found.matrix.hypotheses) == len(assess(CASE, question="q").matrix.hypotheses) + 1
    staged = assess(
        CASE[:1],
        question="q",
        edits=edits_of([answer("d-voice:N", "c1", STAGED, by="A", why="x")], {("d-voice:N", "c1")}),
    )
    assert [h.by for h in staged.matrix.hypotheses if h.kind == "staged"] == [("A, analyst",)]


@pytest.mark.parametrize("by", ["", " ", "machine"])
def test_a_change_needs_somebody_who_stands_for_it(by):
    with pytest.raises(UsageError, match="a name and a reason"):
        cell("d", "c1", "other", "N", by=by, why="x")
    with pytest.raises(UsageError):
        answer("d", "c1", " . ", by="Ada", why="x")
    with pytest.raises(UsageError, match="no such rating"):
        cell("d", "c1", "other", "VII", by="Ada", why="x")


def test_a_tie_in_the_count_is_said_in_the_bottom_line():
    found = assess([tell("voice:N", SOUTH, interest="party"), tell("voice:S", NORTH, interest="party")], question="q")
    assert any("Nothing in the case tells H1 and H2 apart" in line for line in brief(found)[0].lines)
    side = [
        tell("guards", side=SOUTH),
        tell("post", SOUTH, evidence="cited"),
        tell("mirror", NORTH),
        tell("sun", NORTH),
    ]
    lines = brief(assess(side, question="q"))[0].lines
    assert any(line.startswith("As little speaks against H2") for line in lines)


LIKELY = ("likely", "unlikely", "roughly even", "almost", "possibility", "remote", "likelihood")


@pytest.mark.parametrize("scale", ["icd203", "phia"])
def test_likelihood_and_confidence_never_share_a_sentence(scale):
    for part in brief(assess(CASE, question="q"), scale=scale):
        for line in part.lines:
            assert not ("onfidence" in line and any(word in line for word in LIKELY)), line


def test_a_grade_changes_no_number_and_a_letter_no_credibility():
    grades = [
        judged("herald", reliability="A", by="Ada", why="x"),
        judged("mirror", reliability="E", by="Ada", why="x"),
    ]
    assert figures(assess(CASE, question="q", grades=grades)) == figures(assess(CASE, question="q"))
    assert [g.credibility for g in grades] == [6, 6]


def test_the_machine_proposes_two_to_five_and_no_letter():
    found = assess(CASE, question="q").matrix
    for item in found.items:
        grade = proposed(item, found)
        assert grade.reliability == "F" and grade.credibility in (2, 3, 4, 5, 6)
    with pytest.raises(ValueError, match="machine"):
        Grade("s", "B")
    with pytest.raises(ValueError, match="machine"):
        Grade("s", "F", 1)


def test_three_independent_origins_that_agree_are_probably_true():
    told = [tell(o, SOUTH) for o in ("a", "b", "c")]
    matrix = matrix_from(told)
    assert [proposed(i, matrix).credibility for i in matrix.items] == [2, 2, 2]
    assert first_of(matrix, scores(matrix))[0].key == "state:S"


@pytest.mark.parametrize(
    "given_",
    [
        {"reliability": "B", "credibility": 2, "by": "Ada", "why": "x"},
        {"by": "Ada", "why": "x"},
        {"reliability": "G", "by": "Ada", "why": "x"},
        {"credibility": 7, "by": "Ada", "why": "x"},
        {"credibility": 2, "by": " ", "why": "x"},
        {"credibility": 2, "by": "machine", "why": "x"},
    ],
)
def test_a_grade_that_is_none_is_refused(given_):
    with pytest.raises(UsageError):
        judged("s", **given_)


def test_contradictory_grades_stand_side_by_side():
    found = standings([Grade("s", "B", 6, "Ada", "x"), Grade("s", "D", 6, "Bo", "y")])["s"]
    assert found.agreed is None and found.shown == "B6 / D6"


def test_a_track_record_is_of_this_case_and_counts_incidents():
    second = [tell("herald", NORTH), tell("post", SOUTH), tell("herald", NORTH, boosters=("clearly",), sure="Clearly.")]
    found = track_record([CASE, second, [tell("post", SOUTH)]], "herald")
    assert (found.incidents, found.named, found.agreed, found.contradicted) == (2, 2, 0, 2)
    assert (found.denials, found.cited, found.sure, found.stakes) == (0, 1, 1, ("none",))
    assert track_record([CASE], "voice:S").denials == 1
    assert track_record([CASE], "nobody") == Record()


def test_the_worked_example_of_the_method():
    told = [tell("herald", SOUTH, evidence="cited"), tell("mirror", NORTH), tell("voice:N", SOUTH, interest="party")]
    found = assess(told, question="q")
    assert [found.scores.inconsistency[h.id] for h in found.matrix.hypotheses] == [1, 2.5, 3.5, 3.5]
    assert found.confidence == "low"
    herald = found.ablations[0]
    assert (herald.left_out, herald.first, herald.flips) == ("herald", ("state:N",), True)
