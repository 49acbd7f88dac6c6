"""Campaigns in words: a chronology with what each link rests on, and how much of what they share is chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.records.campaign import Campaign, Comparison, Link
from sayso.records.schema import encode
from sayso.showing.assess import Part
from sayso.showing.assess_sides import cut
from sayso.showing.network import place
from sayso.showing.wording import capital, count, day, listed, quoted
from sayso.weighing.campaigns import CASE
from sayso.weighing.hypotheses import named
from sayso.weighing.matrix_file import scores_json
from sayso.weighing.wording import words as likely

CHRONOLOGY = ("day", "what is said to have happened", "what the link rests on", "others on who did it")
COMPARED = ("in common", "of these", "in the case", "by chance", "H1", "H2", "H3")


def campaigns_parts(found: Sequence[Campaign]) -> list[Part]:
    """The sections of the campaigns of a case."""
    parts = []
    for n, c in enumerate(found, 1):
        title = f"Campaign {n}: {named(c.actor_name)}, according to {c.name}"
        parts.append(Part(title, tuple(_claim(c)), CHRONOLOGY, tuple(_row(link) for link in c.links)))
        parts.append(Part(f"Is it one? Campaign {n} against the whole case", (), COMPARED, tuple(_rows(c))))
        parts.append(Part(f"Rival answers on campaign {n}", tuple(_answers(c))))
    if not parts:
        line = "Nobody in the case ties two incidents or more to one actor, so there is no campaign to test."
        parts.append(Part("No campaign", (line,)))
    return [*parts, _reading()]


def _claim(c: Campaign) -> list[str]:
    number = "both" if len(c.links) == 2 else f"all {len(c.links)}"
    lines = [f"According to {c.name}, {named(c.actor_name)} did {number} of these."]
    if c.purposes:
        aims = [f"{quoted(cut(aim, 110))} ({place(t)})" for aim, t in c.purposes[:3]]
        lines.append(f"The purpose, on the same word: {listed(aims)}.")
    else:
        lines.append("No purpose is given on this word: one actor is claimed, one plan is not.")
    return lines


def _row(link: Link) -> tuple[str, ...]:
    others = [f"the same: {listed(link.agree, limit=2)}"] if link.agree else []
    others += [f"another: {listed(link.rivals, limit=2)}"] if link.rivals else []
    others += [f"denied by {listed(link.denied, limit=2)}"] if link.denied else []
    rests = f"{quoted(cut(link.told.quote, 110))}, {place(link.told)}"
    return day(link.day) if link.day else "no day", capital(link.what), rests, "; ".join(others) or "nobody else says"


def _rows(c: Campaign) -> list[tuple[str, ...]]:
    rows = []
    items = {i.name: i for i in c.matrix.items if i.origin == CASE}
    for comparison in c.comparisons:
        item = items[comparison.feature]
        rows.append((*_compared(comparison), *(cell.rating for cell in item.cells)))
    return rows


def _compared(c: Comparison) -> tuple[str, str, str, str]:
    """A feature, how many of these and of the case have it, and how much chance explains."""
    what = f"{c.feature}: {c.value}" if c.value else c.feature
    if c.chance is None:
        return what, f"{c.inside} of {c.of}" if c.of else "—", f"{c.case} of {c.of_case}", c.why
    shown = "under 1 %" if c.chance < 0.01 else f"{c.chance * 100:.0f} %"
    return what, f"{c.inside} of {c.of}", f"{c.case} of {c.of_case}", shown


def _answers(c: Campaign) -> list[str]:
    texts = {h.id: h.text for h in c.matrix.hypotheses}
    by = {h.id: h.by for h in c.matrix.hypotheses}
    lines = []
    for h in c.scores.ranking():
        whose = f"on the word of {listed(by[h])}" if by[h] else "a rival that always stands"
        against = f"against it {c.scores.inconsistency[h]:g}"
        lines.append(f"{h}, {whose}: {texts[h]} — {likely(*c.scores.posterior[h])}; {against}.")
    telling = [i for i in c.matrix.items if c.scores.diagnosticity[i.id] > 0 and i.origin == CASE]
    if not telling:
        lines.append("Nothing that the incidents have in common tells the answers apart: only the claim itself does.")
    deniers = [i.name for i in c.matrix.items if i.text.startswith("denies")]
    if deniers:
        lines.append(f"Denied by {listed(deniers)}.")
    else:
        lines.append("No denial was found in this case; that is evidence of nothing.")
    return lines


def _reading() -> Part:
    lines = (
        "“By chance” is how often as many incidents drawn at random from the whole case would have as much in common "
        "(for days: would lie as close together). Above 5 % a feature tells nothing (N), at 1 % and below it tells "
        "much. All features come from one collection and count once, by the strongest.",
        "The case is what was collected. Whoever claims a campaign may have picked the incidents because they are "
        "alike, and reports may tell of some kinds of incident only; chance knows nothing of either.",
        f"With fewer than {count(3, 'other incident')} in the case nothing is compared, and no number is made up.",
        "Likelihood as in `sayso ask`: equal priors, odds times 1.5 to 3.5 a step of rating.",
        "Made by machine and reviewed by nobody.",
    )
    return Part("How to read it", lines)


def campaigns_json(found: Sequence[Campaign]) -> dict[str, Any]:
    """The campaigns as JSON-ready data."""
    return {"campaigns": [_json(c) for c in found], "reviewed": False}


def _json(c: Campaign) -> dict[str, Any]:
    return {
        "holder": c.holder,
        "name": c.name,
        "actor": c.actor,
        "actor_name": c.actor_name,
        "purposes": [{"aim": aim, "claim": f"{t.document}#{t.claim}"} for aim, t in c.purposes],
        "links": [
            {"incident": x.incident, "what": x.what, "day": x.day, "claim": f"{x.told.document}#{x.told.claim}"}
            | {"quote": x.told.quote, "agree": list(x.agree), "rivals": list(x.rivals), "denied": list(x.denied)}
            for x in c.links
        ],
        "comparisons": encode(c.comparisons),
        **scores_json(c.scores),
    }
