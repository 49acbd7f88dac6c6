"""Whether a case folder is whole: every table file opened and read, every damage named with its file.

Nothing is changed. What cannot be read costs the rows in it and nothing else; where a copy of the folder is kept, the
file named here is the one to restore.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sayso.case import store
from sayso.case.layout import KEY_BYTES, SCHEMAS, TABLES, check, key_of, path_of
from sayso.case.versions import Version, versions
from sayso.errors import SaysoError

_DISPOSABLE = "delete it: it is made anew when it is needed"
_RESTORE = "restore this file from a copy, or erase nothing and read the reports again into a new case"


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with one file, and what to do. `grave` is what costs reports or decisions."""

    path: str
    what: str
    hint: str
    grave: bool = True


def damage_in(case: Path, *, on_file: Callable[[str], None] = lambda _: None) -> list[Damage]:
    """All damage that there is in a case.

    Args:
        case: the folder.
        on_file: told of each table file before it is read.

    Raises:
        CaseError: the folder is no case, or of a newer format.
    """
    check(case)
    found = list(_private(case))
    runs = list(_table(case, "runs", None, on_file))
    found += runs
    if runs:
        return found
    last = next(iter(versions(case)[-1:]), None)
    broken = False
    for name in (*TABLES, "originals"):
        damage = list(_table(case, name, getattr(last, name) if last else None, on_file))
        broken = broken or bool(damage)
        found += damage
    if not broken:
        found += [*(_together(case, last) if last else ()), *_left_behind(case, last)]
    return found + list(_indexes(case))


def _private(case: Path) -> Iterator[Damage]:
    folder = case / "private"
    if not folder.is_dir():
        yield Damage(str(folder), "the private folder is missing", "restore it: without it names get new pseudonyms")
        return
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        yield Damage(str(folder), "others may read the private folder", f"run chmod 700 {folder}")
    try:
        key_of(case)
    except SaysoError as error:
        yield Damage(str(folder / "key"), f"{error.message} (it has {KEY_BYTES} bytes)", error.hint or _RESTORE)


def _table(case: Path, name: str, at: int | None, on_file: Callable[[str], None]) -> Iterator[Damage]:
    """What is wrong with one table at the version that the case stands on."""
    path = path_of(case, name)
    logs = list(_log(path, at or 0))
    yield from logs
    if logs:
        return
    try:
        table = store.table(path, at)
        with store.told(path):
            actions = table.get_add_actions(flatten=True)
        files = list(zip(actions.column("path").to_pylist(), actions.column("size_bytes").to_pylist(), strict=True))
    except SaysoError as error:
        yield Damage(str(path), error.message, error.hint or _RESTORE)
        return
    except (ValueError, TypeError, LookupError) as error:
        yield Damage(str(path / "_delta_log"), f"the log cannot be read: {_first(error)}", _RESTORE)
        return
    for file, size in sorted(files):
        whole = path / unquote(file)
        on_file(str(whole))
        if (what := _file(whole, size, name)) is not None:
            yield Damage(str(whole), what, _RESTORE)


def _log(path: Path, at: int) -> Iterator[Damage]:
    """Commits of the log that are gone or are no JSON; a commit that a later checkpoint covers may be gone."""
    folder = path / "_delta_log"
    if not folder.is_dir():
        yield Damage(str(path), "the table is missing", "restore this folder from a copy")
        return
    commits = sorted(folder.glob("*.json"))
    for file in commits:
        try:
            for line in file.read_text(encoding="utf-8").splitlines():
                json.loads(line)
            empty = not file.stat().st_size
        except (OSError, ValueError):
            empty = True
        if empty:
            yield Damage(str(file), "a commit in the log is cut off or damaged", _RESTORE)
    numbers = [int(f.stem) for f in commits if f.stem.isdigit()]
    covered = max((int(f.name[:20]) for f in folder.glob("*.checkpoint*.parquet") if f.name[:20].isdigit()), default=-1)
    there = set(numbers)
    for number in range(covered + 1 if covered >= 0 else 0, max(at, *numbers, -1) + 1):
        if number not in there:
            yield Damage(str(folder / f"{number:020}.json"), "a commit of the log is missing", _RESTORE)
    if not numbers and covered < 0:
        yield Damage(str(folder), "the log is empty", "restore this folder from a copy")


def _file(path: Path, size: int, name: str) -> str | None:
    """What is wrong with one file of a table; it is read to its end."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        there = path.stat().st_size
        if there != size:
            return f"{'cut off' if there < size else 'grown'}: it has {there:,} bytes and should have {size:,}"
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            missing = {"id", "run"} & set(SCHEMAS[name].names) - set(file.schema_arrow.names)
            for _ in file.iter_batches(batch_size=200):
                pass
    except FileNotFoundError:
        return "missing"
    except (OSError, pa.ArrowException, ValueError, MemoryError) as error:
        return f"damaged: {_first(error)}"
    return f"damaged: no column {min(missing)}" if missing else None


def _together(case: Path, last: Version) -> Iterator[Damage]:
    """Whether the tables fit each other: each report has its original, and stands there once."""
    keys = {
        n: [(r["id"], r["coding_key"]) for r in _rows(case, n, getattr(last, n))] for n in ("documents", "originals")
    }
    for name, found in keys.items():
        doubled = len(found) - len(set(found))
        if doubled:
            yield Damage(str(path_of(case, name)), f"{doubled} rows stand there twice", "please report this")
    lost = len(set(keys["documents"]) - set(keys["originals"]))
    if lost:
        where = str(path_of(case, "originals"))
        yield Damage(where, f"{lost} reports have no original", "restore this folder from a copy")


def _left_behind(case: Path, last: Version | None) -> Iterator[Damage]:
    """Tables that are ahead of the newest commit: a run was stopped there, or the commit itself is lost."""
    for name in (*TABLES, "originals"):
        ahead = store.version(path_of(case, name)) - (getattr(last, name) if last else 0)
        if ahead > 0:
            what = f"{ahead} later writes are part of no version: a run was stopped, or the newest commit is lost"
            hint = "if a copy of the case has more versions, restore it; else go on: the next writer takes them back"
            yield Damage(str(path_of(case, name)), what, hint, grave=False)


def _rows(case: Path, name: str, at: int) -> Iterator[dict[str, Any]]:
    return store.rows(path_of(case, name), at, ["id", "coding_key"])


def _indexes(case: Path) -> Iterator[Damage]:
    """Indexes that cannot be opened: no harm is done, they are made anew."""
    import duckdb

    for path in sorted(case.glob("index*.duckdb")):
        try:
            with duckdb.connect(str(path), read_only=True) as index:
                index.execute("SELECT count(*) FROM meta").fetchone()
        except duckdb.Error as error:
            yield Damage(str(path), f"this index cannot be opened: {_first(error)}", _DISPOSABLE, grave=False)
    for path in sorted(case.glob("index*.new*")):
        yield Damage(str(path), "left behind by a run that was stopped", _DISPOSABLE, grave=False)


def _first(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:160] if lines else type(error).__name__
