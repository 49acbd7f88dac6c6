"""Files dropped on the page are read into the case by another process; limits hold, and how far it is is told."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sayso.web import uploads

from .conftest import Reader


def _send(reader: Reader, files: list[tuple[str, bytes]]) -> Any:
    given = [("files", (name, data)) for name, data in files]
    headers = {"accept": "application/json"}
    return reader.post(f"/drop?csrf={reader.csrf()}", files=given, headers=headers)


def _ended(reader: Reader, job: str) -> dict[str, Any]:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        state: dict[str, Any] = reader.get(f"/drop/{job}").json()
        if state["ended"]:
            return state
        time.sleep(0.2)
    raise AssertionError("it never ended")


@pytest.mark.slow
def test_files_are_read_into_the_case(reader: Reader) -> None:
    text = b"TURKU, May 9 - The Karst Legion burned a mill near Turku, the mayor said."
    said = _send(reader, [("week 1/mill.txt", text), ("../../empty.txt", b""), ("a.zip", b"PK\x03\x04 no zip")])
    assert said.status_code == 200, said.text
    state = _ended(reader, said.json()["job"])
    assert state["problem"] is None
    assert state["done"] >= 2 and state["failed"] >= 1, state
    assert "Karst Legion" in reader.get("/search?q=mill").text
    with reader.stream("GET", f"/drop/{said.json()['job']}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        last = [json.loads(line[6:]) for line in answer.iter_lines() if line.startswith("data: ")][-1]
    assert last["ended"] is True
    assert "Finished" in reader.get("/drop").text


def test_limits(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_ONE", 1_000)
    assert _send(reader, [("a.txt", b"x" * 2_000)]).status_code == 400
    assert _send(reader, []).status_code in (400, 422)
    assert reader.post("/drop", files=[("files", ("a.txt", b"x"))]).status_code == 403
    assert reader.get("/drop/none").status_code == 404
    before = reader.desk.now().version
    assert reader.desk.now().version == before


def test_nothing_is_left_behind_by_a_refused_upload(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 1_500)
    made: list[Path] = []
    monkeypatch.setattr(uploads.tempfile, "mkdtemp", lambda prefix: str(made.append(tmp_path / "up") or made[-1]))
    assert _send(reader, [("a.txt", b"x" * 1_000), ("b.txt", b"x" * 1_000)]).status_code == 400
    assert made and not made[0].exists()


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


TEXT = b"The Karst Legion burned a mill near Turku, the mayor said."
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY file SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>T</title><item>
<title>&b;</title><description>&file;</description></item></channel></rss>"""
HOSTILE = [
    ("bomb.zip", _zip(**{"bomb.txt": b" " * 70_000_000})),
    ("bomb.txt.gz", gzip.compress(b"a" * 70_000_000, 9)),
    ("nested.zip", _zip(**{"inner.zip": _zip(**{"a.txt": TEXT})})),
    ("tricks.zip", _zip(**{"../../out.txt": TEXT, "/etc/out.txt": TEXT})),
    ("feed.xml", ENTITIES),
    ("../../../out.txt", TEXT + b" One."),
    ("C:\\out.txt", TEXT + b" Two."),
]


@pytest.mark.slow
def test_bombs_and_tricks_are_refused_and_the_rest_is_read(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "a" / "b" / "up"
    folder.mkdir(parents=True)
    monkeypatch.setattr(uploads.tempfile, "mkdtemp", lambda prefix: str(folder))
    said = _send(reader, HOSTILE)
    assert said.status_code == 200, said.text
    state = _ended(reader, said.json()["job"])
    told = "\n".join(state["said"])
    assert state["problem"] is None, state
    assert state["done"] - state["failed"] == 2 and state["failed"] >= 6, state
    assert "as only a bomb does" in told and "XML entities" in told
    assert [p.name for p in tmp_path.rglob("out.txt")] == [] and not folder.exists()
    found = reader.get("/search?q=Turku").text
    assert found.count("Karst Legion") >= 2 and "root:" not in found and "hahaha" not in found


@pytest.mark.parametrize(
    "names",
    [
        ["a", "a/b", "a/b/c"], ["a/b", "a"], ["x.txt", "x.txt", "x.txt"], ["字" * 200 + ".txt"],
        ["é" * 130 + "/" + "é" * 130],
        ["/".join(["deep"] * 400)], ["."], ["con", "nul.txt"], ["a\x01b.txt", "a\u202eb.txt"], ["again 2/a", "a", "a"],
    ],
    ids=str,
)  # fmt: skip
def test_any_names_are_kept_beside_each_other(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, names: list[str]
) -> None:
    found: list[bytes] = []

    def read(job: uploads.Job, folder: Path, _desk: object) -> None:
        found.extend(p.read_bytes() for p in sorted((folder / "dropped").rglob("*")) if p.is_file())
        job.ended = True

    monkeypatch.setattr(uploads, "_read", read)
    monkeypatch.setattr(uploads.tempfile, "mkdtemp", lambda prefix: str(tmp_path / "up"))
    said = _send(reader, [(name, str(n).encode()) for n, name in enumerate(names)])
    assert said.status_code == 200, said.text
    _ended(reader, said.json()["job"])
    assert sorted(found) == [str(n).encode() for n in range(len(names))]
    outside = {p for p in tmp_path.rglob("*") if p.is_file()} - set((tmp_path / "up").rglob("*"))
    assert all(p.is_relative_to(reader.desk.path) for p in outside)


def test_too_many_files_are_refused(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_FILES", 3)
    assert _send(reader, [(f"{n}.txt", b"x") for n in range(5)]).status_code == 400
    assert reader.get("/drop").text.count('class="job"') == 0


def test_an_upload_that_comes_in_too_slowly_is_let_go(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(*_: object) -> int:
        await asyncio.sleep(60)
        return 1

    monkeypatch.setattr(uploads, "SENDING", 0.05)
    monkeypatch.setattr(uploads, "_saved", slow)
    answer = _send(reader, [("a.txt", b"x")])
    assert answer.status_code == 400 and "too slowly" in answer.json()["problem"]


def test_what_killed_readers_left_is_removed_and_what_is_in_use_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name in (f"{uploads.PREFIX}a", "other"):
        (tmp_path / name / "dropped").mkdir(parents=True)
    uploads.sweep()
    assert (tmp_path / f"{uploads.PREFIX}a").exists()
    uploads.sweep(time.time() + uploads.PATIENCE + uploads.SENDING + 1)
    assert [p.name for p in tmp_path.iterdir()] == ["other"]


def test_no_more_than_two_at_once(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "_read", lambda *_: None)
    assert [_send(reader, [("a.txt", b"x")]).status_code for _ in range(3)] == [200, 200, 400]


def test_a_full_disk_is_told(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    answer = _send(reader, [("a.txt", b"x")])
    assert answer.status_code == 507 and "no space left" in answer.json()["problem"]
