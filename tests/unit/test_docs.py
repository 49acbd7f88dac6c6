"""Every command, option, error code and setting is documented; no page names a path of a machine or a registry."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import typer.main

from sayso.cli import app
from sayso.config import Settings

ROOT = Path(__file__).parents[2]
PARTS = [ROOT / "docs" / "guide.md", *sorted(ROOT.glob("docs/guide/*.md"))]
GUIDE = "".join(part.read_text(encoding="utf-8") for part in PARTS)


def test_every_command_is_in_the_guide_and_has_an_example() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert commands
    for name, command in commands.items():
        assert f"sayso {name}" in GUIDE, name
        assert "sayso" in (command.epilog or ""), f"{name}: help without an example"


def test_every_setting_is_in_the_guide() -> None:
    for field in dataclasses.fields(Settings):
        if field.name != "data":
            assert f"`{field.name}`" in GUIDE, field.name


def test_pages_name_no_machine_and_no_registry() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "requirements.lock", ROOT / "Makefile"]:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"/(?:home|root|work|Users)/|pypi\.org|pythonhosted", text), page


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_targets_and_files_that_pages_name_exist() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"(?m)(?:`|^)make ([a-z]+)\b", text):
            assert target in targets, f"{page.name}: make {target}"
        for file in re.findall(r"`(?:python )?((?:benchmarks|training|examples|docs|models|src)/[\w/.-]+\.\w+)", text):
            assert (ROOT / file).exists(), f"{page.name}: {file}"
        for module in re.findall(r"`python -m (benchmarks\.\w+|training\.\w+)", text):
            assert (ROOT / module.replace(".", "/")).with_suffix(".py").exists(), f"{page.name}: {module}"
