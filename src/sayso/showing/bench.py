"""Figures on public corpora, measured by the benchmarks that come with sayso, beside what they are held to."""

from __future__ import annotations

import importlib
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import yaml

from sayso.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from rich.table import Table

WHERE = "share/sayso"
"""Where an installed package puts the benchmarks, under the prefix of Python."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: whose, what, how much, and the bound that it is held to (`short` if it is beyond it)."""

    name: str
    figure: str
    value: float
    bound: str
    short: bool


def benchmarks() -> ModuleType:
    """The benchmarks, from the source or from where the package put them.

    Raises:
        NotFoundError: they are not there.
    """
    for home in (Path(__file__).parents[3], Path(sys.prefix) / WHERE):
        if (home / "benchmarks" / "__main__.py").is_file():
            if str(home) not in sys.path:
                sys.path.append(str(home))
            return importlib.import_module("benchmarks.__main__")
    raise NotFoundError("the benchmarks are not installed", hint="install sayso from its source or a whole wheel")


def runners(names: Sequence[str] | None) -> dict[str, str | None]:
    """The benchmarks that are asked for, each with the corpus that it needs.

    Raises:
        UsageError: there is none of that name.
    """
    known: dict[str, str | None] = benchmarks().RUNNERS
    for name in names or ():
        if name not in known:
            raise UsageError(f"no benchmark {name!r}", hint=f"benchmarks: {', '.join(known)}")
    return {name: corpus for name, corpus in known.items() if not names or name in names}


def measured(
    wanted: dict[str, str | None], data: Path, *, quick: bool, say: Callable[[str], None]
) -> tuple[list[Figure], list[str]]:
    """The figures of benchmarks, and which were skipped and why.

    Args:
        wanted: names and corpora.
        data: the folder of corpora.
        quick: small slices.
        say: told what is measured.
    """
    bounds = _bounds(quick)
    rows: list[Figure] = []
    skipped: list[str] = []
    for name, corpus in wanted.items():
        if corpus is not None and not (data / corpus).is_dir():
            skipped.append(f"{name}: skipped, no {data / corpus} — `sayso bench --list` says where it is had")
            continue
        say(f"measuring {name} …")
        try:
            found: dict[str, float] = importlib.import_module(f"benchmarks.{name}").measure(data, quick=quick)
        except FileNotFoundError as error:
            skipped.append(f"{name}: skipped, {error.args[0] if error.args else error}")
            continue
        rows += [_figure(name, figure, value, bounds.get(name, {}).get(figure, {})) for figure, value in found.items()]
    return rows, skipped


def _bounds(quick: bool) -> dict[str, dict[str, dict[str, float]]]:
    path = Path(benchmarks().__file__ or "").with_name("floors.toml")
    found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: table.get("quick" if quick else "full", {}) for name, table in found.items()}


def _figure(name: str, figure: str, value: float, bound: dict[str, float]) -> Figure:
    least, most = bound.get("least"), bound.get("most")
    words = f"≥ {least:g}" if least is not None else f"≤ {most:g}" if most is not None else ""
    short = (least is not None and value < least) or (most is not None and value > most)
    return Figure(name, figure, value, words, short)


def bench_text(rows: Iterable[Figure], *, width: int, quick: bool) -> str:
    """The figures as a table."""
    table = _table("benchmark", "figure", "here", "held to", "")
    last = ""
    for row in rows:
        table.add_row("" if row.name == last else row.name, row.figure, f"{row.value:.4f}", row.bound,
                      "short of it" if row.short else "")  # fmt: skip
        last = row.name
    note = "Small slices: figures of the whole corpora are in docs/method.md." if quick else ""
    return _printed(table, width, note)


def corpora_text(data: Path, *, width: int) -> str:
    """Which corpora there are, under which licence, where each is had, and whether it is here."""
    path = Path(benchmarks().__file__ or "").with_name("corpora.yaml")
    table = _table("folder", "corpus", "had from", "licence", "here")
    for folder, told in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        here = "yes" if (data / folder).is_dir() else "no"
        table.add_row(folder, told["corpus"], told["from"], told["licence"], here)
    return _printed(table, width, f"Put each into a folder of its name in {data}. None of them is part of sayso.")


def _table(*columns: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column == "here" else "left")
    return table


def _printed(table: Table, width: int, note: str) -> str:
    from rich.console import Console

    console = Console(file=StringIO(), width=width, highlight=False, markup=False)
    console.print(table)
    if note:
        console.print(note)
    printed = console.file
    assert isinstance(printed, StringIO)
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines())
