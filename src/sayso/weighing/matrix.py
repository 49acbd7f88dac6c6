"""The arithmetic of competing hypotheses: Heuer's count of what speaks against, and a Bayesian reading with ranges.

* An *origin* counts once a hypothesis, however often it speaks: of its ratings the strongest against and the strongest
  for. So a copy of a row changes nothing.
* *Inconsistency* (Heuer 1999, ch. 8; the weights of the PARC tool): I counts 1, II counts 2, all else 0, times the
  weight of the row. The least is the best; what agrees is not counted, because it may agree with all.
* *Posterior*: a rating is a step, from II (-2) to CC (+2). A step multiplies the odds by a number of `STEP`, and the
  priors may be off by `PRIOR_SLACK` either way: the range is over both. A row with the same rating for all multiplies
  all alike, which changes nothing.
* *Diagnosticity*: how many steps lie between the best and the worst rating of a row, of four.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from sayso.errors import UsageError
from sayso.records.assessment import Item, Matrix, Rating, Scores

STEPS: Mapping[Rating, int] = {"CC": 2, "C": 1, "N": 0, "I": -1, "II": -2}
STEP = (1.5, 2.25, 3.5)
"""Weak, middle and strong reading of one step: a likelihood ratio. Of five bands tried on 600 planted incidents
(seeds 1 and 2 of tests/unit/weighing/test_planted.py), the mildest whose shares were calibrated to .05."""
PRIOR_SLACK = 1.5


@dataclass(frozen=True, slots=True)
class _Voice:
    """What one origin comes down to for one hypothesis: weighted steps for and against."""

    steps: float
    against: float


def scores(matrix: Matrix) -> Scores:
    """What a matrix computes to.

    Raises:
        UsageError: fewer than two hypotheses, a cell without a rating, or priors that are no shares.
    """
    check(matrix)
    names = [h.id for h in matrix.hypotheses]
    voices = {name: _voices(matrix.items, name) for name in names}
    count = {name: math.fsum(v.against for v in voices[name]) for name in names}
    steps = {name: math.fsum(v.steps for v in voices[name]) for name in names}
    total = math.fsum(matrix.priors)
    logs = {name: math.log(p / total) for name, p in zip(names, matrix.priors, strict=True)}
    weak, middle, strong = (_shares(logs, steps, step) for step in STEP)
    low, high = -math.log(PRIOR_SLACK), math.log(PRIOR_SLACK)
    spread = {}
    for name in names:
        shares = [s[name] for s in (*_between(logs, steps), weak, middle, strong)]
        spread[name] = (_shift(min(shares), low), _shift(max(shares), high))
    middle = {name: round(share, 12) for name, share in middle.items()}
    return Scores(count, spread, middle, {i.id: diagnosticity(i) for i in matrix.items})


def check(matrix: Matrix) -> None:
    """Refuse what no number can honestly be computed from."""
    names = [h.id for h in matrix.hypotheses]
    if len(set(names)) < 2 or len(set(names)) != len(names):
        raise UsageError(
            "a question needs at least two different hypotheses",
            hint="add a rival, if only “another, unidentified actor”",
        )
    for item in matrix.items:
        holes = [n for n in names if n not in {c.hypothesis for c in item.cells}]
        if holes:
            raise UsageError(
                f"evidence {item.id} has no rating for {', '.join(holes)}",
                hint="rate every cell; N says that it tells nothing",
            )
    if len(matrix.priors) != len(names) or not all(0 < p < math.inf for p in matrix.priors):
        raise UsageError("priors must be a number above zero for each hypothesis", hint="leave them out for equal ones")


def diagnosticity(item: Item) -> float:
    """How far a row tells the hypotheses apart: 0 if all its ratings are the same.

    >>> from sayso.records.assessment import Cell
    >>> diagnosticity(Item("E1", "o", "o", "", (Cell("H1", "CC", ""), Cell("H2", "I", ""))))
    0.75
    """
    steps = [STEPS[c.rating] for c in item.cells]
    return (max(steps) - min(steps)) / 4


def _voices(items: Sequence[Item], hypothesis: str) -> list[_Voice]:
    """Each origin once: its strongest words for and against, which offset each other if it says both."""
    said: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for item in items:
        # What tells nothing apart stands by itself, so that it can never hide what does.
        flat = diagnosticity(item) == 0
        said[item.origin, flat].append(item.weight * STEPS[item.rating(hypothesis)])
    found = []
    for steps in said.values():
        against = max(0.0, -min(steps))
        found.append(_Voice(max(0.0, *steps) - against, against))
    return found


def _shares(logs: Mapping[str, float], steps: Mapping[str, float], step: float) -> dict[str, float]:
    """The share of each hypothesis if a step multiplies the odds by `step`."""
    given = {name: logs[name] + steps[name] * math.log(step) for name in logs}
    most = max(given.values())
    whole = math.fsum(math.exp(x - most) for x in given.values())
    return {name: math.exp(x - most) / whole for name, x in given.items()}


def _between(logs: Mapping[str, float], steps: Mapping[str, float]) -> list[dict[str, float]]:
    """Shares at readings between the weak and the strong one: one that is neither best nor worst can peak there."""
    low, high = STEP[0], STEP[-1]
    return [_shares(logs, steps, low + (high - low) * n / 16) for n in range(1, 16)]


def _shift(share: float, log_odds: float) -> float:
    """A share after its odds were multiplied.

    >>> _shift(0.5, math.log(3))
    0.75
    """
    factor = math.exp(log_odds)
    return round(share * factor / (share * factor + 1 - share), 6)


def ratings() -> tuple[str, ...]:
    """The ratings, from the most for to the most against."""
    return get_args(Rating)
