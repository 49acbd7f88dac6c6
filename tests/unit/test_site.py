"""The site: built strictly and offline, every page in its navigation; the README, and the reference."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main
import yaml

import sayso
from sayso.cli import app
from sayso.showing import bench

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("**/*.md"))


def in_navigation(entries: Any) -> list[str]:
    if isinstance(entries, str):
        return [entries]
    values = entries.values() if isinstance(entries, dict) else entries
    return [page for entry in values for page in in_navigation(entry)]


def test_every_page_is_in_the_navigation() -> None:
    listed = in_navigation(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"])
    made = {p.with_suffix(".md") for p in DOCS.glob("**/*.ipynb")} | {DOCS / "model-card.md", DOCS / "changes.md"}
    assert sorted(DOCS / page for page in listed) == sorted({*PAGES, *made})


def build(out: Path, config: Path = ROOT / "mkdocs.yml") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(out)]
    env = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    done = build(out)
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    return out


class Loaded(HTMLParser):
    """What a page loads by itself: scripts, styles, pictures, frames."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img", "iframe", "source", "video", "audio"):
            self.found += [v for v in (given.get("src"), given.get("srcset")) if v]
        elif tag == "link" and given.get("rel") not in ("canonical", "next", "prev"):
            self.found += [v for v in (given.get("href"),) if v]


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    assert not list(site.glob("**/*.py*"))
    pages = [p for p in site.glob("**/*.html") if p.name != "404.html"]
    assert len(pages) == len(PAGES) + 4  # two notebooks, the model card, the changes
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for target in Loaded(text).found:
            assert not re.match(r"(?:\w+:)?//", target), f"{page.name} loads {target}"
            assert target.startswith("data:") or (page.parent / target.partition("?")[0]).is_file(), (page.name, target)
        assert "unpkg" not in text and "googleapis" not in text
    for style in site.glob("**/*.css"):
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", style.read_text(encoding="utf-8")), style


def test_the_search_knows_every_page(site: Path) -> None:
    found = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    known = {entry["location"].partition("#")[0] for entry in found}
    pages = {str(p.relative_to(site)) for p in site.glob("**/*.html")} - {"404.html"}
    assert {k or "index.html" for k in known} == pages


def test_a_broken_link_breaks_the_build(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# A\n\n[to nowhere](nowhere.md) [or](index.md#none)\n")
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    kept = {"site_name": "a", "strict": True, "validation": config["validation"]}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(kept), encoding="utf-8")
    done = build(tmp_path / "out", tmp_path / "mkdocs.yml")
    assert done.returncode != 0 and "nowhere.md" in done.stderr and "#none" in done.stderr


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def _looked_up(page: Any, address: str, word: str) -> None:
    """Open a page and look a word up; anew where the theme's script began to listen too late, as on a busy machine."""
    from playwright.sync_api import TimeoutError as PlaywrightTimeout

    for patience in (10_000, 20_000, 30_000, 30_000):
        page.goto(address)
        page.fill("input.md-search__input", word)
        with suppress(PlaywrightTimeout):
            page.wait_for_selector(".md-search-result__link", timeout=patience)
            return
    pytest.fail(f"{word} was not found: {page.inner_text('.md-search-result__meta')}")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium installed")
def test_the_search_works_in_files_without_a_server(site: Path) -> None:
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.on("request", lambda r: asked.append(r.url))
        _looked_up(page, (site / "exports.html").as_uri(), "nanopublication")
        assert "nanopub" in page.inner_text(".md-search-result__list").lower()
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            for name in ("index.html", "exports.html", "method.html", "notebooks/mainila.html"):
                page.goto((site / name).as_uri())
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{name} is {wide} pixels wide on a screen of {width}"
        browser.close()
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked)


def test_the_readme_is_one_screen_with_a_picture() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    (picture,) = re.findall(r"!\[[^\]]{40,}\]\(([^)]+)\)", text)
    data = (ROOT / picture).read_bytes()
    assert data.startswith(b"\x89PNG") and len(data) < 400_000


def generate(name: str = "generate") -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", DOCS / "reference" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_has_every_command_and_public_name() -> None:
    commands = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    names = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    missing = [name for name in names if f"## sayso {name}\n" not in commands]
    python = (DOCS / "reference" / "python.md").read_text(encoding="utf-8")
    missing += [name for name in sayso.__all__ if not name.startswith("_") and f"## sayso.{name}\n" not in python]
    assert not missing, "run make docs"


def test_the_reference_is_made_of_help_and_docstrings() -> None:
    pages = generate().pages()
    assert "## sayso import\n" in pages["commands.md"]
    assert "| `--from` |" in pages["commands.md"] and "## sayso.Case\n" in pages["python.md"]
    assert pages["python.md"].count("```") % 2 == 0 and "### Case.table" in pages["python.md"]


def test_the_page_of_benchmarks_is_made_of_the_figures_that_are_kept() -> None:
    made = generate("benchmarks").page()
    assert made == (DOCS / "benchmarks.md").read_text(encoding="utf-8"), "run python docs/reference/benchmarks.py"
    kept = json.loads((DOCS / "reference" / "benchmarks.json").read_text(encoding="utf-8"))
    assert ("Small slices" in made) == kept["about"]["quick"] and kept["about"]["day"] in made
    assert all(f"`python -m benchmarks {name}`" in made for name in kept if name not in ("about", "held"))


def test_a_figure_that_falls_short_says_so_on_the_page() -> None:
    module = generate("benchmarks")
    assert module.bound({"least": 0.9}, 0.898) == "≥ .900, **short**" and module.bound({"most": 3}, 2.0) == "≤ 3"
    assert [module.number(v) for v in (0.8977, 1.0, 1050.0, 321.5, -0.0012)] == [
        ".898",
        "1.000",
        "1,050",
        "322",
        "-.001",
    ]


def test_every_benchmark_has_its_words_and_every_peer_a_figure_and_a_how() -> None:
    words = yaml.safe_load((DOCS / "reference" / "benchmarks.yaml").read_text(encoding="utf-8"))["benchmarks"]
    assert set(words) <= set(bench.runners(None))
    kept = json.loads((DOCS / "reference" / "benchmarks.json").read_text(encoding="utf-8"))
    # What slices for CI do not measure, a whole run does.
    only_whole = {"UDS_IH2 r, classes"} if kept["about"]["quick"] else set()
    for name, told in words.items():
        for peer in told.get("peers", ()):
            assert peer["who"] and peer["how"] and ("value" in peer) != ("result" in peer)
            if name in kept:
                asked = {peer["figure"], peer.get("result", peer["figure"])} - only_whole
                assert asked <= set(kept[name]), (name, asked)
