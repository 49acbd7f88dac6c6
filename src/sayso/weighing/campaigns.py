"""Is it one campaign? What the incidents have in common is held against the incidents of the whole case.

How much in common is much depends on how common it is: where all incidents of a case are bombings, bombs tie nothing
together. So each feature is compared with as many incidents drawn at random, without putting back, from all of the
case (the hypergeometric tail; for days, the share of all such draws that lie as close together). What comes out are
rows of a matrix of rival answers, beside what the holder says and what others deny.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import comb

from sayso.records.assessment import Cell, Hypothesis, Item, Matrix, Rating
from sayso.records.campaign import Comparison, Feature, Seen
from sayso.weighing.telling import table

OTHERS = 3
"""With fewer other incidents in the case there is nothing to compare with."""
STRONG, WEAK = 0.01, 0.05
CASE = "the case"
PLAN, ACTOR, SEVERAL = "H1", "H2", "H3"
# What a feature says of one plan, one actor without a plan, several actors, if chance explains it badly.
_RATED: Mapping[str, tuple[tuple[Rating, Rating, Rating], tuple[Rating, Rating, Rating]]] = {
    "actor": (("C", "C", "I"), ("CC", "CC", "II")),
    "method": (("C", "C", "I"), ("CC", "C", "II")),
    "target": (("C", "N", "I"), ("CC", "N", "II")),
    "timing": (("C", "N", "I"), ("CC", "N", "II")),
}


def compare(inside: Sequence[Seen], case: Sequence[Seen], *, actor: str, holder: str) -> tuple[Comparison, ...]:
    """What the incidents of a claimed campaign have in common, each feature against the case.

    Args:
        inside: those of the campaign; part of `case`.
        case: all incidents of the case.
        actor: the key of the actor that the holder names.
        holder: the origin that claims the campaign; its own word on who did it is left out.
    """
    return (
        _actor(inside, case, actor, holder),
        _shared("method", [s.method for s in inside], [s.method for s in case]),
        _shared("target", [s.target for s in inside], [s.target for s in case]),
        _timing([s.day for s in inside if s.day is not None], [s.day for s in case if s.day is not None]),
    )


def tail(inside: int, of: int, case: int, of_case: int) -> float:
    """How often `of` incidents drawn from `of_case`, of which `case` have a feature, hold at least `inside` of these.

    >>> tail(2, 2, 2, 4) == 1 / 6, tail(0, 3, 2, 9)
    (True, 1.0)
    """
    ways = sum(comb(case, k) * comb(of_case - case, of - k) for k in range(inside, min(of, case) + 1))
    return ways / comb(of_case, of)


def closeness(days: Sequence[int], case: Sequence[int]) -> float:
    """How often as many days drawn from those of the case lie within as short a time.

    >>> closeness([1, 2], [1, 2, 30, 60]) == 1 / 6
    True
    """
    span = max(days) - min(days)
    ordered = sorted(case)
    close = 0
    for n, first in enumerate(ordered):
        later = sum(1 for d in ordered[n + 1 :] if d - first <= span)
        close += comb(later, len(days) - 1)
    return close / comb(len(ordered), len(days))


def _few(inside: int, case: int) -> str | None:
    if inside < 2:
        return "told of fewer than two of them"
    if case - inside < OTHERS:
        return f"fewer than {OTHERS} other incidents in the case to compare with"
    return None


def _actor(inside: Sequence[Seen], case: Sequence[Seen], actor: str, holder: str) -> Comparison:
    def others(seen: Seen) -> set[str]:
        return {key for origin, key in seen.named if origin != holder}

    ours, all_of_them = ([others(s) for s in side if others(s)] for side in (inside, case))
    k, n, total, m = (
        sum(actor in s for s in ours), len(ours), sum(actor in s for s in all_of_them), len(all_of_them),
    )  # fmt: skip
    if n == 0:
        return Comparison("actor", "", 0, 0, total, m, None, "nobody else says who did any of them")
    reason = _few(n, m)
    chance = None if reason else tail(k, n, total, m)
    return Comparison("actor", "the same actor, on the word of others", k, n, total, m, chance, reason or "")


def _shared(feature: Feature, ours: Sequence[str | None], case: Sequence[str | None]) -> Comparison:
    known, whole = [v for v in ours if v], [v for v in case if v]
    if not known:
        return Comparison(feature, "", 0, 0, 0, len(whole), None, "told of none of them")
    counts, base = Counter(known), Counter(whole)
    # Of several values the one that chance explains worst, and a fair price for having looked at all of them.
    reason = _few(len(known), len(whole))
    tails = {v: tail(counts[v], len(known), base[v], len(whole)) for v in sorted(counts)}
    value = min(tails, key=lambda v: (-counts[v], tails[v], v))
    chance = None if reason else min(1.0, tails[value] * len(counts))
    return Comparison(feature, value, counts[value], len(known), base[value], len(whole), chance, reason or "")


def _timing(ours: Sequence[int], case: Sequence[int]) -> Comparison:
    reason = _few(len(ours), len(case))
    if len(ours) < 2:
        return Comparison("timing", "", len(ours), len(ours), 0, len(case), None, reason or "")
    span = max(ours) - min(ours)
    value = f"within {span + 1} days" if span else "on one day"
    low, high = min(ours), max(ours)
    within = sum(low <= d <= high for d in case)
    chance = None if reason else closeness(ours, case)
    return Comparison("timing", value, len(ours), len(ours), within, len(case), chance, reason or "")


def campaign_matrix(
    name: str,
    comparisons: Sequence[Comparison],
    *,
    said: Sequence[tuple[str, str, str]],
    denied: Collection[tuple[str, str, str]],
    alone: bool,
) -> Matrix:
    """Rival answers to whether it is one campaign.

    Args:
        name: the actor's.
        comparisons: what the incidents have in common.
        said: origin, name and stake of who claims the campaign.
        denied: the same of those who deny that the actor did any of it.
        alone: whether most of the incidents are told by the claimant alone, so that features are its word too.
    """
    hypotheses = (
        Hypothesis(PLAN, "given", f"one campaign: {name}, with one plan", PLAN, tuple(n for _, n, _ in said)),
        Hypothesis(ACTOR, "given", f"{name}, without a common plan", ACTOR),
        Hypothesis(SEVERAL, "given", "several actors, nothing in common", SEVERAL),
    )
    items = [_word(n, *who, ("C", "N", "I"), "says that they are one campaign") for n, who in enumerate(said, 1)]
    items += [
        _word(n, *who, ("I", "I", "N"), f"denies that it was {name}") for n, who in enumerate(denied, len(items) + 1)
    ]
    for n, c in enumerate(comparisons, len(items) + 1):
        weight = 0.5 if alone else 1.0
        why = "told mostly by the claimant alone" if alone else "told by others too"
        # One collection is one origin, however many features are read off it: the strongest counts.
        items.append(Item(f"E{n}", CASE, c.feature, words(c), _cells(c), weight, why))
    return Matrix(hypotheses, tuple(items), (1.0, 1.0, 1.0))


def _word(number: int, origin: str, name: str, stake: str, rated: tuple[Rating, ...], text: str) -> Item:
    cells = tuple(Cell(h, r, text) for h, r in zip((PLAN, ACTOR, SEVERAL), rated, strict=True))
    return Item(f"E{number}", origin, name, text, cells, table("weights")[stake], table("weight_why")[stake])


def _cells(c: Comparison) -> tuple[Cell, ...]:
    if c.chance is None or c.chance > WEAK:
        rated: tuple[Rating, Rating, Rating] = ("N", "N", "N")
        if c.feature == "actor" and c.of and 2 * c.inside < c.of:
            rated = ("I", "I", "C")
    else:
        rated = _RATED[c.feature][c.chance <= STRONG]
    return tuple(Cell(h, r, words(c)) for h, r in zip((PLAN, ACTOR, SEVERAL), rated, strict=True))


def words(c: Comparison) -> str:
    """A comparison in words.

    >>> words(Comparison("method", "aerial", 3, 4, 3, 12, 0.018, ""))
    '3 of 4 (aerial), 3 of 12 in the case; by chance 2 %'
    """
    if c.chance is None:
        return f"{c.inside} of {c.of}; {c.why}" if c.of else c.why
    shown = f"{c.chance * 100:.0f}" if c.chance >= 0.01 else "under 1"
    return f"{c.inside} of {c.of} ({c.value}), {c.case} of {c.of_case} in the case; by chance {shown} %"
