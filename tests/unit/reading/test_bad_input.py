"""Every bad input gives one error that says what, where and what to do; the other inputs are read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from sayso.config import Settings
from sayso.errors import InputError
from sayso.reading import Item, Reading, expand, read_item

Write = Callable[..., str]
MakePdf = Callable[..., bytes]
Lock = Callable[[bytes, str], bytes]
PAGE = "<!doctype html><html><head><title>T</title></head><body>{}</body></html>"


def read(*inputs: str, settings: Settings | None = None, stdin: bytes = b"") -> list[Reading]:
    settings = settings or Settings()
    items = expand(inputs, stdin=BytesIO(stdin), settings=settings)
    return [reading for item in items for reading in read_item(item, settings=settings)]


def error(*inputs: str, **options: Settings | None) -> InputError:
    (reading,) = read(*inputs, **options)
    assert reading.document is None
    assert reading.error is not None
    assert reading.error.where
    assert reading.error.hint
    assert "\n" not in str(reading.error)
    return reading.error


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n ", "empty"),
        ("bom.txt", b"\xef\xbb\xbf", "empty"),
        ("binary.txt", bytes(range(256)) * 8, "binary"),
        ("zeros.txt", bytes(500), "binary"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
        ("report.docx", b"PK\x03\x04" + bytes(100), "binary"),
        ("report.rtf", rb"{\rtf1\ansi Shells fell.}", "binary"),
        ("report.gz", b"\x1f\x8b\x08" + bytes(50), "damaged"),
        ("broken.pdf", b"%PDF-1.4\nnothing here\n%%EOF", "damaged"),
        ("scripts.html", PAGE.format("<script>var a = 'Shells fell.';</script>"), "empty"),
        ("object.json", b'{"text": ', "damaged"),
        ("array.json", b"[]", "empty"),
        ("number.json", b"17", "damaged"),
        ("untexted.json", b'{"title": "A"}', "damaged"),
        ("null.json", b'{"text": null}', "damaged"),
        ("numeric.json", b'{"text": 17}', "damaged"),
        ("hollow.json", b'{"text": "  "}', "empty"),
        ("deep.json", b"[" * 100_000, "damaged"),
        ("wide.txt", b"\xff\xfe" + "Shells".encode("utf-16-le") + b"\x00", "damaged"),
    ],
)
def test_each_bad_file_has_its_error(write: Write, name: str, data: bytes, code: str) -> None:
    found = error(write(name, data))
    assert found.code == code
    assert found.where == name


def test_a_truncated_pdf_is_damaged(write: Write, make_pdf: MakePdf) -> None:
    assert error(write("truncated.pdf", make_pdf("Shells fell near the village.")[:-60])).code == "damaged"


def test_a_scanned_pdf_needs_text_recognition(write: Write, make_pdf: MakePdf) -> None:
    found = error(write("scan.pdf", make_pdf("", "")))
    assert found.code == "empty"
    assert "OCR" in str(found)


def test_an_encrypted_pdf_asks_for_its_password(write: Write, make_pdf: MakePdf, locked: Lock) -> None:
    assert error(write("locked.pdf", locked(make_pdf("Shells fell."), "secret"))).code == "encrypted"


def test_a_pdf_locked_against_editing_only_is_read(write: Write, make_pdf: MakePdf, locked: Lock) -> None:
    (reading,) = read(write("open.pdf", locked(make_pdf("Shells fell."), "")))
    assert reading.document is not None
    assert reading.document.text == "Shells fell."


def test_a_huge_file_is_refused_by_its_size_alone(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    name = write("huge.txt", b"x")
    os.truncate(name, 100_000_000)  # sparse: 100 MB that take no disk
    opened: list[int] = []
    whole = Path.open

    def watched(self: Path, *args: str, **options: str) -> object:
        opened.append(1)
        return whole(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", watched)
    found = error(name)
    assert found.code == "too-large"
    assert "100 MB" in str(found)
    assert not opened


def test_one_line_of_five_megabytes(write: Write) -> None:
    assert error(write("long.txt", b"shells fell " * 430_000)).code == "too-large"


def test_a_record_too_large_leaves_its_neighbours(write: Write) -> None:
    lines = [json.dumps({"id": f"r{i}", "text": "Shells fell. " * n}) for i, n in enumerate((1, 90_000, 1))]
    found = read(write("a.jsonl", "\n".join(lines)))
    assert [reading.record for reading in found] == ["r0", "r1", "r2"]
    assert [reading.error and reading.error.code for reading in found] == [None, "too-large", None]
    assert found[1].error is not None
    assert found[1].error.where == "a.jsonl:2 (r1)"


def test_a_line_over_the_byte_limit_is_never_held(write: Write) -> None:
    settings = Settings(max_bytes=2_000)
    lines = ['{"text": "Shells fell."}', '{"text": "' + "x" * 9_000 + '"}', '{"text": "Troops left."}']
    found = read(write("a.jsonl", "\n".join(lines)), settings=settings)
    assert [reading.record for reading in found] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]
    assert [reading.error and reading.error.code for reading in found] == [None, "too-large", None]
    piped = read("-", settings=settings, stdin="\n".join(lines).encode())
    assert [reading.error and reading.error.code for reading in piped] == [None, "too-large", None]


def test_a_line_that_is_not_json_is_named(write: Write) -> None:
    found = read(write("a.jsonl", '{"text": "Shells fell."}\n\n{"text": oops}\n[1]\n{"text": "Troops left."}\n'))
    assert [reading.record for reading in found] == ["a.jsonl:1", "a.jsonl:3", "a.jsonl:4", "a.jsonl:5"]
    assert [reading.error and reading.error.where for reading in found] == [None, "a.jsonl:3", "a.jsonl:4", None]


def test_invalid_utf8_is_detected_or_patched_and_noted(write: Write) -> None:
    (western,) = read(write("a.txt", "Le café a brûlé à Bangui, près de l'église.".encode("cp1252")))
    assert western.document is not None
    assert "café a brûlé" in western.document.text
    assert western.document.extractor == "decoded as cp1252"
    (patched,) = read(write("b.txt", "Łódź, Kraków — ".encode() + b"\xff" + "Gdańsk".encode()))
    assert patched.document is not None
    assert patched.document.text == "Łódź, Kraków — \ufffdGdańsk"
    assert patched.document.extractor == "decoded as utf-8, 1 invalid byte replaced"


def test_nul_and_bidi_characters_are_kept(write: Write) -> None:
    text = "Shells\x00 fell \u202enear\u202c the village.\u200b\x07"
    (reading,) = read(write("a.txt", text))
    assert reading.document is not None
    assert reading.document.text == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_unicode_in_any_width_is_read_without_its_bom(write: Write, encoding: str) -> None:
    (reading,) = read(write("a.txt", "Shells fell near the “village”.".encode(encoding)))
    assert reading.document is not None
    assert reading.document.text == "Shells fell near the “village”."


def test_a_file_that_may_not_be_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    name = write("secret.txt", "Shells fell.")

    def refused(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refused)
    assert error(name).code == "unreadable"


def test_a_file_that_goes_away_before_it_is_read(write: Write) -> None:
    items = list(expand([write("a.txt", "Shells fell.")]))
    Path("a.txt").unlink()
    (reading,) = read_item(items[0])
    assert reading.error is not None
    assert reading.error.code == "not-found"


def test_missing_inputs_keep_their_place(write: Write) -> None:
    write("a.txt", "Shells fell.")
    write("folder/.hidden", "Shells fell.")
    found = read("gone.txt", "a.txt", "*.pdf", "folder", "a.txt")
    assert [reading.record for reading in found] == ["gone.txt", "a.txt", "*.pdf", "folder", "a.txt"]
    assert [reading.error and reading.error.code for reading in found] == [
        "not-found", None, "not-found", "not-found", None,
    ]  # fmt: skip


def test_nothing_on_standard_input() -> None:
    assert error("-").code == "empty"
    (item,) = expand(["-"])
    assert item.error is not None
    assert item.error.code == "unreadable"


def test_an_address_that_cannot_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    from email.message import Message
    from urllib.error import HTTPError, URLError

    def raising(problem: Exception) -> Callable[..., None]:
        def fail(*args: object, **options: object) -> None:
            raise problem

        return fail

    monkeypatch.setattr("sayso.reading.remote.urlopen", raising(URLError("no route")))
    assert error("https://news.example/a").code == "unreadable"
    gone = HTTPError("https://news.example/a", 404, "gone", Message(), BytesIO())
    monkeypatch.setattr("sayso.reading.remote.urlopen", raising(gone))
    assert error("https://news.example/a").code == "not-found"
    gone.close()


def test_a_page_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.reading.remote.urlopen", lambda *args, **options: BytesIO(b"x" * 5_000))
    assert error("https://news.example/a", settings=Settings(max_bytes=1_000)).code == "too-large"


def test_an_item_that_carries_its_error_is_read_as_it() -> None:
    (item,) = expand(["gone.txt"])
    (reading,) = read_item(item)
    assert reading == Reading("gone.txt", error=item.error)
    assert Item("a.jsonl", path="a.jsonl", line=3).name == "a.jsonl:3"


def test_half_surrogates_become_the_replacement_character(write: Write) -> None:
    row = b'{"id": "\\udc00", "title": "a\\ud83d", "outlet": "b\\udfff", "text": "The \\ud800 mill burned."}'
    (reading,) = read(write("a.json", row))
    assert reading.document is not None
    assert reading.document.text == "The \ufffd mill burned."
    assert (reading.record, reading.document.title, reading.document.outlet) == ("\ufffd", "a\ufffd", "b\ufffd")


def test_a_file_name_that_is_not_utf8_is_read_under_a_name_that_is(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text("The mill burned.", encoding="utf-8")
    (reading,) = [r for item in expand([str(tmp_path)]) for r in read_item(item)]
    assert reading.document is not None and reading.document.uri is not None
    assert reading.document.uri.endswith("\ufffd.txt")


def test_a_file_of_lines_without_a_line_is_told(write: Write) -> None:
    for data in (b"", b"\n \n"):
        (item,) = expand([write("none.jsonl", data)])
        assert item.error is not None and item.error.code == "empty"


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b.txt").symlink_to("b.txt")
    found = [item.error for item in expand([str(tmp_path)])]
    assert [error and error.message for error in found] == ["cannot be read: the link leads nowhere"] * 2
