"""The page on exports: every format and every field is on it, and every line of Python on it runs."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import sayso
from sayso.exporting import Item, formats

PAGE = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.S)


def test_every_format_and_every_field_is_on_the_page() -> None:
    for name in formats():
        assert f"`{name}`" in PAGE, name
    table = PAGE.split("## What each keeps")[1]
    schema = sayso.schema()
    fields = [n for n in schema["properties"] if n not in ("sayso", "claims", "genre_why")]
    fields += [n for n in schema["$defs"]["Claim"]["properties"] if n not in ("id",)]
    for name in fields:
        assert f"`{name}`" in table, name
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    assert len(rows) > 30 and {row.count("|") for row in rows} == {13}


def export_all(item: Item) -> None:
    """What the blocks of the page open."""
    Path("out.jsonl").write_text(sayso.Report(item.report).to_json() + "\n", encoding="utf-8")
    for format_ in formats().values():
        folder = {"csv": "tables", "parquet": "tables"}.get(format_.name, format_.name) if format_.folder else "."
        Path(folder).mkdir(exist_ok=True)
        for file in format_.files:
            Path(folder, file).write_bytes(b"".join(d for n, d in format_.pieces([item]) if n == file))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: b.split("\n")[0])
def test_every_block_runs(block: str, item: Item, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    export_all(item)
    found: dict[str, object] = {}
    exec(compile(block, "exports.md", "exec"), found)
    assert len(found) > 1


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_reads_the_tables(item: Item, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    export_all(item)
    (block,) = re.findall(r"```r\n(.*?)```", PAGE, re.S)
    code = block + "stopifnot(nrow(claims) == 6, claims$deaths_best[1] == 4)"
    done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
