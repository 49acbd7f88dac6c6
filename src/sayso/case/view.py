"""A case as one sees it: one version of it, the newest coding of each report, and what may be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.case import store
from sayso.case.index import Linker, fresh_index
from sayso.case.layout import check, key_of, make, path_of
from sayso.case.lock import locked
from sayso.case.writer import Writer
from sayso.config import Settings
from sayso.errors import CaseError, VersionError
from sayso.privacy import Originals, keyed
from sayso.records.judgement import Grade, Judgement
from sayso.records.report import Failure, Report
from sayso.records.schema import decode

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Version:
    """One commit: its number is the case version. `coding_key` names what coded its reports."""

    version: int
    at: str
    sayso: str
    settings: str
    coding: str
    coding_key: str
    added: int
    known: int
    failed: int
    erased: int
    documents: int
    judgements: int
    grades: int
    failures: int
    originals: int


class Case:
    """A case folder at one of its versions; made by `Case.open`.

    A case that is open does not move: what is committed meanwhile shows when it is opened again, or after `refresh`.
    """

    def __init__(self, path: Path, version: Version | None) -> None:
        self.path = path
        self._version = version

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, as_of: int | None = None) -> Case:
        """Open a case.

        Args:
            path: the case folder.
            create: make it if there is none, of a new or an empty folder.
            as_of: a case version; by default the newest.

        Raises:
            CaseError: the folder is no case, is damaged, or is of a newer format.
            VersionError: there is no such version, or it was erased.
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
        return cls(folder, _version(folder, as_of))

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
        return Case(self.path, _version(self.path, None))

    def versions(self) -> list[Version]:
        """All commits, oldest first."""
        return _versions(self.path)

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

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Report]:
        """The masked reports in the order they were added, each in its newest coding."""
        wanted = None if ids is None else frozenset(ids)
        newest = self._newest()
        for row in self._rows("documents"):
            if newest is not None and newest[row["id"]] != row["run"]:
                continue
            if wanted is None or row["id"] in wanted:
                yield decode(Report, row)

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

    def judgements(self) -> Iterator[Judgement]:
        """All judgements, oldest first."""
        return (decode(Judgement, row) for row in self._rows("judgements"))

    def grades(self) -> Iterator[Grade]:
        """All grades, oldest first."""
        return (decode(Grade, row) for row in self._rows("grades"))

    def failures(self) -> Iterator[tuple[str, Failure]]:
        """What could not be read: the record's name and why."""
        return ((row["record"], decode(Failure, row)) for row in self._rows("failures"))

    def index(self, link: Linker | None = None) -> duckdb.DuckDBPyConnection:
        """The flat index of this version, read only; rebuilt if it is stale or damaged.

        Args:
            link: what links tables (`sayso.linking.link`); without it actors, incidents and ties are empty.
        """
        return fresh_index(self.path, self.version, self.reports, link)

    def _rows(self, name: str, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
        if self._version is not None:
            yield from store.rows(path_of(self.path, name), getattr(self._version, name), columns)

    def _newest(self) -> dict[str, int] | None:
        """The run of each report's newest coding; None if the case knows only one coding."""
        shown = [v for v in self.versions() if v.version <= self.version and v.added]
        if len({v.coding_key for v in shown}) < 2 or self._version is None:
            return None
        newest: dict[str, int] = {}
        for row in store.rows(path_of(self.path, "documents"), self._version.documents, ["id", "run"]):
            newest[row["id"]] = max(row["run"], newest.get(row["id"], 0))
        return newest


def _versions(case: Path) -> list[Version]:
    rows = store.rows(path_of(case, "runs"))
    return sorted((decode(Version, row) for row in rows), key=lambda v: v.version)


def _version(case: Path, as_of: int | None) -> Version | None:
    versions = _versions(case)
    if as_of is None:
        return versions[-1] if versions else None
    if as_of == 0:
        return None
    for later in versions:
        if later.erased and later.version > as_of:
            raise VersionError(
                f"version {as_of} was erased with {later.erased} of its reports on {later.at[:10]}",
                where=str(case),
                hint=f"open version {later.version} or a later one",
            )
    for version in versions:
        if version.version == as_of:
            return version
    newest = versions[-1].version if versions else 0
    raise VersionError(f"there is no version {as_of}", where=str(case), hint=f"the newest is {newest}")
