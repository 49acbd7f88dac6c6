"""Which claim a user means: by id, by the beginning of one, or by the number that the report shows it under.

`c3` is enough where one report is asked; `REPORT#c3` names the report too, by record, document id (or its beginning) or
address. An unknown report and one that was erased are answered alike but for the count of what was erased.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from sayso.errors import UsageError
from sayso.records.claim import Claim
from sayso.records.report import Report
from sayso.showing.output import printable
from sayso.showing.view import Story

_SHORTEST = 8
_SHOWN = 3


@dataclass(slots=True)
class _Seen:
    """What passed by: the reports that were meant, those of them that have the claim, and a few names for hints."""

    reports: int = 0
    meant: int = 0
    hits: list[Report] = field(default_factory=list)
    last: Report | None = None
    names: list[str] = field(default_factory=list)


def find(
    reports: Iterable[Report], asked: str, *, story_of: Callable[[Report], Story], where: str, gone: int = 0
) -> tuple[Report, tuple[Claim, ...]]:
    """The report and the claims that `asked` means: one claim, or all that the entry of that number stands on.

    Args:
        reports: where to look; they pass one by one, and few are kept.
        asked: `CLAIM` or `REPORT#CLAIM`.
        story_of: the view of a report, for the numbers of its entries.
        where: how the user named what is looked in, for messages.
        gone: how many reports were erased from it.

    Raises:
        UsageError: nothing is meant, or several things.
    """
    of, _, name = asked.strip().rpartition("#")
    seen = _Seen()
    for report in reports:
        _look(report, of, name, seen)
    if not seen.meant:
        raise _no_report(of, seen, where, gone)
    if len(seen.hits) == 1:
        return _chosen(seen.hits[0], name, story_of, where)
    if not seen.hits:
        raise _no_claim(name, seen, where)
    raise UsageError(
        f"{'several' if len(seen.hits) > _SHOWN else len(seen.hits)} reports in it have a claim {printable(name)}",
        where=where,
        hint=f"name the report too: {', '.join(_full(r, name) for r in seen.hits[:_SHOWN])}",
    )


def _look(report: Report, of: str, name: str, seen: _Seen) -> None:
    doc = report.document
    seen.reports += 1
    if len(seen.names) < 1000:
        seen.names.append(doc.record)
    if of and of not in (doc.record, doc.id, doc.uri) and not (len(of) >= _SHORTEST and _begins(doc.id, of)):
        return
    seen.meant += 1
    seen.last = report
    if len(seen.hits) <= _SHOWN and _has(report, name):
        seen.hits.append(report)


def _begins(id_: str, of: str) -> bool:
    return id_.startswith(of) or id_.removeprefix("sha256:").startswith(of)


def _has(report: Report, name: str) -> bool:
    if name.isdigit():
        return bool(report.claims)
    return bool(name) and any(c.id.startswith(name) for c in report.claims)


def _chosen(
    report: Report, name: str, story_of: Callable[[Report], Story], where: str
) -> tuple[Report, tuple[Claim, ...]]:
    if name.isdigit():
        return report, _numbered(report, int(name), story_of, where)
    exact = report.claim_by_id.get(name)
    if exact is not None:
        return report, (exact,)
    found = [c for c in report.claims if c.id.startswith(name)]
    if len(found) > 1:
        raise UsageError(
            f"{len(found)} claims begin with {printable(name)}",
            where=where,
            hint="give more of the id: " + ", ".join(c.id for c in found[: 2 * _SHOWN]),
        )
    return report, (found[0],)


def _numbered(report: Report, number: int, story_of: Callable[[Report], Story], where: str) -> tuple[Claim, ...]:
    entries = [entry for section in story_of(report).sections for entry in section.entries]
    for entry in entries:
        if entry.number == number:
            return tuple(c for i in entry.claims if (c := report.claim_by_id.get(i)) is not None)
    last = max((entry.number for entry in entries), default=0)
    raise UsageError(
        f"the report has no number {number}",
        where=where,
        hint=f"its numbers go from 1 to {last}, its claims by {_ids(report)}",
    )


def _no_report(of: str, seen: _Seen, where: str, gone: int) -> UsageError:
    kept = "was erased from it, and nothing of it" if gone == 1 else "were erased from it, and nothing of them"
    erased = f"; {gone} {kept} is kept" if gone else ""
    if not seen.reports:
        return UsageError(f"there is no report in it{erased}", where=where, hint="read some into it first")
    near = get_close_matches(of, seen.names, n=_SHOWN, cutoff=0.4) or seen.names[:_SHOWN]
    return UsageError(
        f"no report in it goes by {printable(of)}{erased}",
        where=where,
        hint="its reports are named like " + ", ".join(map(printable, near)),
    )


def _no_claim(name: str, seen: _Seen, where: str) -> UsageError:
    report = seen.last
    if seen.meant > 1 or report is None:
        return UsageError(
            f"none of its {seen.meant} reports has a claim {printable(name)}",
            where=where,
            hint="claims are named as in `--format jsonl`; with the report: " + _full(report, "c1") if report else None,
        )
    if report.failures and not report.claims:
        failure = report.failures[0]
        return UsageError(f"this report could not be read: {failure.message}", where=where, hint=failure.hint)
    if not report.claims:
        return UsageError("no claims were found in this report", where=where, hint="there is nothing to explain")
    near = get_close_matches(name, [c.id for c in report.claims], n=_SHOWN, cutoff=0.5)
    hint = f"its claims are {_ids(report)}" + (f"; near it: {', '.join(near)}" if near else "")
    return UsageError(f"no such claim: {printable(name) or 'none was given'}", where=where, hint=hint)


def _ids(report: Report) -> str:
    ids = [c.id for c in report.claims]
    return ids[0] if len(ids) == 1 else f"{ids[0]} to {ids[-1]}"


def _full(report: Report, name: str) -> str:
    return f"'{printable(report.document.record)}#{name}'"
