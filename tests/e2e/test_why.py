"""`sayso why` on a file, on standard input, on a text and on a case; errors are one line with a hint."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import pytest

import sayso
from sayso import cli

TEXT = (
    "ORAN, 3 March 2019 - The Red Front might have shelled the harbour on Friday, the mayor said. "
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


def claims(line: str) -> dict[str, str]:
    data = json.loads(line)
    return {data["text"][slice(*c["trigger"])]: c["id"] for c in data["claims"]}


def test_a_file_standard_input_and_a_text_tell_the_same(folder: Path) -> None:
    _, line, _ = run("read", "a.txt", "--format", "jsonl")
    (folder / "out.jsonl").write_text(line, encoding="utf-8")
    shelled = claims(line)["shelled"]
    status, told, errors = run("why", shelled, "--in", "out.jsonl")
    assert (status, errors) == (0, "")
    assert told.splitlines()[1].startswith("According to")
    assert "[actor: Red Front]" in told and "[act: shelled]" in told and "[cue: said]" in told
    assert "the subject of “shelled”" in told and "by “might” it is possible only" in told
    assert "is listed as ASSAULT" in told and "[when: Friday]" in told
    assert run("why", shelled, "--in", "-", stdin=line)[1] == told
    assert run("why", shelled, "--in", "a.txt")[1] == told
    assert run("why", f"a.txt#{shelled}", "--in", "a.txt")[1] == told
    numbered = run("why", "1", "--in", "a.txt")
    assert numbered[0] == 0 and "WHAT WAS DECIDED" in numbered[1]


def test_masked_and_denied_and_legal(folder: Path) -> None:
    _, line, _ = run("read", "a.txt", "--format", "jsonl")
    arrested = next(i for words, i in claims(line).items() if words.startswith("arrested"))
    told = run("why", arrested, "--in", "-", stdin=line)[1]
    assert "Bensalah" not in told and "person-" in told and "stays masked" in told
    assert "“arrested” says" in told
    burned = next(i for words, i in claims(line).items() if words.startswith("burned"))
    told = run("why", burned, "--in", "-", stdin=line)[1]
    assert "“denied” denies it" in told and "says that it is not so" in told


def test_a_case_before_and_after_erasing(folder: Path) -> None:
    (folder / "b.txt").write_text("Rebels burned the mill, the miller said.", encoding="utf-8")
    assert run("read", "a.txt", "b.txt", "--case", "c", "-q")[0] == 0
    status, told, _ = run("why", "b.txt#c1", "--in", "c")
    assert status == 0 and "[act: burned" in told
    status, _, error = run("why", "c1", "--in", "c")
    assert status == 2 and "'a.txt#c1', 'b.txt#c1'" in error
    assert run("erase", "c", "b.txt", "--reason", "asked for")[0] == 0
    status, out, error = run("why", "b.txt#c1", "--in", "c")
    assert (status, out) == (2, "") and "1 was erased" in error and "a.txt" in error
    assert "Bensalah" not in run("why", "c1", "--in", "c")[1]
    unknown, masked = (run("why", f"{name}#c1", "--in", "c")[2] for name in ("Amina Diallo", "Ahmed Bensalah"))
    assert unknown.replace("Amina Diallo", "") == masked.replace("Ahmed Bensalah", "")


def test_errors_are_one_line_with_a_hint(folder: Path) -> None:
    (folder / "bad.jsonl").write_text('{"sayso": 1, "id": 3}\n', encoding="utf-8")
    (folder / "empty").mkdir()
    for place, status in (("bad.jsonl", 2), ("empty", 2), ("missing.txt", 2), ("a.txt", 2)):
        code, out, error = run("why", "c99", "--in", place)
        assert (code, out) == (status, ""), place
        assert error.count("\n") == 1 and " — " in error and error.startswith(f"sayso: {place}"), error
    assert run("why", "c1")[0] == 2


def test_the_python_surface() -> None:
    report = sayso.read_text(TEXT)
    answer = sayso.why(report, "c1")
    assert answer.claim == "c1" and answer.sentence.startswith("According to")
    assert str(answer).startswith("━━ c1")
    assert sayso.why(sayso.Report.from_json(report.to_json()), "c1") == answer
    with pytest.raises(sayso.UsageError, match="its claims are c1 to"):
        sayso.why(report, "c99")


def test_every_claim_of_every_kind_is_explained() -> None:
    text = (
        "Iran supplied the Saraya group with rifles and training in order to seize the port. "
        "The group is part of the Front. "
        "Smugglers moved rifles from Tunis through Ghat to Sebha. It is believed that the rebels will attack Ghat. "
        "The court convicted the commander of murder. Workers marched in Oran to demand higher wages."
    )
    report = sayso.read_text(text, date="2019-03-03")
    kinds = set()
    for claim in report.claims:
        why = sayso.why(report, claim.id)
        kinds.add(claim.kind)
        assert all(d.value and d.why for d in why.decisions)
        assert claim.trigger.of(text).split()[0] in str(why)
        assert any(p.role.endswith("act") or "act" in p.role for p in why.words)
        labels = [d.why for d in why.decisions if d.name == "type"]
        assert "found by its words" not in labels
    assert kinds == {"event", "relation", "purpose"}
