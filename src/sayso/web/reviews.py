"""What people decided, as pages show it: the status of a claim, corrections applied, and how a decision is undone.

Nothing is rewritten: undoing is another judgement, which puts back what stood before.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence

from sayso.case.corrections import change
from sayso.case.decided import Decided
from sayso.errors import UsageError
from sayso.records.claim import Claim
from sayso.records.judgement import Grade, Judgement
from sayso.records.report import Report
from sayso.records.schema import encode
from sayso.weighing import edits
from sayso.weighing.grade import taken_back, undone

UNDO = "undone: "
_FOR_GOOD = ("unmask", "erased")
_EDITS = ("cell", "answer")


def standing_of(stands: Decided, document: str, claim: str) -> Judgement | None:
    """The decision that a claim stands by: that it, or its report, is retracted; else how it was reviewed."""
    key = (document, claim)
    return stands.retracted.get(document) or stands.withdrawn.get(key) or stands.reviews.get(key)


def status_of(stands: Decided, document: str, claim: str) -> str:
    """retracted, confirmed, rejected or unreviewed.

    >>> status_of(Decided(), "d", "c1")
    'unreviewed'
    """
    found = standing_of(stands, document, claim)
    if found is None:
        return "unreviewed"
    return "retracted" if found.kind == "retracted" else {"positive": "confirmed"}.get(found.verdict, "rejected")


def corrected(report: Report, stands: Decided) -> Report:
    """The report with what analysts corrected; rejected claims stay, to be seen as rejected."""
    document, claims = report.document.id, list(report.claims)
    for n, claim in enumerate(claims):
        for name, judgement in stands.corrections.get((document, claim.id), {}).items():
            try:
                claim = claims[n] = change(report, claim, name, (judgement.right or "").partition("=")[2])
            except UsageError:
                continue  # it no longer fits the coding
    return dataclasses.replace(report, claims=tuple(claims)) if tuple(claims) != report.claims else report


def value_of(claim: Claim, name: str) -> str:
    """The value of a field as a correction would write it."""
    found = getattr(claim, name, None)
    return " ".join(found) if isinstance(found, tuple) else str(found or "")


def digest(decision: Judgement | Grade) -> str:
    """The short name of a decision, for undoing it."""
    data = json.dumps(encode(decision), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def subject(j: Judgement) -> tuple[str, str, str | None]:
    """What a decision is about: two decisions with one subject replace each other."""
    right = j.right.partition("=")[0] if j.kind == "corrected" and j.right else j.right
    return j.kind, j.left, right


def decision_words(j: Judgement) -> str:
    """What was decided, in a word or two.

    >>> decision_words(Judgement("reviewed", "d", "c1", "negative", 1.0, "Ada", "no such act"))
    'rejected'
    """
    return _WORDS.get((j.kind, j.verdict), f"{j.kind.replace('_', ' ')}: {j.verdict}")


_WORDS = {
    ("reviewed", "positive"): "confirmed", ("reviewed", "negative"): "rejected",
    ("reviewed", "unsure"): "review undone",
    ("same_incident", "positive"): "one incident", ("same_incident", "negative"): "two incidents",
    ("same_actor", "positive"): "one actor", ("same_actor", "negative"): "two actors",
    ("unmask", "positive"): "name told", ("erased", "positive"): "report erased",
    ("corrected", "positive"): "corrected", ("corrected", "unsure"): "correction undone",
    ("retracted", "positive"): "retracted", ("retracted", "negative"): "taken in again",
    ("retracted", "unsure"): "retraction undone", ("same_incident", "unsure"): "of one incident: undone",
    ("same_actor", "unsure"): "of one actor: undone", ("cell", "positive"): "rating changed",
    ("cell", "negative"): "rating undone", ("answer", "positive"): "answer entered",
    ("answer", "negative"): "answer undone",
}  # fmt: skip


def undoable(j: Judgement) -> bool:
    """Whether a decision can be taken back at all."""
    return j.kind not in _FOR_GOOD and j.verdict != "unsure" and not (j.kind in _EDITS and j.verdict == "negative")


def undoing_grade(grades: Sequence[Grade], name: str, *, by: str) -> Grade | None:
    """The grade that undoes another; None if none goes by this name.

    Raises:
        UsageError: a later one stands in its place, or it was undone already.
    """
    made = next((g for g in reversed(grades) if digest(g) == name), None)
    return None if made is None else taken_back(grades, made, by=by)


def undoable_grades(grades: Sequence[Grade], most: int) -> list[tuple[Grade, str]]:
    """The newest grades, newest first, each with the name that it can be undone by, or none."""
    seen: set[tuple[str, str]] = set()
    found = []
    for grade in reversed(grades[-most:]):
        slot = (grade.subject, grade.made_by)
        found.append((grade, "" if slot in seen or undone(grade) else digest(grade)))
        seen.add(slot)
    return found


def undoing(judgements: Sequence[Judgement], name: str, *, by: str, on: str) -> Judgement:
    """The judgement that undoes another: it puts back what stood before, or that nothing was decided.

    Raises:
        UsageError: there is no such decision, a later one stands, or it cannot be taken back.
    """
    found = next((n for n in reversed(range(len(judgements))) if digest(judgements[n]) == name), None)
    if found is None:
        raise UsageError("no such decision in this case", hint="the list of decisions may be newer than this page")
    made = judgements[found]
    if not undoable(made):
        raise UsageError("this cannot be undone", hint="what was told is told; it stays on the record")
    if any(subject(j) == subject(made) for j in judgements[found + 1 :]):
        raise UsageError("a later decision stands in its place", hint="undo that one first")
    why = made.why if made.why.startswith(UNDO) else f"{UNDO}{made.why}"
    if made.kind in _EDITS:
        return dataclasses.replace(edits.taken_back(made, by=by, why=why), made_at=on)
    before = next((j for j in reversed(judgements[:found]) if subject(j) == subject(made)), None)
    if before is not None and before.verdict != "unsure":
        return dataclasses.replace(before, made_by=by, why=why, made_at=on)
    return dataclasses.replace(made, verdict="unsure", score=0.0, made_by=by, why=why, made_at=on)
