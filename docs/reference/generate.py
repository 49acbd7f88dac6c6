"""Writes the reference from what the program itself says: help texts of commands, docstrings of the Python surface.

`make docs` runs it; a test holds every command and public name against what it wrote.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

import sayso
from sayso.cli import app

HERE = Path(__file__).parent


def commands() -> Iterator[str]:
    """The page of commands."""
    yield "# Commands\n\nMade by `make docs` from the help texts. `sayso COMMAND --help` says the same."
    yield "Exit status: 0 all is well, 2 wrong usage, 3 some or all records failed, 130 interrupted."
    root: Any = typer.main.get_command(app)
    for name in sorted(root.commands):
        command = root.commands[name]
        words = " ".join(_metavar(p) for p in command.params if p.param_type_name == "argument")
        yield f"## sayso {name}\n\n```\nsayso {name} {words} [OPTIONS]\n```\n\n{inspect.cleandoc(command.help or '')}"
        rows = [_row(p) for p in command.params if p.param_type_name != "argument" or getattr(p, "help", None)]
        rows = [row for row in rows if row and "--help" not in row]
        if rows:
            yield "| | |\n|---|---|\n" + "\n".join(rows)
        if command.epilog:
            yield command.epilog


def _metavar(param: Any) -> str:
    return param.metavar or param.name.upper()


def _row(param: Any) -> str:
    names = ", ".join(f"`{o}`" for o in (*param.opts, *param.secondary_opts))
    if param.param_type_name == "argument":
        names = f"`{_metavar(param)}`"
    said = (getattr(param, "help", None) or "").replace("|", "\\|")
    choices = getattr(getattr(param, "type", None), "choices", None)
    one_of = f" One of {', '.join(str(getattr(c, 'value', c)) for c in choices)}." if choices else ""
    return f"| {names} | {said}{one_of} |"


def python() -> Iterator[str]:
    """The page of the Python surface."""
    yield "# Python\n\nMade by `make docs` from the docstrings: `import sayso`, and all of this is there."
    for name in sayso.__all__:
        found = getattr(sayso, name)
        if name.startswith("_"):
            continue
        yield f"## sayso.{name}\n\n{_told(found, name)}"
        if inspect.isclass(found) and not issubclass(found, Exception):
            for inner, value in vars(found).items():
                if not inner.startswith("_") and getattr(value, "__doc__", None) and _is_method(value):
                    yield f"### {name}.{inner}\n\n{_told(value, inner)}"


def _is_method(value: object) -> bool:
    return inspect.isfunction(value) or isinstance(value, property | classmethod) or hasattr(value, "attrname")


def _told(found: Any, name: str) -> str:
    doc = inspect.cleandoc(found.__doc__ or "")
    plain = getattr(found, "__func__", found)
    callable_ = inspect.isfunction(plain) or inspect.isclass(plain)
    told = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(plain))) if callable_ else ""
    signature = f"```\n{name}{told}\n```\n\n" if callable_ else ""
    return signature + _blocks(doc)


def _blocks(doc: str) -> str:
    """A docstring as Markdown: its sections and examples as they stand."""
    kept: list[str] = []
    quoted = False
    for line in doc.splitlines():
        marked = line.startswith((">>>", "...")) or (quoted and line.strip() != "")
        heading = line in ("Args:", "Raises:", "Returns:", "Attributes:")
        opens = marked and not quoted
        closes = quoted and not marked
        kept += ["```pycon"] if opens else ["```"] if closes else []
        quoted = marked
        kept.append(f"*{line}*\n" if heading else f"- {line.strip()}" if line.startswith("    ") and not quoted
                    and not line.startswith("     ") else line)  # fmt: skip
    return "\n".join([*kept, "```"] if quoted else kept)


def pages() -> dict[str, str]:
    """The pages by name of their file."""
    return {"commands.md": "\n\n".join(commands()) + "\n", "python.md": "\n\n".join(python()) + "\n"}


if __name__ == "__main__":
    for file, text in pages().items():
        (HERE / file).write_text(text, encoding="utf-8")
