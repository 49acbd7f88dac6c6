"""A real browser on the reader: Debian's Chromium through Playwright's driver; skipped loudly where there is none."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
import traceback
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from .hostile import reports

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
REPORTS = [
    ("depot", "Depot burns near Vyborg", "2019-05-03", "The Tarsk Gazette",
     "VYBORG, May 3 - The Saima Guard shelled a depot near Vyborg on Thursday, killing 5 soldiers, the Ministry of"
     " Defence said. The notorious gangs burned a mill, the ministry said. Juhani Korpela, 34, a baker, said that"
     " masked men of the Red Front burned his shop."),
    ("other", "A second story", "2019-05-05", "Gulf Press Agency",
     "VYBORG, May 5 - The Saima Guard did not shell the depot near Vyborg on Thursday, a spokesman for the Saima Guard"
     " said. The Red Front is allied with the Saima Guard, officials said. The Karst Legion gave rockets to the Red"
     " Front, the ministry said. The Red Front shelled the depot near Vyborg, Finland said."),
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser that did not come round in time, on a machine that does other things, is asked once more."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun="TimeoutError"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """What every thread was at, the reader's too, when a page did not come in time."""
    report = yield
    if call.when == "call" and call.excinfo is not None and call.excinfo.typename == "TimeoutError":
        stacks = ["".join(traceback.format_stack(frame)) for frame in sys._current_frames().values()]
        report.sections.append(("what the threads were at", "\n".join(stacks)))
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: .ci/run installs it")
        pytest.skip("NO CHROMIUM: the reader was not tested in a browser; install one (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small case of invented reports."""
    rows = [dict(zip(("id", "title", "date", "outlet", "text"), r, strict=True)) for r in REPORTS]
    return _read(rows, tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="session")
def hostile_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of reports that were made to break pages."""
    return _read(reports(), tmp_path_factory.mktemp("hostile"))


def _read(rows: list[dict[str, str]], folder: Path) -> Path:
    from sayso.config import Settings
    from sayso.reading.sources import expand
    from sayso.run import Job, run_into_case

    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    settings = Settings(workers=0)
    items = expand([str(folder / "in.jsonl")], settings=settings)
    for _ in run_into_case(items, Job(settings), folder / "case", on_event=lambda _: None):
        pass
    return folder / "case"


def copied(case: Path, where: Path) -> Path:
    """A copy of a case, to be changed."""
    shutil.copytree(case, where)
    return where


class Served:
    """A reader that listens, and the application behind it."""

    def __init__(self, case: Path) -> None:
        import uvicorn

        from sayso.web.app import guarded, make_app
        from sayso.web.serve import Place, listen, locks_of

        self.app = make_app(case, by="R. Editor", wait=True)
        self._socket = listen(Place(port=0))
        port = self._socket.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        config = uvicorn.Config(
            guarded(self.app, locks_of(Place(port=port))), log_level="error", lifespan="off", ws="none"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self._thread.start()
        until = time.monotonic() + 20
        while not self._server.started and time.monotonic() < until:
            time.sleep(0.05)

    @property
    def desk(self) -> Any:
        return self.app.state.desk

    def page(self, where: str = "depot") -> str:
        row = self.desk.shelf.reader().execute("SELECT key FROM doc WHERE record = ?", (where,)).fetchone()
        return f"{self.address}/report/{row['key']}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()


@pytest.fixture
def served(read_case: Path, tmp_path: Path) -> Iterator[Served]:
    """The reader on a copy of the case."""
    made = Served(copied(read_case, tmp_path / "depot"))
    yield made
    made.stop()


@pytest.fixture
def tab(chromium: Any, served: Served) -> Iterator[Any]:
    """A tab; what its console calls an error fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    yield page
    context.close()
    assert wrong == []
