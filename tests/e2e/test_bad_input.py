"""Each bad input is one clear line, one failed record and status 3; what lies beside it is read; with a case too."""

from __future__ import annotations

import contextlib
import io
import json
import random
from pathlib import Path

import pytest

from sayso import cli
from sayso.case import Case

GOOD = "Rebels burned the mill near the river, the mayor said."
NOISE = random.Random(1).randbytes(5000)
BAD: dict[str, bytes] = {
    "b-allnul.txt": bytes(500),
    "b-array.json": b"[]",
    "b-binary.txt": NOISE,
    "b-bom.txt": b"\xef\xbb\xbf",
    "b-cut.pdf": b"%PDF-1.4\n1 0 obj\n<<",
    "b-deep.json": b"[" * 100_000,
    "b-empty.jsonl": b"",
    "b-empty.txt": b"",
    "b-line.txt": b"x" * 5_000_000,
    "b-lines.jsonl": b"{oops\n",
    "b-number.json": b'{"text": "x", "n": ' + b"9" * 5000 + b"}",
    "b-png.txt": b"\x89PNG\r\n\x1a\n" + NOISE[:200],
    "b-scripts.html": b"<!doctype html><html><head><script>var a = 1;</script></head><body></body></html>",
    "b-white.txt": b" \n\t ",
    "b-wide.txt": b"\xff\xfea\x00b",
}
ODD: dict[str, bytes] = {
    "o-bidi.txt": GOOD.replace("mill", "\u202ellim\u202c").encode(),
    "o-crlf.txt": (GOOD + "\r\n\r\n" + GOOD).encode(),
    "o-emoji.txt": ("🔥 " + GOOD + " 😀").encode(),
    "o-invalid.txt": GOOD.encode() + b" \xff\xfe \xed\xa0\x80",
    "o-nul.txt": GOOD.replace(" ", "\x00", 2).encode(),
    "o-rtl.txt": "قال الوزير إن المتمردين أحرقوا المستودع أمس في المدينة وقتلوا ثلاثة جنود.".encode(),
    "o-surrogates.json": b'{"id": "a\\udc00", "text": "The \\ud800 mill burned, the mayor said.", "title": "\\ud83d"}',
    "o-wide.txt": b"\xff\xfe" + GOOD.encode("utf-16-le"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name, data in {**BAD, **ODD, "a-good.txt": GOOD.encode(), "z-good.txt": GOOD.encode()}.items():
        (tmp_path / "in" / name).write_bytes(data)
    return tmp_path


def sayso(*arguments: str) -> tuple[int, str, list[str]]:
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.main(list(arguments))
    out.flush()
    return status, out.buffer.getvalue().decode(), err.getvalue().splitlines()  # type: ignore[attr-defined]


def test_all_at_once_and_into_a_case(folder: Path) -> None:
    status, out, errors = sayso("read", "in", "--format", "jsonl", "--case", "c", "--workers", "0")
    assert status == 3
    records = [json.loads(line) for line in out.splitlines()]
    assert len(records) == len(BAD) + len(ODD) + 2
    failed = {r["id"].removeprefix("in/").partition(":")[0] for r in records if r["failures"]}
    assert failed == set(BAD)
    for record in records:
        assert (record["text"] is None) == bool(record["failures"])
        for failure in record["failures"]:
            assert failure["where"] and failure["message"] and failure["hint"]
            told = [line for line in errors if failure["message"] in line and failure["where"] in line]
            assert len(told) == 1, failure
    assert errors[-1] == f"sayso: {len(BAD)} of {len(records)} records could not be read"
    assert len(errors) == len(BAD) + 2
    case = Case.open("c")
    assert len(list(case.failures())) == len(BAD)
    assert {r.document.text for r in case.reports()} >= {GOOD, GOOD.replace("mill", "\u202ellim\u202c")}


def test_each_alone(folder: Path) -> None:
    for name in BAD:
        status, out, errors = sayso("read", f"in/{name}", "--format", "jsonl")
        assert (status, len(errors), len(out.splitlines())) == (3, 1, 1), name
        assert errors[0].startswith(f"sayso: in/{name}") and " — " in errors[0]


def test_a_repeated_id_is_a_warning(folder: Path) -> None:
    rows = [{"id": "r1", "text": GOOD}, {"text": GOOD}, {"id": "r1", "text": GOOD}, {"text": GOOD}]
    (folder / "ids.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    status, out, errors = sayso("read", "ids.jsonl", "--format", "jsonl")
    assert status == 0
    assert len(errors) == 1 and errors[0].startswith("sayso: warning: r1: ")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["r1", "ids.jsonl:2", "r1", "ids.jsonl:4"]


@pytest.mark.slow
def test_workers_meet_the_same(folder: Path) -> None:
    alone = sayso("read", "in", "--format", "jsonl", "--workers", "0")
    assert sayso("read", "in", "--format", "jsonl", "--workers", "2") == alone


def test_a_surprise_in_reading_or_annotating_is_one_record(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.annotating import pipeline

    whole = pipeline.annotate_one

    def surprising(document: object) -> object:
        if "Petrov" in document.text:  # type: ignore[attr-defined]
            raise KeyError("Ivan Petrov")
        return whole(document)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "annotate_one", surprising)
    (folder / "in2").mkdir()
    (folder / "in2" / "a.txt").write_text("Ivan Petrov fled.", encoding="utf-8")
    (folder / "in2" / "b.txt").write_text(GOOD, encoding="utf-8")
    status, out, errors = sayso("read", "in2", "--format", "jsonl")
    first, second = map(json.loads, out.splitlines())
    assert status == 3
    assert first["failures"][0]["code"] == "worker" and second["claims"]
    assert "Petrov" not in out + "".join(errors)
