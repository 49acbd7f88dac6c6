"""The one writer of a case: ids checked and rows appended inside the lock, one commit a batch.

A batch is first appended to `private/originals`, then to the masked tables, and last to `runs`: only with the row in
`runs` is it part of the case. Whatever a crash leaves without one is taken back when the next writer starts, so that
no report is ever in a case without its original, and nothing is in it twice.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from sayso.case import store
from sayso.case.erasing import fallen, refuse_names
from sayso.case.ids import Ids
from sayso.case.layout import SCHEMAS, TABLES, path_of
from sayso.config import Settings
from sayso.privacy import Masked
from sayso.records.judgement import Grade, Judgement
from sayso.records.report import Coding, Report
from sayso.records.schema import encode


@dataclass(frozen=True, slots=True)
class Added:
    """What a commit did: reports added, reports that the case had already, failures noted, and the case version."""

    new: int
    known: int
    failed: int
    version: int


def coding_key(coding: Coding | None) -> str:
    """What coded a report, in short: two codings are the same if and only if this is.

    >>> coding_key(Coding("1")) == coding_key(Coding("1")), coding_key(Coding("1")) == coding_key(Coding("2"))
    (True, False)
    """
    return hashlib.sha256(json.dumps(encode(coding), sort_keys=True).encode()).hexdigest()[:16]


class Writer:
    """Adds to a case; made by `Case.writer`, which holds the lock around it."""

    def __init__(self, case: Path, settings: Settings) -> None:
        self._case = case
        self._settings = settings
        last = last_run(case)
        self._version = last["version"] if last else 0
        self._committed = {name: last[name] if last else 0 for name in (*TABLES, "originals")}
        self._clean = False
        self._take_back()
        self.drop_names()
        if last and last["erased"]:
            self._vacuum()  # in case a crash came between an erasure and this
        self._ids = Ids(self._pairs())
        self._noted: set[bytes] | None = None

    @property
    def version(self) -> int:
        """The case version as of now."""
        return int(self._version)

    def known(self, name: str, coding: Coding | None) -> bool:
        """Whether the case has this report (by its id in the case) in this coding."""
        return (name, coding_key(coding)) in self._ids

    def add(
        self,
        masked: Sequence[Masked] = (),
        *,
        failed: Sequence[Report] = (),
        judgements: Sequence[Judgement] = (),
        grades: Sequence[Grade] = (),
        known: int = 0,
    ) -> Added:
        """Add a batch in one commit; what the case has already is left out, and if nothing is new, nothing is written.

        Args:
            masked: reports with what masking took away from them.
            failed: records that could not be read; their failures are noted, each once however often it is met.
            judgements: decisions to add.
            grades: grades to add.
            known: how many reports the caller left out because the case has them.
        """
        fresh = self._fresh(masked)
        known += len(masked) - len(fresh)
        failed = self._not_noted(failed)
        if not (fresh or failed or judgements or grades):
            return Added(0, known, 0, self.version)
        run = self._begin()
        versions = {
            "originals": self._append("originals", [_keyed(m, run) | encode(m.originals) for m in fresh]),
            "documents": self._append("documents", [_keyed(m, run) | encode(m.report) for m in fresh]),
            "failures": self._append("failures", [r for report in failed for r in _failures(report, run)]),
            "judgements": self._append("judgements", [encode(j) | {"run": run} for j in judgements]),
            "grades": self._append("grades", [encode(g) | {"run": run} for g in grades]),
        }
        coding = fresh[0].report.coding if fresh else None
        self._commit(run, coding, versions, added=len(fresh), known=known, failed=len(failed))
        for item in fresh:
            self._ids.add(item.report.document.id, coding_key(item.report.coding))
        self._failures_noted().update(_failure_digest(row) for report in failed for row in _failures(report, run))
        return Added(len(fresh), known, len(failed), run)

    def save_names(self) -> str:
        """Write which reports the case has, in which coding, where worker processes can look; gives the file's path."""
        path = self._case / "private" / f"known-{secrets.token_hex(8)}"
        with store.told(path, writing=True):
            self._ids.save(path)
        return str(path)

    def drop_names(self) -> None:
        """Remove what `save_names` wrote, here or before a crash."""
        for path in (self._case / "private").glob("known-*"):
            path.unlink(missing_ok=True)

    def erase(self, ids: Sequence[str], *, by: str, reason: str) -> Added:
        """Delete reports for good, with all that stands on them: the one time that anything is rewritten.

        They go from all tables, the index and `private/`; with them go the decisions, grades and failures that are
        about them (`sayso.case.erasing` says which). Earlier versions of the case cannot be opened afterwards. What
        stays is a tombstone: a random id, a date and the reason.

        Raises:
            PrivacyError: the reason holds a private name of what is erased.
        """
        gone = fallen(self._case, ids)
        if not gone.documents:
            return Added(0, 0, 0, self.version)
        refuse_names(f"{by} {reason}", gone.names)
        run = self._begin()
        for made in (*self._case.glob("index*"), *self._case.glob("reader.sqlite*")):
            made.unlink(missing_ok=True)
        tests: dict[str, store.Test] = {
            "originals": gone.is_report, "documents": gone.is_report, "judgements": gone.is_judgement,
            "grades": gone.is_grade, "failures": gone.is_failure,
        }  # fmt: skip
        versions = {n: store.delete(path_of(self._case, n), test, SCHEMAS[n]) for n, test in tests.items()}
        tomb = Judgement("erased", secrets.token_hex(8), None, "positive", 1.0, by, reason, now()[:10])
        versions["judgements"] = self._append("judgements", [encode(tomb) | {"run": run}])
        self._commit(run, None, versions, erased=len(gone.documents))
        self._vacuum()
        self._ids, self._noted = Ids(self._pairs()), None
        return Added(0, 0, 0, run)

    def _vacuum(self) -> None:
        for name in ("originals", *TABLES):
            store.vacuum(path_of(self._case, name))

    def _not_noted(self, failed: Sequence[Report]) -> list[Report]:
        """The failed records that say something new: a record that fails as it did before is noted already."""
        noted = self._failures_noted() if failed else frozenset()
        return [r for r in failed if any(_failure_digest(row) not in noted for row in _failures(r, 0))]

    def _failures_noted(self) -> set[bytes]:
        if self._noted is None:
            found = store.rows(path_of(self._case, "failures"), columns=list(_SAME_FAILURE))
            self._noted = {_failure_digest(row) for row in found}
        return self._noted

    def _begin(self) -> int:
        """The number of the commit that begins, after undoing one that failed."""
        if not self._clean:
            self._take_back()
        self._clean = False
        return int(self._version) + 1

    def _commit(self, run: int, coding: Coding | None, versions: dict[str, int], **counts: int) -> None:
        """The row in `runs` that makes what was written part of the case."""
        zeros = {"added": 0, "known": 0, "failed": 0, "erased": 0}
        self._append("runs", [self._run(run, coding) | zeros | counts | versions])
        self._version, self._committed, self._clean = run, versions, True

    def _take_back(self) -> None:
        """Undo what a crash, or a batch that failed, has left without a row in `runs`."""
        for name, committed in self._committed.items():
            store.take_back(path_of(self._case, name), committed)
        self._clean = True

    def _append(self, name: str, rows: list[dict[str, Any]]) -> int:
        return store.append(path_of(self._case, name), rows, SCHEMAS[name])

    def _pairs(self) -> Iterable[tuple[str, str]]:
        for row in store.rows(path_of(self._case, "documents"), columns=["id", "coding_key"]):
            yield row["id"], row["coding_key"]

    def _fresh(self, masked: Sequence[Masked]) -> list[Masked]:
        """The reports that the case does not have, each once."""
        found: dict[tuple[str, str], Masked] = {}
        for item in masked:
            pair = (item.report.document.id, coding_key(item.report.coding))
            if pair not in self._ids:
                found.setdefault(pair, item)
        return list(found.values())

    def _run(self, run: int, coding: Coding | None) -> dict[str, Any]:
        return {
            "version": run,
            "at": now(),
            "sayso": metadata.version("sayso"),
            "settings": json.dumps(dataclasses.asdict(self._settings), sort_keys=True),
            "coding": json.dumps(encode(coding), sort_keys=True),
            "coding_key": coding_key(coding),
        }


def last_run(case: Path) -> dict[str, Any] | None:
    """The newest row of `runs`; None in a case to which nothing was ever added."""
    rows = list(store.rows(path_of(case, "runs")))
    return max(rows, key=lambda r: r["version"], default=None)


def now() -> str:
    """The time of a commit, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _keyed(item: Masked, run: int) -> dict[str, Any]:
    return {"id": item.report.document.id, "coding_key": coding_key(item.report.coding), "run": run}


def _failures(report: Report, run: int) -> Iterable[dict[str, Any]]:
    for failure in report.failures:
        yield {"record": report.document.record, **encode(failure), "at": now(), "run": run}


_SAME_FAILURE = ("record", "code", "where", "message")


def _failure_digest(row: Mapping[str, Any]) -> bytes:
    words = "\n".join(str(row[name]) for name in _SAME_FAILURE)
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()
