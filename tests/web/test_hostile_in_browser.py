"""Reports made to break a page, on every page of the reader and in a real browser: nothing runs, nothing moves."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.records.judgement import Grade, Judgement
from sayso.web.render import actor_link, link

from .conftest import Served, copied
from .hostile import BIDI, MARKS, SCRIPT

pytestmark = pytest.mark.slow

PAGES = ("/", "/reports", "/incidents", "/actors", "/network", "/queue", "/queue?everything=1", "/decisions", "/drop",
         "/search", "/search?q=depot", "/search?q=Front", "/compare?a=0&b=9")  # fmt: skip
PATIENCE = 30.0
MOST_BYTES = 4_000_000


@pytest.fixture(scope="module")
def evil(hostile_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The reader on the case of hostile reports."""
    made = Served(copied(hostile_case, tmp_path_factory.mktemp("evil") / f"{SCRIPT[:8]} case"))
    _decide(made)
    yield made
    made.stop()


def _decide(served: Served) -> None:
    """Decisions whose names and reasons are no better than the reports."""
    by, why = f"{SCRIPT[:40]} {BIDI}"[:80], f"{BIDI} {SCRIPT} {MARKS[:200]}"
    rows = served.desk.shelf.reader().execute("SELECT d.id, c.id c FROM claim c JOIN doc d ON d.n = c.doc ORDER BY c.n")
    (first, second, third, fourth) = rows.fetchmany(4)
    served.desk.add(
        judgements=[
            Judgement("reviewed", first["id"], first["c"], "positive", 1.0, by, why),
            Judgement("reviewed", second["id"], second["c"], "negative", 1.0, by, why),
            Judgement("corrected", f"{third['id']}#{third['c']}", "certainty=possible", "positive", 1.0, by, why),
            Judgement("retracted", fourth["id"], None, "positive", 1.0, by, why),
        ],
        grades=[Grade(f"{first['id']}#{first['c']}", "F", 3, by, why), Grade(f"source:{BIDI}", "B", 6, by, why)],
    )


def _pages(served: Served) -> list[str]:
    db = served.desk.shelf.reader()
    claims = db.execute("SELECT d.key, c.id FROM claim c JOIN doc d ON d.n = c.doc GROUP BY d.n").fetchall()
    incidents = [r[0] for r in db.execute("SELECT id FROM incident ORDER BY reports DESC LIMIT 3")]
    asked = ("q", "type", "certainty", "outlet", "evidence", "year", "status")
    return [
        *PAGES, *(f"/report/{r[0]}" for r in db.execute("SELECT key FROM doc")),
        *(f"/report/{r['key']}/claim/{r['id']}" for r in claims),
        *(f"/incident/{i}" for i in incidents), *(f"/assess/{i}" for i in incidents),
        *(actor_link(r[0]) for r in db.execute("SELECT key FROM actor")),
        *(link("/search", **{name: SCRIPT[:150]}) for name in asked), link("/", said=SCRIPT),
        link(f"/report/{SCRIPT[:40]}"), link("/reports", outlet=SCRIPT[:150]), link("/actors", q=SCRIPT[:150]),
    ]  # fmt: skip


def test_nothing_runs_and_nothing_is_pushed_aside(chromium: Any, evil: Served) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    wrong: list[str] = []
    page.on("dialog", lambda d: (wrong.append(f"dialog {d.message}"), d.dismiss()))
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on("console", lambda m: wrong.append(m.text) if "Content Security Policy" in m.text else None)
    page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((evil.address, "data:")) else None)
    paths = _pages(evil)
    assert len(paths) > 40
    for path in paths:
        began = time.monotonic()
        answer = page.goto(evil.address + path)
        assert time.monotonic() - began < PATIENCE, path
        assert len(answer.body()) < MOST_BYTES, path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert page.evaluate("document.querySelectorAll('main script, main svg[onload], img[onerror]').length") == 0, (
            path
        )
        links = page.evaluate(
            "[...document.querySelectorAll('a')].map(a => new URL(a.getAttribute('href'), location).protocol)"
        )
        assert set(links) <= {"http:", "https:"}, path
        assert wrong == [], path
    context.close()


def test_no_page_holds_what_misleads(evil: Served) -> None:
    """Bidi signs, control characters and piles of marks are shown as such, in the source too."""
    from starlette.testclient import TestClient

    from sayso.web.guard import Guard, Locks

    host = "127.0.0.1:8321"
    reader = TestClient(Guard(evil.app, Locks(frozenset({host}))), base_url=f"http://{host}")
    for path in _pages(evil):
        text = reader.get(path).text
        assert not re.search(
            "[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", text
        ), path
        assert not re.search("[\u0300-\u036f\u0489]{9}", text), path
        assert not re.search(r"<script(?! type=\"module\" src=\"/static/\w+\.js\"></script>)", text), path


def test_words_of_a_report_are_shown_as_they_are(evil: Served, chromium: Any) -> None:
    row = evil.desk.shelf.reader().execute("SELECT key FROM doc WHERE record LIKE 'script%'").fetchone()
    page = chromium.new_page()
    page.goto(f"{evil.address}/report/{row['key']}")
    assert "<script>alert(1)</script>" in page.inner_text("main .body")
    page.close()


def test_files_with_hostile_names_are_dropped(chromium: Any, evil: Served, tmp_path: Path) -> None:
    for name in ("<img src=x onerror=alert(9)>.txt", "\u202egpj.exe.txt", "javascript:alert(9).txt"):
        (tmp_path / name).write_text("The Karst Legion burned a mill near Turku, the mayor said.", encoding="utf-8")
    page = chromium.new_page()
    wrong: list[str] = []
    page.on("dialog", lambda d: (wrong.append(d.message), d.dismiss()))
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.goto(f"{evil.address}/drop")
    page.set_input_files("input[type=file] >> nth=0", [str(p) for p in sorted(tmp_path.iterdir())])
    page.click(".dropzone button")
    page.wait_for_selector(".job a", timeout=120_000)
    assert "3 read, 0 not" in page.inner_text(".job") and "\u202e" not in page.inner_text(".job")
    page.goto(f"{evil.address}/reports")
    assert wrong == []
    page.close()
