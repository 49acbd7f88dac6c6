"""What analysts changed in an assessment, replayed from judgements: a rating in place of the machine's, an answer.

Nothing is rewritten. Taking back is a judgement too: it undoes the newest one on the same cell or answer, and what was
there before counts again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sayso.errors import UsageError
from sayso.records.assessment import CellEdit, Edits, Entered, Item, Matrix
from sayso.records.judgement import Judgement
from sayso.weighing.matrix import ratings

STAGED = "it was staged"


def edits_of(judgements: Iterable[Judgement], claims: Collection[tuple[str, str]]) -> Edits:
    """What counts now of what was changed on one happening.

    Args:
        judgements: those of the case, oldest first.
        claims: document and claim of all that tell of the happening.

    >>> one = cell("d", "c1", "other", "II", by="Ada", why="a log")
    >>> edits_of([one], {("d", "c1")}).cells["d", "c1", "other"].rating
    'II'
    >>> edits_of([one, taken_back(one, by="Bo", why="it is forged")], {("d", "c1")}).cells
    {}
    """
    standing = [j for j in _standing(judgements) if _place(j) in claims]
    cells = {}
    for j in standing:
        if j.kind == "cell" and j.right is not None:
            rating, _, identity = j.right.partition(" ")
            if rating in ratings():
                cells[(*_place(j), identity)] = CellEdit(rating, j.made_by, j.why)  # type: ignore[arg-type]
    entered = [
        Entered(None if j.right == STAGED else j.right, j.made_by, j.why) for j in standing if j.kind == "answer"
    ]
    return Edits(tuple(dict.fromkeys(entered)), cells)


def last(judgements: Iterable[Judgement], claims: Collection[tuple[str, str]]) -> Judgement | None:
    """The newest change of a happening that is not taken back."""
    standing = [j for j in _standing(judgements) if _place(j) in claims]
    return standing[-1] if standing else None


def _standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Changes that nobody took back, oldest first."""
    kept: list[Judgement] = []
    for j in judgements:
        if j.kind not in ("cell", "answer"):
            continue
        if j.verdict == "positive":
            kept.append(j)
            continue
        undone = next((k for k in reversed(kept) if (k.kind, k.left, k.right) == (j.kind, j.left, j.right)), None)
        if undone is not None:
            kept.remove(undone)
    return kept


def _place(j: Judgement) -> tuple[str, str]:
    document, _, claim = j.left.rpartition("#")
    return document, claim


def cell(document: str, claim: str, identity: str, rating: str, *, by: str, why: str) -> Judgement:
    """That a claim goes with a hypothesis, or against it, so well.

    Raises:
        UsageError: no such rating, or nobody stands for it.
    """
    if rating not in ratings():
        raise UsageError(f"no such rating: {rating}", hint=f"one of {', '.join(ratings())}")
    return _made("cell", f"{document}#{claim}", f"{rating} {identity}", by, why)


def answer(document: str, claim: str, text: str, *, by: str, why: str) -> Judgement:
    """That an answer is to be weighed too.

    Raises:
        UsageError: it says nothing, or nobody stands for it.
    """
    words = " ".join(text.split()).rstrip(".?!")
    if not words:
        raise UsageError("an answer needs words", hint="as in --answer 'it was an accident'")
    return _made("answer", f"{document}#{claim}", words, by, why)


def taken_back(judgement: Judgement, *, by: str, why: str) -> Judgement:
    """That a change no longer counts."""
    return _made(judgement.kind, judgement.left, judgement.right, by, why, verdict="negative")


def _made(kind: str, left: str, right: str | None, by: str, why: str, *, verdict: str = "positive") -> Judgement:
    if not by.strip() or not why.strip() or by.strip().casefold() == "machine":
        raise UsageError("a change needs a name and a reason", hint="as in --by 'R. Editor' --reason 'saw the log'")
    return Judgement(kind, left, right, verdict, 1.0, by.strip(), why.strip())  # type: ignore[arg-type]


def row_of(matrix: Matrix, name: str) -> Item:
    """The row of a matrix by its name.

    Raises:
        UsageError: there is none.
    """
    for item in matrix.items:
        if item.id.casefold() == name.casefold():
            return item
    raise UsageError(f"no such row: {name}", hint=f"one of {', '.join(i.id for i in matrix.items)}")


def identity_of(matrix: Matrix, name: str) -> str:
    """What the hypothesis of a name is.

    Raises:
        UsageError: there is none.
    """
    for h in matrix.hypotheses:
        if h.id.casefold() == name.casefold():
            return h.identity
    raise UsageError(f"no such answer: {name}", hint=f"one of {', '.join(h.id for h in matrix.hypotheses)}")
