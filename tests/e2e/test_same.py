"""`sayso same --pairs`: a row out for each row in, in order; a bad row names its line and costs no other."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path


def same(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "sayso", "same", *arguments]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, timeout=120)


def rows(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.stdout.decode())))


def test_a_row_for_each_row_in_order(tmp_path: Path) -> None:
    text = (
        "schema,name1,name2,note\n"
        "Person,Bob Ruiz,Robert Ruiz,x\n"
        'Organization,"Front of Hope, North",FOH,\n'
        'Company,"Blue\nMill ""Ltd""",Blue Mill Limited,\n'
        "Person,=1+1,Olga Ruiz,\n"
    )
    (tmp_path / "p.csv").write_text("\ufeff" + text, encoding="utf-8")
    done = same("--pairs", "p.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    got = rows(done)
    assert [(r["schema"], r["name1"]) for r in got] == [
        (r["schema"], r["name1"]) for r in csv.DictReader(io.StringIO(text))
    ]
    assert [r["verdict"] for r in got] == ["same", "different", "same", "different"]
    assert all(0 <= float(r["score"]) <= 1 and r["why"].endswith(".") for r in got)


def test_a_bad_row_names_its_line_and_the_others_are_compared(tmp_path: Path) -> None:
    body = b"schema,name1,name2\nPerson,one\nPerson,\xff\xfe,b\nPerson,,x\nPerson,Bob Ruiz,Bob Ruiz\n"
    done = same("--pairs", "-", cwd=tmp_path, stdin=body)
    assert done.returncode == 3
    assert [r["verdict"] for r in rows(done)] == ["", "", "", "same"]
    for line in (2, 3, 4):
        assert f"-:{line}:".encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_what_is_no_table_of_pairs_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for given, stdin, status in (("-", b"a,b\n1,2\n", 2), ("-", b"", 3), ("none.csv", b"", 3), ("folder", b"", 3)):
        done = same("--pairs", given, cwd=tmp_path, stdin=stdin)
        assert done.returncode == status, (given, done.stderr)
        assert done.stdout == b""
        assert done.stderr.count(b"\n") == 1


def test_it_streams_and_writes_to_a_file(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "sayso", "same", "--pairs", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdin is not None and program.stdout is not None
        program.stdin.write(b"schema,name1,name2\nPerson,Olga Ruiz,Olga Ruiz\n")
        program.stdin.flush()
        assert program.stdout.readline().startswith(b"schema,")
        assert b",same," in program.stdout.readline()
        program.stdin.close()
        assert program.wait(60) == 0
    (tmp_path / "p.csv").write_text("schema,name1,name2\nPerson,A Ruiz,B Ruiz\n", encoding="utf-8")
    assert same("--pairs", "p.csv", "-o", "out.csv", cwd=tmp_path).stdout == b""
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").count("\n") == 2
