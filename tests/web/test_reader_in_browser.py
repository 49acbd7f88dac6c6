"""The reader in a real browser: keys alone do all of it, and it holds on a phone, in the dark and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import Served

pytestmark = pytest.mark.slow


def _verdicts(served: Served) -> list[tuple[str, str]]:
    return [(j.kind, j.verdict) for j in served.desk.now().judgements]


def test_reviewing_by_keyboard_alone(tab: Any, served: Served) -> None:
    tab.goto(f"{served.address}/queue")
    assert tab.evaluate("document.activeElement.id") == "card-1"
    tab.keyboard.press("y")
    tab.wait_for_selector("#card-1 .status.confirmed")
    assert tab.evaluate("document.activeElement.id") == "card-2"
    tab.keyboard.press("r")
    tab.keyboard.type("another act is meant")
    tab.keyboard.press("Enter")
    tab.keyboard.press("n")
    tab.wait_for_selector("#card-2 .status.rejected")
    assert _verdicts(served) == [("reviewed", "positive"), ("reviewed", "negative")]
    assert served.desk.now().judgements[1].why == "another act is meant"
    tab.keyboard.press("u")
    tab.wait_for_selector("#card-2:not(.done)")
    assert _verdicts(served)[-1] == ("reviewed", "unsure")
    assert tab.inner_text("#done") == "1"


def test_the_report_both_ways_and_judged_where_it_stands(tab: Any, served: Served) -> None:
    tab.goto(served.page())
    tab.keyboard.press("j")
    first = tab.evaluate("document.activeElement.closest('.entry').id")
    assert tab.locator(".w.on").count() > 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.matches('.ref')")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.closest('.entry').id") == first
    tab.keyboard.press("y")
    tab.wait_for_selector(f"#{first} .status.confirmed")
    tab.keyboard.press("u")
    tab.wait_for_selector(f"#{first} .status.unreviewed")
    assert [v for _, v in _verdicts(served)][-1] == "unsure"
    tab.keyboard.press("c")
    tab.wait_for_selector(".claim-page h1")


def test_neutral_words_and_filters(tab: Any, served: Served) -> None:
    tab.goto(served.page())
    assert tab.is_visible(".loaded .raw") and not tab.is_visible(".loaded .neu")
    tab.check("input[name=neutral]")
    assert tab.is_visible(".loaded .neu") and not tab.is_visible(".loaded .raw")
    everything = tab.locator(".entry:visible").count()
    tab.select_option("select[name=h]", index=1)
    assert 0 < tab.locator(".entry:visible").count() < everything


def test_a_claim_is_corrected_and_it_is_undone(tab: Any, served: Served) -> None:
    tab.goto(served.page())
    tab.click(".entry .open >> nth=0")
    tab.select_option("#f-certainty", "possible")
    form = tab.locator("form:has(#f-certainty)")
    form.locator("input[name=why]").fill("the ministry was not sure")
    form.locator("button").click()
    tab.wait_for_selector(".said")
    assert "how sure" in tab.inner_text("main")
    assert ("corrected", "positive") in _verdicts(served)
    tab.click(".said button")
    tab.wait_for_selector(".said")
    assert ("corrected", "unsure") in _verdicts(served)


def test_a_rating_is_changed_in_place(tab: Any, served: Served) -> None:
    row = served.desk.shelf.reader().execute(
        "SELECT id FROM incident WHERE type = 'ASSAULT' ORDER BY reports DESC"
    ).fetchone()  # fmt: skip
    tab.goto(f"{served.address}/assess/{row['id']}")
    before = tab.inner_text(".rivals")
    tab.select_option("select[name='cell:E1:H1']", "II")
    tab.fill("#mx-why", "saw the log")
    tab.click("#matrix button")
    tab.wait_for_selector("td.edited select[name='cell:E1:H1']")
    tab.wait_for_function("before => document.querySelector('.rivals').innerText !== before", arg=before)
    assert ("cell", "positive") in _verdicts(served)


def test_the_network_zooms_filters_and_focuses(tab: Any, served: Served) -> None:
    tab.goto(f"{served.address}/network")
    whole = tab.get_attribute(".net svg", "viewBox")
    tab.keyboard.press("+")
    assert tab.get_attribute(".net svg", "viewBox") != whole
    tab.keyboard.press("0")
    assert tab.get_attribute(".net svg", "viewBox") == whole
    tab.locator(".slider input").fill("2")
    assert tab.locator(".net .link:not(.gone)").count() == 0
    assert tab.locator("table tbody tr").count() >= 1
    tab.locator(".slider input").fill("1")
    tab.locator(".net .node a").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/actor/**")


def test_files_are_dropped_and_read(tab: Any, served: Served, tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text("The Karst Legion burned a mill near Turku, the mayor said.", encoding="utf-8")
    tab.goto(f"{served.address}/drop")
    tab.set_input_files("input[type=file] >> nth=0", str(tmp_path / "mill.txt"))
    tab.click(".dropzone button")
    tab.wait_for_selector(".job a", timeout=120_000)
    assert "1 read, 0 not" in tab.inner_text(".job")
    tab.click(".job a")
    assert "mill.txt" in tab.inner_text("main")


@pytest.mark.parametrize("dark", [False, True])
def test_every_page_on_a_phone_in_light_and_dark(chromium: Any, served: Served, dark: bool) -> None:
    db = served.desk.shelf.reader()
    incident = db.execute("SELECT id FROM incident ORDER BY reports DESC").fetchone()["id"]
    pages = ["/", "/reports", "/incidents", f"/incident/{incident}", f"/assess/{incident}", "/actors", "/network",
             "/queue",
             "/decisions", "/search?q=depot", "/compare", "/drop", served.page()[len(served.address):]]  # fmt: skip
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if dark else "light", is_mobile=True
    )
    page = context.new_page()
    for path in pages:
        page.goto(served.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        light = sum(int(n) for n in paper[paper.index("(") + 1 : -1].split(",")[:3]) > 384
        assert light is not dark, (path, paper)
        small = page.evaluate(
            "[...document.querySelectorAll('main button')].filter(b => b.offsetHeight && b.offsetHeight < 30).length"
        )
        assert small == 0, path
    context.close()


def test_on_paper_forms_and_menus_are_gone(tab: Any, served: Served) -> None:
    tab.goto(served.page())
    tab.emulate_media(media="print")
    for gone in (".top", ".judge", ".tools", ".row .open"):
        assert tab.locator(gone).first.is_hidden(), gone
    assert tab.locator(".body").is_visible()
    assert len(tab.pdf()) > 10_000


def test_nothing_but_the_reader_is_ever_asked(chromium: Any, served: Served) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    for path in ("/", "/network", "/queue", served.page()[len(served.address) :]):
        page.goto(served.address + path)
    context.close()
    assert asked and all(u.startswith((served.address, "data:")) for u in asked)
