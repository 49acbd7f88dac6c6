"""The reader for people who do not see it: axe-core, the usual checker of pages, finds no grave fault on any page."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from .conftest import Served

pytestmark = pytest.mark.slow

PAGES = ("/", "/reports", "/incidents", "/actors", "/network", "/queue", "/decisions", "/drop", "/search?q=depot")
LINKED = {
    "/incidents": "a[href^='/incident/']",
    "/actors": "a[href^='/actor/']",
    "/": "a[href*='/claim/']",
    "/reports": "a[href^='/report/']",
}
GRAVE = ("serious", "critical")


def _checker() -> Path:
    found = importlib.util.find_spec("axe_playwright_python")
    assert found is not None and found.origin is not None
    return next(Path(found.origin).parent.rglob("axe.min.js"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_grave_fault(chromium: Any, served: Served, scheme: str) -> None:
    # The policy of the reader forbids foreign scripts; the checker is one.
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
    tab = context.new_page()
    pages = list(PAGES)
    for page, links in LINKED.items():
        tab.goto(served.address + page)
        pages.append(str(tab.locator(links).first.get_attribute("href")))
    incident = next(page for page in pages if page.startswith("/incident/"))
    pages.append(incident.replace("/incident/", "/assess/"))
    faults = []
    for page in pages:
        tab.goto(served.address + page)
        tab.add_script_tag(path=str(_checker()))
        found = tab.evaluate("axe.run()")
        assert found["passes"], page
        faults += [(page, v["id"], v["nodes"][0]["html"]) for v in found["violations"] if v["impact"] in GRAVE]
    context.close()
    assert not faults
