"""`sayso export` on a text, on JSONL, on standard input and on a case; errors are one line with a hint."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import sayso
from sayso import cli
from sayso.case import Case
from sayso.exporting import formats
from sayso.records.judgement import Judgement

TEXT = (
    "ORAN, 3 March 2019 - The Red Front shelled the harbour on Friday, the mayor said. "
    "According to Ahmed Bensalah, a fisherman, police arrested two men. "
    "The union denied that its members burned the depot."
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        status = cli.main(list(arguments))
    out.flush()
    return status, out.buffer.getvalue().decode(), err.getvalue()  # type: ignore[attr-defined]


def test_every_format_from_every_place(folder: Path) -> None:
    _, line, _ = run("read", "a.txt", "--format", "jsonl")
    (folder / "out.jsonl").write_text(line, encoding="utf-8")
    assert run("read", "a.txt", "--case", "case")[0] == 0
    for name, format_ in formats().items():
        for place in ("out.jsonl", "case"):
            status, printed, errors = run("export", place, "--to", name, "-o", f"made/{place}.{name}/x")
            assert status == (2 if not format_.folder else 0), errors
            target = f"{place}-{name}"
            status, printed, errors = run("export", place, "--to", name, "-o", target)
            assert (status, printed) == (0, "") and "accusations are unreviewed" in errors
            made = sorted(p.name for p in (folder / target).iterdir()) if format_.folder else [target]
            assert made == sorted(format_.files) or made == [target]
        if not format_.folder:
            _, from_text, _ = run("export", "a.txt", "--to", name)
            _, from_stdin, _ = run("export", "-", "--to", name, stdin=line)
            assert from_text == from_stdin == (folder / f"out.jsonl-{name}").read_text(encoding="utf-8")
    assert not list(folder.rglob("*.part"))
    for path in folder.rglob("*"):
        if path.is_file() and "case" not in path.parts and path.name not in ("a.txt", "x"):
            assert b"Bensalah" not in path.read_bytes(), path


def test_an_unmasked_report_leaves_masked(folder: Path) -> None:
    _, line, _ = run("read", "a.txt", "--format", "jsonl", "--unmask", "a test")
    assert "Bensalah" in line
    _, told, _ = run("export", "-", "--to", "plover", stdin=line)
    assert "Bensalah" not in told and "person-" in told


def test_reviewed_only(folder: Path) -> None:
    status, told, errors = run("export", "a.txt", "--to", "events", "--reviewed-only")
    assert status == 0 and len(told.splitlines()) == 1
    assert errors.startswith("sayso: warning: no claim is reviewed") and errors.count("\n") == 1
    run("read", "a.txt", "--case", "case", "-q")
    (report,) = Case.open("case").reports()
    claim = next(c for c in report.claims if c.type == "ASSAULT" and c.actors)
    with Case.open("case").writer() as writer:
        review = Judgement("reviewed", report.document.id, claim.id, "positive", 1.0, "R. Editor", "read it")
        writer.add(judgements=[review])
    status, told, errors = run("export", "case", "--to", "events", "--reviewed-only")
    assert (status, errors) == (0, "")
    (row,) = csv.DictReader(io.StringIO(told))
    assert (row["claim_id"], row["status"]) == (claim.id, "reviewed") and row["holder"]
    _, told, _ = run("export", "case", "--to", "stix", "--reviewed-only")
    actors = [o for o in json.loads(told)["objects"] if o["type"] == "threat-actor"]
    assert all(a["description"].startswith("According to") for a in actors) and actors


def test_errors_are_one_line(folder: Path) -> None:
    for arguments, words in (
        (["a.txt", "--to", "xls"], "formats: csv, parquet"),
        (["a.txt", "--to", "csv"], "makes a folder of files"),
        (["a.txt", "--to", "plover", "-o", "nowhere/x"], "name another file"),
        (["a.txt", "--to", "csv", "-o", "a.txt"], "name another file"),
        (["none.jsonl", "--to", "plover"], "none.jsonl"),
    ):
        status, _, errors = run("export", *arguments)
        said = [line for line in errors.splitlines() if "warning" not in line]
        assert status in (2, 3) and len(said) == 1 and words in said[0], (arguments, errors)
    status, _, errors = run("export", "-", "--to", "plover", "-o", "half", stdin='{"sayso": 1, "id"\n')
    assert status == 2 and "line 1" in errors and not list(folder.glob("half*"))


def test_half_a_case_is_told_and_leaves_no_file(folder: Path) -> None:
    assert run("read", "a.txt", "--case", "case", "-q")[0] == 0

    def cut(table: Path) -> None:
        (part,) = table.glob("*.parquet")
        part.write_bytes(part.read_bytes()[:200])

    broken: dict[str, tuple[Callable[[], object], int, str]] = {
        "cut": (lambda: cut(Path("cut/documents")), 3, "restore this folder from a copy"),
        "gone": (lambda: shutil.rmtree("gone/documents"), 3, "the table is missing"),
        "undecided": (lambda: shutil.rmtree("undecided/judgements"), 3, "the table is missing"),
        "unmarked": (lambda: Path("unmarked/format").unlink(), 2, "this folder is no case"),
    }
    for name, (breaks, code, words) in broken.items():
        shutil.copytree("case", name)
        breaks()
        for to in ("csv", "stix"):
            status, _, errors = run("export", name, "--to", to, "-o", f"made-{name}-{to}")
            assert status == code and words in errors and errors.count("\n") == 1, errors
            made = Path(f"made-{name}-{to}")
            assert not made.exists() or not list(made.iterdir())


def test_unknown_fields_pass_and_what_is_no_report_is_told(folder: Path) -> None:
    _, line, _ = run("read", "a.txt", "--format", "jsonl")
    report = json.loads(line)
    report["mood"] = report["claims"][0]["mood"] = {"deep": [1]}
    status, told, _ = run("export", "-", "--to", "plover", stdin=json.dumps(report) + "\n")
    assert status == 0 and told and "mood" not in told
    for wrong in ({"claims": "x"}, {"claims": [report["claims"][0] | {"holders": []}]}, {"mentions": [1]}):
        (folder / "wrong.jsonl").write_text(json.dumps(report | wrong) + "\n", encoding="utf-8")
        status, told, errors = run("export", "wrong.jsonl", "--to", "parquet", "-o", "tables")
        assert status == 2 and "line 1 is no line of the interchange format" in errors
        assert not Path("tables").exists() or not list(Path("tables").iterdir())


def test_from_python(folder: Path) -> None:
    report = sayso.read("a.txt")
    data = sayso.export([report], to="geojson")
    assert json.loads(data)["type"] == "FeatureCollection"
    assert sayso.export("a.txt", to="geojson") == data
    assert sayso.export([report], to="csv", path=folder / "tables") == b"" and (folder / "tables/ties.csv").exists()
    with pytest.raises(sayso.UsageError, match="makes a folder"):
        sayso.export([report], to="csv")
