"""Planted truth: does the true answer rank first, and are the shares calibrated? Beside TruthFinder and Dawid–Skene.

Incidents are simulated whose true doer is known: honest witnesses, parties that accuse each other and deny, rumours,
and copiers. Nothing in the simulation knows how answers are weighed; its rates are set by hand, to be hard. The bands
of `weighing.matrix` were chosen on seeds 1 and 2; the figures are for others. All are given the same reports; sayso is
told which are copies (in a case, linking finds that), so each of the others is run on the origins alone as well.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.truth_peers import Said, best, dawid_skene, truth_finder
from sayso.records.assessment import Interest, Telling
from sayso.weighing.assess import first_of
from sayso.weighing.hypotheses import matrix_from
from sayso.weighing.matrix import scores
from sayso.weighing.truth import Vote, independent_vote

COUNT, SEEDS = 300, (11, 12, 13, 14, 15)
SIDES = tuple((f"state:{c}", f"{c}land") for c in "ABC")
HONEST, SLANTED, RUMOUR = 0.8, 0.85, 0.4
"""How often an independent witness names the true doer, a party its adversary, an unnamed source the true doer."""
Side = tuple[str, str]
Case = tuple[Side, list[Telling]]


def _tell(rng: random.Random, origin: str, doer: Side, interest: Interest, *, denied: bool = False) -> Telling:
    cites = rng.random() < {"none": 0.4, "party": 0.15}.get(interest, 0.05)
    return Telling(
        document=f"d {origin}", claim="c1", origin=origin, name=origin, interest=interest, doers=(doer,), denied=denied,
        certainty="certain" if rng.random() < 0.8 else "probable", evidence="cited" if cites else "none",
        day="2020-01-02", quote="…",
    )  # fmt: skip


def _other(rng: random.Random, doer: Side) -> Side:
    return rng.choice([s for s in SIDES if s != doer])


def incident(rng: random.Random) -> Case:
    """The true doer, and what is told: a few origins, some of them copied many times."""
    true = rng.choice(SIDES)
    told = []
    for n in range(rng.choice((0, 1, 1, 2, 2, 3))):
        told.append(_tell(rng, f"paper {n}", true if rng.random() < HONEST else _other(rng, true), "none"))
    for side, enemy in rng.sample([(a, b) for a in SIDES for b in SIDES if a != b], 2):
        accused = enemy if rng.random() < SLANTED else true
        if accused == side:
            continue
        told.append(_tell(rng, f"voice:{side[0]}", accused, "party"))
        if rng.random() < 0.7:
            told.append(_tell(rng, f"voice:{accused[0]}", accused, "party", denied=True))
    for n in range(rng.choice((0, 1, 2))):
        told.append(_tell(rng, f"unnamed {n}", true if rng.random() < RUMOUR else _other(rng, true), "unnamed"))
    copied = [
        replace(t, document=f"{t.document} copy {n}")
        for t in told
        if not t.denied
        for n in range(rng.choice((0, 0, 1, 6)))
    ]
    every = [*told, *copied]
    rng.shuffle(every)
    return true, every


def cases(count: int, seed: int) -> list[Case]:
    """Simulated incidents in which somebody names a doer."""
    rng = random.Random(seed)
    found: list[Case] = []
    while len(found) < count:
        case = incident(rng)
        if any(not t.denied for t in case[1]):
            found.append(case)
    return found


def right(planted: Sequence[Case]) -> dict[str, float]:
    """The share in which the true doer ranks first, by way of deciding; where several do, its part of them."""
    truths = {str(n): true[0] for n, (true, _) in enumerate(planted)}
    naming = {str(n): [t for t in told if not t.denied] for n, (_, told) in enumerate(planted)}
    reports = [Said(t.document, item, t.doers[0][0]) for item, told in naming.items() for t in _each(told)]
    copy_aware = independent_vote([Vote(s, i, frozenset({x})) for s, i, x in reports], single=True).values
    finder, skene = truth_finder(reports), dawid_skene(reports)
    once = [Said(o, item, doer) for item, told in naming.items() for doer, o in sorted(_origins(told))]
    finder_once, skene_once = truth_finder(once), dawid_skene(once)
    chosen = {
        "sayso": {str(n): _first(told) for n, (_, told) in enumerate(planted)},
        "voting": {i: best(_counted(t.doers[0][0] for t in _each(told))) for i, told in naming.items()},
        "voting, origins": {i: best(_counted(d for d, _ in _origins(told))) for i, told in naming.items()},
        "copy-aware voting": {i: sorted(copy_aware[i]) for i in naming},
        "TruthFinder (plain)": {i: best(finder[i]) for i in naming},
        "Dawid–Skene (plain)": {i: best(skene[i]) for i in naming},
        "TruthFinder (plain), origins": {i: best(finder_once[i]) for i in naming},
        "Dawid–Skene (plain), origins": {i: best(skene_once[i]) for i in naming},
    }
    return {
        way: sum(_part(truths[i], first) for i, first in answers.items()) / len(planted)
        for way, answers in chosen.items()
    }


def _each(told: Iterable[Telling]) -> list[Telling]:
    """One telling a report: its last."""
    return list({t.document: t for t in told}.values())


def _origins(told: Iterable[Telling]) -> set[tuple[str, str]]:
    return {(t.doers[0][0], t.origin) for t in told}


def _counted(labels: Iterable[str]) -> dict[str, float]:
    return {label: float(n) for label, n in Counter(labels).items()}


def _first(told: Sequence[Telling]) -> list[str]:
    matrix = matrix_from(told)
    return [h.key or h.kind for h in first_of(matrix, scores(matrix))]


def _part(true: str, first: Sequence[str]) -> float:
    return (true in first) / len(first)


def calibration_error(planted: Sequence[Case]) -> float:
    """Mean difference, over tenths, of the middle share that was given and how often it was so."""
    shares = []
    for true, told in planted:
        matrix = matrix_from(told)
        found = scores(matrix)
        shares += [(found.middle[h.id], h.key == true[0]) for h in matrix.hypotheses]
    bins: dict[int, list[tuple[float, bool]]] = {}
    for share, so in shares:
        bins.setdefault(min(9, int(share * 10)), []).append((share, so))
    return sum(abs(sum(s for s, _ in b) - sum(so for _, so in b)) for b in bins.values()) / len(shares)


PEERS = ("voting", "TruthFinder (plain)", "Dawid–Skene (plain)")


def measure(data: Path | None = None, *, quick: bool = False) -> dict[str, float]:
    """Figures: the share of true answers first by each way, how far ahead of the best peer, and calibration."""
    del data
    runs = [cases(COUNT, seed) for seed in (SEEDS[:1] if quick else SEEDS)]
    found = [right(planted) for planted in runs]
    figures = {f"first: {way}": sum(r[way] for r in found) / len(found) for way in found[0]}
    ahead = [r["sayso"] - max(r[p] for p in PEERS) for r in found]
    once = [r["sayso"] - max(r[f"{p}, origins"] for p in PEERS) for r in found]
    errors = [calibration_error(planted) for planted in runs]
    return figures | {
        "ahead of the best peer, least": min(ahead),
        "ahead of the best on origins, mean": sum(once) / len(once),
        "calibration error, most": max(errors),
    }


if __name__ == "__main__":
    print(measure())
