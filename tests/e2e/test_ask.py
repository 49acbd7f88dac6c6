"""`sayso ask`, `assess`, `grade` end to end: the Mainila case, copies, swapped nations, and what cannot be asked."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

NOTE = "mainila-04-wire-note#c1"
EXAMPLES = Path(__file__).parents[2] / "examples" / "mainila"


def sayso(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-m", "sayso", *arguments], input=stdin, capture_output=True, timeout=300)
    assert b"Traceback" not in done.stderr
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def asked(case: Path | str, incident: str, *more: str) -> dict:
    done = sayso("ask", str(case), incident, "--format", "json", *more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def mainila(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("ask") / "case"
    assert sayso("read", str(EXAMPLES), "--case", str(case), "-q").returncode == 0
    return case


def test_mainila_before_and_after_the_historian(mainila: Path) -> None:
    note = "mainila-04-wire-note#c1"
    before = asked(mainila, note)
    kinds = [h["kind"] for h in before["hypotheses"]]
    assert kinds.count("actor") == 2 and {"staged", "other", "not_as_told"} <= set(kinds)
    assert before["confidence"] == "low"
    said = [c for e in before["evidence"] for c in e["claims"]]
    assert len(said) > 2 * len(before["evidence"]) - len(before["evidence"])  # copies add claims, not rows
    historian = next(
        f"mainila-13-historian#{c['id']}"
        for r in map(
            json.loads, sayso("read", str(EXAMPLES / "reports.jsonl"), "--format", "jsonl").stdout.splitlines()
        )
        if r["id"] == "mainila-13-historian"
        for c in r["claims"]
        if "shots were fired from" in r["text"][slice(*c["span"])]
    )
    after = asked(mainila, note, "--also", historian)
    assert len(after["evidence"]) == len(before["evidence"]) + 1
    soviet = next(h["id"] for h in after["hypotheses"] if "Soviet" in h["text"] and h["kind"] == "actor")
    assert after["ranking"][0] == soviet
    assert after["posterior"][soviet][1] > before["posterior"][soviet][1]


def test_the_brief_says_all_that_it_must(mainila: Path) -> None:
    for form in ("text", "md"):
        done = sayso("ask", str(mainila), "mainila-04-wire-note#c1", "--format", form)
        for title in (
            "Bottom line", "The rivals", "The matrix", "Why each cell", "What it hangs on", "What each side says",
            "How sure they sound", "Sources", "What is missing", "What would change it", "reviewed by nobody",
        ):  # fmt: skip
            assert title in done.stdout, title
    assert "yardstick" in sayso("ask", str(mainila), "mainila-04-wire-note#c1", "--words", "phia").stdout


def test_what_it_prints_computes_to_the_same_again(mainila: Path, tmp_path: Path) -> None:
    found = asked(mainila, "mainila-04-wire-note#c1")
    (tmp_path / "m.json").write_text(json.dumps(found), encoding="utf-8")
    again = json.loads(sayso("assess", "--matrix", str(tmp_path / "m.json")).stdout)
    assert again == {name: found[name] for name in ("inconsistency", "posterior", "diagnosticity")}


def test_the_brief_is_one_page_file_that_loads_nothing_and_shows_denials(mainila: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.html"
    assert sayso("assess", str(mainila), NOTE, "--format", "html", "-o", str(out)).returncode == 0
    page = out.read_text(encoding="utf-8")
    for words in (
        "The rivals",
        "denies it",
        "What it hangs on",
        "Sources, graded",
        "Reviewed by",
        "reviewed by nobody",
    ):
        assert words in page, words
    assert "<script" not in page and not re.search(r"(?:src|href)=", page)
    assert "Lehtonen" not in page and "no denial found" in page
    for form in ("text", "md"):
        told = sayso("assess", str(mainila), NOTE, "--format", form).stdout
        assert "Why each cell" not in told and "denied by" in told
    assert json.loads(sayso("assess", str(mainila), NOTE, "--format", "json").stdout)["reviewed"] is False


def test_the_printed_brief_has_two_pages(mainila: Path, tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium installed")
    out, pdf = tmp_path / "brief.html", tmp_path / "brief.pdf"
    assert sayso("assess", str(mainila), NOTE, "--format", "html", "-o", str(out)).returncode == 0
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}", "--no-pdf-header-footer"]
    subprocess.run([chromium, *flags, f"--print-to-pdf={pdf}", out.as_uri()], capture_output=True, timeout=120)
    assert len(PdfReader(pdf).pages) == 2


def test_an_analyst_changes_cells_and_answers_and_takes_them_back(mainila: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(mainila, case)
    by = ("--by", "Ada", "--reason", "a map of 1939")
    before = asked(case, NOTE)
    row = next(e["id"] for e in before["evidence"] if e["ratings"]["H1"] == "C")
    done = sayso("rate", str(case), NOTE, "--cell", row, "H1", "II", *by)
    assert done.returncode == 0 and f"{row} / H1 is II, was C" in done.stderr
    assert sayso("rate", str(case), NOTE, "--answer", "it was an accident", *by).returncode == 0
    after = asked(case, NOTE)
    edited = next(e for e in after["evidence"] if e["id"] == row)
    assert edited["ratings"]["H1"] == "II" and edited["analysts"] == {"H1": "Ada"}
    assert [h["by"] for h in after["hypotheses"] if h["kind"] == "entered"] == [["Ada, analyst"]]
    assert "framed" in sayso("assess", str(case), NOTE, "--format", "html").stdout
    for _ in range(2):
        assert sayso("rate", str(case), NOTE, "--undo", *by).returncode == 0
    assert figures(asked(case, NOTE)) == figures(before)
    assert sayso("rate", str(case), NOTE, "--undo", *by).returncode == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--cell", "E99", "H1", "II"), "no such row"),
        (("--cell", "E1", "H99", "II"), "no such answer"),
        (("--cell", "E1", "H1", "VI"), "no such rating"),
        (("--answer", "it was John Smith"), "natural person"),
        ((), "one change"),
        (("--staged", "--undo"), "one change"),
    ],
)
def test_changes_that_are_none_are_one_line(mainila: Path, more: tuple[str, ...], words: str) -> None:
    done = sayso("rate", str(mainila), NOTE, *more, "--by", "Ada", "--reason", "x")
    assert done.returncode == 2 and words in done.stderr and done.stderr.count("\n") == 1, done.stderr


TEXTS = [
    ("a", "The Gazette", "Northland's artillery shelled the mill at Tarsk on 3 May 2020, killing four millers."),
    ("b", "The Mirror", "Southland shelled the mill at Tarsk on 3 May 2020 and killed four millers, a video shows."),
    ("c", "The Post", "The government of Northland denied that it had shelled the mill at Tarsk on 3 May 2020."),
]


def reports(where: Path, swap: dict[str, str], extra: int = 0) -> Path:
    lines = []
    for name, outlet, text in [*TEXTS, *((f"x{n}", f"Copy {n}", TEXTS[0][2]) for n in range(extra))]:
        for old, new in swap.items():
            text = text.replace(old, new)
        lines.append(json.dumps({"id": name, "outlet": outlet, "text": text, "date": "2020-05-04"}))
    (where / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (where / "out.jsonl").write_text(
        sayso("read", str(where / "in.jsonl"), "--format", "jsonl").stdout, encoding="utf-8"
    )
    return where / "out.jsonl"


def figures(found: dict) -> tuple:
    return list(found["inconsistency"].values()), list(found["posterior"].values()), found["confidence"]


def test_copies_and_swapped_nations_change_no_number(tmp_path: Path) -> None:
    one = {"Northland": "Norway", "Southland": "Chile"}
    other = {"Northland": "Chile", "Southland": "Norway"}
    plain = asked(reports(tmp_path, one), "a#c1")
    assert [h["kind"] for h in plain["hypotheses"]] == ["actor", "actor", "other", "not_as_told"]
    assert figures(asked(reports(tmp_path, other), "a#c1")) == figures(plain)
    copied = asked(reports(tmp_path, one, extra=4), "a#c1")
    assert figures(copied) == figures(plain)
    assert len(copied["evidence"]) == len(plain["evidence"])


def test_what_nobody_attributes_is_one_sentence(tmp_path: Path) -> None:
    read = sayso("read", "-", "--format", "jsonl", stdin=b"The mill at Tarsk was burned on 3 May 2020.")
    (tmp_path / "r.jsonl").write_text(read.stdout, encoding="utf-8")
    done = sayso("ask", str(tmp_path / "r.jsonl"), "c1")
    assert done.returncode == 2 and done.stdout == ""
    assert "nobody in the case says who did it" in done.stderr


def test_bad_matrices_are_one_line(tmp_path: Path) -> None:
    for text, status in (
        ("{", 3), ("[]", 2), ('{"hypotheses": ["H1"], "evidence": []}', 2),
        ('{"hypotheses": ["A", "B"], "evidence": [{"id": "E1", "ratings": {"A": "C"}}]}', 2),
    ):  # fmt: skip
        done = sayso("assess", "--matrix", "-", stdin=text.encode())
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (status, "", 1), done.stderr
    assert sayso("assess", "--matrix", str(tmp_path / "none.json")).returncode == 3


def test_grades_are_kept_apart_and_shown(mainila: Path) -> None:
    case, who = str(mainila), ("--by", "Ada", "--reason", "was there")
    before = asked(mainila, "mainila-04-wire-note#c1")
    assert sayso("grade", case, "Northern Liberty", "--reliability", "D", *who).returncode == 0
    assert sayso("grade", case, "mainila-04-wire-note#c1", "--credibility", "3", *who).returncode == 0
    listed = sayso("grade", case).stdout
    record = sayso("grade", case, "Northern Liberty").stdout
    assert "in this case" in record and "an opinion piece" in record and "sounds sure and cites none in 1" in record
    assert "reliability D" in listed and "credibility 3" in listed and "D6" not in listed
    assert figures(asked(mainila, "mainila-04-wire-note#c1")) == figures(before)
    assert "D (Ada)" in sayso("ask", case, "mainila-04-wire-note#c1").stdout
    assert sayso("grade", case, "Nobody Knows", "--reliability", "D", *who).returncode == 2
    assert sayso("grade", case, "Northern Liberty", "--reliability", "D").returncode == 2
    assert sayso("grade", case, "Northern Liberty", "--reliability", "Z", *who).returncode == 2
