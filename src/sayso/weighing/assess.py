"""An assessment: rivals weighed, each origin and assumption left out in turn, and what would change the order.

Leaving something out is computing afresh without it: nothing is carried over, so that both are the same to the digit.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sayso.errors import UsageError
from sayso.records.assessment import (
    Ablation,
    Assessment,
    Assumption,
    Cell,
    Confidence,
    Edits,
    Hypothesis,
    Item,
    Matrix,
    Scores,
    SureWords,
    Telling,
)
from sayso.records.judgement import Grade
from sayso.weighing.hypotheses import ALL, NONE, matrix_from
from sayso.weighing.matrix import scores
from sayso.weighing.telling import table

ENOUGH = 5


def assess(
    told: Sequence[Telling],
    *,
    question: str,
    grades: Sequence[Grade] = (),
    edits: Edits = NONE,
    assumed: Collection[Assumption] = ALL,
) -> Assessment:
    """Weigh the rival answers to who did it.

    Args:
        told: what each claim of the case tells of the happening, as `telling.tellings` gives it.
        question: in words.
        grades: those of analysts, for the confidence; a grade never changes a number.
        edits: what analysts entered and changed.
        assumed: the assumptions that hold.

    Raises:
        UsageError: nobody says who did it, or there are no two hypotheses.
    """
    matrix = matrix_from(told, assumed=assumed, edits=edits)
    found = scores(matrix)
    ablations = (
        *_origins(told, matrix, found, edits, assumed),
        *_assumptions(told, matrix, found, edits, assumed),
    )
    confidence, why = _confidence(matrix, found, ablations, grades)
    return Assessment(
        question=question,
        matrix=matrix,
        scores=found,
        tellings=tuple(told),
        ablations=ablations,
        sure=_sure(told),
        confidence=confidence,
        confidence_why=why,
        missing=_missing(told, matrix, grades),
        change=_change(matrix, found, ablations),
        persons=sum(t.person for t in told),
        assumptions=tuple(a for a in table("assumptions") if a in assumed),
    )


def first_of(matrix: Matrix, found: Scores) -> tuple[Hypothesis, ...]:
    """What ranks first: more than one hypothesis if no number tells them apart."""
    best = found.ranking()[0]
    place = (round(found.inconsistency[best], 9), round(found.middle[best], 9))
    return tuple(
        h for h in matrix.hypotheses if (round(found.inconsistency[h.id], 9), round(found.middle[h.id], 9)) == place
    )


def _origins(
    told: Sequence[Telling], matrix: Matrix, found: Scores, edits: Edits, assumed: Collection[Assumption]
) -> list[Ablation]:
    names = {i.origin: i.name for i in reversed(matrix.items)}
    kept = {o: [t for t in told if t.origin != o] for o in dict.fromkeys(i.origin for i in matrix.items)}
    return [_ablation("origin", o, names[o], rest, assumed, edits, matrix, found) for o, rest in kept.items()]


def _assumptions(
    told: Sequence[Telling], matrix: Matrix, found: Scores, edits: Edits, assumed: Collection[Assumption]
) -> list[Ablation]:
    held = [a for a in table("assumptions") if a in assumed]
    return [
        _ablation("assumption", a, table("assumptions")[a], told, set(assumed) - {a}, edits, matrix, found)
        for a in held
    ]


def _ablation(
    kind: str,
    left_out: str,
    name: str,
    told: Sequence[Telling],
    assumed: Collection[Assumption],
    edits: Edits,
    matrix: Matrix,
    found: Scores,
) -> Ablation:
    before = {h.identity: h.text for h in matrix.hypotheses}
    first = {h.identity for h in first_of(matrix, found)}
    try:
        fresh = matrix_from(told, assumed=assumed, edits=edits)
        computed = scores(fresh)
    except UsageError:
        return Ablation(kind, left_out, name, (), tuple(before.values()), True, None)  # type: ignore[arg-type]
    then = tuple(h.identity for h in first_of(fresh, computed))
    left = {h.identity for h in fresh.hypotheses}
    gone = tuple(text for key, text in before.items() if key not in left)
    return Ablation(kind, left_out, name, then, gone, set(then) != first, computed)  # type: ignore[arg-type]


def _confidence(
    matrix: Matrix, found: Scores, ablations: Sequence[Ablation], grades: Sequence[Grade]
) -> tuple[Confidence, tuple[str, ...]]:
    """How good the ground is: the number and independence of origins, their grades, and agreement."""
    telling = [i for i in matrix.items if found.diagnosticity[i.id] > 0]
    free = {i.origin: i.name for i in telling if i.interest == "none"}
    lead = first_of(matrix, found)
    against = {i.origin for i in telling if i.interest == "none" for h in lead if i.rating(h.id) in ("I", "II")}
    shaky = [a for a in ablations if a.kind == "origin" and a.flips]
    graded = {g.subject for g in grades if g.reliability in "AB"} & set(free)
    why = [
        f"{len(free) or 'no'} independent {'origin tells' if len(free) == 1 else 'origins tell'} the answers apart",
        f"{len(against) or 'none'} of them {'speaks' if len(against) == 1 else 'speak'} against what ranks first",
        (
            "the order hangs on a single origin"
            if len(shaky) == 1
            else f"leaving out any one of {len(shaky)} origins changes the order"
        )
        if shaky
        else "no single origin carries the order",
        f"{len(graded) or 'none'} of them {'is' if len(graded) == 1 else 'are'} graded A or B by an analyst",
    ]
    if len(lead) > 1:
        why.append("nothing tells the first ones apart")
    if len(free) < 2 or shaky or against or len(lead) > 1:
        return "low", tuple(why)
    return ("high" if len(free) > 2 and len(graded) > 1 else "moderate"), tuple(why)


def _sure(told: Sequence[Telling]) -> tuple[SureWords, ...]:
    found: dict[tuple[str, tuple[str, ...]], SureWords] = {}
    for t in told:
        if t.boosters:
            words = ", ".join(f"“{b}”" for b in t.boosters)
            quote, evidence = t.sure or t.quote, t.sure_evidence if t.sure else t.evidence
            found.setdefault((t.origin, t.boosters), SureWords(t.name, words, quote, evidence, t.document, t.claim))
    return tuple(found.values())


def _missing(told: Sequence[Telling], matrix: Matrix, grades: Sequence[Grade]) -> tuple[str, ...]:
    found = []
    naming = [t for t in told if (t.doers or t.side) and not t.denied]
    if not any(t.interest == "none" for t in naming):
        found.append("an independent origin that says who did it: all who say so have a stake in it or are not named")
    if not any(t.evidence == "cited" for t in naming):
        found.append("evidence that can be looked up: whoever says who did it cites none")
    heard = {key for t in told if t.denied for key, _ in t.doers} | {t.origin.replace("voice:", "state:") for t in told}
    for h in matrix.hypotheses:
        if h.kind == "actor" and h.key not in heard:
            name = h.text.removeprefix("it was ")
            found.append(
                f"the word of {name}: no denial and no admission by it was found, which is evidence of nothing"
            )
    if not any(t.day for t in told):
        found.append("the day of every report")
    ungraded = {i.origin for i in matrix.items} - {g.subject for g in grades if g.reliability != "F"}
    if ungraded:
        found.append(
            f"a grade for {len(ungraded)} of {len({i.origin for i in matrix.items})} origins: they stand at F6"
        )
    return tuple(found)


def _change(matrix: Matrix, found: Scores, ablations: Sequence[Ablation]) -> tuple[str, ...]:
    """What would change the order: what hangs on one origin, and how much new evidence it would take."""
    lines = []
    for a in ablations:
        if a.flips and a.kind == "origin":
            lines.append(f"taking away the word of {a.name} changes what ranks first")
        elif a.flips:
            lines.append(f"no longer assuming that {a.name} changes what ranks first")
    lead = first_of(matrix, found)
    if len(lead) == 1:
        known = {h.id: h for h in matrix.hypotheses}
        rival = next(known[h] for h in found.ranking() if h != lead[0].id)
        if (more := needed(matrix, lead[0], rival)) is not None:
            lines.append(
                f"{more} independent {'origin' if more == 1 else 'origins'} citing evidence for {rival.id} against "
                f"{lead[0].id} would be enough to put {rival.id} first"
            )
    else:
        ids = " and ".join(h.id for h in lead)
        lines.append(f"one independent origin that tells {ids} apart would decide between them")
    return tuple(lines)


def needed(matrix: Matrix, lead: Hypothesis, rival: Hypothesis) -> int | None:
    """How many new independent origins that cite evidence for `rival` would put it before `lead`; None if over 5."""
    items = list(matrix.items)
    for n in range(1, ENOUGH + 1):
        cells = tuple(Cell(h.id, "CC" if h == rival else "II", "supposed") for h in matrix.hypotheses)
        items.append(Item(f"new {n}", f"new {n}", "a new origin", "", cells))
        if first_of(matrix, scores(replace(matrix, items=tuple(items)))) == (rival,):
            return n
    return None
