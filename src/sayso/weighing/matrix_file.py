"""A matrix as JSON, both ways: `{"hypotheses": [...], "evidence": [{"id", "origin", "ratings": {...}}], "priors"?}`.

What `sayso ask --format json` prints can be edited cell by cell and computed again with `sayso assess --matrix`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sayso.errors import UsageError
from sayso.records.assessment import Cell, Hypothesis, Item, Matrix, Scores
from sayso.weighing.matrix import check, ratings

PARC = {"H": math.sqrt(2), "M": 1.0, "L": math.sqrt(0.5)}


def matrix_of(data: Any) -> Matrix:
    """The matrix in JSON data.

    Raises:
        UsageError: something is missing or is no rating.

    >>> found = matrix_of({"hypotheses": ["A", "B"], "evidence": [{"id": "E1", "ratings": {"A": "C", "B": "II"}}]})
    >>> found.items[0].rating("B"), found.items[0].origin
    ('II', 'E1')
    """
    if not isinstance(data, Mapping):
        raise UsageError("a matrix is a JSON object", hint='as in {"hypotheses": ["H1", "H2"], "evidence": []}')
    hypotheses = tuple(_hypothesis(h) for h in _listed(data, "hypotheses"))
    names = [h.id for h in hypotheses]
    items = tuple(_item(e, n, names) for n, e in enumerate(_listed(data, "evidence"), 1))
    twice = {i.id for i in items if sum(j.id == i.id and j != i for j in items)}
    if twice:
        raise UsageError(f"two different rows are called {min(twice)}", hint="give each its own id")
    matrix = Matrix(hypotheses, items, _priors(data.get("priors"), names))
    check(matrix)
    return matrix


def scores_json(found: Scores) -> dict[str, Any]:
    """The figures as JSON-ready data."""
    return {
        "inconsistency": {h: round(x, 6) for h, x in found.inconsistency.items()},
        "posterior": {h: list(bounds) for h, bounds in found.posterior.items()},
        "diagnosticity": dict(found.diagnosticity),
    }


def matrix_json(matrix: Matrix) -> dict[str, Any]:
    """The matrix as JSON-ready data, each cell with its reason beside."""
    return {
        "hypotheses": [{"id": h.id, "kind": h.kind, "text": h.text, "by": list(h.by)} for h in matrix.hypotheses],
        "evidence": [
            {
                "id": i.id,
                "origin": i.origin,
                "name": i.name,
                "text": i.text,
                "weight": i.weight,
                "why": i.why,
                "ratings": {c.hypothesis: c.rating for c in i.cells},
                "reasons": {c.hypothesis: c.why for c in i.cells},
                "analysts": {c.hypothesis: c.by for c in i.cells if c.by is not None},
                "claims": [f"{document}#{claim}" for document, claim in i.claims],
            }
            for i in matrix.items
        ],
        "priors": {h.id: p for h, p in zip(matrix.hypotheses, matrix.priors, strict=True)},
    }


def _listed(data: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = data.get(name)
    if not isinstance(found, list):
        raise UsageError(f"the matrix has no list “{name}”", hint="see docs/guide/weighing.md")
    return found


def _hypothesis(given: Any) -> Hypothesis:
    if isinstance(given, str) and given.strip():
        return Hypothesis(given, "given", given)
    if isinstance(given, Mapping) and isinstance(given.get("id"), str):
        return Hypothesis(given["id"], "given", str(given.get("text") or given["id"]))
    raise UsageError("a hypothesis is a name, or an object with an id", hint='as in "H1"')


def _item(given: Any, number: int, names: Sequence[str]) -> Item:
    if not isinstance(given, Mapping) or not isinstance(given.get("ratings"), Mapping):
        raise UsageError(f"evidence {number} has no ratings", hint='as in {"id": "E1", "ratings": {"H1": "C"}}')
    name = str(given.get("id") or f"E{number}")
    rated = given["ratings"]
    unknown = sorted(set(rated) - set(names))
    if unknown:
        raise UsageError(f"evidence {name} rates {unknown[0]!r}, which is no hypothesis", hint=", ".join(names))
    cells = []
    for hypothesis in names:
        rating = rated.get(hypothesis)
        if rating not in ratings():
            said = "has no rating" if rating is None else f"has {rating!r}, which is no rating,"
            raise UsageError(f"evidence {name} {said} for {hypothesis}", hint=f"give one of {', '.join(ratings())}")
        cells.append(Cell(hypothesis, rating, str(_reason(given, hypothesis))))
    origin = str(given.get("origin") or name)
    text = str(given.get("text") or "")
    return Item(name, origin, str(given.get("name") or origin), text, tuple(cells), _weight(given, name))


def _reason(given: Mapping[str, Any], hypothesis: str) -> Any:
    reasons = given.get("reasons")
    return reasons.get(hypothesis, "as given") if isinstance(reasons, Mapping) else "as given"


def _weight(given: Mapping[str, Any], name: str) -> float:
    """The weight of a row: its own, or PARC's credibility times relevance (H, M, L)."""
    try:
        parc = PARC[given.get("credibility", "M")] * PARC[given.get("relevance", "M")]
        weight = float(given.get("weight", parc))
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"evidence {name} has a weight that is none", hint="a number, or H, M or L") from error
    if not 0 <= weight < math.inf:
        raise UsageError(f"the weight of evidence {name} is below zero or has no end", hint="1 is the usual weight")
    return weight


def _priors(given: Any, names: Sequence[str]) -> tuple[float, ...]:
    if given is None:
        return tuple(1.0 for _ in names)
    if not isinstance(given, Mapping) or set(given) != set(names):
        raise UsageError("priors must name each hypothesis once", hint="leave them out for equal ones")
    if not all(isinstance(x, int | float) and not isinstance(x, bool) for x in given.values()):
        raise UsageError("priors must be numbers", hint="leave them out for equal ones")
    return tuple(float(given[n]) for n in names)
