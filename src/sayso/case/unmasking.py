"""Unmasking one person of a case: recorded as a judgement, and refused for those whom nobody may unmask.

Only a pseudonym is taken. A name is answered like any other unknown word, whether the case has it or not, so that the
command cannot be used to test who is in a case.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.case.erasing import refuse_names
from sayso.case.writer import now
from sayso.errors import PrivacyError, UsageError
from sayso.privacy import Originals
from sayso.privacy.protected import protection
from sayso.records.document import Span
from sayso.records.judgement import Judgement

if TYPE_CHECKING:
    from sayso.case.view import Case
    from sayso.case.writer import Writer


def unmask_person(case: Case, writer: Writer, person: str, *, by: str, reason: str) -> tuple[str, ...]:
    """The names behind a pseudonym of a case, after noting who asked, and why, in `judgements`.

    Args:
        case: the case.
        writer: its writer.
        person: the pseudonym, as in `person-1a2b3c4d`.
        by: who unmasks.
        reason: why; it must not hold the name, since it is kept where no names are.

    Raises:
        PrivacyError: there is no such pseudonym, or the person is protected.
    """
    if not by.strip() or not reason.strip():
        raise UsageError("unmasking needs --by and --reason", hint="say who asks, and why: both are kept")
    names: dict[str, None] = {}
    for kept in _of_person(case, person):
        spans = [Span(e.start, e.start + len(e.old)) for e in kept.edits if e.new == person]
        kind = protection(kept.text, spans)
        if kind is not None:
            raise PrivacyError(
                f"this person is never unmasked: the words around the name may speak of a {kind}",
                where=person,
                hint="minors, victims of sexual violence and witnesses stay masked",
            )
        names |= dict.fromkeys(e.old for e in kept.edits if e.new == person)
    if not names:
        raise PrivacyError(
            "no such person in this case", where=person, hint="give a pseudonym as the case shows it: person-1a2b3c4d"
        )
    refuse_names(f"{by} {reason}", names)
    writer.add(judgements=[Judgement("unmask", person, None, "positive", 1.0, by, reason, now()[:10])])
    return tuple(names)


def _of_person(case: Case, person: str) -> Iterator[Originals]:
    for kept in case.all_originals():
        if any(known.pseudonym == person for known in kept.persons):
            yield kept
