"""The page in a real browser: its script runs under its own policy, and keys, links and filters work both ways.

Skipped where no Chromium is installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso import showing
from sayso.records.actor import Mention
from sayso.records.claim import Claim, Holder
from sayso.records.document import Document, Span
from sayso.records.report import LoadedWord, Report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium installed"),
    pytest.mark.slow,
]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1300,800", "--remote-debugging-pipe",
]  # fmt: skip


class Browser:
    """A Chromium with one page open, spoken to over its debugging pipe."""

    def __init__(self, profile: Path, page: Path) -> None:
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        self._rest, self._id = b"", 0

        def pipes() -> None:
            os.dup2(to_read, 3)
            os.dup2(to_write, 4)

        self._process = subprocess.Popen(
            [str(CHROMIUM), *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=pipes, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_read)
        os.close(to_write)
        target = self.call("Target.createTarget", url=f"file://{page}")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session: str | None = attached["sessionId"]
        deadline = time.monotonic() + 20
        ready = "location.protocol === 'file:' && document.readyState === 'complete'"
        while not self.run(ready) and time.monotonic() < deadline:
            time.sleep(0.05)

    _session: str | None = None

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        self._id += 1
        message: dict[str, Any] = {"id": self._id, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self._rest:
                self._rest += os.read(self._read, 65536)
            line, _, self._rest = self._rest.partition(b"\0")
            answer = json.loads(line)
            if answer.get("id") == self._id:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def run(self, script: str) -> Any:
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def press(self, key: str) -> None:
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        code = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "Tab": 9}.get(key, ord(key[0].upper()))
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=text, windowsVirtualKeyCode=code)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def close(self) -> None:
        os.close(self._write)
        self._process.terminate()
        self._process.wait(10)
        os.close(self._read)


def _report() -> Report:
    text = "The vile Saima Guard shelled Karelia. A spokesman said that Karelia armed rebels.\n" * 30
    mentions, claims, loaded = [], [], []
    for i in range(30):
        at = i * (len(text) // 30)
        mentions.append(Mention(f"g{i}", at + 9, at + 20, "Saima Guard", "armed_group"))
        mentions.append(Mention(f"k{i}", at + 29, at + 36, f"Karelia {i}", "state"))
        mentions.append(Mention(f"s{i}", at + 38, at + 49, "A spokesman", "person"))
        loaded.append(LoadedWord(Span(at + 4, at + 8), "vile"))
        claims.append(
            Claim(id=f"a{i}", kind="event", type="ASSAULT", span=Span(at, at + 36), trigger=Span(at + 21, at + 28),
                  holders=(Holder("outlet", "certain"),), certainty="certain", actors=(f"g{i}",),
                  recipients=(f"k{i}",), main=True)
        )  # fmt: skip
        claims.append(
            Claim(id=f"b{i}", kind="relation", type="weapons", span=Span(at + 60, at + 80),
                  trigger=Span(at + 68, at + 73), certainty="probable", subjects=(f"k{i}",), objects=(f"g{i}",),
                  holders=(Holder("outlet", "certain"), Holder("mention", "probable", mention=f"s{i}")))
        )  # fmt: skip
    return Report(Document("d", "c", text, "r"), tuple(mentions), claims=tuple(claims), loaded=tuple(loaded))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("page")
    page = folder / "page.html"
    page.write_text(showing.html([showing.story(_report())]), encoding="utf-8")
    opened = Browser(folder / "profile", page)
    yield opened
    opened.close()


def test_the_script_runs_under_its_policy(browser: Browser) -> None:
    assert browser.run("document.querySelector('.tools').hidden") is False
    assert browser.run("getComputedStyle(document.body).fontFamily") != "Times New Roman"


def test_keys_walk_the_entries_and_enter_goes_both_ways(browser: Browser) -> None:
    browser.run("document.activeElement.blur(); scrollTo(0, 0)")
    browser.press("j")
    assert browser.run("document.activeElement.closest('.entry').id") == "r1-e1"
    browser.press("j")
    assert browser.run("document.activeElement.closest('.entry').id") == "r1-e2"
    browser.press("k")
    words = browser.run("document.querySelectorAll('.w.on').length")
    assert words > 0
    browser.press("Enter")
    assert browser.run("document.activeElement.id") == "r1-w1"
    browser.press("Enter")
    assert browser.run("document.activeElement.closest('.entry').id") == "r1-e1"
    browser.press("Escape")
    assert browser.run("document.querySelectorAll('.on:not(text)').length") == 0


def test_a_word_leads_to_its_entry_even_in_a_closed_part(browser: Browser) -> None:
    script = "document.querySelector('.more .entry .num').getAttribute('href')"
    words = browser.run(script)
    browser.run(f"document.querySelector('{words}').click()")
    assert browser.run("document.querySelector('.more').open") is True
    assert browser.run("document.activeElement.matches('.more .num')") is True


def test_filters_hide_and_count(browser: Browser) -> None:
    browser.run(
        "{const t=document.querySelector('.tools'); t.elements.q.value='probable'; t.dispatchEvent(new Event('input'))}"
    )
    shown = browser.run("[...document.querySelectorAll('.entry:not(.off)')].map(e => e.dataset.q).join()")
    assert set(shown.split(",")) == {"probable"}
    assert "of" in browser.run("document.querySelector('.tools output').value")
    assert browser.run("document.querySelectorAll('.w.off').length") > 0
    browser.run(
        "{const t=document.querySelector('.tools'); t.elements.q.value=''; t.dispatchEvent(new Event('input'))}"
    )
    assert browser.run("document.querySelectorAll('.off').length") == 0


def test_judging_words_can_be_hidden(browser: Browser) -> None:
    browser.press("l")
    assert browser.run("document.body.classList.contains('quiet')") is True
    browser.press("l")
    assert browser.run("document.body.classList.contains('quiet')") is False


def test_nothing_is_wider_than_a_phone(browser: Browser) -> None:
    browser.call("Emulation.setDeviceMetricsOverride", width=390, height=800, deviceScaleFactor=1, mobile=True)
    assert browser.run("document.documentElement.scrollWidth") <= 390
    browser.call("Emulation.clearDeviceMetricsOverride")
