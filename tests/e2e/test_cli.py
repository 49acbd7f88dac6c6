"""The main job through the command line, in a temporary folder, without a network."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

import sayso
from sayso import cli
from sayso.case import Case

MAINILA = Path(__file__).parents[2] / "examples" / "mainila"

BLOCK = """
import socket
connect = socket.socket.connect
def local(self, address):
    # Worker processes are spoken to through sockets of this machine; anything else is a network.
    if self.family != socket.AF_UNIX:
        raise OSError("no network in tests")
    return connect(self, address)
socket.socket.connect = local
from sayso.cli import entry
entry()
"""


def run(*arguments: str, cwd: Path, stdin: bytes = b"", **extra: str) -> subprocess.CompletedProcess[bytes]:
    environ = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", **extra}
    command = [sys.executable, "-c", BLOCK, *arguments]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, env=environ, timeout=300)


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_reads_a_text_and_prints_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rebels burned the mill, the mayor said.", encoding="utf-8")
    done = run("read", "a.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert b"mayor" in done.stdout
    assert done.stderr == b""


def test_every_record_prints_a_valid_line_in_order(tmp_path: Path) -> None:
    rows = [
        {"id": "one", "text": "Rebels burned the mill.", "date": "20210304"},
        "not json at all {",
        {"id": "two", "text": "", "outlet": "The Gazette"},
        {"id": "one", "text": "Rebels burned the mill."},
        {"id": "three", "text": "Die Soldaten haben gestern das Dorf angegriffen.", "language": "de"},
    ]
    body = "\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows)
    (tmp_path / "in.jsonl").write_text(body, encoding="utf-8")
    done = run("read", "in.jsonl", "missing.txt", "--format", "jsonl", cwd=tmp_path)
    assert done.returncode == 3
    got = lines(done)
    assert [g["id"] for g in got] == ["one", "in.jsonl:2", "two", "one", "three", "missing.txt"]
    for line in got:
        jsonschema.validate(line, sayso.schema())
    assert [bool(g["failures"]) for g in got] == [False, True, True, False, False, True]
    assert all(g["text"] is None and g["claims"] == [] for g in got if g["failures"])
    assert got[4]["language"] == "de" and got[4]["claims"] == []
    assert got[0]["published"]["start"] == "2021-03-04"  # type: ignore[index]
    assert b"Traceback" not in done.stderr


def test_standard_input_and_offsets(tmp_path: Path) -> None:
    done = run("read", "-", "--format", "jsonl", cwd=tmp_path, stdin="Rebels burned the “mill”, police said.".encode())
    (line,) = lines(done)
    text = line["text"]
    assert isinstance(text, str)
    for mention in line["mentions"]:  # type: ignore[attr-defined]
        assert text[mention["start"] : mention["end"]] == mention["text"]


@pytest.mark.parametrize("form", ["text", "jsonl", "html", "md"])
def test_writes_every_format_to_a_file(tmp_path: Path, form: str) -> None:
    done = run("read", str(MAINILA / "reports.jsonl"), "--format", form, "-o", "out.file", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.file").stat().st_size > 1000
    assert not (tmp_path / "out.file.part").exists()
    assert done.stdout == b""


def test_wrong_usage_is_one_line_and_2(tmp_path: Path) -> None:
    for arguments in (
        ["read"],
        ["read", "x", "--format", "nonsense"],
        ["read", "x", "--unmask", "r", "--case", "c"],
        ["xyz"],
    ):
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 2, arguments
        assert b"Traceback" not in done.stderr


def test_a_broken_pipe_is_no_error(tmp_path: Path) -> None:
    reading = f"{sys.executable} -m sayso read {MAINILA / 'reports.jsonl'} --format jsonl"
    command = f"{reading} | head -c 10; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=tmp_path)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    (tmp_path / "a.txt").write_text("Rebels burned the mill.", encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sayso", "read", "a.txt"], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 3
    assert b"disk is full" in done.stderr and b"Traceback" not in done.stderr


def test_workers_give_what_one_process_gives(tmp_path: Path) -> None:
    alone = run("read", str(MAINILA / "reports.jsonl"), "--format", "jsonl", "--workers", "0", cwd=tmp_path)
    shared = run("read", str(MAINILA / "reports.jsonl"), "--format", "jsonl", "--workers", "2", cwd=tmp_path)
    assert alone.stdout == shared.stdout


@pytest.mark.slow
def test_interrupt_is_130_without_a_traceback(tmp_path: Path) -> None:
    row = json.dumps({"text": "Rebels burned the mill, the mayor said. " * 40})
    (tmp_path / "many.jsonl").write_text("\n".join([row] * 2000), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "sayso", "read", "many.jsonl", "--format", "jsonl", "-o", "out.jsonl", "--workers", "2"],
        cwd=tmp_path, stderr=subprocess.PIPE,
        # A test run in the background starts with interrupts ignored, and its children with it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    part = tmp_path / "out.jsonl.part"
    for _ in range(300):
        if part.exists() and part.stat().st_size:
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    kept = part.read_text(encoding="utf-8").splitlines()
    assert kept and all(json.loads(line)["sayso"] == 1 for line in kept)


def test_a_case_is_shown_unmasked_and_erased_by_commands(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ivan Petrov, a farmer, burned the mill, the mayor said.", encoding="utf-8")
    assert run("read", "a.txt", "--case", "c", cwd=tmp_path).returncode == 0
    shown = run("show", "c", cwd=tmp_path)
    assert b"1 report from" in shown.stdout and b"Petrov" not in shown.stdout
    person = next(Case.open(tmp_path / "c").all_originals()).persons[0].pseudonym
    told = run("unmask", "c", person, "--by", "R. Editor", "--reason", "a test", cwd=tmp_path)
    assert told.stdout.decode().startswith(f"{person}: Ivan Petrov")
    answers = [run("unmask", "c", n, "--by", "E", "--reason", "r", cwd=tmp_path) for n in ("Ivan Petrov", "Jo Doe")]
    assert [a.returncode for a in answers] == [2, 2]
    assert len({a.stderr.partition(b": no such")[2] for a in answers}) == 1
    assert run("erase", "c", "b.txt", "--reason", "asked", cwd=tmp_path).returncode == 2
    assert run("erase", "c", "a.txt", "--reason", "asked", cwd=tmp_path).returncode == 0
    assert not list(Case.open(tmp_path / "c").reports())
    assert run("show", "c", "--as-of", "1", cwd=tmp_path).returncode == 3
    assert run("show", "nowhere", cwd=tmp_path).returncode == 3


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_program(tmp_path: Path, sent: signal.Signals) -> None:
    row = json.dumps({"text": "Rebels burned the mill, the mayor said. " * 40})
    (tmp_path / "many.jsonl").write_text("\n".join([row] * 2000), encoding="utf-8")
    command = [sys.executable, "-m", "sayso", "read", "many.jsonl", "--format", "jsonl", "--workers", "1"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline()
    process.send_signal(sent)
    # The pipes close only when every process that inherited them has ended.
    _, errors = process.communicate(timeout=30)
    assert process.returncode == (130 if sent is signal.SIGTERM else -9)
    assert b"Traceback" not in errors


def test_schema_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "sayso report"
