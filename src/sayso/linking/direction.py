"""Who copied from whom: by credit, by quotation marks, by day; and if none of them says, by nothing but order.

A credit outweighs the day, because days are often those of crawling or of an update.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.linking.credits import source_of
from sayso.linking.passages import Text, Words
from sayso.linking.reuse import Corpus, Reuse
from sayso.records.document import Span
from sayso.records.origin import Copy, Credit, Passage

CREDIT, AGENCY, QUOTED, LATER, LONGER = 3.0, 0.8, 1.5, 1.0, 0.25


class Reason(NamedTuple):
    """A named reason, positive if the right text copied from the left one."""

    name: str
    weight: float
    why: str


def copies(reused: Iterable[Reuse], found: Corpus, credited: Sequence[Sequence[Credit]]) -> Iterator[Copy]:
    """Shared words as copies of one report from another; `credited` holds the credits of each text of the corpus."""
    return (_directed(r, found, credited) for r in reused)


def _directed(r: Reuse, found: Corpus, credited: Sequence[Sequence[Credit]]) -> Copy:
    reasons = why(r, found, credited)
    total = sum(x.weight for x in reasons)
    right_copied = total >= 0
    source, copy = (r.left, r.right) if right_copied else (r.right, r.left)
    ours, theirs = (r.left_spans, r.right_spans) if right_copied else (r.right_spans, r.left_spans)
    said = [x.why for x in reasons if (x.weight >= 0) == right_copied]
    told = "; ".join(said) if said else "nothing says which was first"
    return Copy(
        source=found.texts[source].document,
        copy=found.texts[copy].document,
        kind=r.kind,
        share=r.shares[1 if right_copied else 0],
        score=r.score,
        sure=any(x.name != "longer" for x in reasons) and total != 0,
        passages=tuple(Passage(s, c, x) for s, c, x in zip(ours, theirs, r.likeness, strict=True)),
        why=f"{r.why}; {told}",
    )


def why(r: Reuse, found: Corpus, credited: Sequence[Sequence[Credit]]) -> list[Reason]:
    """What says who copied from whom."""
    left, right = found.texts[r.left], found.texts[r.right]
    reasons = []
    if (credit := _credits(credited[r.right], left, r.right_spans)) is not None:
        reasons.append(Reason("credit", CREDIT, f"it credits {credit.name}"))
    if (credit := _credits(credited[r.left], right, r.left_spans)) is not None:
        reasons.append(Reason("credit", -CREDIT, f"it credits {credit.name}"))
    by_agency = [_agency(left), _agency(right)]
    if by_agency[0] != by_agency[1]:
        reasons.append(Reason("agency", AGENCY if by_agency[0] else -AGENCY, "its source is a news agency's"))
    quoted = [_quoted(found.words[r.left], r.left_spans), _quoted(found.words[r.right], r.right_spans)]
    if quoted[0] != quoted[1]:
        reasons.append(Reason("quoted", QUOTED if quoted[1] else -QUOTED, "it has the words in quotation marks"))
    if (days := _days(left.day, right.day)) != 0:
        weight = LATER if abs(days) == 1 else 1.5 * LATER
        reasons.append(Reason("later", weight if days > 0 else -weight, f"it is {abs(days)} days later"))
    return [
        x._replace(why=x.why.replace("1 days", "1 day") if x.why.startswith("it is 1 ") else x.why) for x in reasons
    ]


def _credits(given: Sequence[Credit], to: Text, spans: Sequence[Span]) -> Credit | None:
    """The credit for any of the spans to the outlet of a text."""
    source = source_of(to.outlet)
    if source is None:
        return None
    for credit in given:
        if credit.key == source.key and (credit.whole or any(credit.scope.overlaps(s) for s in spans)):
            return credit
    return None


def _agency(text: Text) -> bool:
    source = source_of(text.outlet)
    return source is not None and source.kind == "agency"


def _quoted(words: Words, spans: Sequence[Span]) -> bool:
    """Whether most of the shared words stand in quotation marks."""
    inside = total = 0
    for span in spans:
        low, high = words.starts.searchsorted([span.start, span.end])
        inside += int(words.quoted[low:high].sum())
        total += int(high - low)
    return 2 * inside > total


def _days(left: str | None, right: str | None) -> int:
    """Days from left to right; 0 if either is not known to the day."""
    try:
        return (datetime.date.fromisoformat(right or "") - datetime.date.fromisoformat(left or "")).days
    except ValueError:
        return 0
