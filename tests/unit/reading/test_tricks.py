"""Bombs, names that lead out, links, locks, archives in archives, broken ends: refused or bounded, the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import random
import stat
import struct
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sayso.config import Settings
from sayso.errors import InputError
from sayso.reading import Reading, expand, read_item

Write = Callable[..., str]
TEXT = "Rebels burned the mill near the river, the mayor said."


def read(*inputs: str, settings: Settings | None = None) -> list[Reading]:
    settings = settings or Settings()
    return [r for item in expand(inputs, settings=settings) for r in read_item(item, settings=settings)]


def outcome(*inputs: str, settings: Settings | None = None) -> tuple[list[str], list[InputError]]:
    """The texts that were read, and the errors, each of which says where and what to do."""
    found = read(*inputs, settings=settings)
    errors = [r.error for r in found if r.error]
    assert all(e.where and e.hint and "\n" not in str(e) and len(str(e)) < 500 for e in errors)
    return [r.document.text for r in found if r.document], errors


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def bounded(*inputs: str) -> tuple[list[str], list[InputError]]:
    """The outcome of a bomb, which may take no more than 180 MB and 20 seconds."""
    tracemalloc.start()
    began = time.monotonic()
    found = outcome(*inputs)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 180_000_000, peak
    assert time.monotonic() - began < 20
    return found


BOMB = gzip.compress(b'{"text": "' + b"a" * 200_000_000, 9)


def test_a_zip_bomb_costs_its_member(write: Write) -> None:
    bomb = b" " * 70_000_000
    data = zipped(("bomb.txt", bomb), ("bomb.jsonl", bomb), ("z.txt", TEXT.encode()))
    texts, errors = bounded(write("bomb.zip", data))
    assert not texts and {e.code for e in errors} == {"refused"}
    assert errors[0].where == "bomb.zip/bomb.txt" and errors[-1].where == "bomb.zip"
    noise = random.Random(1).randbytes(500_000)
    texts, errors = bounded(write("large.zip", zipped(("noise", noise), ("bomb.txt", bomb), ("z.txt", TEXT.encode()))))
    assert texts == [TEXT] and [e.code for e in errors] == ["binary", "refused"]


def test_one_block_listed_many_times_is_refused(write: Write) -> None:
    """The zip bomb without nesting: all members share their bytes."""
    block = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = block.compress(b"a" * 30_000_000) + block.flush()
    crc = zlib.crc32(b"a" * 30_000_000)
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, crc, len(data), 30_000_000, 5, 0) + b"a.txt" + data
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 33, crc, len(data), 30_000_000, 5, 0, 0, 0, 0, 0, 0)
    directory = (entry + b"a.txt") * 2_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 2_000, 2_000, len(directory), len(local), 0)
    texts, errors = bounded(write("overlap.zip", local + directory + end))
    assert not texts and errors[-1].code in ("refused", "damaged")


@pytest.mark.parametrize("ending", ["txt", "jsonl", "csv", "xml"])
def test_a_gzip_bomb_is_refused(write: Write, ending: str) -> None:
    texts, errors = bounded(write(f"bomb.{ending}.gz", BOMB))
    assert not texts
    assert [e.code for e in errors] in (["refused"], ["too-large"], ["damaged"])


def test_a_tar_header_that_would_fill_the_memory_is_refused(write: Write) -> None:
    info = tarfile.TarInfo("long")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 200_000_000
    data = gzip.compress(info.tobuf(tarfile.GNU_FORMAT) + b"a" * 200_000_000, 9)
    texts, errors = bounded(write("header.tar.gz", data))
    assert not texts and [(e.code, e.where) for e in errors] == [("refused", "header.tar.gz")]


def test_a_list_of_members_too_long_to_load_is_refused(write: Write) -> None:
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 900_000_000, 0, 0)
    texts, errors = bounded(write("long.zip", b"PK\3\4" + bytes(5_000) + end))
    assert [e.code for e in errors] == ["refused"] and not texts


TRICKS = ["../../etc/passwd.txt", "/etc/passwd.txt", "a/../../b.txt", "C:\\Windows\\a.txt", "..\\..\\a.txt"]


def test_names_that_lead_out_are_refused_and_nothing_is_written(write: Write, tmp_path: Path) -> None:
    name = write("in/tricks.zip", zipped(*[(n, b"x") for n in TRICKS], ("good.txt", TEXT.encode())))
    before = sorted(tmp_path.rglob("*"))
    texts, errors = outcome(name)
    assert texts == [TEXT]
    assert [e.code for e in errors] == ["refused"] * len(TRICKS)
    assert sorted(tmp_path.rglob("*")) == before
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for trick in [*TRICKS, "good.txt"]:
            info = tarfile.TarInfo(trick)
            info.size = len(TEXT)
            archive.addfile(info, io.BytesIO(TEXT.encode()))
    texts, errors = outcome(write("in/tricks.tar", out.getvalue()))
    assert texts == [TEXT] and [e.code for e in errors] == ["refused"] * len(TRICKS)


def test_links_and_devices_are_not_followed(write: Write, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Nobody may see this.")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"trick{kind.decode()}.txt")
            info.type, info.linkname = kind, str(tmp_path / "secret.txt")
            archive.addfile(info)
        info = tarfile.TarInfo("good.txt")
        info.size = len(TEXT)
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    texts, errors = outcome(write("links.tar", out.getvalue()))
    assert texts == [TEXT] and [e.code for e in errors] == ["refused"] * 4
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    texts, errors = outcome(write("links.zip", zipped((link, b"/etc/passwd"), ("good.txt", TEXT.encode()))))
    assert texts == [TEXT] and [e.code for e in errors] == ["refused"]


def test_an_archive_within_an_archive_is_refused(write: Write) -> None:
    inner = zipped(("a.txt", TEXT.encode()))
    members = [("inner.zip", inner), ("b.gz", gzip.compress(b"x" * 100)), ("good.txt", TEXT.encode())]
    texts, errors = outcome(write("outer.zip", zipped(*members)))
    assert texts == [TEXT]
    assert [(e.code, e.where) for e in errors] == [("refused", "outer.zip/inner.zip"), ("refused", "outer.zip/b.gz")]
    texts, errors = outcome(write("twice.gz", gzip.compress(gzip.compress(TEXT.encode()))))
    assert not texts and [e.code for e in errors] == ["refused"]


ENTITIES = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY file SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>T</title><item>
<title>&b;</title><description>&file;</description></item></channel></rss>"""


def test_xml_with_entities_is_refused(write: Write) -> None:
    for data in (ENTITIES.encode(), ENTITIES.replace("1.0", "1.0").encode("utf-16")):
        texts, errors = outcome(write("feed.xml", data))
        assert not any("root:" in t for t in texts)
        assert [e.code for e in errors] == ["refused"] or data[:2] in (b"\xff\xfe", b"\xfe\xff")


def test_a_page_with_entities_is_bounded(write: Write) -> None:
    page = ENTITIES.partition("<rss")[0].replace("DOCTYPE rss", "DOCTYPE html") + "<html><body><p>&b; &file;</p></body>"
    texts, _ = outcome(write("page.html", page))
    assert not any("root:" in t or "hahaha" in t for t in texts)


def test_a_locked_archive_says_so(write: Write) -> None:
    data = bytearray(zipped(("a.txt", TEXT.encode()), ("b.txt", TEXT.encode())))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + at] |= 1
    texts, errors = outcome(write("locked.zip", bytes(data)))
    assert texts == [TEXT] and [e.code for e in errors] == ["encrypted"]


@pytest.mark.parametrize("form", ["zip", "tar", "tar.gz", "jsonl.gz", "parquet", "xz"])
def test_cut_off_anywhere_is_an_error_and_never_a_crash(write: Write, form: str) -> None:
    import lzma

    lines = "".join(json.dumps({"id": f"r{n}", "text": f"{TEXT} {n}"}) + "\n" for n in range(60))
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w:gz" if form == "tar.gz" else "w") as archive:
        for n in range(20):
            info = tarfile.TarInfo(f"{n}.txt")
            info.size = len(TEXT)
            archive.addfile(info, io.BytesIO(TEXT.encode()))
    table = io.BytesIO()
    pq.write_table(pa.table({"text": [f"{TEXT} {n}" for n in range(60)]}), table)
    whole = {
        "zip": zipped(*[(f"{n}.txt", TEXT.encode()) for n in range(20)]), "tar": tar.getvalue(),
        "tar.gz": tar.getvalue(), "jsonl.gz": gzip.compress(lines.encode()), "parquet": table.getvalue(),
        "xz": lzma.compress(lines.encode()),
    }[form]  # fmt: skip
    for part in range(1, 20):
        texts, errors = outcome(write(f"cut.{form}", whole[: len(whole) * part // 20]))
        assert errors or (form == "tar" and texts), part
        damaged = bytearray(whole)
        at = len(whole) * part // 20
        damaged[at : at + 8] = b"\xff\x00\xaa\x55\xff\x00\xaa\x55"
        outcome(write(f"damaged.{form}", bytes(damaged)))


def test_a_word_of_ten_megabytes_is_refused(write: Write) -> None:
    began = time.monotonic()
    word = "a" * 10_000_000
    for name, data in (
        ("a.txt", word), ("a.jsonl", json.dumps({"text": word}) + "\n" + json.dumps({"text": TEXT}) + "\n"),
        ("a.csv", f"text\n{word}\n"), ("a.html", f"<!doctype html><html><body><p>{word}</p></body></html>"),
    ):  # fmt: skip
        _, errors = outcome(write(name, data))
        assert len(errors) == 1 and errors[0].code in ("too-large", "damaged", "empty"), name
    assert time.monotonic() - began < 30


def test_tables_that_are_none_are_told(write: Write) -> None:
    cases = {
        "no.csv": (b"a,b\n1,2\n", "damaged"), "empty.csv": (b"", "empty"), "head.csv": (b"text,id\n", "empty"),
        "open.csv": (b'text\n"' + b"a" * 3_000_000, "damaged"), "nul.csv": (b"text\n\0\0\0\n", None),
    }  # fmt: skip
    for name, (data, code) in cases.items():
        _, errors = outcome(write(name, data))
        assert [e.code for e in errors] == ([code] if code else []) or code is None, (name, errors)


def test_an_office_document_is_told_what_it_is(write: Write) -> None:
    _, (error,) = outcome(write("letter.zip", zipped(("[Content_Types].xml", b"<x/>"), ("word/a.xml", b"<x/>"))))
    assert error.code == "binary" and "office" in error.message
