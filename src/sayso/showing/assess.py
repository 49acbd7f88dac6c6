"""The assessment as a brief: what the terminal and Markdown both print, in the order in which an officer reads it.

Sentences about likelihood and sentences about confidence are apart (ICD 203). Every answer stands with who puts it
forward; the standing rivals, which nobody puts forward, say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.lexicon.language import load
from sayso.records.assessment import Ablation, Assessment, Hypothesis, Item
from sayso.showing.assess_sides import NO_DENIAL, Word, sides, sureness, told
from sayso.showing.assess_sources import letters, numbers, sources
from sayso.showing.wording import capital, count, flat, listed
from sayso.weighing.assess import first_of
from sayso.weighing.grade import Standing, proposed
from sayso.weighing.wording import Scale, words


@dataclass(frozen=True, slots=True)
class Part:
    """A section: sentences, or a table with its head; `style` names columns that a renderer may colour."""

    title: str
    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def brief(a: Assessment, *, scale: Scale = "icd203", grades: Mapping[str, Standing] | None = None) -> list[Part]:
    """The sections of an assessment."""
    edits = _edits(a)
    return [
        _bottom(a, scale),
        _rivals(a, scale),
        _matrix(a),
        *((edits,) if edits else ()),
        Part("Why each cell", tuple(_reasons(i, a) for i in a.matrix.items)),
        _sensitivity(a),
        Part("What each side says", tuple(_sides(a))),
        _sure(a),
        _sources(a, grades or {}),
        Part("What is missing", tuple(f"{capital(m)}." for m in (*a.missing, *_persons(a)))),
        Part("What would change it", tuple(f"{capital(c)}." for c in a.change) or ("Nothing small was found.",)),
        _method(a),
    ]


OFFICER = (
    "Bottom line", "The rivals", "The matrix", "What analysts changed", "What each side says",
    "How sure they sound, and what they cite", "What it hangs on", "Sources", "What is missing",
    "What would change it", "How it was weighed",
)  # fmt: skip


def officer(a: Assessment, *, scale: Scale = "icd203", grades: Mapping[str, Standing] | None = None) -> list[Part]:
    """The sections that are signed: all but the reason for each cell, which `sayso ask` prints."""
    parts = {part.title: part for part in brief(a, scale=scale, grades=grades)}
    head = ("rows", "source", "stake", "reliability", "credibility", "machine proposes")
    rows = tuple((s.rows, s.name, s.stake, s.letter, s.numbers, s.offered) for s in sources(a, grades or {}))
    parts["Sources"] = Part("Sources", head=head, rows=rows)
    return [parts[title] for title in OFFICER if title in parts]


def _bottom(a: Assessment, scale: Scale) -> Part:
    lead = first_of(a.matrix, a.scores)
    if len(lead) > 1:
        ids = listed([h.id for h in lead])
        least = f"Nothing in the case tells {ids} apart; they have the least against them."
    else:
        least = f"The least speaks against {lead[0].id}, {put_forward(lead[0])}."
    level = [h.id for h in a.matrix.hypotheses if h not in lead and _level(a, h, lead[0])]
    tied = (
        f"As little speaks against {listed(level)}: the order among these hangs on the ranges alone." if level else ""
    )
    shares = [f"{h.id} is {words(*a.scores.posterior[h.id], scale)}" for h in lead]
    likely = f"On the evidence in the case and equal priors, {listed(shares)}."
    overlap = [h for h in a.matrix.hypotheses if h not in lead and _overlaps(a, h, lead)]
    open_ = f"The ranges of {listed([h.id for h in overlap])} reach into it: the question is open." if overlap else ""
    sure = f"Confidence is {a.confidence}: {'; '.join(a.confidence_why)}."
    return Part("Bottom line", tuple(line for line in (least, tied, likely, open_, sure) if line))


def _level(a: Assessment, h: Hypothesis, first: Hypothesis) -> bool:
    return round(a.scores.inconsistency[h.id], 9) == round(a.scores.inconsistency[first.id], 9)


def _overlaps(a: Assessment, h: Hypothesis, lead: Sequence[Hypothesis]) -> bool:
    return any(a.scores.posterior[h.id][1] >= a.scores.posterior[first.id][0] for first in lead)


def put_forward(h: Hypothesis) -> str:
    """A hypothesis with those on whose say-so it stands.

    >>> put_forward(Hypothesis("H1", "actor", "it was Finland", "state:FIN", ("the note",)))
    'on the word of the note: it was Finland'
    >>> put_forward(Hypothesis("H2", "other", "it was another, unidentified actor"))
    'a rival that always stands, put forward by nobody here: it was another, unidentified actor'
    """
    if not h.by:
        whose = "" if h.kind == "given" else "a rival that always stands, put forward by nobody here: "
        return f"{whose}{told(h.text)}"
    return f"on the word of {listed([told(n) for n in h.by], limit=2)}: {told(h.text)}"


def _rivals(a: Assessment, scale: Scale) -> Part:
    by_id = {h.id: h for h in a.matrix.hypotheses}
    rows = []
    for name in a.scores.ranking():
        against = f"{a.scores.inconsistency[name]:g}"
        rows.append((name, capital(put_forward(by_id[name])), against, words(*a.scores.posterior[name], scale)))
    return Part("The rivals", head=("", "answer", "against", "likelihood"), rows=tuple(rows))


def _matrix(a: Assessment) -> Part:
    names = [h.id for h in a.matrix.hypotheses]
    rows = []
    for i in a.matrix.items:
        apart = f"{a.scores.diagnosticity[i.id] * 100:.0f} %"
        said = f"{told(i.name)}: {told(i.text)}"
        rows.append((i.id, capital(said), *(i.rating(n) for n in names), f"{i.weight:g}", apart))
    return Part("The matrix", head=("", "evidence, by origin", *names, "weight", "tells apart"), rows=tuple(rows))


def _reasons(item: Item, a: Assessment) -> str:
    by: dict[tuple[str, str], list[str]] = defaultdict(list)
    for c in item.cells:
        why = f"as {c.why}" if c.by is None else f"by {flat(c.by)}: {told(c.why)}"
        by[c.rating, why].append(c.hypothesis)
    cells = "; ".join(f"{rating} for {listed(hs)}, {why}" for (rating, why), hs in by.items())
    return f"{item.id}: {cells}. Weight {item.weight:g}: {item.why or 'as given'}."


def _sensitivity(a: Assessment) -> Part:
    names = {h.identity: h.id for h in a.matrix.hypotheses}
    rows = tuple((_left_out(b), _then(b, names), "changes" if b.flips else "stays") for b in a.ablations)
    return Part("What it hangs on", head=("left out", "then first", "order"), rows=rows)


def _left_out(b: Ablation) -> str:
    return f"the word of {told(b.name)}" if b.kind == "origin" else f"the assumption that {b.name}"


def _then(b: Ablation, names: Mapping[str, str]) -> str:
    if not b.first:
        return "nothing left to weigh"
    gone = f" (nobody else puts forward: {listed([told(g) for g in b.gone])})" if b.gone else ""
    return listed([names.get(k, k) for k in b.first]) + gone


def _sides(a: Assessment) -> list[str]:
    """Each answer with those who say so, and beside them those who deny it, in their words."""
    lines = []
    for side in sides(a):
        if not side.hypothesis:
            lines += [f"{w.row}, {w.name}, tells of it and names nobody: {w.quote} — in {w.where}." for w in side.says]
            continue
        h = side.hypothesis
        lines += [f"{h}: {w.name} ({w.row}) {w.says} — {_said(w)}." for w in side.says]
        lines += [f"{h}, denied by {w.name} ({w.row}), who {w.says} — {_said(w)}." for w in side.denies]
        if side.says and not side.denies:
            lines.append(f"{h}: {NO_DENIAL}.")
    return lines


def _said(w: Word) -> str:
    return f"{w.quote}, in {w.where}"


def _sure(a: Assessment) -> Part:
    rows = []
    for s in sureness(a):
        loud = f"{s.words}: {s.quote}" if s.words else ""
        rows.append((capital(s.name), s.manner, loud, s.cites + (", for all its sure words" if s.bare else "")))
    head = ("who", "puts it", "words that sound sure", "cites")
    return Part("How sure they sound, and what they cite", head=head, rows=tuple(rows))


def _edits(a: Assessment) -> Part | None:
    """What analysts changed, under their names."""
    lines = [
        f"{i.id} / {c.hypothesis} is {c.rating} by {flat(c.by)}: {told(c.why)}."
        for i in a.matrix.items
        for c in i.cells
        if c.by is not None
    ]
    lines += [
        f"{h.id} was entered by {listed([flat(n) for n in h.by])}: {told(h.text)}."
        for h in a.matrix.hypotheses
        if h.kind == "entered"
    ]
    return Part("What analysts changed", tuple(lines)) if lines else None


def _sources(a: Assessment, grades: Mapping[str, Standing]) -> Part:
    rows: list[tuple[str, ...]] = []
    seen: dict[str, str] = {}
    for i in a.matrix.items:
        source = grades.get(i.origin)
        letter = letters(source)
        offer = proposed(i, a.matrix)
        given = numbers(i, grades)
        offered = f"{offer.credibility}: {offer.why}"
        stake = load("lang/en/weighing")["weight_why"][i.interest] if i.why else ""
        stake = f"one voice with {seen[i.origin]}" if i.origin in seen else stake
        rows.append((i.id, told(i.name), stake, letter, given, offered))
        seen.setdefault(i.origin, i.id)
    head = ("", "source", "stake", "reliability", "credibility", "number the machine proposes")
    return Part("Sources", head=head, rows=tuple(rows))


def _persons(a: Assessment) -> list[str]:
    if not a.persons:
        return []
    return [f"any weighing of {count(a.persons, 'claim')} that name natural persons: such claims are not scored"]


def _method(a: Assessment) -> Part:
    held = [load("lang/en/weighing")["assumptions"][n] for n in a.assumptions]
    lines = [
        "Ratings: CC and C go with the answer, N tells nothing, I and II go against it. The first ones are the "
        "machine's, from who says what; an analyst changes them with `sayso rate`.",
        "“Against” is Heuer's count, each origin once, by weight; the least is best. Likelihood multiplies the odds "
        "by 1.5 to 3.5 a step of rating, with priors that may be off by 1.5 either way.",
        f"Assumed: {'; '.join(held)}." if held else "",
        "What nobody says is evidence of nothing. Ten copies of one report are one origin.",
        "Made by machine and reviewed by nobody.",
    ]
    return Part("How it was weighed", tuple(line for line in lines if line))
