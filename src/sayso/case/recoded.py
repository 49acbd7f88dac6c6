"""Decisions on claims, carried over when a report is coded afresh.

A decision names a claim by its id, which only its coding knows: after another coding `c3` may be another claim. The
claim of the old coding is looked for in the new one, by its kind and the words of its act; a decision on a claim that
the new coding does not have is left out of what counts (it stays in the case, and earlier versions show it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sayso.records.claim import Claim
from sayso.records.report import Report
from sayso.records.schema import decode

_NAMED = re.compile(r"^([^#\s]+)#(c\d+)$")
Row = Mapping[str, Any]


def documents_in(rows: Iterable[Row]) -> set[str]:
    """The reports whose claims are decided upon in rows of judgements or grades."""
    return {
        match[1] if match else row["left"]
        for row in rows
        for side in ("left", "right", "subject")
        if (match := _NAMED.match(row.get(side) or "")) or (side == "left" and _apart(row))
    }


class Codings:
    """All codings of some reports, by report, oldest first."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by: dict[str, list[tuple[int, Report]]] = {}
        for row in rows:
            self._by.setdefault(row["id"], []).append((row["run"], decode(Report, row)))
        for found in self._by.values():
            found.sort(key=lambda pair: pair[0])

    def carried(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Rows of judgements or grades with the claims' ids of the newest coding; without those that fit no more."""
        for row in rows:
            changed = dict(row)
            if _apart(row):
                changed["right"] = self._claim(row["left"], row["right"], row["run"])
            for side in ("left", "right", "subject"):
                if match := _NAMED.match(row.get(side) or ""):
                    claim = self._claim(match[1], match[2], row["run"])
                    changed[side] = claim and f"{match[1]}#{claim}"
            if all(changed.get(side) is not None or row.get(side) is None for side in ("left", "right", "subject")):
                yield changed

    def _claim(self, document: str, claim: str, run: int) -> str | None:
        """The id that a claim has in the newest coding, from the one it had when a decision was made."""
        codings = self._by.get(document, [])
        then = next((report for made, report in reversed(codings) if made <= run), None)
        if then is None or then is codings[-1][1]:
            return claim
        old = then.claim_by_id.get(claim)
        return None if old is None else _same(old, codings[-1][1])


def _apart(row: Row) -> bool:
    """Whether a decision has the report on its left and the claim on its right."""
    return row.get("kind") in ("reviewed", "retracted") and row.get("right") is not None


def _same(old: Claim, new: Report) -> str | None:
    found = [c for c in new.claims if c.kind == old.kind and c.trigger == old.trigger]
    found.sort(key=lambda c: (c.type != old.type, c.span != old.span))
    return found[0].id if found else None
