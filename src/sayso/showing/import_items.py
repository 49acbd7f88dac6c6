"""Imports into a case: articles are read, remarks become judgements on the claims that they mean, events stand beside.

A remark that means no claim, or several, or asks for what a field does not take, is told of; the others count.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import DamagedError, InputError, NotFoundError, UsageError
from sayso.importing import Article, Notes, Origin, Remark
from sayso.records.claim import Claim
from sayso.records.judgement import Judgement
from sayso.records.report import Report
from sayso.showing.import_comments import Comments

if TYPE_CHECKING:
    from sayso.case import Case
    from sayso.config import Settings
    from sayso.reading.item import Item

Say = Callable[[str], None]
MACHINES = ("machine", "linking", "sayso")


@dataclass
class Imported:
    """What an import did.

    Attributes:
        what: reports, decisions or context events.
        new: how many were added.
        known: how many the case had.
        failed: how many records could not be used.
        notes: what was left out and why.
    """

    what: str
    new: int = 0
    known: int = 0
    failed: int = 0
    notes: Notes = field(default_factory=Notes)


def imported(case: Path, path: Path, origin: Origin, *, by: str | None, settings: Settings, say: Say) -> Imported:
    """Import a file into a case.

    Args:
        case: the case folder; made if there is none, unless decisions are imported.
        path: the file.
        origin: its format.
        by: who decides, where the file does not tell.
        settings: size limits, worker processes.
        say: told what goes on, a sentence each.

    Raises:
        InputError: the file cannot be read, or not to its end; what came before is kept.
        UsageError: it is another format, or nobody signs a decision.
    """
    done = Imported({"reports": "reports", "decisions": "decisions", "context": "context events"}[origin.gives])
    if not path.is_file():
        raise NotFoundError(
            "no such file", where=str(path), hint="check the spelling; folders are imported file by file"
        )
    found = origin.read(path, done.notes, limit=settings.max_bytes)
    if origin.gives == "reports":
        _reports(case, path, found, done, settings, say)
    elif origin.gives == "context":
        from sayso.case import Case
        from sayso.case.context import add_context

        opened = Case.open(case, create=True)
        done.new, done.known = add_context(opened.path, found, on_wait=say)
    else:
        _decisions(case, found, done, by, say)
    done.failed += done.notes.damaged
    return done


def _reports(case: Path, path: Path, found: Iterator[Article], done: Imported, settings: Settings, say: Say) -> None:
    from sayso.run import Job, run_into_case

    broken: list[InputError] = []

    def items() -> Iterator[Item]:
        try:
            yield from _items(path, found)
        except InputError as error:
            broken.append(error)

    def event(message: str) -> None:
        if "case version" not in message:
            say(message)

    for coded in run_into_case(items(), Job(settings), case, on_event=event, skip_known=True):
        done.known += coded.known
        done.failed += coded.failed
        done.new += not coded.known and not coded.failed
        for failure in coded.report.failures:
            say(f"{failure.where}: {failure.message} — {failure.hint}")
    if broken:
        raise broken[0]


def _items(path: Path, found: Iterable[Article]) -> Iterator[Item]:
    from sayso.reading.item import Item

    for number, a in enumerate(found, 1):
        record = {"id": a.record, "text": a.text, "title": a.title, "date": a.date, "outlet": a.outlet, "uri": a.uri,
                  "byline": a.byline, "language": a.language}  # fmt: skip
        data = json.dumps({k: v for k, v in record.items() if v is not None}).encode("utf-8", "surrogatepass")
        yield Item(str(path), data=data, line=number)


def _decisions(case: Path, found: Iterable[Remark], done: Imported, by: str | None, say: Say) -> None:
    from sayso.case import Case

    opened = Case.open(case)
    comments = Comments(opened)
    remarks = [replace(r, why=comments.masked(r.why)) if r.why else r for r in found]
    made = judgements(opened, remarks, by=by, notes=done.notes)
    standing = {_key(j) for j in opened.judgements()}
    fresh = [j for j in dict.fromkeys(made) if _key(j) not in standing]
    done.new, done.known = len(fresh), len(made) - len(fresh)
    if fresh:
        with opened.writer(on_wait=say) as writer:
            writer.add(judgements=fresh)


def _key(j: Judgement) -> tuple[Any, ...]:
    return j.kind, j.left, j.right, j.verdict, j.made_by, j.why


def judgements(case: Case, remarks: list[Remark], *, by: str | None, notes: Notes) -> list[Judgement]:
    """The judgements that remarks are, in their order.

    Raises:
        UsageError: nobody signs one.
    """
    meant = _meant(case, remarks)
    made: list[Judgement] = []
    for number, remark in enumerate(remarks):
        claims = meant[number]
        if len(claims) != 1:
            if remark.decisions:
                notes.fail(_unclear(remark, claims))
            else:
                notes.leave("annotation whose claim the case does not have")
            continue
        made += _signed(remark, *claims[0], by=by, notes=notes)
    return made


def _unclear(remark: Remark, claims: list[tuple[Report, Claim]]) -> InputError:
    if not claims:
        return DamagedError(
            "no claim of this case is meant", where=remark.where, hint="export the case to annotations anew"
        )
    ids = ", ".join(c.id for _, c in claims[:6])
    return DamagedError(
        f"{len(claims)} claims have these words ({ids})",
        where=remark.where,
        hint="reply to the exported annotation of one",
    )


def _signed(remark: Remark, report: Report, claim: Claim, *, by: str | None, notes: Notes) -> Iterator[Judgement]:
    """The judgements of one remark on one claim; what is as the case has it already is none."""
    try:
        decisions = [d for d in remark.decisions if "=" not in d or _changes(report, claim, d)]
        decisions += [d for d in remark.shown if d not in decisions and _changes(report, claim, d)]
    except UsageError as error:
        notes.fail(DamagedError(f"{error.message} ({error.where})", where=remark.where, hint=error.hint))
        return
    if not decisions:
        if not remark.decisions:
            notes.leave("annotation as sayso made it")
        return
    name = signed_by(remark.by or by, where=remark.where)
    on = remark.at or datetime.now(UTC).date().isoformat()
    document = report.document.id
    for decision in decisions:
        why = remark.why or f"annotated as {decision}"
        if "=" in decision:
            yield Judgement("corrected", f"{document}#{claim.id}", decision, "positive", 1.0, name, why, on)
        else:
            verdict = "positive" if decision == "confirmed" else "negative"
            yield Judgement("reviewed", document, claim.id, verdict, 1.0, name, why, on)  # type: ignore[arg-type]


def _changes(report: Report, claim: Claim, decision: str) -> bool:
    """Whether a correction changes anything.

    Raises:
        UsageError: the field does not take this value.
    """
    from sayso.case.corrections import change

    name, _, value = decision.partition("=")
    return change(report, claim, name, value) != claim


def signed_by(name: str | None, *, where: str) -> str:
    """Who decides.

    Raises:
        UsageError: nobody, or a name that is the machine's.

    >>> signed_by(" R.  Editor ", where="notes.jsonld")
    'R. Editor'
    """
    told = " ".join((name or "").split())[:80]
    if not told:
        raise UsageError("nobody signs this decision", where=where, hint="add --by NAME")
    if told.casefold().startswith(MACHINES):
        raise UsageError("this name is the machine's", where=where, hint="add --by with your own")
    return told


def _meant(case: Case, remarks: list[Remark]) -> dict[int, list[tuple[Report, Claim]]]:
    """The claims that each remark means, found in one pass over the case."""
    from sayso.exporting import Item
    from sayso.exporting.annotations import note_id, source_of

    by_source, by_note, named = _asked(remarks)
    sure: dict[int, list[tuple[Report, Claim]]] = defaultdict(list)
    by_words: dict[int, list[tuple[Report, Claim]]] = defaultdict(list)
    for report in case.reports():
        document, source = report.document.id, source_of(Item(report))
        for claim in report.claims:
            for number in (*named.get((document, claim.id), ()), *by_note.get(note_id(document, claim.id), ())):
                sure[number].append((report, claim))
            for number in by_source.get(source, ()):
                if _on(remarks[number], report, claim):
                    by_words[number].append((report, claim))
    return {number: sure.get(number) or by_words.get(number, []) for number in range(len(remarks))}


def _asked(
    remarks: list[Remark],
) -> tuple[dict[str, list[int]], dict[str, list[int]], dict[tuple[str, str], list[int]]]:
    by_source: dict[str, list[int]] = defaultdict(list)
    by_note: dict[str, list[int]] = defaultdict(list)
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, remark in enumerate(remarks):
        if remark.document and remark.claim:
            named[remark.document, remark.claim].append(number)
            continue
        if remark.note:
            by_note[remark.note].append(number)
        if remark.source:
            by_source[remark.source].append(number)
    return by_source, by_note, named


def _on(remark: Remark, report: Report, claim: Claim) -> bool:
    """Whether a claim rests on the words that are remarked on."""
    quote = claim.span.of(report.document.text)
    if remark.quote is not None and " ".join(remark.quote.split()) != " ".join(quote.split()):
        return False
    if remark.position is not None:
        return tuple(claim.span) == remark.position
    return remark.quote is not None
