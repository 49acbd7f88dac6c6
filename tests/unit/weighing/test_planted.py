"""Planted truth: the true answer ranks first at least as often as by the usual ways, and the shares are calibrated."""

from __future__ import annotations

from benchmarks.rivals import COUNT, calibration_error, cases, right
from benchmarks.truth_peers import Said, best, dawid_skene, truth_finder


def test_300_incidents_against_votes_truthfinder_dawid_skene_and_calibration():
    planted = cases(COUNT, seed=11)
    found = right(planted)
    assert found["sayso"] >= max(found.values())
    assert found["sayso"] > 0.72
    assert calibration_error(planted) <= 0.05


def test_the_peers_find_what_a_vote_does_not():
    # Two sources are always right, three always say "1": where "2" is so, the majority is wrong.
    truth = dict(zip("abcdefgh", "12212112", strict=True))
    said = [Said(s, item, label) for item, label in truth.items() for s in ("p", "q")]
    said += [Said(s, item, "1") for item in truth for s in ("x",)]
    for answers in (dawid_skene(said), truth_finder(said)):
        assert all(best(answers[item]) == [label] for item, label in truth.items())
