"""The commands on a case, one after the other as an analyst uses them, on reports of our own."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from pathlib import Path

import pytest
import typer.main

from sayso import cli
from sayso.cli.app import READING, app

REPORTS = {
    "gazette.txt": "Rebels burned the depot at Tarsk on 3 May 2020, the mayor said. Olga Ruiz, a farmer, saw it.",
    "mirror.txt": "The army shelled the mill at Tarsk on 4 May 2020. Rebels denied that they burned the depot.",
    "post.txt": "Police arrested two men in Tarsk. The mill was burned, said Olga Ruiz.",
}
WRITING = {
    "grade",
    "rate",
    "review",
    "retract",
    "erase",
    "unmask",
    "judge",
    "different",
    "import",
    "open",
    "read",
    "check",
}
"""Commands with a case that write to it, or look at the folder itself."""


def sayso(*arguments: str) -> tuple[int, str, str]:
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.main(list(arguments))
    out.flush()
    assert "Traceback" not in err.getvalue()
    return status, out.buffer.getvalue().decode(), err.getvalue()  # type: ignore[attr-defined]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("reports.zip", "w") as archive:
        for name, text in REPORTS.items():
            archive.writestr(name, text)
        archive.writestr("../evil.txt", "x")
    assert sayso("read", "reports.zip", "--case", "case", "--workers", "0", "-q")[0] == 3
    return "case"


def test_an_archive_is_read_once_and_its_trick_noted_once(case: str) -> None:
    status, out, errors = sayso("read", "reports.zip", "--case", case, "--workers", "0")
    assert (status, out) == (3, "")
    assert "case: 0 new, 3 already known" in errors
    shown = json.loads(sayso("show", case, "--format", "json")[1])
    assert (shown["reports"], shown["failed"]) == (3, {"refused": 1})
    assert len(json.loads(sayso("history", case, "--format", "json")[1])) == shown["version"] <= 2
    assert sayso("show", case)[1].count("evil") == 1


def test_what_is_new_and_what_was_is_shown(case: str) -> None:
    Path("more.jsonl").write_text(json.dumps({"id": "m1", "outlet": "The Herald", "text": "Troops left Tarsk."}))
    assert sayso("read", "more.jsonl", "--case", case, "--workers", "0", "-q")[0] == 0
    text = sayso("show", case, "--since", "1")[1]
    assert "4 reports" in text and "New since version 1: 1 report and no decisions" in text and "m1" in text
    assert json.loads(sayso("show", case, "--as-of", "1", "--format", "json")[1])["reports"] == 3
    day = json.loads(sayso("show", case, "--format", "json")[1])["at"][:10]
    assert json.loads(sayso("show", case, "--as-of", day, "--format", "json")[1])["reports"] == 4
    status, _, errors = sayso("show", case, "--as-of", "last week")
    assert status == 2 and "neither a version nor a day" in errors


def test_search_finds_words_and_no_private_name(case: str) -> None:
    found = [json.loads(line) for line in sayso("search", case, "burned depot", "--format", "jsonl")[1].splitlines()]
    assert {f["record"] for f in found} == {"reports.zip/gazette.txt", "reports.zip/mirror.txt"}
    assert "Rebels [burned the depot] at" in sayso("search", case, '"burned the depot"')[1]
    assert sayso("search", case, "Olga Ruiz")[1] == sayso("search", case, "Nobody Known")[1]


def test_a_claim_is_reviewed_corrected_and_had_back(case: str) -> None:
    who = ("--by", "Ada", "--reason", "read the page")
    line = next(x for x in sayso("review", case)[1].splitlines() if x.startswith("reports.zip/"))
    name = line.strip()
    status, out, errors = sayso("review", case, name, "--correct", "type=COERCE", *who)
    assert status == 0 and "stands; case version 2" in errors and "According to" in out
    report, _, claim = name.rpartition("#")

    def kind() -> str | None:
        rows = [json.loads(x) for x in sayso("export", case, "--to", "md")[1].splitlines() if x.startswith("{")]
        assert rows == []
        from sayso.case import Case

        opened = Case.open(case)
        (found,) = opened.reports(opened.named(report))
        known = found.claim_by_id.get(claim)
        return known.type if known else None

    assert kind() == "COERCE"
    assert sayso("review", case, name, "--reject", *who)[0] == 0 and kind() is None
    assert sayso("review", case, name, "--undo", *who)[0] == 0 and kind() not in ("COERCE", None)
    told = sayso("history", case, report)[1]
    assert "confirmed" in told and "corrected" in told and "rejected" in told and "taken back" in told and "Ada" in told
    for wrong in (("--correct", "type=NONE"), ("--correct", "colour=red"), ("--confirm", "--reject"), ()):
        assert sayso("review", case, name, *wrong, *who)[0] == 2
    assert sayso("review", case, name, "--confirm")[0] == 2
    assert sayso("review", case, "nowhere#c1", "--confirm", *who)[0] == 2


def test_a_retracted_report_is_out_of_every_command(case: str) -> None:
    who = ("--by", "Ada", "--reason", "withdrawn on 5 May")
    assert sayso("retract", case, "reports.zip/gazette.txt", *who)[0] == 0
    assert "1 report retracted and left out" in sayso("show", case)[1]
    assert "gazette" not in sayso("search", case, "burned")[1] + sayso("incidents", case)[1]
    assert "gazette" in sayso("search", case, "burned", "--as-of", "1")[1]
    status, _, errors = sayso("why", "reports.zip/gazette.txt#c1", "--in", case)
    assert status == 2 and "retracted" in errors
    assert sayso("why", "reports.zip/gazette.txt#c1", "--in", case, "--as-of", "1")[0] == 0
    assert sayso("retract", case, "reports.zip/gazette.txt", "--undo", *who)[0] == 0
    assert "gazette" in sayso("search", case, "burned")[1]


def test_check_names_a_truncated_file(case: str) -> None:
    status, out, _ = sayso("check", case)
    assert status == 0 and "whole" in out
    victim = next(Path(case, "documents").glob("*.parquet"))
    victim.write_bytes(victim.read_bytes()[:-50])
    status, out, errors = sayso("check", case)
    assert status == 3 and victim.name in out and "cut off" in out and "1 file is damaged" in errors
    assert sayso("check", "nowhere")[0] == 3


def test_every_command_that_reads_a_case_opens_earlier_versions() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        params = {p.name for p in command.params}
        if params & {"case", "place", "source"} and name not in WRITING:
            assert "as_of" in params, name
    assert set(commands) >= READING


def test_what_is_no_case_has_no_versions(case: str) -> None:
    Path("out.jsonl").write_text(sayso("read", "reports.zip", "--format", "jsonl")[1], encoding="utf-8")
    _, _, errors = sayso("why", "reports.zip/gazette.txt#c1", "--in", "out.jsonl", "--as-of", "1")
    assert "only a case has versions" in errors
