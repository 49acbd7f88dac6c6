"""What holds several reports, told from its first bytes, and for tables from its name."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Literal

Form = Literal["zip", "tar", "gzip", "bzip2", "xz", "zstd", "warc", "parquet", "table", "feed"]

HEAD = 4_096
_MAGIC: tuple[tuple[bytes, Form], ...] = (
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"), (b"WARC/", "warc"), (b"PAR1", "parquet"),
)  # fmt: skip
PACKED: frozenset[str] = frozenset({"gzip", "bzip2", "xz", "zstd"})
_ENDINGS = {
    ".tgz": ".tar",
    ".tbz": ".tar",
    ".tbz2": ".tar",
    ".txz": ".tar",
    ".gz": "",
    ".bz2": "",
    ".xz": "",
    ".zst": "",
}
_TABLES = frozenset({".csv", ".tsv", ".tab"})
# ZIP archives that are one document, or a program: said to be so when they are read.
_OFFICE = frozenset({
    ".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".odp", ".odg", ".epub", ".jar", ".apk",
})  # fmt: skip
_FEED = re.compile(rb"<(?:rss|rdf:RDF|(?:atom:)?feed)[\s>]", re.IGNORECASE)


def form_of(head: bytes, name: str) -> Form | None:
    r"""The form of a file that holds several reports; None for a single report, and for lines of JSON.

    >>> form_of(b"PK\x03\x04...", "a.zip"), form_of(b"PK\x03\x04...", "a.docx"), form_of(b"id,text", "a.csv")
    ('zip', None, 'table')
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _OFFICE:
        return None
    for magic, form in _MAGIC:
        if head.startswith(magic):
            return form
    if head[257:262] == b"ustar" or (suffix == ".tar" and len(head) >= 512):
        return "tar"
    if suffix in _TABLES:
        return "table"
    body = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return "feed" if body.startswith(b"<") and _FEED.search(head) and b"<html" not in head.lower() else None


def unpacked_name(name: str) -> str:
    """The name without the ending of a packer.

    >>> unpacked_name("a/page.html.gz"), unpacked_name("a.tgz"), unpacked_name("a.txt")
    ('a/page.html', 'a.tar', 'a.txt')
    """
    suffix = PurePath(name).suffix
    ending = _ENDINGS.get(suffix.lower())
    return name if ending is None else name[: -len(suffix)] + ending
