"""Every file of a case cut off, emptied, scrambled or taken away is named; a whole case is whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sayso.case import Case
from sayso.case.damage import damage_in
from sayso.errors import CaseError
from sayso.records.judgement import Grade, Judgement


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    import importlib.util

    from sayso.privacy import mask

    spec = importlib.util.spec_from_file_location("made", Path(__file__).with_name("conftest.py"))
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    case = Case.open(tmp_path_factory.mktemp("damage") / "case", create=True)
    with case.writer() as writer:
        for n in range(3):
            writer.add([mask(made.make(n), key=case.key)])
        writer.add(
            judgements=[Judgement("same_actor", "a", "b", "positive", 1.0, "Ada", "x")],
            grades=[Grade("source:x", "B", 6, "Ada", "y")],
        )
    return case.path


@pytest.fixture
def case(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "case")
    return tmp_path / "case"


def test_a_whole_case_is_whole(case):
    read = []
    assert damage_in(case, on_file=read.append) == []
    assert len(read) >= 12


def files(case: Path) -> list[Path]:
    found = [p for p in case.rglob("*") if p.is_file() and p.suffix in (".parquet", ".json")]
    return sorted(p for p in found if p.suffix == ".parquet" or "_delta_log" in p.parts)


@pytest.mark.parametrize("harm", ["cut", "empty", "gone", "scrambled", "grown"])
def test_every_harmed_file_is_named(whole, case, harm):
    missed = []
    newest = max(p.name for p in (case / "runs" / "_delta_log").glob("*.json"))
    for path in files(case):
        kept = path.read_bytes()
        if harm == "gone":
            path.unlink()
        else:
            data = bytearray(kept)
            middle = len(data) // 2
            data[middle : middle + 16] = os.urandom(16) if path.suffix == ".parquet" else b"\x00" * 16
            harms = {"cut": kept[:middle], "empty": b"", "scrambled": bytes(data), "grown": kept + b"}more"}
            path.write_bytes(harms[harm])
        found = damage_in(case)
        # Without the newest commit a case is what it was before, but for tables that are ahead of it.
        last = harm == "gone" and "runs" in path.parts and path.name == newest
        if not any(path.name in d.path or (last and "part of no version" in d.what) for d in found):
            missed.append(path.relative_to(case))
        assert all(d.what and d.hint for d in found)
        path.write_bytes(kept)
    # Nothing but its own reading tells of bytes that were changed inside a table file, and some read all the same.
    assert not [m for m in missed if harm != "scrambled" or m.suffix == ".json"]
    assert len(missed) <= len([f for f in files(case) if f.suffix == ".parquet"]) // 2
    assert damage_in(case) == []


def test_the_cut_file_alone_is_named(case):
    victim = max((case / "documents").glob("*.parquet"))
    victim.write_bytes(victim.read_bytes()[:-100])
    (found,) = damage_in(case)
    assert found.path == str(victim) and "cut off" in found.what and found.grave


def test_lost_keys_open_folders_and_broken_indexes_are_named(case):
    Case.open(case).index().close()
    (case / "index.duckdb").write_bytes(b"no index")
    (case / "private" / "key").write_bytes(b"short")
    (case / "private").chmod(0o755)
    found = {Path(d.path).name: d for d in damage_in(case)}
    assert set(found) == {"index.duckdb", "key", "private"}
    assert not found["index.duckdb"].grave and found["key"].grave


def test_writes_of_no_version_are_told_and_taken_back(case):
    opened = Case.open(case)
    from sayso.case import store
    from sayso.case.layout import SCHEMAS, path_of

    one = next(opened.reports()).document.id
    store.delete(path_of(case, "originals"), lambda row: row["id"] == one, SCHEMAS["originals"])
    # The newest commit points at the version with all originals: no more than a write of no version.
    (found,) = damage_in(case)
    assert "part of no version" in found.what and not found.grave
    with opened.writer() as writer:
        writer.add(grades=[Grade("source:z", "B", 6, "Ada", "y")])
    assert damage_in(case) == []


def test_what_is_no_case_is_refused(tmp_path):
    with pytest.raises(CaseError):
        damage_in(tmp_path)
