"""Streams of strangers: every shape of JSON, and each kind of damage with words of its own."""

from __future__ import annotations

import csv
import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import DamagedError, InputError, NotFoundError, TooLargeError
from sayso.importing.streams import opened, table, values

A, B = {"id": "a", "deep": {"items": [1]}}, {"id": "b"}


def read(path: Path, limit: int = 10_000) -> list[Any]:
    with opened(path, limit) as stream:
        return [value for _, value, _ in values(stream, path.name)]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(A) + "\n" + json.dumps(B) + "\n",
        json.dumps([A, B]),
        json.dumps({"type": "bundle", "objects": [A, B], "more": {"x": 1}}),
        json.dumps({"status": "ok", "results": [A, B], "total": 2}, indent=2),
    ],
)
def test_every_shape(tmp_path: Path, text: str) -> None:
    path = tmp_path / "in.json"
    path.write_text(text, encoding="utf-8")
    assert read(path) == [A, B]
    path.write_bytes(gzip.compress(text.encode()))
    assert read(path) == [A, B]
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("in.json", text)
    assert read(path) == [A, B]


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b'[{"id": "a"}, {"id": "b', DamagedError, "ends early after 1 records"),
        (b"not json", DamagedError, "not JSON"),
        (b'{"a": ' + b"[" * 500, TooLargeError, "nested too deeply"),
        (b'[{"a": "' + b"x" * 900_000 + b'"}]', TooLargeError, "over the size limit"),
        (b"\x1f\x8b\x08\x00broken", DamagedError, "what is packed is damaged"),
        (b"PK\x03\x04broken", DamagedError, "what is packed is damaged"),
    ],
)
def test_damage_is_told(tmp_path: Path, data: bytes, kind: type[InputError], words: str) -> None:
    path = tmp_path / "in.json"
    path.write_bytes(data)
    with pytest.raises(kind, match=words) as caught:
        read(path)
    assert caught.value.hint


def test_half_a_gzip_and_archives_of_several_files(tmp_path: Path) -> None:
    path = tmp_path / "in.gz"
    path.write_bytes(gzip.compress(json.dumps([A] * 5_000).encode())[:-20])
    with pytest.raises(DamagedError):
        read(path)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a", "1")
        packed.writestr("b", "2")
    with pytest.raises(DamagedError, match="an archive of 2 files"):
        read(path)
    with pytest.raises(NotFoundError):
        read(tmp_path / "none")


def test_a_long_file_of_short_records_is_no_long_record(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps({"id": str(n), "text": "x" * 400}) for n in range(2_000)), encoding="utf-8")
    assert len(read(path, limit=2_000)) == 2_000


def rows(text: str, path: Path) -> list[Any]:
    path.write_bytes(text.encode())
    with opened(path, 10_000) as stream:
        return list(table(stream, "t.csv", lambda _: None))


def test_tables(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    assert rows('\ufeffa;b\n1;"x\ny"\n\n', path) == [(3, {"a": "1", "b": "x\ny"})]
    good, bad = rows("a,b\n1,2\n3\n", path)
    assert good == (2, {"a": "1", "b": "2"}) and isinstance(bad, DamagedError) and "t.csv:3" in str(bad)
    limit = csv.field_size_limit(10**9)  # as other libraries do, for the whole process
    try:
        with pytest.raises(DamagedError, match="not a table"):
            rows('a,b\n"' + "x\n" * 200_000, path)
        assert len(rows("a,b\n" + "1,2\n" * 100_000, path)) == 100_000
    finally:
        csv.field_size_limit(limit)
    assert rows("", path) == []
