"""`sayso origins`: from reports in a case to the tree in the terminal."""

import json
import subprocess
import sys

REPORTS = [
    ("wire", "Reuters", "2020-05-03", "Fighters of the Red Column burned the granary at Tarsk, killing 12 carters. "
     "A miller who hid in the sluice heard them quarrel over a lantern."),
    ("paper", "Evening Mirror", "2020-05-04", "Fighters of the Red Column burned the granary at Tarsk, killing 12 "
     "carters. A miller who hid in the sluice heard them quarrel over a lantern. Flour is dear."),
    ("citing", "Valley Post", "2020-05-05", "The Red Column burned the granary at Tarsk, the Evening Mirror reported."),
]  # fmt: skip


def sayso(*arguments, cwd):
    command = [sys.executable, "-m", "sayso", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120)


def test_the_tree_of_a_claim_in_a_case_folder(tmp_path):
    rows = [{"id": i, "outlet": o, "date": d, "text": t} for i, o, d, t in REPORTS]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert sayso("read", "in.jsonl", "--case", "case", "--workers", "0", "-q", cwd=tmp_path).returncode == 0
    done = sayso("origins", "burned the granary", cwd=tmp_path / "case")
    assert done.returncode == 0, done.stderr
    assert "Reuters (news agency)" in done.stdout
    assert "Evening Mirror, 4 May 2020: copies it" in done.stdout
    assert "Valley Post, 5 May 2020: cites it: “" in done.stdout
    assert "3 reports carry it, from 1 independent origin." in done.stdout
    wrong = sayso("origins", "sank the ferry", "--in", "case", cwd=tmp_path)
    assert wrong.returncode == 2 and "no claim has these words" in wrong.stderr
