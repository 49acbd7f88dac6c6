"""The reader under ten readers at once: how long pages take, by kind, the first page after the start, and memory.

The case is made up (`made_case`): 300 reports for `--quick`, else 100,000. The real server runs as `sayso open` runs
it. Addresses of all kinds are drawn from its shelf with a seed: half of the things drawn are those that most reports
tell of, for these are what lists show first. One visitor looks at each in turn, for the processor's time a page by
kind, which other work on the machine hardly changes; then ten visitors at once take the kinds in turn without a pause.

`python -m benchmarks.reader CASE [REPORTS]` measures the case in a folder, and makes it there first if there is none.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from sayso.web.pages_case import LINKING

SIZE, QUICK = 100_000, 300
READERS = 10
DRAWN, QUICK_DRAWN = 24, 4
ROUNDS, QUICK_ROUNDS = 8, 1
STARTS = 3
SEED = 11
PATIENCE = 3 * 3600.0
"""Seconds that the first start may take: it fills the shelf and puts the case together."""


@dataclass
class Server:
    """A running reader."""

    process: subprocess.Popen[str]
    port: int
    said: float = 0.0

    def ran(self) -> float:
        """Seconds that the processor ran it so far, all its threads."""
        return time.clock_gettime((~self.process.pid << 3) | 2)  # the clock of another process, as Linux numbers it

    def held(self) -> float:
        """The most memory that it held so far, MB."""
        return _number(f"/proc/{self.process.pid}/status", "VmHWM") / 1024


@dataclass
class Visitor:
    """Who asks for pages, over one connection."""

    server: Server
    cookie: str = ""
    taken: dict[str, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Connect."""
        self._line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=120)

    def get(self, path: str) -> bytes:
        """A page.

        Raises:
            RuntimeError: it is none.
        """
        self._line.request("GET", path, headers={"cookie": self.cookie} if self.cookie else {})
        answer = self._line.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {body[:200]!r}")
        given = answer.getheader("set-cookie")
        self.cookie = given.partition(";")[0] if given else self.cookie
        return body

    def look(self, kind: str, path: str) -> None:
        """Get a page and note how long it took."""
        begin = time.perf_counter()
        self.get(path)
        self.taken.setdefault(kind, []).append(time.perf_counter() - begin)


def measure(data: Path | None = None, *, quick: bool = False) -> dict[str, float]:
    """Milliseconds by kind of page, alone and ten at once; the first page; memory."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        return measured(case, QUICK, QUICK_ROUNDS, QUICK_DRAWN) if quick else measured(case, SIZE)


def measured(case: Path, size: int, rounds: int = ROUNDS, draws: int = DRAWN) -> dict[str, float]:
    """The same for the case in a folder; one of this size is made there if there is none."""
    if not case.exists():
        _made(case, size)
    with opened(case) as server:  # fills the shelf
        _settled(server)
    firsts = []
    for left in reversed(range(STARTS if draws == DRAWN else 1)):
        with opened(case) as server:
            firsts.append(_first(server))
            if left:
                continue
            _settled(server)
            pages = drawn(case, draws)
            alone = _alone(server, pages)
            began, clock = server.ran(), time.perf_counter()
            taken = _at_once(server, pages, rounds)
            ran, waited = server.ran() - began, time.perf_counter() - clock
            held = server.held()
    every = [t for times in taken.values() for t in times]
    figures = {
        "first page, seconds": min(f[0] for f in firsts), "first page, processor seconds": min(f[1] for f in firsts),
        "p50, ms": _ms(every, 0.5), "p95, ms": _ms(every, 0.95), "pages a second": len(every) / waited,
        "processor ms a page, at once": 1000 * ran / len(every),
        "processor ms a page, alone": 1000 * statistics.mean(statistics.mean(t) for t in alone.values()),
        "processor ms a page, dearest kind": 1000 * max(statistics.mean(t) for t in alone.values()),
        "peak memory, MB": held,
    }  # fmt: skip
    for kind, times in taken.items():
        figures[f"{kind}: p50, ms"], figures[f"{kind}: p95, ms"] = _ms(times, 0.5), _ms(times, 0.95)
        figures[f"{kind}: processor ms, alone"] = 1000 * statistics.mean(alone[kind])
    return figures


def _made(case: Path, size: int) -> None:
    """Made by a process of its own, so that its memory and its caches go with it."""
    env = os.environ | {"SAYSO_MODELS": ""}
    subprocess.run([sys.executable, "-m", "benchmarks.made_case", str(case), str(size)], env=env, check=True)


@contextmanager
def opened(case: Path) -> Iterator[Server]:
    """The reader on a case."""
    command = [sys.executable, "-u", "-m", "sayso", "open", str(case), "--no-browser", "--port", "0"]
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout is not None
        told = process.stdout.readline()
        found = re.search(r"127\.0\.0\.1:(\d+)", told)
        if found is None:
            raise RuntimeError(f"the reader did not start: {told}{process.stdout.read()}")
        yield Server(process, int(found[1]), begin)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _first(server: Server) -> tuple[float, float]:
    """Seconds from the command to the first page, by the clock and of the processor."""
    visitor = Visitor(server)
    while b"put forward" not in _tried(visitor):
        time.sleep(0.01)
    return time.perf_counter() - server.said, server.ran()


def _tried(visitor: Visitor) -> bytes:
    try:
        return visitor.get("/")
    except (OSError, http.client.HTTPException):
        visitor.__post_init__()
        return b""


def _settled(server: Server) -> None:
    """Wait until the shelf is filled, the case put together, and nothing is done in the background any more."""
    visitor, calm, until = Visitor(server), 0, time.monotonic() + PATIENCE
    begun = LINKING.partition(";")[0].encode()  # by a process of its own, whose time is not the server's
    while time.monotonic() < until:
        page, ran = _tried(visitor), server.ran()
        time.sleep(0.5)
        done = b"put forward" in page and begun not in page
        calm = calm + 1 if done and server.ran() - ran < 0.01 else 0
        if calm == 4:
            return
    raise RuntimeError("the shelf was not filled in time")


def drawn(case: Path, draws: int) -> dict[str, list[str]]:
    """Addresses by kind of page, of things so many."""
    db = sqlite3.connect(f"file:{case / 'reader.sqlite'}?mode=ro", uri=True)
    rng = random.Random(SEED)

    def some(table: str, column: str, most: str) -> list[str]:
        top = [r[0] for r in db.execute(f"SELECT {column} FROM {table} ORDER BY {most} LIMIT {draws // 2}")]
        last = db.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0
        rows = (rng.randint(1, last) for _ in range(draws // 2 if last else 0))
        any_ = [db.execute(f"SELECT {column} FROM {table} WHERE rowid >= ? LIMIT 1", (n,)).fetchone()[0] for n in rows]
        return [*top, *any_]

    docs = some("doc", "n", "accusations DESC")
    keys = [db.execute("SELECT key FROM doc WHERE n = ?", (n,)).fetchone()[0] for n in docs]
    claims = [db.execute("SELECT id FROM claim WHERE doc = ? LIMIT 1", (n,)).fetchone() for n in docs]
    incidents = some("incident", "id", "reports DESC")
    actors = [quote(a) for a in some("actor", "key", "reports DESC")]
    ties = db.execute("SELECT subject, object, type FROM bond ORDER BY origins DESC LIMIT ?", (draws // 2,)).fetchall()
    outlets = [r[0] for r in db.execute("SELECT outlet FROM doc WHERE n % 7 = 0 LIMIT ?", (draws // 4,))]
    types = [r[0] for r in db.execute("SELECT type FROM claim GROUP BY type ORDER BY count(*) DESC LIMIT 6")]
    words = list(_words(db, rng, draws))
    runs = db.execute("SELECT max(run) FROM doc").fetchone()[0]
    db.close()
    pages = {
        "overview": ["/"],
        "reports": ["/reports", "/reports?order=oldest", "/reports?order=accusations", "/reports?genre=opinion",
                    *(link("/reports", page=n) for n in (2, 40)), *(link("/reports", outlet=o) for o in outlets)],
        "report": [f"/report/{k}" for k in keys],
        "claim": [f"/report/{k}/claim/{c[0]}" for k, c in zip(keys, claims, strict=True) if c],
        "incidents": ["/incidents", "/incidents?order=newest", "/incidents?differ=1&least=2", "/incidents?page=30",
                      *(link("/incidents", type=t) for t in types[:3])],
        "incident": [f"/incident/{i}" for i in incidents],
        "assessment": [f"/assess/{i}" for i in incidents],
        "actors": ["/actors", "/actors?kind=state", "/actors?q=front", "/actors?page=20"],
        "actor": [f"/actor/{a}" for a in actors],
        "network": ["/network", "/network?least=2", "/network?type=weapons", "/network?type=funding"],
        "tie": [link("/tie", subject=s, object=o, type=t) for s, o, t in ties],
        "search": [link("/search", q=w) for w in words],
        "search, facets": ["/search", *(link("/search", type=t) for t in types),
                           *(link("/search", q=w, type=rng.choice(types)) for w in words),
                           *(link("/search", outlet=o, certainty="certain") for o in outlets)],
        "queue": ["/queue", "/queue?everything=1", "/queue?skip=200"],
        "decisions": ["/decisions", "/decisions?page=2"],
        "compare": ["/compare", *(link("/compare", a=a, b=b) for a, b in ((0, runs), (runs // 2, runs), (1, 2)))],
        "picture": ["/picture/months.svg", "/picture/months.svg?dark=1"],
    }  # fmt: skip
    return {kind: found for kind, found in pages.items() if found}


def _words(db: sqlite3.Connection, rng: random.Random, draws: int) -> Iterator[str]:
    """Words, and pairs of them, as often as they stand in what is said: so most are frequent."""
    last = db.execute("SELECT max(n) FROM said").fetchone()[0]
    for n in range(draws):
        row = db.execute("SELECT sentence FROM said WHERE n >= ? LIMIT 1", (rng.randint(1, last),)).fetchone()
        found = re.findall(r"\w{4,}", row[0])
        yield " ".join(rng.sample(found, min(len(found), 1 + n % 2)))


def link(path: str, **asked: object) -> str:
    """An address with its question."""
    return f"{path}?{urlencode(asked)}"


def _alone(server: Server, pages: dict[str, list[str]]) -> dict[str, list[float]]:
    """Seconds of the processor for each page, one visitor, each address once; code is loaded before."""
    visitor, taken = Visitor(server), dict[str, list[float]]()
    for kind, paths in pages.items():
        visitor.get(paths[-1])
        for path in paths:
            begin = server.ran()
            visitor.get(path)
            taken.setdefault(kind, []).append(server.ran() - begin)
    return taken


def _at_once(server: Server, pages: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Seconds by the clock for each page, ten visitors; each takes all kinds in turn, in an order of its own."""
    visitors = [Visitor(server) for _ in range(READERS)]

    def visit(number: int) -> None:
        rng = random.Random(SEED + number)
        for _ in range(rounds):
            for kind in rng.sample(sorted(pages), len(pages)):
                visitors[number].look(kind, rng.choice(pages[kind]))

    with ThreadPoolExecutor(READERS) as pool:
        for done in [pool.submit(visit, n) for n in range(READERS)]:
            done.result()
    return {kind: [t for v in visitors for t in v.taken.get(kind, ())] for kind in pages}


def _ms(times: list[float], share: float) -> float:
    """A quantile, in milliseconds."""
    return 1000 * sorted(times)[min(len(times) - 1, int(share * len(times)))]


def _number(path: str, name: str) -> int:
    lines = Path(path).read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


if __name__ == "__main__":
    for name, value in measured(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else SIZE).items():
        print(f"{name:40} {value:10.1f}")
