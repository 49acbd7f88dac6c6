"""The assessment of a case with what analysts decided in it, and changes to it: cells, answers, undoing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import UsageError
from sayso.records.assessment import Assessment
from sayso.records.judgement import Grade, Judgement
from sayso.records.report import Report
from sayso.showing.assess_find import Gathered, asked, gathered
from sayso.showing.wording import count, flat
from sayso.weighing import edits
from sayso.weighing.grade import Standing, standings
from sayso.weighing.hypotheses import matrix_from

if TYPE_CHECKING:
    from sayso.case import Case
    from sayso.showing.view import Story


@dataclass(frozen=True)
class Answer:
    """An assessment, what it was made of in words, and what analysts say of sources and claims."""

    answer: Assessment
    subtitle: str
    standings: Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Change:
    """What an analyst asks for: one of rating a cell (row, answer, rating), entering an answer, or taking back."""

    cell: tuple[str, str, str] | None = None
    answer: str | None = None
    staged: bool = False
    undo: bool = False


def answer(
    case: str,
    incident: str,
    *,
    stdin: BinaryIO | None = None,
    also: Sequence[str] = (),
    without: Sequence[str] = (),
    staged_by: str | None = None,
) -> Answer:
    """Who did it, by what a case holds and what was decided in it.

    Args:
        case: a case folder, what `--format jsonl` printed, or `-`.
        incident: a claim about it, `REPORT#c3`, or words of one; or an id that `sayso incidents` prints.
        stdin: where `-` reads from.
        also: further claims that are about it.
        without: claims that are not.
        staged_by: the analyst who enters "it was staged" for this once.

    Raises:
        UsageError: no incident is meant, or several; or there is nothing to weigh.
    """
    from sayso.showing.why_source import reports_in

    reports = [r for r in reports_in(case, stdin=stdin)[0] if r.document.text]
    grades, judgements, version = _kept(case)
    found = asked(
        reports, incident, story_of=_story, where=case, also=also, without=without, grades=grades,
        judgements=judgements, staged_by=staged_by,
    )  # fmt: skip
    of = f"{count(len({t.document for t in found.tellings}), 'report')} of {len(reports)} tell of it"
    return Answer(
        found, f"{of}, from {count(len({i.origin for i in found.matrix.items}), 'origin')}{version}", standings(grades)
    )


def opened(case: str, *, stdin: BinaryIO | None = None) -> tuple[list[Report], list[Judgement]]:
    """The reports of a case that have a text, and its judgements; of a file there are none."""
    from sayso.showing.why_source import reports_in

    return [r for r in reports_in(case, stdin=stdin)[0] if r.document.text], _kept(case)[1]


def _story(report: Report) -> Story:
    from sayso import linking, weighing
    from sayso.showing import story

    linked = linking.view(report)
    return story(report, linked, weighing.summary(report, linked))


def _kept(case: str) -> tuple[list[Grade], list[Judgement], str]:
    """The grades and judgements of a case, and its version in words; none where there is only a file."""
    if not (Path(case) / "format").exists():
        return [], [], ""
    from sayso.case import Case

    opened = Case.open(case)
    return (
        list(opened.grades()),
        list(opened.judgements()),
        f"; case {flat(opened.path.name)}, version {opened.version}",
    )


def changed(case: Case, incident: str, change: Change, *, by: str, why: str) -> tuple[Judgement, str]:
    """The judgement that a change is, and what it does in words.

    Raises:
        UsageError: not exactly one change is asked for, there is no such cell, or an answer is about a person.
    """
    if sum((change.cell is not None, change.answer is not None, change.staged, change.undo)) != 1:
        raise UsageError("ask for one change", hint="one of --cell, --answer, --staged or --undo")
    reports = [r for r in case.reports() if r.document.text]
    judgements = list(case.judgements())
    found = gathered(reports, incident, story_of=_story, where=str(case.path), judgements=judgements)
    if change.undo:
        last = edits.last(judgements, found.claims)
        if last is None:
            raise UsageError("nothing was changed here", hint="`sayso assess` shows what analysts changed")
        return edits.taken_back(last, by=by, why=why), f"taken back: {_told(last)}"
    if change.cell is not None:
        return _rated(found, change.cell, by, why)
    text = edits.STAGED if change.staged else str(change.answer)
    refuse_persons(text)
    made = edits.answer(*found.anchor, text, by=by, why=why)
    return made, f"entered: {made.right}"


def _rated(found: Gathered, cell: tuple[str, str, str], by: str, why: str) -> tuple[Judgement, str]:
    row, name, rating = cell
    matrix = matrix_from(found.told, edits=found.edits)
    item = edits.row_of(matrix, row)
    identity = edits.identity_of(matrix, name)
    document, claim = item.claims[0]
    made = edits.cell(document, claim, identity, rating.upper(), by=by, why=why)
    was = item.rating(next(h.id for h in matrix.hypotheses if h.identity == identity))
    return made, f"{item.id} / {name.upper()} is {rating.upper()}, was {was}"


def _told(j: Judgement) -> str:
    return f"{'the rating' if j.kind == 'cell' else 'the answer'} “{flat(j.right or '')}” by {flat(j.made_by)}"


def refuse_persons(text: str) -> None:
    """No answer is about a natural person, in or out of office.

    Raises:
        UsageError: words of it are read as a person, or are a pseudonym.
    """
    from sayso.config import resolve
    from sayso.reading.item import Item
    from sayso.run import Job, run

    sentence = text if text.rstrip().endswith((".", "!", "?")) else f"{text}."
    data = sentence.encode()
    for coded in run([Item("answer.txt", data=data)], Job(resolve(flags={"workers": 0}))):
        if "person-" in text or any(m.kind == "person" for m in coded.report.mentions):
            raise UsageError(
                "an answer cannot be about a natural person",
                hint="name an organisation or a state, or what happened, as in 'it was an accident'",
            )
