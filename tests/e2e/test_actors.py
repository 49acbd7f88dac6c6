"""`sayso link`, `actors`, `who`, `same`, `different` on a case: from the reports to decisions and back."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from sayso.case import Case
from sayso.cli import main
from sayso.showing.wording import shown

REPORTS = [
    {
        "id": "a.txt",
        "outlet": "The Gazette",
        "date": "2023-04-05",
        "text": "Hizbollah shelled the town of Tarsk on 4 April 2023, the Freedonian army said.",
    },
    {
        "id": "b.txt",
        "outlet": "The Mirror",
        "date": "2023-04-06",
        "text": "The Kisar Liberation Front (KLF) shelled the town of Tarsk, the mayor said. Hezbollah denied that it "
        "shelled Tarsk. Teacher Ivan Petrov saw the smoke.",
    },
    {
        "id": "c.txt",
        "outlet": "The Herald",
        "date": "2023-04-07",
        "text": "The KLF attacked Hezbollah on 6 April 2023, police said. Kisar Liberation Front denied it.",
    },
    {
        "id": "d.txt",
        "outlet": "The Courier",
        "date": "2023-04-08",
        "text": "The KLF burned the depot at Tarsk, police said.",
    },
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("actors")
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, REPORTS)), encoding="utf-8")
    assert main(["read", str(folder / "in.jsonl"), "--case", str(folder / "case"), "--format", "jsonl"]) == 0
    return folder / "case"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(list(arguments))
    told = capsys.readouterr()
    return status, told.out, told.err


def listed(capsys: pytest.CaptureFixture[str], case: Path) -> list[dict[str, object]]:
    _, out, _ = run(capsys, "actors", str(case), "--format", "jsonl")
    return [json.loads(line) for line in out.splitlines()]


def test_one_actor_under_two_spellings_and_no_private_person(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    group = next(a for a in listed(capsys, made) if "Hizbollah" in str(a["names"]))
    assert group["reports"] == 3
    assert {"Hizbollah", "Hezbollah"} <= {n["text"] for n in group["names"]}  # type: ignore[attr-defined]
    status, out, _ = run(capsys, "actors", str(made))
    assert status == 0 and "private person" in out
    assert "person-" not in out and "Petrov" not in out
    assert "why one" in out


def test_link_says_what_it_did_and_prints_every_judged_pair(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "link", str(made))
    assert status == 0 and "actors" in out and "Joined" in out
    _, out, _ = run(capsys, "link", str(made), "--format", "jsonl")
    edges = [json.loads(line) for line in out.splitlines()]
    assert edges and all(e["kind"] == "same_actor" and e["why"] and 0 <= e["score"] <= 1 for e in edges)


def test_who_tells_names_claims_and_denials_each_on_somebodys_word(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "who", str(made), "hezbollah")
    assert status == 0
    for words in (
        "NAMES",
        "WHAT IS SAID OF THIS ACTOR",
        "According to",
        "denials in other reports",
        "The Gazette",
        "reviewed by nobody",
    ):
        assert words in out, words
    _, out, _ = run(capsys, "who", str(made), "hezbollah", "--format", "json")
    page = json.loads(out)
    assert {line["document"] for line in page["about"]} >= {"a.txt", "b.txt"}
    assert all(line["sentence"] for line in page["about"])
    _, out, _ = run(capsys, "who", str(made), "hezbollah", "--format", "html")
    assert out.startswith("<!doctype html>") and "<script" not in out and "Petrov" not in out
    plain = " ".join(unescape(re.sub(r"<[^>]+>", " ", out)).split())
    assert "reviewed by nobody" in plain and "denials in other reports" in plain
    assert all(
        " ".join(shown(line["sentence"]).split()) in plain for line in [*page["about"], *page["ties"], *page["by"]]
    )


@pytest.mark.parametrize("name", ["Ivan Petrov", "Nobody Known", "person-12345678", "", "A" * 400, "‮\x1b[31m"])
def test_a_private_name_is_answered_like_one_that_is_not_there(
    made: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    status, out, error = run(capsys, "who", str(made), name)
    assert (status, out) == (2, "")
    assert error.count("\n") == 1 and "no actor goes by" in error and "\x1b" not in error


def test_decisions_are_kept_shown_and_undone_to_the_byte(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (
        run(capsys, "actors", str(made), "--format", "jsonl")[1],
        run(capsys, "link", str(made), "--format", "jsonl")[1],
    )
    by = ("--by", "R. Editor", "--reason", "its own leaflet")
    assert run(capsys, "same", str(made), "Hizbollah", "KLF", *by)[0] == 0
    assert run(capsys, "different", str(made), "KLF", "Kisar Liberation Front", *by)[0] == 0
    _, out, _ = run(capsys, "who", str(made), "hezbollah")
    assert "R. Editor" in out and "KLF" in out and "KEPT APART" in out
    status, _, error = run(capsys, "same", str(made), "Kisar Liberation Front", "Hizbollah", *by)
    assert status == 0 and "contradict each other" in error and "its own leaflet" in error
    for left, right in (
        ("Kisar Liberation Front", "Hizbollah"),
        ("KLF", "Hizbollah"),
        ("Kisar Liberation Front", "KLF"),
    ):
        assert run(capsys, "different", str(made), left, right, "--by", "R. Editor", "--undo")[0] == 0
    after = (
        run(capsys, "actors", str(made), "--format", "jsonl")[1],
        run(capsys, "link", str(made), "--format", "jsonl")[1],
    )
    assert after == before
    assert [j.verdict for j in Case.open(made).judgements()] == ["positive", "negative", "positive", *["unsure"] * 3]


def test_what_was_added_is_read_and_what_was_erased_is_gone(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil

    case = tmp_path / "case"
    shutil.copytree(made, case)
    assert listed(capsys, case)
    (tmp_path / "e.txt").write_text("The Night Otters attacked Hezbollah, police said.", encoding="utf-8")
    assert main(["read", str(tmp_path / "e.txt"), "--case", str(case), "--format", "jsonl"]) == 0
    assert max(int(str(a["reports"])) for a in listed(capsys, case)) == 4
    assert main(["erase", str(case), str(tmp_path / "e.txt"), "--reason", "asked for"]) == 0
    assert not list(case.glob("index-actors*"))
    assert max(int(str(a["reports"])) for a in listed(capsys, case)) == 3
    assert run(capsys, "actors", str(case), "--as-of", "99")[0] == 3


def test_a_file_of_reports_serves_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, REPORTS)), encoding="utf-8")
    assert main(["read", str(tmp_path / "in.jsonl"), "--format", "jsonl", "-o", str(tmp_path / "out.jsonl")]) == 0
    status, out, _ = run(capsys, "who", str(tmp_path / "out.jsonl"), "Hizbollah")
    assert status == 0 and "named in 3 reports" in out
    assert run(capsys, "same", str(tmp_path / "out.jsonl"), "a", "b", "--by", "R", "--reason", "x")[0] == 3


def test_two_names_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert "same (0.97)" in run(capsys, "same", "Al-Qaeda in Iraq", "Islamic State")[1]
    assert "split from" in run(capsys, "same", "Juarez Cartel", "Los Aztecas")[1]
    for wrong in (["same"], ["same", "a"], ["same", "a", "b", "c", "d"]):
        assert run(capsys, *wrong)[0] == 2


def test_wrong_decisions_are_one_line(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by = ("--by", "R. Editor", "--reason", "x")
    for wrong in (
        ["same", str(made), "Hizbollah", "Hezbollah"],
        ["same", str(made), "Hizbollah", "Hizbollah", *by],
        ["same", str(made), "Hizbollah", "Hezbollah", "--by", "linking-1", "--reason", "x"],
        ["different", str(made), "nobody.txt#Hizbollah", "Hezbollah", *by],
        ["different", str(made), "Ivan Petrov", "Hezbollah", *by],
    ):
        status, out, error = run(capsys, *wrong)
        assert (status, out, error.count("\n")) == (2, "", 1), wrong
