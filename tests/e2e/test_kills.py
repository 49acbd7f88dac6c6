"""kill -9 at random moments, two writers at once, a full disk: no report lost, none twice, tables readable throughout.

Twenty kills here; `make soak` sets SAYSO_KILLS=100 and, now and then, lets readers have worker processes.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.case import Case
from sayso.case.damage import damage_in
from sayso.errors import CaseError

KILLS = int(os.environ.get("SAYSO_KILLS", "20"))
REPORTS = 15 * KILLS
BATCH = 5
PATIENCE = 120 + 10 * KILLS
"""Seconds for a whole run, on a machine that is busy with other things."""
PROGRAM = Path(__file__).with_name("kills.py")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="readers are forked")


class Readers:
    """Readers of one case, begun at once."""

    def __init__(self, folder: Path) -> None:
        self.case, self.log = folder / "case", folder / "log"
        with (folder / "in.jsonl").open("w", encoding="utf-8") as lines:
            for n in range(REPORTS):
                lines.write(json.dumps({"id": f"r{n}", "text": f"Rebels burned mill {n}, Olga Ruiz said."}) + "\n")
            lines.write("{broken\n")
        command = [sys.executable, str(PROGRAM), str(self.case), str(folder / "in.jsonl")]
        self._program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._line() == "ready"

    def start(self, workers: int = 0, *, largest: int = 0) -> int:
        """Begin to read; the process id of the reader."""
        assert self._program.stdin is not None
        self._program.stdin.write(f"run {self.log} {workers} {largest}\n")
        self._program.stdin.flush()
        return int(self._line())

    def _line(self) -> str:
        assert self._program.stdout is not None
        return self._program.stdout.readline().strip()

    def told(self) -> list[str]:
        """What readers have written so far."""
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []

    def end(self) -> None:
        """End the program that forks."""
        assert self._program.stdin is not None and self._program.stdout is not None
        self._program.stdin.close()
        self._program.wait(60)
        self._program.stdout.close()


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait(process: int, seconds: float) -> bool:
    """Whether a process ends in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not alive(process):
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def readers(tmp_path: Path) -> Iterator[Readers]:
    made = Readers(tmp_path)
    yield made
    made.end()


def records(case: Path) -> list[str]:
    """The reports of a case, each with its original; the tables have to be readable at any moment."""
    try:
        opened = Case.open(case)
    except CaseError as error:
        assert error.message in ("no such case", "this is not a case folder"), error  # killed before it was made
        return []
    found = [report.document for report in opened.reports()]
    kept = {original.document for original in opened.all_originals()}
    assert {d.id for d in found} <= kept
    return [d.record for d in found]


def test_kills_at_random_moments_lose_nothing_and_double_nothing(readers: Readers) -> None:
    moments, killed, held = random.Random(KILLS), 0, 0
    for _ in range(50 * KILLS):
        if killed == KILLS:
            break
        reader = readers.start(workers=1 if KILLS > 20 and killed % 20 == 7 else 0)
        ended = wait(reader, moments.uniform(0.0, 0.5))
        during = records(readers.case)
        if not ended:
            with contextlib.suppress(ProcessLookupError):
                os.kill(reader, signal.SIGKILL)
                killed += 1
            assert wait(reader, 30)
        after = records(readers.case)
        assert held <= len(during) <= len(after)
        assert not [r for r, n in Counter(after).items() if n > 1]
        held = len(after)
        if ended and held == REPORTS:
            break
    assert killed >= min(KILLS, 10), killed
    last = readers.start()
    assert wait(last, PATIENCE)
    assert sorted(records(readers.case)) == sorted(f"r{n}" for n in range(REPORTS))
    assert damage_in(readers.case) == []
    opened = Case.open(readers.case)
    assert len(list(opened.failures())) == 1
    assert not list((readers.case / "private").glob("known-*"))
    # A kill costs no more than the batch under way: nothing else is annotated twice.
    again = sum(n - 1 for line, n in Counter(readers.told()).items() if line.startswith("annotated "))
    assert again <= killed * BATCH, (again, killed)


def test_of_two_writers_the_second_waits_says_so_and_doubles_nothing(readers: Readers) -> None:
    both = [readers.start(), readers.start()]
    assert all(wait(reader, PATIENCE) for reader in both)
    assert sorted(records(readers.case)) == sorted(f"r{n}" for n in range(REPORTS))
    told = readers.told()
    assert sum("another writer is at work" in line for line in told) == 1
    assert told.count("done") == 2
    counts = [line.partition(": ")[2].partition(";")[0] for line in told if "already known" in line]
    assert counts == [f"{REPORTS} new, 0 already known", f"0 new, {REPORTS} already known"]
    assert max(Counter(line for line in told if line.startswith("annotated ")).values()) == 1
    assert len(list(Case.open(readers.case).failures())) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="file size limits")
def test_on_a_full_disk_what_was_committed_is_kept_and_reading_goes_on(readers: Readers) -> None:
    first = readers.start()
    while len(records(readers.case)) < 2 * BATCH and alive(first):
        time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):
        os.kill(first, signal.SIGKILL)
    assert wait(first, 30)
    held = len(records(readers.case))
    assert held >= 2 * BATCH
    assert wait(readers.start(largest=9_000), PATIENCE)
    assert any(line.startswith("error ") and "no room left" in line for line in readers.told()), readers.told()[-3:]
    assert len(records(readers.case)) == held
    assert wait(readers.start(), PATIENCE)
    assert sorted(records(readers.case)) == sorted(f"r{n}" for n in range(REPORTS))
    assert damage_in(readers.case) == []
