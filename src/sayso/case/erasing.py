"""What falls when a report is erased: all rows that are about it, and the decisions that stood on it alone.

A person's unmasking falls with the last report that names the person, the grade of a source with the last report of
that outlet: what nothing in the case stands under any more says who was in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.case import store
from sayso.case.layout import path_of
from sayso.errors import PrivacyError
from sayso.privacy.persons import fold, pieces


@dataclass(frozen=True, slots=True)
class Fallen:
    """What an erasure takes along.

    Attributes:
        documents: the ids of the reports.
        records: what the reports were called in the input, as masked: names of records and files.
        persons: pseudonyms that no other report has.
        outlets: outlets, folded, that no other report is from or speaks of.
        names: the private names in the reports, as they were written.
    """

    documents: frozenset[str]
    records: frozenset[str]
    persons: frozenset[str]
    outlets: frozenset[str]
    names: frozenset[str]

    def is_report(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of `documents` or `originals` goes."""
        return row["id"] in self.documents

    def is_judgement(self, row: Mapping[str, Any]) -> bool:
        """Whether a decision goes: one on a report or a claim of it, or on a person who was only there."""
        return any(self._about(row[side]) or row[side] in self.persons for side in ("left", "right"))

    def is_grade(self, row: Mapping[str, Any]) -> bool:
        """Whether a grade goes: of a report, of a claim of it, or of a source that only it came from."""
        kind, _, name = row["subject"].rpartition(":")
        return self._about(row["subject"]) or (kind == "source" and any(o.startswith(name) for o in self.outlets))

    def is_failure(self, row: Mapping[str, Any]) -> bool:
        """Whether a failure goes: of an earlier try to read the same record."""
        return bool(self.records & {row["record"], row["where"]})

    def _about(self, name: str | None) -> bool:
        """Whether it names a report, or what is in one: `DOCUMENT#CLAIM`, `report:DOCUMENT`."""
        return name is not None and name.partition("#")[0].removeprefix("report:") in self.documents


def fallen(case: Path, ids: Sequence[str]) -> Fallen:
    """What falls with these reports; those that the case does not have are passed over."""
    wanted = frozenset(ids)
    documents: set[str] = set()
    records: set[str] = set()
    outlets: set[str] = set()
    for row in store.rows(path_of(case, "documents"), columns=["id", "document"]):
        if row["id"] in wanted:
            found = row["document"]
            documents.add(row["id"])
            records |= {found["record"], found["uri"] or found["record"]}
            outlets.add(_bare(found["outlet"] or ""))
    outlets = _unheard(case, documents, outlets - {""})
    persons, names = _persons(case, documents)
    return Fallen(frozenset(documents), frozenset(records), persons, frozenset(outlets), names)


def _unheard(case: Path, documents: set[str], outlets: set[str]) -> set[str]:
    """Of outlets, those that no other report is from or has in its text."""
    left = set(outlets)
    if not left:
        return left
    for row in store.rows(path_of(case, "documents"), columns=["id", "document"]):
        if row["id"] not in documents:
            text = row["document"]["text"].casefold()
            own = _bare(row["document"]["outlet"] or "")
            left -= {name for name in left if name == own or name in text}
    return left


def _bare(outlet: str) -> str:
    """An outlet as keys of sources begin: folded, without its article.

    >>> _bare("The Northern Herald")
    'northern herald'
    """
    return re.sub(r"^(?:the\s+|www\.)", "", fold(outlet).strip())


def _persons(case: Path, documents: set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The pseudonyms that only these reports have, and the names in them."""
    there: set[str] = set()
    elsewhere: set[str] = set()
    names: set[str] = set()
    for row in store.rows(path_of(case, "originals"), columns=["id", "persons"]):
        gone = row["id"] in documents
        (there if gone else elsewhere).update(p["pseudonym"] for p in row["persons"] or ())
        if gone:
            names.update(name for p in row["persons"] or () for name in p["names"])
    return frozenset(there - elsewhere), frozenset(names)


def refuse_names(said: str, names: Iterable[str]) -> None:
    """Refuse a reason that would write a private name into the masked tables.

    Raises:
        PrivacyError: one of the names, or a part of one, is in it.
    """
    words = {piece.folded for piece in pieces(said)}
    if any(piece.folded in words for name in names for piece in pieces(name) if len(fold(name)) > 1):
        raise PrivacyError("the reason or --by holds the person's name", hint="word it without the name")
