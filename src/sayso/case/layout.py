"""What lies where in a case folder, and the columns of its tables.

```
CASE/
  format              "sayso case 1": what makes a folder a case
  case.toml           settings of this case (optional)
  documents/ judgements/ grades/ failures/ runs/     Delta tables, masked
  context/            events of other data sets, beside the case and in none of its versions (`sayso.case.context`)
  index.duckdb        disposable flat index of the newest case version that was asked for
  index-as-of.duckdb  the same of an earlier version, if one was asked for
  index-origins-*     disposable: what linking keeps of texts, credits and copies, a pair of files each time it grew
  private/            mode 0700: key, originals/ (Delta table), known-* (in a run);
                      no export, copy or search reads it
  .lock               held by the one writer
```
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pyarrow as pa

from sayso.case import store
from sayso.errors import CaseError
from sayso.privacy import Originals
from sayso.records.judgement import Grade, Judgement
from sayso.records.report import Failure, Report
from sayso.records.schema import arrow_schema

FORMAT = 1
TABLES = ("documents", "judgements", "grades", "failures")
KEY_BYTES = 32
_OURS = frozenset({*TABLES, "runs", "private", "format", "case.toml", "index.duckdb", "index-as-of.duckdb", ".lock"})
_S, _I = pa.string(), pa.int64()

_KEYED = [pa.field("id", _S), pa.field("coding_key", _S), pa.field("run", _I)]
SCHEMAS = {
    "documents": pa.schema([*_KEYED, *arrow_schema(Report)]),
    "judgements": pa.schema([*arrow_schema(Judgement), pa.field("run", _I)]),
    "grades": pa.schema([*arrow_schema(Grade), pa.field("run", _I)]),
    "failures": pa.schema([pa.field("record", _S), *arrow_schema(Failure), pa.field("at", _S), pa.field("run", _I)]),
    "originals": pa.schema([*_KEYED, *arrow_schema(Originals)]),
    "runs": pa.schema(
        [("version", _I), ("at", _S), ("sayso", _S), ("settings", _S), ("coding", _S), ("coding_key", _S),
         ("added", _I), ("known", _I), ("failed", _I), ("erased", _I), *((name, _I) for name in (*TABLES, "originals"))]
    ),
}  # fmt: skip


def path_of(case: Path, name: str) -> Path:
    """Where a table lies."""
    return case / "private" / name if name == "originals" else case / name


def check(case: Path) -> None:
    """Refuse a folder that is not a case of a format that we know."""
    mark = case / "format"
    if not case.exists():
        raise CaseError("no such case", where=str(case), hint="give --case a folder that `sayso read` made")
    if not case.is_dir() or not mark.is_file():
        raise CaseError(
            "this is not a case folder", where=str(case), hint="name a new or empty folder, or one that sayso made"
        )
    with store.told(mark):
        words = mark.read_text(encoding="utf-8", errors="replace").split()
    number = words[2] if words[:2] == ["sayso", "case"] and len(words) == 3 else ""
    if not number.isdigit():
        raise CaseError("its format file is damaged", where=str(mark), hint=f"write “sayso case {FORMAT}” in it")
    if int(number) > FORMAT:
        raise CaseError(
            f"it was made by a newer sayso (format {number}, this one knows {FORMAT})",
            where=str(case),
            hint="install a newer sayso; nothing was changed",
        )


def make(case: Path) -> None:
    """Make a case of an empty folder, or finish one that a crash left half made; the mark comes last."""
    if (case / "format").exists():
        check(case)
        return
    strangers = sorted(p.name for p in case.iterdir() if p.name not in _OURS)
    if strangers:
        raise CaseError(
            f"this folder is not a case and not empty (it holds {strangers[0]!r})",
            where=str(case),
            hint="name a new or empty folder",
        )
    with store.told(case, writing=True):
        private = case / "private"
        private.mkdir(mode=0o700, exist_ok=True)
        private.chmod(0o700)
        _make_key(private / "key")
    for name, schema in SCHEMAS.items():
        store.create(path_of(case, name), schema)
    with store.told(case, writing=True):
        _write(case / "format", f"sayso case {FORMAT}\n".encode(), 0o644)


def key_of(case: Path) -> bytes:
    """The key that this case makes pseudonyms and ids with."""
    path = case / "private" / "key"
    with store.told(path):
        key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise CaseError(
            "the key is damaged", where=str(path), hint="restore it from a copy: without it names get new pseudonyms"
        )
    return key


def _make_key(path: Path) -> None:
    if not path.exists() or path.stat().st_size != KEY_BYTES:
        _write(path, secrets.token_bytes(KEY_BYTES), 0o600)


def _write(path: Path, data: bytes, mode: int) -> None:
    """Write a small file whole or not at all."""
    new = path.with_name(path.name + ".new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
