"""Archives, tables, feeds and archives of the web: each record under its own name, as from plain files."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sayso.config import Settings
from sayso.reading import Reading, expand, read_item

Write = Callable[..., str]
TEXT = "Rebels burned the mill near the river, the mayor said."
PAGE = (
    f"<!doctype html><html><head><title>A mill burns</title></head><body><article><p>{TEXT}</p></article></body></html>"
)
ROWS = [{"id": "r1", "text": TEXT, "date": "1939-11-26"}, {"id": "r2", "text": "The mayor fled.", "outlet": "Herald"}]
LINES = "".join(json.dumps(row) + "\n" for row in ROWS)


def read(*inputs: str) -> list[Reading]:
    return [reading for item in expand(inputs) for reading in read_item(item)]


def texts(*inputs: str) -> dict[str, str]:
    found = read(*inputs)
    assert not [r.error for r in found if r.error]
    return {r.record: r.document.text for r in found if r.document}


def zipped(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(mode: str, **members: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data.encode())
            archive.addfile(info, io.BytesIO(data.encode()))
    return out.getvalue()


MEMBERS = {"b/a.txt": TEXT, "b/page.html": PAGE, "c.jsonl": LINES, "b/.hidden": "x", "__MACOSX/a.txt": "x"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("d.zip", zipped(**MEMBERS)),
        ("d.tar", tarred("w", **MEMBERS)),
        ("d.tar.gz", tarred("w:gz", **MEMBERS)),
        ("d.tgz", tarred("w:gz", **MEMBERS)),
        ("d.tar.xz", tarred("w:xz", **MEMBERS)),
        ("d.tar.bz2", tarred("w:bz2", **MEMBERS)),
        ("misnamed.bin", zipped(**MEMBERS)),
    ],
)
def test_members_of_an_archive_are_read_as_files_are(write: Write, name: str, data: bytes) -> None:
    found = {r.record: r.document for r in read(write(name, data))}
    assert set(found) == {f"{name}/b/a.txt", f"{name}/b/page.html", "r1", "r2"}
    page = found[f"{name}/b/page.html"]
    assert page and (page.text, page.title, page.uri, page.parent) == (TEXT, "A mill burns", page.record, name)
    line = found["r1"]
    assert line and line.published.start == "1939-11-26" and line.uri is None and line.parent == name


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, lambda d: _zstd(d)])
def test_packed_lines_and_files_are_read(write: Write, pack: Callable[[bytes], bytes]) -> None:
    assert texts(write("corpus.jsonl.gz", pack(LINES.encode()))) == {"r1": TEXT, "r2": "The mayor fled."}
    assert texts(write("unnamed", pack(LINES.encode()))) == {"r1": TEXT, "r2": "The mayor fled."}
    assert texts(write("a.txt.gz", pack(TEXT.encode()))) == {"a.txt.gz": TEXT}
    assert texts(write("page.html.gz", pack(PAGE.encode()))) == {"page.html.gz": TEXT}


def _zstd(data: bytes) -> bytes:
    out = io.BytesIO()
    with pa.CompressedOutputStream(pa.PythonFile(out, mode="w"), "zstd") as stream:
        stream.write(data)
        stream.flush()
        packed = out
    return packed.getvalue() if not packed.closed else _zstd_block(data)


def _zstd_block(data: bytes) -> bytes:
    return pa.Codec("zstd").compress(data, asbytes=True)


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-8-sig"), ("|", "utf-16")]
)
def test_tables_are_read_by_the_names_of_their_columns(write: Write, delimiter: str, encoding: str) -> None:
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=delimiter)
    rows.writerow(["Article_ID", "Headline", "BODY", "pub_date", "Source", "n"])
    rows.writerow(
        ["x1", "A mill burns", f'{TEXT}\n"Two; three, four|five\tsix"', "26 November 1939", "The Café Herald", 3]
    )
    rows.writerow([])
    rows.writerow(["", "", "The mayor fled.", "", "", ""])
    found = read(write("reports.csv", out.getvalue().encode(encoding)))
    first, second = (r.document for r in found)
    assert first and second
    assert first.text == f'{TEXT}\n"Two; three, four|five\tsix"'
    assert (first.record, first.title, first.outlet, first.published.start) == (
        "x1", "A mill burns", "The Café Herald", "1939-11-26",
    )  # fmt: skip
    assert (first.media_type, first.parent) == ("text/csv", "reports.csv")
    assert second.record == "reports.csv:5"  # the line that it begins on: the first row has a line break in it


def test_parquet_is_read_row_by_row(write: Write, tmp_path: Path) -> None:
    table = pa.table(
        {
            "Text": [TEXT, None, "The mayor fled."], "url": ["https://example.org/a", None, None],
            "Date": pa.array([datetime(1939, 11, 26, 15, 45), None, None]),
        }
    )  # fmt: skip
    pq.write_table(table, tmp_path / "r.parquet")
    first, second, third = read(write("other.txt", "x") and "r.parquet")
    assert first.document and third.document
    assert (first.document.uri, first.document.published.start) == ("https://example.org/a", "1939-11-26")
    assert first.document.media_type == "application/vnd.apache.parquet"
    assert second.error and second.error.code == "damaged" and second.record == "r.parquet:2"
    assert third.record == "r.parquet:3"


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Herald</title><language>en-gb</language>
<item><title>A mill burns</title><link>https://example.org/mill</link><pubDate>Sun, 26 Nov 1939 15:45:00 GMT</pubDate>
<description>&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;Two barns &amp;amp; a cart burned.&lt;/p&gt;</description></item>
<item><title>The mayor fled</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><entry><title>A</title><id>urn:1</id>
<updated>1939-11-26T15:45:00Z</updated><link href="https://example.org/a"/><summary>Short.</summary>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


def test_feeds_are_read_entry_by_entry(write: Write) -> None:
    first, second = (r.document for r in read(write("news.xml", RSS)))
    assert first and second
    assert first.text == f"{TEXT}\nTwo barns & a cart burned."
    assert (first.uri, first.outlet, first.title, first.published.start, first.language) == (
        "https://example.org/mill", "The Herald", "A mill burns", "1939-11-26", "en",
    )  # fmt: skip
    assert second.text == "The mayor fled" and second.record == "news.xml:2"
    (entry,) = (r.document for r in read(write("atom.txt", ATOM)))
    assert entry and (entry.text, entry.media_type) == (TEXT, "application/rss+xml")


def warc(pack: bool) -> bytes:
    """Pages, and what else lies in an archive of the web."""

    def record(kind: str, address: str, media: str, data: bytes, status: str = "200 OK") -> bytes:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data
        body = http if kind == "response" else data
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2019-05-03T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(data)}>\r\nContent-Type: application/http\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        whole = head.encode() + body + b"\r\n\r\n"
        return gzip.compress(whole) if pack else whole

    at = "https://example.org"
    return b"".join(
        [
            record("warcinfo", "", "", b"software: none"),
            record("response", f"{at}/mill", "text/html; charset=utf-8", PAGE.encode()),
            record("response", f"{at}/robots.txt", "text/plain", b"User-agent: *"),
            record("response", f"{at}/a.png", "image/png", b"\x89PNG"),
            record("response", f"{at}/gone", "text/html", PAGE.encode(), "404 Not Found"),
            record("request", f"{at}/note", "", b"GET / HTTP/1.1"),
            record("response", f"{at}/note", "text/plain", b"The mayor fled."),
        ]
    )


@pytest.mark.parametrize("pack", [True, False])
def test_pages_of_a_web_archive_have_their_addresses(write: Write, pack: bool) -> None:
    name = write("crawl.warc.gz" if pack else "crawl.warc", warc(pack))
    page, note = (r.document for r in read(name))
    assert page and note
    assert (page.uri, page.title, page.text, page.parent) == ("https://example.org/mill", "A mill burns", TEXT, name)
    assert page.retrieved_at == "2019-05-03T10:00:00Z" and page.published.start is None
    assert (note.record, note.text) == ("https://example.org/note", "The mayor fled.")


def test_a_wacz_gives_the_pages_of_its_archives(write: Write) -> None:
    data = zipped(**{"datapackage.json": "{}", "archive/a.warc.gz": warc(True), "pages/pages.jsonl": LINES})
    assert set(texts(write("crawl.wacz", data))) == {"https://example.org/mill", "https://example.org/note"}


def test_tables_feeds_and_web_archives_in_an_archive(write: Write) -> None:
    data = zipped(**{"a.csv": f'text,id\n"{TEXT}",r7\n', "b.xml": RSS, "c.warc.gz": warc(True)})
    assert set(texts(write("all.zip", data))) == {
        "r7", "all.zip/b.xml:1", "all.zip/b.xml:2", "https://example.org/mill", "https://example.org/note",
    }  # fmt: skip


def test_the_shares_of_a_file_add_up_to_its_size(write: Write) -> None:
    for name, data in (("a.jsonl", LINES * 50), ("b.txt", TEXT), ("c.csv", f"text\n{TEXT}\n" * 400)):
        size = len(data.encode())
        assert 0.8 * size <= sum(item.share for item in expand([write(name, data)])) <= size, name


def test_a_large_archive_passes_at_constant_memory(write: Write) -> None:
    import random
    import tracemalloc

    noise = random.Random(1).randbytes(20_000).hex()
    out = io.BytesIO()
    with gzip.open(out, "wt", compresslevel=1) as lines:
        for n in range(1_500):
            lines.write(json.dumps({"id": f"r{n}", "text": noise[n:] + noise[:n]}) + "\n")
    name = write("large.jsonl.gz", out.getvalue())
    tracemalloc.start()
    count = sum(1 for _ in expand([name], settings=Settings()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_500 and peak < 2_000_000, peak
