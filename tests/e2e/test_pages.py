"""Every block of code on every page: consoles and Python run; of commands that are only shown all options exist."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest
import typer.main

import sayso
from sayso import cli

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    p for p in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")] if p.name not in ("commands.md", "python.md")
)
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
# Blocks on these pages have tests of their own: tests/unit/exporting/test_page.py, tests/unit/test_plugins.py.
ELSEWHERE = ("exports.md", "extending.md")
BURNED = (
    "ORAN, 4 May 2019 - The Red Front burned the depot at Oran on Friday, the mayor said.",
    "ORAN, 5 May 2019 - The Red Front denied that it burned the depot at Oran on Friday. The mayor blamed Freedonia.",
)


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def runs(page: Path) -> bool:
    return page.name not in ELSEWHERE and any(language in ("console", "python") for language, _ in blocks(page))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the pages speak of: an article, a folder, a file, and two cases."""
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(ROOT / "examples", folder / "examples")
    (folder / "reports").mkdir()
    for number, text in enumerate(BURNED):
        (folder / "reports" / f"r{number}.txt").write_text(text, encoding="utf-8")
    shutil.copy(folder / "reports" / "r0.txt", folder / "article.txt")
    (folder / "c.jsonl").write_text('{"text": "The mill was burned, said the mayor."}\n', encoding="utf-8")
    sayso.Case(folder / "mycase", create=True).add(folder / "reports")
    with contextlib.chdir(folder):
        sayso.Case("mainila", create=True).add("examples/mainila")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", [p for p in PAGES if runs(p)], ids=lambda p: p.name)
def test_every_console_and_python_block_runs(page: Path, made: Path, tmp_path: Path) -> None:
    here = tmp_path / "here"
    shutil.copytree(made, here)
    names: dict[str, object] = {}
    with contextlib.chdir(here):
        for language, code in blocks(page):
            if language == "console":
                for line in code.splitlines():
                    run(line)
            elif language == "python":
                exec(compile(code, page.name, "exec"), names)


def said(line: str) -> list[str]:
    """The words of a command, as a shell takes them: a comment begins with a mark of its own, not within `a.txt#c3`."""
    return shlex.split(re.sub(r"\s#\s.*$", "", line))[1:]


def run(line: str) -> None:
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.main(said(line))
    assert status == 0, f"{line}: {err.getvalue()}"


def shown() -> list[tuple[str, str]]:
    """Every command on every page, with the page."""
    found = []
    for page in PAGES:
        for language, code in blocks(page):
            if language in ("", "console", "sh"):
                found += [(page.name, line) for line in code.splitlines() if line.startswith("sayso ")]
    return found


@pytest.mark.parametrize(("page", "line"), shown())
def test_every_command_that_is_shown_exists(page: str, line: str) -> None:
    words = said(line.partition(" > ")[0].partition(" | ")[0])
    if words[0] in ("--help", "--version", "COMMAND") or "[" in line:
        pytest.skip("a form, no command")
    assert unknown(words) == []


def unknown(words: list[str]) -> list[str]:
    """What of a command line the program does not know."""
    commands = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]
    if words[0] not in commands:
        return words[:1]
    known = {o for p in commands[words[0]].params for o in (*p.opts, *p.secondary_opts)} | {"--help", "-h"}
    return [w for w in words[1:] if re.match(r"--?[a-z]", w) and w.partition("=")[0] not in known]


def test_a_wrong_command_and_a_wrong_option_are_found_out() -> None:
    assert unknown(["raed", "a.txt"]) == ["raed"]
    assert unknown(["read", "a.txt", "--no-such-option", "-q"]) == ["--no-such-option"]
