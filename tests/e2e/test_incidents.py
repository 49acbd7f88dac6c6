"""`sayso incidents` and `sayso judge`, on a case, as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TEXTS = [
    ("a", "2021-05-03", "The Gazette", "Rebels bombed a market in Tarsk on Monday, killing 12 people, police said."),
    (
        "b",
        "2021-05-04",
        "The Mirror",
        "At least 14 people were killed on Monday when a bomb exploded at a market in Tarsk.",
    ),
    (
        "c",
        "2021-05-04",
        "The Herald",
        "Gunmen killed three soldiers at a checkpoint in Tarsk on Monday, the army said.",
    ),
]


def sayso(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "sayso", *arguments], capture_output=True, text=True, check=False)


def case_of(folder: Path) -> str:
    rows = [json.dumps({"id": n, "date": d, "outlet": o, "text": t}) for n, d, o, t in TEXTS]
    (folder / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    made = sayso("read", str(folder / "in.jsonl"), "--case", str(folder / "case"))
    assert made.returncode == 0, made.stderr
    return str(folder / "case")


def test_incidents_of_a_case_and_what_an_analyst_decides(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    shown = sayso("incidents", case, "--type", "ASSAULT")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith("2 incidents in 3 reports")
    assert "told by 2 reports: The Gazette and The Mirror" in " ".join(shown.stdout.split())
    assert "at least 14 — according to the mirror" in shown.stdout.casefold()
    lines = [json.loads(line) for line in sayso("incidents", case, "--format", "jsonl").stdout.splitlines()]
    assert [len(i["reports"]) for i in lines if i["type"] == "ASSAULT"] in ([2, 1], [1, 2])

    why = ["--by", "an editor", "--reason", "one squad did both"]
    done = sayso("judge", case, "a#c1", "c#c1", "--verdict", "positive", *why)
    assert done.returncode == 0, done.stderr
    assert sayso("incidents", case, "--type", "ASSAULT").stdout.startswith("1 incident in 3 reports")
    undone = sayso("judge", case, "c#c1", "a#c1", "--verdict", "negative", *why)
    assert undone.returncode == 0, undone.stderr
    assert sayso("incidents", case, "--type", "ASSAULT").stdout.startswith("2 incidents in 3 reports")
    assert sayso("incidents", case, "--type", "ASSAULT", "--as-of", "1").stdout.startswith("2 incidents in 3 reports")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    for arguments in (
        ("judge", case, "a#c99", "b#c1", "--verdict", "positive", "--by", "x", "--reason", "y"),
        ("judge", case, "nowhere#c1", "b#c1", "--verdict", "positive", "--by", "x", "--reason", "y"),
        ("judge", case, "a#c1", "b#c1", "--verdict", "positive", "--by", "linking-1", "--reason", "y"),
        ("incidents", str(tmp_path), "--as-of", "1"),
    ):
        failed = sayso(*arguments)
        assert failed.returncode == 2, (arguments, failed.stderr)
        assert failed.stderr.count("\n") == 1
