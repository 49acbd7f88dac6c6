"""How linking and reading grow: seconds and memory by the number of reports, new reports in a large case, two workers.

Reports are made up (`made_reports`). Each size is measured in a process of its own, in seconds of the processor, so
that other work on the machine counts as little as it can; making the reports is not counted. *Linking* is what
`sayso origins` does: texts, claims, copies, credits, kept as slices. `python -m benchmarks.scale 1000000` measures one
size.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.made_reports import made
from benchmarks.planted import case as planted
from sayso.case.index import Index
from sayso.case.slices import kept_tables
from sayso.config import Settings
from sayso.linking import keeping, tree
from sayso.linking.incidents import incidents_of_case
from sayso.reading.item import Item
from sayso.records.report import Report
from sayso.run import Job, run
from sayso.showing.origins_source import RECIPE

SIZES, QUICK = (1_000, 10_000, 100_000), (300, 2_000)
LATE = 100
READ = 160
MB = 1024
HOME = Path(__file__).parents[1]
"""Where processes of their own start, so that they find this package wherever the user is."""


@dataclass
class Made:
    """A stand-in for a case: what linking asks of one, with reports made as they are read."""

    path: Path
    reports: list[Iterable[Report]]

    def growth(self) -> Index:
        """All lots of reports, the last one as the newest version."""
        return Index(len(self.reports), True, self._since, lambda _: True)

    def _since(self, version: int) -> Iterator[Report]:
        return (report for lot in self.reports[version:] for report in lot)


class Timed:
    """Reports on their way; the seconds of the processor that making them took are kept apart."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = iter(reports)
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Report]:
        return self

    def __next__(self) -> Report:
        begin = time.process_time()
        try:
            return next(self._reports)
        finally:
            self.seconds += time.process_time() - begin


def linked(size: int) -> dict[str, float]:
    """Link so many reports, then a hundred that come late, then ask for the origins of one claim."""
    held = Held()
    held.start()
    step = (size + LATE) // LATE
    early = Timed(r for n, r in enumerate(made(size + LATE)) if n % step or n >= step * LATE)
    late = [r for n, r in enumerate(made(size + LATE)) if n % step == 0 and n < step * LATE]
    with tempfile.TemporaryDirectory() as folder:
        case = Made(Path(folder), [early])
        begin = time.process_time()
        texts, links = kept_tables(case, RECIPE)  # type: ignore[arg-type]
        copies = len(keeping.provenance_kept(texts, links).copies)
        seconds = time.process_time() - begin - early.seconds
        peak = held.most
        case.reports.append(late)
        begin, clock = time.process_time(), time.perf_counter()
        texts, links = kept_tables(case, RECIPE)  # type: ignore[arg-type]
        known = keeping.provenance_kept(texts, links)
        further, waited = time.process_time() - begin, time.perf_counter() - clock
        begin = time.process_time()
        origins = tree(known, late[0].document.id, "c1").origins
        asked = time.process_time() - begin
        disk = sum(p.stat().st_size for p in case.path.iterdir())
    return {
        "link": seconds, "peak": peak, "copies": copies, "late": further, "late by the clock": waited, "ask": asked,
        "late copies": len(known.copies) - copies, "origins": len(origins), "disk": disk / MB / MB,
    }  # fmt: skip


def found(size: int) -> dict[str, float]:
    """The incidents of so many reports."""
    held = Held()
    held.start()
    reports = Timed(made(size))
    begin = time.process_time()
    incidents = len(incidents_of_case(reports))
    return {"incidents": time.process_time() - begin - reports.seconds, "peak": held.most, "count": incidents}


class Held(threading.Thread):
    """The most memory that this process held so far, MB: looked at often; pages of mapped files are not counted."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0

    def run(self) -> None:
        """Look until the process ends."""
        while True:
            lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
            held = next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))
            self.most = max(self.most, held / MB)
            time.sleep(0.02)


def _apart(what: str, size: int) -> dict[str, float]:
    """Measure one size in a process of its own."""
    env = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "benchmarks.scale", str(size), what]
    done = subprocess.run(command, env=env, cwd=HOME, stdout=subprocess.PIPE, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def measure(data: Path | None = None, *, quick: bool = False) -> dict[str, float]:
    """Seconds, exponents, memory, late reports; in full also two workers against one."""
    sizes = QUICK if quick else SIZES
    links, incidents = ([_apart(what, size) for size in sizes] for what in ("link", "incidents"))
    figures: dict[str, float] = {}
    for size, a, b in zip(sizes, links, incidents, strict=True):
        figures[f"linking, {size}, seconds"] = a["link"]
        figures[f"incidents, {size}, seconds"] = b["incidents"]
        figures[f"linking, {size}, peak MB"] = a["peak"]
        figures[f"incidents, {size}, peak MB"] = b["peak"]
    ends = (sizes[-2], sizes[-1])
    figures["exponent of linking"] = _exponent(ends, [x["link"] for x in links[-2:]])
    figures["exponent of incidents"] = _exponent(ends, [x["incidents"] for x in incidents[-2:]])
    if not quick:  # in small cases much of the memory is a constant that is still filling
        figures["linking, GB at a million"] = _at_a_million(ends, [x["peak"] for x in links[-2:]])
        figures["incidents, GB at a million"] = _at_a_million(ends, [x["peak"] for x in incidents[-2:]])
    figures["100 late reports, seconds"] = links[-1]["late"]
    figures["100 late reports, copies found"] = links[-1]["late copies"]
    figures["origins of one claim, seconds"] = links[-1]["ask"]
    return figures if quick else figures | workers()


def _exponent(sizes: tuple[int, int], seconds: list[float]) -> float:
    return math.log(seconds[1] / seconds[0]) / math.log(sizes[1] / sizes[0])


def _at_a_million(sizes: tuple[int, int], peaks: list[float]) -> float:
    """Memory is a constant and so much a report."""
    each = (peaks[1] - peaks[0]) / (sizes[1] - sizes[0])
    return (peaks[1] + each * (1_000_000 - sizes[1])) / 1000


def workers() -> dict[str, float]:
    """How much faster two workers read than one, and how much faster two processes are that know nothing of each other.

    The second is what the machine gives: two threads of one core, or a machine that others use, give less than twice.
    """
    one, two = _seconds(1), _seconds(2)
    alone, both = _side_by_side(1), _side_by_side(2)
    given = alone / both
    return {
        "efficiency of 2 workers": one / (2 * two),
        "given by the machine": given,
        "efficiency of 2 workers, of what is given": one / (2 * two) / given,
    }


def _items() -> list[Item]:
    texts = [p.text for seed in range(30_000, 30_040) for p in planted(seed)][:READ]
    return [Item(f"r{n}", data=text.encode()) for n, text in enumerate(texts)]


def _seconds(count: int) -> float:
    """Seconds by the clock for reading, from the first report that comes out, when the workers have started."""
    reports = run(_items(), Job(Settings(workers=count), key=b"k" * 32))
    for _ in range(8 * count):
        next(reports)
    begin = time.perf_counter()
    for _ in reports:
        pass
    return (time.perf_counter() - begin) / (READ - 8 * count)


def _side_by_side(count: int) -> float:
    """Seconds by the clock that reading takes in each of so many processes of one worker at once."""
    command = [sys.executable, "-m", "benchmarks.scale", "1", "read"]
    started = [subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE) for _ in range(count)]
    return max(json.loads(p.communicate()[0])["read"] for p in started)


KINDS: dict[str, Callable[[int], dict[str, float]]] = {
    "link": linked,
    "incidents": found,
    "read": lambda count: {"read": _seconds(count)},
}

if __name__ == "__main__":
    print(json.dumps(KINDS[sys.argv[2] if len(sys.argv) > 2 else "link"](int(sys.argv[1]))))
