"""A first rating of each cell from who says what, with its reason: to be read, and to be changed by an analyst.

| what an origin says | of the hypothesis it names | of a rival |
|---|---|---|
| somebody did it | C; CC if it cites evidence and does not hedge | I; II likewise; N if it is only possible |
| somebody did not do it | I; II if it cites evidence | N |
| it came from somebody's side | C | N |
| it was staged | C | I; N for whoever is said to have staged it |
| it happened, by nobody in particular | N; I for "not as told" | N |
| it did not happen | C for "not as told" | I |

An answer that an analyst enters is rated as "another actor" is, until the analyst says otherwise.

What an origin does not say is never rated.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sayso.records.assessment import Assumption, Cell, Hypothesis, Rating, Telling


def cell(told: Sequence[Telling], h: Hypothesis, assumed: Collection[Assumption]) -> Cell:
    """The rating of one hypothesis by one thing that one origin says, in however many reports."""
    first = told[0]
    strong = "cited" in assumed and any(t.evidence == "cited" and t.certainty == "certain" for t in told)
    loose = all(t.certainty == "possible" for t in told)
    if first.side is not None and "side" in assumed:
        return _of_side(first, h)
    if first.denied:
        return _of_denial(first, h, strong)
    if first.staged:
        return _of_staging(first, h, strong, loose)
    if first.doers:
        return _of_naming(first, h, strong, loose)
    if h.kind == "not_as_told":
        return _against(h, strong, "it tells that it happened")
    if first.vague and h.kind == "other":
        return Cell(h.id, "C", "it names nobody in particular")
    return Cell(h.id, "N", "it does not say who")


def _of_naming(t: Telling, h: Hypothesis, strong: bool, loose: bool) -> Cell:
    if h.key is not None and h.kind == "actor" and h.key in {key for key, _ in t.doers}:
        return _for(h, strong, "it names it")
    if loose and h.kind != "not_as_told":
        return Cell(h.id, "N", "it only calls another one possible")
    return _against(h, strong, "it tells that it happened" if h.kind == "not_as_told" else "it names another one")


def _of_denial(t: Telling, h: Hypothesis, strong: bool) -> Cell:
    if t.doers:
        if h.key is not None and h.kind == "actor" and h.key in {key for key, _ in t.doers}:
            return _against(h, strong, "it denies it")
        return Cell(h.id, "N", "it only denies that another one did it")
    if h.kind == "not_as_told":
        return _for(h, strong, "it denies that it happened")
    if h.kind == "staged":
        return Cell(h.id, "N", "what was staged did not happen either")
    return _against(h, strong, "it denies that it happened")


def _of_staging(t: Telling, h: Hypothesis, strong: bool, loose: bool) -> Cell:
    if h.kind == "staged":
        return _for(h, strong, "it says so")
    if h.kind == "not_as_told" or (h.key is not None and h.key in {key for key, _ in t.doers}):
        return Cell(h.id, "N", "it says that this was staged, which can go with it")
    if loose:
        return Cell(h.id, "N", "it only calls staging possible")
    return _against(h, strong, "it says that it was staged")


def _of_side(t: Telling, h: Hypothesis) -> Cell:
    """Ground is no actor: what came from a side's ground goes with that side and speaks against nobody else."""
    assert t.side is not None
    if h.kind == "not_as_told":
        return Cell(h.id, "N" if t.denied else "I", "it tells that it happened")
    if h.kind == "actor" and h.key == t.side[0]:
        rating: Rating = "I" if t.denied else "C"
        return Cell(h.id, rating, f"it says that it {'did not come' if t.denied else 'came'} from its side")
    return Cell(h.id, "N", "it tells from where, not by whom")


def _for(h: Hypothesis, strong: bool, why: str) -> Cell:
    return Cell(h.id, "CC" if strong else "C", why + (", and cites evidence" if strong else ""))


def _against(h: Hypothesis, strong: bool, why: str) -> Cell:
    return Cell(h.id, "II" if strong else "I", why + (", and cites evidence" if strong else ""))
