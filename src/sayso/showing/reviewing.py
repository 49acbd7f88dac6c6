"""Claims under review: the one that a user means, what waits for a person, and what persons decided, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sayso.case.corrections import change
from sayso.errors import UsageError
from sayso.records.claim import Claim
from sayso.records.judgement import Judgement, Verdict
from sayso.records.report import Report
from sayso.showing.console import printed
from sayso.showing.wording import count, flat, quoted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.case import Case

WAITING = 10


@dataclass(frozen=True, slots=True)
class Meant:
    """A report of a case, as it was read, and the claim of it that is meant, if one is."""

    report: Report
    claim: Claim | None


def meant(case: Case, name: str, *, claim: bool = True) -> Meant:
    """The report, or the claim of one, that a user names: REPORT or REPORT#c3.

    Args:
        case: the case.
        name: what the user wrote.
        claim: whether a claim has to be named.

    Raises:
        UsageError: the case has no such report or claim, or several.
    """
    whole = case.named(name)
    report, mark, wanted = (name, "", "") if whole else name.rpartition("#")
    ids = whole or (case.named(report) if mark else [])
    if len(ids) != 1:
        said = f"{len(ids)} reports go by this name" if ids else "no such report in this case"
        raise UsageError(said, where=name, hint="give the report's id, file or address; `sayso search` finds it")
    found = next(case.reports(ids, as_read=True))
    if not wanted:
        if claim:
            claims = ", ".join(c.id for c in found.claims[:12]) or "none"
            raise UsageError("no claim is named", where=name, hint=f"write {name}#c3; its claims: {claims}")
        return Meant(found, None)
    if wanted not in found.claim_by_id:
        claims = ", ".join(c.id for c in found.claims[:12]) or "none"
        raise UsageError("this report has no such claim", where=name, hint=f"it has: {claims}")
    return Meant(found, found.claim_by_id[wanted])


def review(found: Meant, *, verdict: Verdict, corrections: Sequence[str] = (), by: str, reason: str) -> list[Judgement]:
    """The judgements of a review; a correction says that the claim stands, corrected.

    Args:
        found: the claim.
        verdict: positive confirms, negative rejects, unsure takes back what was decided.
        corrections: `field=value`, as `case.corrections` knows them.
        by: who reviews.
        reason: why.

    Raises:
        UsageError: nobody stands for it, or a field does not take its value.
    """
    assert found.claim is not None
    document, claim = found.report.document.id, found.claim
    signed(by, reason)
    made = [_judgement("reviewed", document, claim.id, verdict, by, reason)]
    for correction in corrections:
        name, mark, value = correction.partition("=")
        if not mark:
            raise UsageError("a correction is FIELD=VALUE", where=correction, hint="as in --correct type=COERCE")
        claim = change(found.report, claim, name.strip(), value)
        value = " ".join(getattr(claim, name)) if isinstance(getattr(claim, name), tuple) else value.strip()
        made.append(
            _judgement("corrected", f"{document}#{claim.id}", f"{name.strip()}={value}", "positive", by, reason)
        )
    return made


def taking_back(case: Case, found: Meant, *, by: str, reason: str) -> list[Judgement]:
    """The judgements that undo every review and correction of a claim."""
    assert found.claim is not None
    key = (found.report.document.id, found.claim.id)
    made = review(found, verdict="unsure", by=by, reason=reason)
    for j in case.decided.corrections.get(key, {}).values():
        made.append(_judgement("corrected", j.left, j.right, "unsure", by, reason))
    return made


def retraction(found: Meant, *, undo: bool, by: str, reason: str) -> Judgement:
    """The judgement that takes a report, or a claim of it, out of all findings, or in again."""
    signed(by, reason)
    claim = found.claim.id if found.claim else None
    verdict: Verdict = "negative" if undo else "positive"
    return _judgement("retracted", found.report.document.id, claim, verdict, by, reason)


def signed(by: str, reason: str) -> None:
    """Refuse a decision that nobody stands for.

    Raises:
        UsageError: the name or the reason is empty, or the name is the machine's.
    """
    if not by.strip() or not reason.strip():
        raise UsageError("a decision needs a name and a reason", hint="as in --by 'R. Editor' --reason 'saw the page'")
    if by.strip().casefold() == "machine" or by.casefold().startswith("linking"):
        raise UsageError("this name is the machine's", where="--by", hint="give your own")


def _judgement(kind: str, left: str, right: str | None, verdict: Verdict, by: str, why: str) -> Judgement:
    today = datetime.now(UTC).date().isoformat()
    return Judgement(kind, left, right, verdict, 1.0, by.strip(), why.strip(), today)  # type: ignore[arg-type]


def told(report: Report, claim: Claim) -> str:
    """A claim in a sentence of ours that names who asserts it, and the report's words."""
    from sayso import linking
    from sayso.showing.naming import Names
    from sayso.showing.sentences import sentence

    return f"{sentence(claim, Names(report, linking.view(report)))} {quoted(claim.span.of(report.document.text))}"


def queue_text(case: Case, *, width: int, colour: bool) -> str:
    """What was reviewed in a case, and the next accusations that nobody has looked at."""
    return printed(_queue(case), width=width, colour=colour)


def _queue(case: Case) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    from sayso.exporting import accuses

    stands = case.decided
    confirmed = sum(j.verdict == "positive" for j in stands.reviews.values())
    rejected = len(stands.reviews) - confirmed
    claims = accusing = 0
    waiting: list[tuple[Report, Claim]] = []
    for report in case.reports():
        for claim in report.claims:
            claims += 1
            if accuses(claim) and (report.document.id, claim.id) not in stands.reviews:
                accusing += 1
                if len(waiting) < WAITING:
                    waiting.append((report, claim))
    yield Text(
        f"{count(claims, 'claim')} count: {confirmed} confirmed, of these {len(stands.corrections)} corrected; "
        f"{rejected} more rejected, and {len(stands.withdrawn)} retracted",
        "bold",
    )
    if not waiting:
        yield Text("no accusation waits for review")
        return
    yield Text(f"{count(accusing, 'accusation')} nobody has reviewed yet; the first:")
    for report, claim in waiting:
        yield ""
        yield Text(f"{flat(report.document.record)}#{claim.id}", "cyan")
        yield Padding(Text(told(report, claim)), (0, 0, 0, 2))
