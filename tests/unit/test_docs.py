"""Every command, option, error code and setting is documented; no page names a path of a machine or a registry."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import typer.main

from sayso.cli import app
from sayso.config import Settings

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")


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
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "requirements.lock", ROOT / "Makefile"]:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"/(?:home|root|work|Users)/|pypi\.org|pythonhosted", text), page


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
