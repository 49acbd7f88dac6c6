"""What a source did within the case: shown beside its grade, and never scored.

A record is about this case alone: being agreed with is not being right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.records.assessment import Interest, Telling


@dataclass(frozen=True, slots=True)
class Record:
    """What one origin tells in a case.

    Attributes:
        incidents: how many it tells of; `named` of how many it says who did them.
        agreed, contradicted: of how many of these an independent origin names the same doer, or another one.
        denials: how many it denies.
        cited: in how many it cites evidence; `sure` in how many it uses words that sound sure and cites none.
        stake: what it has at stake, where it is most.
    """

    incidents: int = 0
    named: int = 0
    agreed: int = 0
    contradicted: int = 0
    denials: int = 0
    cited: int = 0
    sure: int = 0
    stakes: tuple[Interest, ...] = ()


def track_record(case: Iterable[Sequence[Telling]], origin: str) -> Record:
    """The record of one origin over the incidents of a case.

    >>> common = {"document": "a", "claim": "c", "interest": "none", "doers": (("state:X", "X"),)}
    >>> one = Telling(origin="o", name="The Gazette", **common)
    >>> other = Telling(origin="p", name="The Post", **common)
    >>> found = track_record([[one, other], [other]], "o")
    >>> found.incidents, found.named, found.agreed, found.contradicted
    (1, 1, 1, 0)
    """
    counts = dict.fromkeys(("incidents", "named", "agreed", "contradicted", "denials", "cited", "sure"), 0)
    stakes: dict[Interest, None] = {}
    for told in case:
        own = [t for t in told if t.origin == origin]
        if not own:
            continue
        stakes |= dict.fromkeys(t.interest for t in own)
        mine = _doers(own)
        others = [_doers([t]) for t in told if t.origin != origin and t.interest == "none"]
        counts["incidents"] += 1
        counts["named"] += bool(mine)
        counts["agreed"] += bool(mine) and any(mine & theirs for theirs in others)
        counts["contradicted"] += bool(mine) and any(theirs and not mine & theirs for theirs in others)
        counts["denials"] += any(t.denied for t in own)
        counts["cited"] += any(t.evidence == "cited" for t in own)
        counts["sure"] += any(t.boosters and t.sure_evidence != "cited" for t in own)
    return Record(**counts, stakes=tuple(stakes))


def _doers(told: Iterable[Telling]) -> set[str]:
    return {key for t in told if not t.denied and not t.person for key, _ in t.doers}
