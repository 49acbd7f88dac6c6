"""Where `sayso export` looks, and what of it may leave: reports with their actors, ties, denials and reviews."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from sayso.errors import NotFoundError
from sayso.exporting import Item, accuses, select
from sayso.records.judgement import Judgement
from sayso.records.report import Report


def opened(place: str, *, stdin: BinaryIO | None = None) -> tuple[Iterator[Report], list[Judgement]]:
    """The reports of a case, a file or standard input, and the decisions that the case holds."""
    if place != "-" and (Path(place) / "format").is_file():
        from sayso.case import Case

        case = Case.open(place)
        return case.reports(), list(case.judgements())
    from sayso.showing.why_source import reports_in

    if place != "-" and "://" not in place and not Path(place).exists():
        raise NotFoundError("no such file or folder", where=place, hint="check the spelling")
    return reports_in(place, stdin=stdin)[0], []


def items_of(
    reports: Iterable[Report],
    judgements: Collection[Judgement] = (),
    *,
    reviewed_only: bool = False,
    warn: Callable[[str], None] | None = None,
) -> Iterator[Item]:
    """Reports as they may leave, one at a time; at the end a warning if unreviewed accusations were among them."""
    from sayso import linking, weighing
    from sayso.annotating.actors.beside import names_beside

    kept = unreviewed = 0
    for report in reports:
        chosen, reviewed = select(report, judgements, beside=names_beside, reviewed_only=reviewed_only)
        linked = linking.view(chosen)
        denies = {s.claim: s.denies for s in weighing.summary(chosen, linked).claims if s.denies}
        kept += len(chosen.claims)
        if warn is not None:
            for failure in chosen.failures:
                warn(f"{chosen.document.record} was not read and has no claims here: {failure.message}")
        unreviewed += sum(accuses(c) and c.id not in reviewed for c in chosen.claims)
        yield Item(chosen, linked, reviewed, denies)
    if warn is not None and unreviewed:
        many = "1 accusation is" if unreviewed == 1 else f"{unreviewed} accusations are"
        warn(f"{many} unreviewed: read by machine, and no more than what their holders say")
    if warn is not None and reviewed_only and not kept:
        warn("no claim is reviewed: reviews are judgements of kind `reviewed`, kept in a case")
