"""Which claim of many reports a user means who names it, or writes some of its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sayso.errors import UsageError
from sayso.records.report import Report
from sayso.showing.output import printable
from sayso.showing.view import Story
from sayso.showing.why_find import find
from sayso.showing.wording import flat

_NAME = re.compile(r"(?:.*#)?(?:c?\d+)$")
SHOWN = 5


def claims_meant(
    reports: Sequence[Report], asked: str, *, story_of: Callable[[Report], Story], where: str
) -> list[tuple[str, str]]:
    """The ids of reports and claims; several only if words were given that several claims have.

    Raises:
        UsageError: nothing is meant.
    """
    if _NAME.match(asked.strip()):
        report, claims = find(reports, asked, story_of=story_of, where=where)
        return [(report.document.id, claims[0].id)]
    wanted = flat(asked).casefold()
    found: dict[str, tuple[str, str]] = {}
    for report in reports:
        for claim in sorted(report.claims, key=lambda c: not c.main):
            words = flat(claim.span.of(report.document.text)).casefold()
            if wanted in words:
                found.setdefault(words, (report.document.id, claim.id))
    if not found:
        raise UsageError("no claim has these words", where=where, hint="name one as in REPORT#c3, or give fewer words")
    return list(found.values())


def several(reports: Sequence[Report], meant: Sequence[tuple[str, str]], *, where: str) -> UsageError:
    """What to say when the claims that are meant do not come down to one."""
    by_id = {r.document.id: r for r in reports}
    shown = []
    for document, claim in meant[:SHOWN]:
        report = by_id[document]
        words = flat(report.claim_by_id[claim].span.of(report.document.text))
        shown.append(f"'{printable(report.document.record)}#{claim}' ({words[:80]})")
    return UsageError(f"{len(meant)} claims have these words", where=where, hint=f"name one: {'; '.join(shown)}")
