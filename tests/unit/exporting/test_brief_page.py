"""The brief as a page and as PDF: what Markdown says, escaped, nothing that loads; errors that say how to go on."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from html import unescape

import pytest
from pypdf import PdfReader

from sayso.errors import SaysoError, UnreadableError, UsageError
from sayso.exporting import Item, format_named
from sayso.showing import pdf
from sayso.showing.brief_page import format_or_page


def page(items: list[Item]) -> str:
    return b"".join(d for _, d in format_or_page("html").pieces(items)).decode()


def test_the_page_says_what_the_markdown_says(items: list[Item]) -> None:
    made = page(items)
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", made)))
    markdown = b"".join(d for _, d in format_named("md").pieces(items)).decode()
    told = re.findall(r"(?m)^- \[(c\d+)\] (.*)$", markdown)
    assert len(told) > 5
    for claim, line in told[:6]:
        plain = re.sub(r"\\(.)", r"\1", line)
        assert f"{claim} {plain}" in text
    assert "Read by machine; each claim says" in text and "sayso asserts none of it" in text
    assert markdown.strip().splitlines()[-1] in text


def test_nothing_loads_and_nothing_escapes(items: list[Item]) -> None:
    made = page(items)
    assert made.count("<script") == 2 and "javascript:" not in re.sub(r">[^<]*<", "><", made)
    assert not re.search(r"""(?:src|href|url)\s*[=(]""", made.split("</style>")[1].split("<script")[0])
    assert "default-src 'none'" in unescape(made) and "\x1b" not in made and "\x00" not in made
    assert page([]).count("<section") == 0


def test_pages_are_offered_with_the_formats() -> None:
    with pytest.raises(UsageError) as caught:
        format_or_page("docx")
    assert str(caught.value).endswith("md, html, pdf")


def test_without_a_browser_the_hint_says_how_to_print(monkeypatch: pytest.MonkeyPatch, item: Item) -> None:
    monkeypatch.setattr(pdf, "browser", lambda: None)
    with pytest.raises(UsageError, match="print it to a file"):
        list(format_or_page("pdf").pieces([item]))


def test_a_browser_that_fails_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "browser", lambda: shutil.which("true"))
    with pytest.raises(UnreadableError, match="printed nothing"):
        pdf.printed("<p>x</p>")

    def hangs(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("chromium", 1)

    monkeypatch.setattr(subprocess, "run", hangs)
    with pytest.raises(SaysoError, match="does not come to an end"):
        pdf.printed("<p>x</p>")


@pytest.mark.slow
@pytest.mark.skipif(pdf.browser() is None, reason="no Chromium installed")
def test_a_browser_prints_it(item: Item) -> None:
    ((name, data),) = format_or_page("pdf").pieces([item])
    assert name == "brief.pdf" and data.startswith(b"%PDF-")
    text = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages)
    assert "According to The Gazette" in text and "unreviewed" in text
