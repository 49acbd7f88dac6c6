"""Grades of a case: whom a grade is meant for, and the list of those that were given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sayso.errors import UsageError
from sayso.lexicon.language import load
from sayso.records.judgement import Grade
from sayso.showing.wording import count, flat, listed
from sayso.weighing.grade import standings

if TYPE_CHECKING:
    from sayso.case import Case


def subject_of(case: Case, name: str, *, claim: bool) -> str:
    """The key that a grade of this source or claim is kept under.

    Args:
        case: the case.
        name: a source as it is written in an assessment, its key there, or `REPORT#c3`.
        claim: whether a claim is meant.

    Raises:
        UsageError: there is no such claim or source in the case.
    """
    if claim:
        report, _, wanted = name.rpartition("#")
        ids = case.named(report) if report else []
        for found in case.reports(ids):
            if wanted in found.claim_by_id:
                return f"{found.document.id}#{wanted}"
        raise UsageError("no such claim in this case", where=name, hint="name it as REPORT#c3")
    return _source(case, name)


def record_text(case: Case, name: str) -> str:
    """What a source did within the case, and its grades: for whoever is about to grade it.

    Raises:
        UsageError: there is no such source in the case.
    """
    from sayso import linking
    from sayso.linking.happening import carried
    from sayso.linking.incidents import incidents_of_case
    from sayso.weighing.telling import tellings
    from sayso.weighing.track import track_record

    origin = _source(case, name)
    reports = [r for r in case.reports() if r.document.text]
    known = linking.provenance_of(reports)
    incidents = incidents_of_case(reports, case.judgements())
    told = [tellings(reports, [carried(known, t.document, c) for t in i.reports for c in t.claims]) for i in incidents]
    r = track_record(told, origin)
    stakes = load("lang/en/weighing")["stakes"]
    graded = standings(case.grades()).get(origin)
    return "\n".join(
        (
            f"{flat(name)}, in this case; shown, and part of no score:",
            f"  grade: {graded.shown if graded else 'F6, as nobody has judged it'}",
            f"  stake: {listed([stakes[s] for s in r.stakes]) or 'none known'}",
            f"  tells of {count(r.incidents, 'incident')}, says who did {r.named or 'none'} of them",
            f"  an independent origin names the same doer in {r.agreed or 'none'}, "
            f"another one in {r.contradicted or 'none'}",
            f"  denies {r.denials or 'none'}; cites evidence in {r.cited or 'none'}; "
            f"sounds sure and cites none in {r.sure or 'none'}",
            "Being agreed with is not being right.",
        )
    )


def _source(case: Case, name: str) -> str:
    from sayso import linking
    from sayso.linking.happening import carried
    from sayso.weighing.telling import tellings

    reports = [r for r in case.reports() if r.document.text]
    known = linking.provenance_of(reports)
    every = tellings(reports, [carried(known, r.document.id, c.id) for r in reports for c in r.claims])
    wanted = flat(name).casefold()
    keys = {t.origin for t in every if wanted in (t.name.casefold(), t.origin.casefold())}
    if len(keys) == 1:
        return keys.pop()
    if not keys:
        raise UsageError("no such source in this case", where=name, hint="write it as an assessment of the case does")
    raise UsageError(f"{len(keys)} sources go by this name", where=name, hint=f"give a key: {', '.join(sorted(keys))}")


def grades_text(grades: Iterable[Grade], names: Mapping[str, str]) -> str:
    """The newest grades, contradictory ones side by side.

    Args:
        grades: oldest first.
        names: how a user knows the reports, by document id.
    """
    found = standings(grades)
    if not found:
        return "Nothing was graded in this case: every source stands at F, every claim at 6."
    lines = []
    for subject, standing in found.items():
        document, mark, claim = subject.partition("#")
        differ = "" if standing.agreed else ": contradictory, and none is chosen"
        lines.append(flat(f"{names.get(document, document)}{mark}{claim}{differ}"))
        for g in standing.grades:
            given = f"credibility {g.credibility}" if mark else f"reliability {g.reliability}"
            lines.append(flat(f"{given} by {g.made_by}: {g.why}"))
    return "\n".join(lines)
