"""The case as the reader has it open: the shelf, what was decided, and the writer; always the newest version.

Pages ask for `now`, which is one version of the case, whole; a commit by anybody else shows at the next page.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sayso.case import Added, Case
from sayso.case.decided import decided
from sayso.errors import LockedError, NotFoundError
from sayso.records.incident import CaseIncident
from sayso.records.judgement import Grade, Judgement
from sayso.records.report import Report
from sayso.records.schema import decode
from sayso.report import Report as Read
from sayso.showing.view import Story
from sayso.web.answers import edition_of
from sayso.web.opened import Now, commits, note, noted
from sayso.web.reviews import corrected
from sayso.web.shelf import Shelf, load
from sayso.web.shelf_rows import KEY, unpack
from sayso.web.together import LINKS, put_together

T = TypeVar("T")
STORIES = 64
KEPT = 200
QUICK = 1.0
PATIENCE = 20.0
"""Seconds that a decision waits for another writer."""


@dataclass
class Readiness:
    """How far the shelf is: what it is at, and how many of how many reports."""

    doing: str = "opening the case"
    done: int = 0
    total: int = 0
    ready: bool = False
    problem: str | None = None


class Desk:
    """One open case. Safe from many threads."""

    def __init__(self, path: Path, *, by: str = "") -> None:
        self.path, self.by = path, by
        self._case: Case | None = None
        self.shelf = Shelf(path)
        self.readiness = Readiness()
        self._lock = threading.RLock()
        self._lock_worked = threading.Lock()
        self._now: Now | None = None
        self._stamp: float = -1.0
        self._stories: OrderedDict[tuple[str, int], Read] = OrderedDict()
        self._linking = threading.Lock()
        self._worked: OrderedDict[str, tuple[object, Any]] = OrderedDict()
        self.linked = True
        self._took = 0.0
        self._soon: threading.Timer | None = None

    @property
    def case(self) -> Case:
        """The case; opened when it is first asked for, which a page that only looks does not."""
        if self._case is None:
            self._case = Case.open(self.path)
        return self._case

    def start(self, *, wait: bool = False) -> None:
        """Fill the shelf, in the background unless `wait`; what is on it already is served at once."""
        version = self.shelf.filled()[0]
        if version and self._remembered(version):
            self.readiness.ready = True
        elif version == self.case.version and version:
            self.readiness.ready = True
            self.now()
        worker = threading.Thread(target=self._prepare, daemon=True, name="shelf")
        worker.start()
        if wait:
            worker.join()

    def _remembered(self, version: int) -> bool:
        """Whether the shelf knows the case as it is now."""
        touched, found = self._touched(), noted(self.shelf.reader(), commits(self.path))
        if found is None or found.version != version:
            return False
        self._now, self._stamp = found, touched
        return True

    def _prepare(self) -> None:
        from sayso.errors import SaysoError

        try:
            self.now()
            self.readiness.ready = True
            self.link()
        except SaysoError as error:
            self.readiness.problem = str(error)

    @property
    def current(self) -> int:
        """The number of the version that pages show; 0 before there is one."""
        return self._now.version if self._now is not None else 0

    def is_current(self) -> bool:
        """Whether nothing was committed since `now` was worked out."""
        return self._now is not None and self._touched() == self._stamp

    def now(self) -> Now:
        """The newest version of the case that is on the shelf."""
        stamp = self._touched()
        found = self._now
        if found is not None and stamp == self._stamp:
            return found
        if not self._lock.acquire(blocking=found is None):
            assert found is not None
            return found  # somebody is putting reports on the shelf: what there was until then is shown
        try:
            if self._now is None or stamp != self._stamp:
                self._now = self._opened()
                self._stamp = stamp
            return self._now
        finally:
            self._lock.release()

    def _touched(self) -> float:
        """When the last commit was made: a look at one folder."""
        try:
            return (self.path / "runs" / "_delta_log").stat().st_mtime_ns
        except OSError:
            return 0.0

    def _opened(self) -> Now:
        self._case = self.case.refresh()
        self.readiness.doing = "putting reports on the shelf"
        if self.shelf.fill(self.case, self._progress):
            self._stories.clear()
            if self.readiness.ready:
                threading.Thread(target=self.link, daemon=True, name="linking").start()
        judgements = tuple(self.case.judgements())
        versions = tuple(v for v in self.case.versions() if v.version <= self.case.version)
        failures = tuple(self.case.failures()) if versions else ()
        grades = tuple(self.case.grades())
        return Now(self.case.version, judgements, grades, decided(judgements), versions, failures)

    def _progress(self, done: int, total: int) -> None:
        self.readiness.done, self.readiness.total = done, total

    def link(self) -> None:
        """Put the incidents of the case together anew; a second call waits for the first.

        Those that most reports tell of are then laid out ahead: the reader does it while nobody waits for them.
        """
        from sayso.web.incident_laid import work_ahead

        with self._linking:
            began = time.monotonic()
            now, seen = self.now(), commits(self.path)
            self.linked = put_together(self.shelf, now.judgements)
            self._took = time.monotonic() - began
            self._note(now, seen)
        work_ahead(self)

    def _note(self, now: Now, seen: str) -> None:
        """Note what the case is for the next start, unless it is noted or somebody commits this very moment."""
        if noted(self.shelf.reader(), seen) is None and self._now is now and self.is_current():
            with self.shelf.writing() as db:
                note(db, seen, now)

    def _link_soon(self) -> None:
        """Put together anew after a decision: at once if that is quick, else when decisions pause."""
        if self._soon is not None:
            self._soon.cancel()
        self._soon = threading.Timer(0.0 if self._took < QUICK else 5 * self._took, self.link)
        self._soon.daemon = True
        self._soon.start()

    def worked(self, name: str, stamp: object, make: Callable[[], T]) -> T:
        """What a page works out, among the latest `KEPT`; made anew when the stamp, its version, is another."""
        with self._lock_worked:
            found = self._worked.get(name)
            if found is not None and found[0] == stamp:
                self._worked.move_to_end(name)
                kept: T = found[1]
                return kept
        made = make()
        with self._lock_worked:
            self._worked[name] = (stamp, made)
            self._worked.move_to_end(name)
            while len(self._worked) > KEPT:
                self._worked.popitem(last=False)
        return made

    def stamp(self) -> tuple[int, int]:
        """What changes when anything is decided, added or put together."""
        return self.now().version, edition_of(self.shelf.reader())

    def report(self, key: str) -> Report:
        """A report by its short name, with what analysts corrected.

        Raises:
            NotFoundError: there is none.
        """
        row = None
        if key.isalnum() and len(key) == KEY:
            row = (
                self.shelf.reader()
                .execute("SELECT body FROM packed WHERE doc = (SELECT n FROM doc WHERE key = ?)", (key,))
                .fetchone()
            )
        if row is None:
            raise NotFoundError("no such report in this case", hint="it may have been erased")
        return corrected(unpack(row["body"]), self.now().decided)

    def of_ids(self, ids: Sequence[str]) -> list[Report]:
        """Reports by their ids, in the order of the case."""
        marks = ",".join("?" * len(ids))
        rows = self.shelf.reader().execute(
            f"SELECT body FROM packed WHERE doc IN (SELECT n FROM doc WHERE id IN ({marks})) ORDER BY doc", list(ids)
        )
        stands = self.now().decided
        return [corrected(unpack(r["body"]), stands) for r in rows]

    def read(self, key: str) -> Read:
        """A report with its findings and its story, kept for the next page."""
        place = (key, len(self.now().judgements))
        with self._lock:
            found = self._stories.get(place)
            if found is not None:
                self._stories.move_to_end(place)
                return found
        made = Read(self.report(key))
        with self._lock:
            self._stories[place] = made
            while len(self._stories) > STORIES:
                self._stories.popitem(last=False)
        return made

    def story(self, key: str) -> Story:
        """What a page shows of a report."""
        return self.read(key).story

    def incident(self, name: str) -> CaseIncident:
        """An incident by its id.

        Raises:
            NotFoundError: there is none.
        """
        row = self.shelf.reader().execute("SELECT body FROM incident_page WHERE id = ?", (name,)).fetchone()
        if row is None:
            raise NotFoundError("no such incident in this case", hint="a decision may have joined it to another")
        found: CaseIncident = decode(CaseIncident, load(row))
        return found

    def add(self, *, judgements: Sequence[Judgement] = (), grades: Sequence[Grade] = ()) -> Added:
        """Commit decisions, after whoever else writes to the case.

        Raises:
            LockedError: another writer did not finish in time; nothing was kept.
        """
        try:
            with self._lock, self.case.writer(timeout=PATIENCE) as writer:
                added = writer.add(judgements=judgements, grades=grades)
        except LockedError as error:
            raise LockedError(
                "another writer holds the case, so this was not kept", hint="let it finish, then decide again"
            ) from error
        self.now()
        if any(j.kind in LINKS for j in judgements):
            self._link_soon()
        return added


def today() -> str:
    """The day of a decision."""
    return datetime.now(UTC).date().isoformat()
