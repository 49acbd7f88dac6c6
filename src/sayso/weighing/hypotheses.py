"""Which answers a question has, and the matrix of who says what: all from the claims, none about a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import get_args

from sayso.errors import UsageError
from sayso.lexicon.language import load
from sayso.records.assessment import (
    Assumption,
    Cell,
    Edits,
    Hypothesis,
    HypothesisKind,
    Item,
    Matrix,
    Telling,
)
from sayso.weighing.rating import cell
from sayso.weighing.telling import table

ALL: frozenset[Assumption] = frozenset(get_args(Assumption))
NONE = Edits()


def proposed(told: Sequence[Telling], *, edits: Edits = NONE) -> tuple[Hypothesis, ...]:
    """The hypotheses, in the order in which the case names them; the standing rivals come last.

    Args:
        told: what the claims tell.
        edits: with the answers that analysts enter under their names.

    Raises:
        UsageError: nobody says who did it: there is nothing to weigh, and no number is made up.
    """
    names: dict[str, str] = {}
    by: dict[str, dict[str, None]] = {}
    for t in told:
        if t.denied or t.staged or t.person:
            continue
        for key, name in (*t.doers, *((t.side,) if t.side else ())):
            names.setdefault(key, name)
            # Whose ground it came from is not who did it: whoever says no more than that is told apart.
            said = t.name if t.doers else f"{t.name} (from its side)"
            by.setdefault(key, {})[said] = None
    staging = [t for t in told if t.staged and not t.denied]
    stagers = tuple(f"{e.by}, analyst" for e in edits.entered if e.text is None)
    if not names and not staging and not edits.entered:
        raise UsageError(_unattributed(told), hint="ask about another incident, or add reports that say who did it")
    found: list[tuple[HypothesisKind, str, str | None, tuple[str, ...]]]
    found = [("actor", f"it was {named(name)}", key, tuple(by[key])) for key, name in names.items()]
    if staging or stagers:
        who = dict.fromkeys(named(name) for t in staging for _, name in t.doers)
        text = "it was staged" + (f" by {' or '.join(who)}" if who else "")
        found.append(("staged", text, None, tuple(dict.fromkeys((*(t.name for t in staging), *stagers)))))
    for text, authors in _entered(edits).items():
        found.append(("entered", text, f"entered:{text.casefold()}", authors))
    deniers = tuple(dict.fromkeys(t.name for t in told if t.denied and not t.doers and not t.side))
    vague = tuple(dict.fromkeys(t.name for t in told if t.vague and not t.denied))
    found.append(("other", "it was another, unidentified actor", None, vague))
    found.append(("not_as_told", "it did not happen as told", None, deniers))
    return tuple(Hypothesis(f"H{n}", k, t, key, b) for n, (k, t, key, b) in enumerate(found, 1))


def _entered(edits: Edits) -> dict[str, tuple[str, ...]]:
    """Answers in an analyst's words, each once, with all who enter it."""
    found: dict[str, dict[str, None]] = {}
    for e in edits.entered:
        if e.text is not None:
            found.setdefault(e.text, {})[f"{e.by}, analyst"] = None
    return {text: tuple(by) for text, by in found.items()}


def _unattributed(told: Sequence[Telling]) -> str:
    if not told:
        return "no claim tells of this as having happened"
    if any(t.person for t in told):
        return "only natural persons are named as the doer; claims about persons are listed and never weighed"
    return "nobody in the case says who did it, so there are no rival answers to weigh"


def matrix_from(told: Sequence[Telling], *, assumed: Collection[Assumption] = ALL, edits: Edits = NONE) -> Matrix:
    """Hypotheses against evidence, a row for each thing that an origin says; priors are equal, and said to be."""
    hypotheses = proposed(told, edits=edits)
    rows: dict[object, list[Telling]] = {}
    for t in told:
        if not t.person:
            side = t.side if "side" in assumed else None
            rows.setdefault((t.origin, frozenset(t.doers), side, t.denied, t.staged, t.vague), []).append(t)
    items = tuple(_item(f"E{n}", row, hypotheses, assumed, edits) for n, row in enumerate(rows.values(), 1))
    return Matrix(hypotheses, items, tuple(1.0 for _ in hypotheses))


def _item(
    name: str,
    row: Sequence[Telling],
    hypotheses: Sequence[Hypothesis],
    assumed: Collection[Assumption],
    edits: Edits,
) -> Item:
    first = row[0]
    weighed = ("unnamed" if first.interest == "unnamed" else "interest") in assumed
    return Item(
        id=name,
        origin=first.origin,
        name=first.name,
        text=said(first),
        cells=tuple(_cell(row, h, assumed, edits) for h in hypotheses),
        weight=table("weights")[first.interest] if weighed else 1.0,
        why=table("weight_why")[first.interest],
        interest=first.interest,
        claims=tuple((t.document, t.claim) for t in row),
    )


def _cell(row: Sequence[Telling], h: Hypothesis, assumed: Collection[Assumption], edits: Edits) -> Cell:
    """An analyst's rating of any claim in the row, else the machine's."""
    for t in row:
        if (edit := edits.cells.get((t.document, t.claim, h.identity))) is not None:
            return Cell(h.id, edit.rating, edit.why, edit.by)
    return cell(row, h, assumed)


def named(name: str) -> str:
    """A name with the article that it takes.

    >>> named("Soviet Union"), named("Finland"), named("the Red Column")
    ('the Soviet Union', 'Finland', 'the Red Column')
    """
    articles = load("lang/en/sentences")["articles"]
    words = name.casefold().split() or [""]
    takes = words[-1] in articles["heads"] or words[0] in articles["firsts"]
    return f"the {name}" if takes and words[0] not in ("the", "a", "an") else name


def said(t: Telling) -> str:
    """What a claim comes down to, in a clause that follows its asserter.

    >>> said(Telling(document="d", claim="c", origin="o", name="n", interest="none", doers=(("state:X", "Xland"),)))
    'says that it was Xland'
    """
    who = " and ".join(named(name) for _, name in t.doers)
    hedge = {"possible": "may have been", "probable": "probably was"}.get(t.certainty, "was")
    if t.staged:
        return "says that it was staged" + (f" by {who}" if who else "")
    if t.doers:
        return f"denies that it was {who}" if t.denied else f"says that it {hedge} {who}"
    if t.side is not None:
        return f"says that it {'did not come' if t.denied else 'came'} from the side of {named(t.side[1])}"
    if t.denied:
        return "denies that it happened as told"
    return "tells of it and names nobody in particular" if t.vague else "tells of it and does not say by whom"
