"""A small case of invented reports, made once, and the reader on it, behind its guard."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.config import Settings
from sayso.reading.sources import expand
from sayso.run import Job, run_into_case
from sayso.web.app import guarded, make_app
from sayso.web.desk import Desk
from sayso.web.guard import Locks

BASE = "http://127.0.0.1:8321"
HOSTS = frozenset({"127.0.0.1:8321"})
HOSTILE = "<script>alert(1)</script> \u202eevil\u202c {{7*7}} <img src=x onerror=alert(2)> javascript:alert(3)"
STORY = (
    "VYBORG, May 3 - The Saima Guard shelled a depot near Vyborg on Thursday, killing 5 soldiers, the Ministry of"
    " Defence said. The ministry accused Ruritania of giving rockets to the Saima Guard. Ruritania denied that it armed"
    " the Saima Guard."
)
MORE = (
    " A spokesman for the Saima Guard denied that it shelled the depot.\n\nThe notorious gangs must be answered, the"
    " ministry said. Juhani Korpela, 34, a baker from Vyborg, said that masked men burned his shop."
)
OTHER = (
    "VYBORG, May 5 - The Saima Guard did not shell the depot near Vyborg on Thursday, a spokesman for the Saima Guard"
    " said. Syldavia sent weapons to the Red Front, officials said. The Red Front is allied with the Saima Guard, the"
    " mayor said. Seven soldiers may have been killed in the shelling of the depot near Vyborg."
)
_COLUMNS = ("id", "title", "date", "outlet", "text")
REPORTS = [
    dict(zip(_COLUMNS, row, strict=True))
    for row in (
        ("depot", "Depot burns near Vyborg", "2019-05-03", "The Tarsk Gazette", STORY + MORE),
        ("copy", "Depot burns near Vyborg", "2019-05-04", "Lakeland Evening Post", STORY),
        ("other", "A second story", "2019-05-05", "Gulf Press Agency", OTHER),
        ("hostile", HOSTILE, "2019-05-06", f"Outlet {HOSTILE}",
         f"{HOSTILE} The Red Front bombed Turku, the mayor said. {HOSTILE} " + "A" * 20_000),
    )
]  # fmt: skip


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case as it was read; nothing changes it."""
    folder = tmp_path_factory.mktemp("reader")
    given = folder / "reports.jsonl"
    given.write_text("\n".join(json.dumps(r) for r in REPORTS), encoding="utf-8")
    settings = Settings(workers=0)
    items = expand([str(given)], settings=settings)
    for _ in run_into_case(items, Job(settings), folder / "case", on_event=lambda _: None):
        pass
    make_app(folder / "case", wait=True)
    return folder / "case"


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """A copy that a test may decide in."""
    shutil.copytree(made, tmp_path / "depot")
    return tmp_path / "depot"


class Reader(TestClient):
    """A browser without a screen: it keeps cookies, and knows the token of its session's forms."""

    desk: Desk

    def csrf(self) -> str:
        found = re.search(r'name="csrf" content="([0-9a-f]+)"', self.get("/").text)
        assert found is not None
        return found[1]

    def judge(self, what: str, **values: Any) -> Any:
        data = {"csrf": self.csrf(), "by": "R. Editor", "why": "looked it up"} | values
        return self.post(f"/judge/{what}", data=data, headers={"accept": "application/json"})

    def key(self, record: str) -> str:
        rows = self.desk.shelf.reader().execute("SELECT key FROM doc WHERE record LIKE ?", (f"%{record}",)).fetchall()
        return str(rows[0]["key"])

    def document(self, record: str) -> str:
        return self.desk.report(self.key(record)).document.id


def opened(case: Path, locks: Locks | None = None, **cookies: str) -> Reader:
    app = make_app(case, wait=True)
    reader = Reader(guarded(app, locks or Locks(HOSTS)), base_url=BASE, follow_redirects=False, cookies=cookies)
    reader.desk = app.state.desk
    return reader


@pytest.fixture
def reader(case: Path) -> Iterator[Reader]:
    """The reader on a copy of the case."""
    yield opened(case)


@pytest.fixture(scope="session")
def looking(made: Path) -> Reader:
    """The reader on the case that nothing changes."""
    return opened(made)
