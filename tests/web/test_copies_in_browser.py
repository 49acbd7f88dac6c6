"""Self-contained copies in a real browser: unchanged they say so; changed by one byte they name the record."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from sayso import showing
from sayso.report import Report
from sayso.showing.brief_page import format_or_page
from sayso.showing.export_items import items_of, opened
from sayso.showing.seals import changes

pytestmark = pytest.mark.slow


def _brief(case: Path) -> str:
    reports, decisions = opened(str(case))
    return b"".join(d for _, d in format_or_page("html").pieces(items_of(reports, decisions))).decode()


def _copy(case: Path) -> str:
    reports, _ = opened(str(case))
    return showing.html(Report(r).story for r in reports)


def _shown(chromium: Any, page: str, folder: Path, **options: Any) -> tuple[str | None, str]:
    """What the page says of itself when it is opened from disk: whether it is whole, and the words."""
    (folder / "copy.html").write_bytes(page.encode())
    context = chromium.new_context(**options)
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("pageerror", lambda e: wrong.append(str(e)))
    tab.on("dialog", lambda d: (wrong.append(d.message), d.dismiss()))
    tab.on("request", lambda r: wrong.append(r.url) if not r.url.startswith("file:") else None)
    tab.goto(f"file://{folder}/copy.html")
    whole = tab.locator("[data-seal=verdict]").get_attribute("data-whole")
    words = tab.inner_text("[data-seal=verdict]")
    context.close()
    assert wrong == []
    return whole, words


@pytest.mark.parametrize("made", [_brief, _copy])
def test_an_unchanged_copy_says_so(chromium: Any, read_case: Path, tmp_path: Path, made: Any) -> None:
    page = made(read_case)
    found, fingerprint = changes(page)
    whole, words = _shown(chromium, page, tmp_path)
    assert found == [] and whole == "yes", words
    assert "Unchanged since it was written" in words and fingerprint in words
    whole, words = _shown(chromium, page, tmp_path, java_script_enabled=False)
    assert whole is None and "Not checked" in words


@pytest.mark.parametrize("made", [_brief, _copy])
def test_copies_of_hostile_reports_are_whole_and_harmless(
    chromium: Any, hostile_case: Path, tmp_path: Path, made: Any
) -> None:
    page = made(hostile_case)
    assert changes(page)[0] == []
    whole, words = _shown(chromium, page, tmp_path)
    assert whole == "yes", words


def test_one_byte_of_a_quote_names_its_record(chromium: Any, read_case: Path, tmp_path: Path) -> None:
    page = _brief(read_case)
    at = page.index("shelled a depot")
    claim = re.findall(r'data-seal="r\d+-(c\d+)"', page[:at])[-1]
    changed = page[: at + 4] + "n" + page[at + 5 :]
    whole, words = _shown(chromium, changed, tmp_path)
    assert whole == "no"
    assert f"claim {claim} of Depot burns near Vyborg: changed" in words and words.count(": changed") == 1
    assert changes(changed)[0] == [f"claim {claim} of Depot burns near Vyborg: changed"]


def test_a_removed_an_added_and_a_moved_record_are_named(chromium: Any, read_case: Path, tmp_path: Path) -> None:
    page = _brief(read_case)
    claim = re.search(r'<div class="claim" data-seal="(r1-c\d+)" data-name="([^"]+)">.*?</div>\s*</div>', page, re.S)
    assert claim is not None
    whole, words = _shown(chromium, page.replace(claim[0], "", 1), tmp_path)
    assert whole == "no" and f"{claim[2]} of Depot burns near Vyborg: removed" in words
    more = claim[0].replace(claim[1], "r1-c99").replace(claim[2], "claim c99")
    whole, words = _shown(chromium, page.replace(claim[0], claim[0] + more, 1), tmp_path)
    assert whole == "no" and "claim c99: added" in words
    whole, words = _shown(
        chromium, page.replace("</article>", f"{claim[0]}</article>").replace(claim[0], "", 1), tmp_path
    )
    assert whole == "no" and "moved" in words


def test_a_changed_script_or_list_never_says_that_all_is_well(chromium: Any, read_case: Path, tmp_path: Path) -> None:
    page = _brief(read_case)
    for old, new in (
        ("found.length ?", "!found.length ?"), ('id="seals"', 'id="other"'), ("[\n[", "[\n{"),
        ('data-fingerprint="', 'data-fingerprint="0'),
        ("script-src ", "script-src-x "),
    ):  # fmt: skip
        assert page.count(old) == 1, old
        changed = page.replace(old, new)
        whole, words = _shown(chromium, changed, tmp_path)
        assert whole != "yes" and "Unchanged" not in words, old
        assert changes(changed)[0], old


def test_browser_and_command_agree_on_the_reading_copy(chromium: Any, read_case: Path, tmp_path: Path) -> None:
    page = _copy(read_case)
    for old, new in (("a spokesman for", "a spokesmen for"), ("Gulf Press", "Golf Press"), ("viewbox=", "viewbax=")):
        assert old in page, old
        changed = page.replace(old, new, 1)
        whole, words = _shown(chromium, changed, tmp_path)
        assert whole == "no", old
        for line in changes(changed)[0]:
            assert line in words, (old, line)
