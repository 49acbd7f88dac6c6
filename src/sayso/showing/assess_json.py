"""The assessment as JSON: a matrix that `sayso assess --matrix` computes again, with what follows from it."""

from __future__ import annotations

from typing import Any

from sayso.records.assessment import Ablation, Assessment
from sayso.records.schema import encode
from sayso.showing.assess_sides import sides, sureness
from sayso.weighing.grade import proposed
from sayso.weighing.matrix_file import matrix_json, scores_json


def assess_json(a: Assessment) -> dict[str, Any]:
    """All of an assessment, JSON-ready; its `hypotheses`, `evidence` and `priors` are a matrix."""
    return {
        "question": a.question,
        **matrix_json(a.matrix),
        **scores_json(a.scores),
        "ranking": list(a.scores.ranking()),
        "sensitivity": [_ablation(b) for b in a.ablations],
        "confidence": a.confidence,
        "confidence_why": list(a.confidence_why),
        "credibility_proposed": {
            i.id: {"credibility": g.credibility, "why": g.why} for i in a.matrix.items for g in (proposed(i, a.matrix),)
        },
        "sides": encode(tuple(sides(a))),
        "sounding": encode(tuple(sureness(a))),
        "missing": list(a.missing),
        "change": list(a.change),
        "assumptions": list(a.assumptions),
        "persons_not_scored": a.persons,
        "reviewed": False,
    }


def _ablation(b: Ablation) -> dict[str, Any]:
    found = {"kind": b.kind, "left_out": b.left_out, "name": b.name, "first": list(b.first), "flips": b.flips}
    return found | {"gone": list(b.gone)} | (scores_json(b.scores) if b.scores is not None else {})
