"""A case as one sees it: one version of it, the newest coding of each report, and what may be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.case import store
from sayso.case.decided import Decided, decided
from sayso.case.index import Index, Linker, fresh_index
from sayso.case.kept import documents_since
from sayso.case.layout import check, key_of, make, path_of
from sayso.case.lock import locked
from sayso.case.recoded import Codings, documents_in
from sayso.case.versions import Version, looked_at, version_of, versions
from sayso.case.writer import Writer
from sayso.config import Settings
from sayso.errors import CaseError
from sayso.privacy import Originals, keyed
from sayso.records.judgement import Grade, Judgement
from sayso.records.report import Failure, Report
from sayso.records.schema import decode

if TYPE_CHECKING:
    import duckdb


class Case:
    """A case folder at one of its versions; made by `Case.open`.

    A case that is open does not move: what is committed meanwhile shows when it is opened again, or after `refresh`.
    """

    def __init__(self, path: Path, version: Version | None) -> None:
        self.path = path
        self._version = version

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, as_of: int | str | None = None) -> Case:
        """Open a case.

        Args:
            path: the case folder.
            create: make it if there is none, of a new or an empty folder.
            as_of: a case version, or a day (`2024-05-31`): as the case was at its end; by default the newest.

        Raises:
            CaseError: the folder is no case, is damaged, or is of a newer format.
            VersionError: there is no such version, or it was erased.
            UsageError: `as_of` is neither a version nor a day.
        """
        folder = Path(path)
        if create and not (folder / "format").exists():
            if folder.exists() and not folder.is_dir():
                raise CaseError("this is a file", where=str(folder), hint="name a folder")
            with store.told(folder, writing=True):
                folder.mkdir(parents=True, exist_ok=True)
            with locked(folder):
                make(folder)
        check(folder)
        return cls(folder, version_of(folder, as_of if as_of is not None or create else looked_at()))

    @property
    def version(self) -> int:
        """The case version that is shown; 0 before anything was added."""
        return self._version.version if self._version else 0

    @property
    def key(self) -> bytes:
        """The key that `privacy.mask` makes this case's pseudonyms with. Keep it out of every output."""
        return key_of(self.path)

    def refresh(self) -> Case:
        """The same case as it is now."""
        return Case(self.path, version_of(self.path, None))

    def versions(self) -> list[Version]:
        """All commits, oldest first."""
        return versions(self.path)

    @contextmanager
    def writer(
        self,
        settings: Settings | None = None,
        *,
        on_wait: Callable[[str], None] | None = None,
        timeout: float | None = None,
    ) -> Iterator[Writer]:
        """The writer, alone for the length of the block; if there is another, wait for it and say so once."""
        with locked(self.path, on_wait=on_wait, timeout=timeout):
            yield Writer(self.path, settings or Settings())

    def id_of(self, document: str) -> str:
        """The id that a report has in this case, from the one it has outside."""
        return keyed(document, self.key)

    def reports(self, ids: Iterable[str] | None = None, *, as_read: bool = False) -> Iterator[Report]:
        """The masked reports in the order they were added, each in its newest coding, and as people decided.

        Without retracted reports and without claims that were rejected or retracted; corrected claims are corrected.

        Args:
            ids: only these.
            as_read: as they were read, whatever people decided.
        """
        stands = Decided() if as_read else self.decided
        return (found for _, read in self._coded(ids) if (found := stands.applied(read)) is not None)

    @cached_property
    def decided(self) -> Decided:
        """What people decided about reports and claims, as it stands."""
        return decided(self.judgements())

    def _coded(self, ids: Iterable[str] | None = None, since: int = 0) -> Iterator[tuple[int, Report]]:
        """Reports as they were read, in their newest coding, with the commit it came with, of those after a version."""
        wanted = None if ids is None else frozenset(ids)
        newest = self._newest()
        if self._version is None:
            return
        for row in store.picked(path_of(self.path, "documents"), self._version.documents, wanted, since):
            if newest is None or newest[row["id"]] == row["run"]:
                yield row["run"], decode(Report, row)

    def plain_rows(self, columns: Sequence[str], *, since: int = 0) -> Iterator[Mapping[str, Any]]:
        """Some columns of each report in its newest coding, undecoded, of those added after a version."""
        if self._version is None:
            return
        newest = self._newest()
        for row in documents_since(self.path, self._version.documents, tuple(columns), since):
            if row["id"] not in self.decided.retracted and (newest is None or newest[row["id"]] == row["run"]):
                yield row

    def originals(self, document: str) -> Originals | None:
        """What masking took away from one report, from the private folder: for unmasking one person, never in bulk."""
        found = [r for r in self._rows("originals") if r["id"] == document]
        return decode(Originals, max(found, key=lambda r: r["run"])) if found else None

    def all_originals(self) -> Iterator[Originals]:
        """What masking took away, report by report, from the private folder: for finding one person only."""
        return (decode(Originals, row) for row in self._rows("originals"))

    def named(self, name: str) -> list[str]:
        """The ids of the reports that a user may mean: by id in or outside the case, by record, file or address."""
        wanted = {name, self.id_of(name)}
        found: dict[str, None] = {}
        for row in self._rows("documents", ["id", "document"]):
            document = row["document"]
            if wanted & {row["id"], document["record"], document["uri"]}:
                found[row["id"]] = None
        return list(found)

    def copies(self, ids: Iterable[str]) -> list[str]:
        """The ids of other reports with the very text of one of these."""
        rows = [(r["id"], r["document"]["content"]) for r in self._rows("documents", ["id", "document"])]
        mine = frozenset(ids)
        texts = {content for name, content in rows if name in mine}
        return list(dict.fromkeys(name for name, content in rows if content in texts and name not in mine))

    def records(self) -> dict[str, str]:
        """What the user called each report, by its id in the case."""
        return {r["id"]: r["document"]["record"] for r in self._rows("documents", ["id", "document"])}

    def runs_of(self, document: str) -> list[int]:
        """The commits that coded a report, oldest first."""
        return sorted(r["run"] for r in self._rows("documents", ["id", "run"]) if r["id"] == document)

    def added_since(self, version: int) -> list[str]:
        """The ids of the reports that were first added after a version, in that order."""
        first: dict[str, int] = {}
        for row in self._rows("documents", ["id", "run"]):
            first[row["id"]] = min(row["run"], first.get(row["id"], row["run"]))
        return sorted((d for d, run in first.items() if run > version), key=lambda d: first[d])

    def decisions(self) -> list[tuple[int, Judgement]]:
        """All judgements as they were made, each with the commit it came with."""
        return [(row["run"], decode(Judgement, row)) for row in self._in_order("judgements")]

    def judgements(self) -> Iterator[Judgement]:
        """All judgements, oldest first, on the claims of the newest coding of each report."""
        return (decode(Judgement, row) for row in self._carried("judgements"))

    def grades(self) -> Iterator[Grade]:
        """All grades, oldest first, of the claims of the newest coding of each report."""
        return (decode(Grade, row) for row in self._carried("grades"))

    def failures(self) -> Iterator[tuple[str, Failure]]:
        """What could not be read: the record's name and why."""
        return ((row["record"], decode(Failure, row)) for row in self._rows("failures"))

    def index(self, link: Linker | None = None) -> duckdb.DuckDBPyConnection:
        """The flat index of this version, read only; rebuilt if it is stale or damaged.

        Args:
            link: what links tables (`sayso.linking.link`); without it actors, incidents and ties are empty.
        """
        return fresh_index(self.path, self.growth(), link)

    def growth(self) -> Index:
        """This version, as far as what is kept beside the case has to know it."""
        known = self.versions()
        return Index(
            version=self.version,
            newest=not known or known[-1].version == self.version,
            reports=self._standing,
            grows=self._only_grew,
        )

    def _standing(self, since: int) -> Iterator[Report]:
        """The reports that were added after a version, as they count now."""
        return (found for _, read in self._coded(since=since) if (found := self.decided.applied(read)) is not None)

    def _only_grew(self, since: int) -> bool:
        """Whether all that came after a version are further reports: nothing erased, coded afresh or decided."""
        later = [v for v in self.versions() if since < v.version <= self.version]
        if any(v.erased for v in later):
            return False
        old: set[str] = set()
        new: set[str] = set()
        for row in self._rows("documents", ["id", "run"]):
            (new if row["run"] > since else old).add(row["id"])
        return not old & new and not self._decided_since(since, ("reviewed", "corrected", "retracted"))

    def left_out_since(self, version: int) -> bool:
        """Whether reports were retracted, or taken in again, after a version."""
        return self._decided_since(version, ("retracted",))

    def _decided_since(self, version: int, kinds: Sequence[str]) -> bool:
        return any(row["run"] > version and row["kind"] in kinds for row in self._rows("judgements"))

    def _rows(self, name: str, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
        if self._version is not None:
            yield from store.rows(path_of(self.path, name), getattr(self._version, name), columns)

    def _in_order(self, name: str) -> list[dict[str, Any]]:
        """Few rows, by commit: the files of a table come in no order that one may lean on."""
        return sorted(self._rows(name), key=lambda row: int(row["run"]))

    def _carried(self, name: str) -> Iterable[Mapping[str, Any]]:
        """Rows of decisions, in order; where reports were coded afresh, on the claims of the newest coding."""
        rows = self._in_order(name)
        if self._newest() is None:
            return rows
        about = documents_in(rows)
        return Codings(row for row in self._rows("documents") if row["id"] in about).carried(rows)

    def _newest(self) -> dict[str, int] | None:
        """The run of each report's newest coding; None if the case knows only one coding."""
        shown = [v for v in self.versions() if v.version <= self.version and v.added]
        if len({v.coding_key for v in shown}) < 2 or self._version is None:
            return None
        newest: dict[str, int] = {}
        for row in store.rows(path_of(self.path, "documents"), self._version.documents, ["id", "run"]):
            newest[row["id"]] = max(row["run"], newest.get(row["id"], 0))
        return newest
