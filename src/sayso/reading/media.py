"""What bytes are: told from the bytes themselves, the file's name only breaking ties."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from sayso.errors import BinaryError

Media = Literal["application/pdf", "text/html", "application/json", "text/plain"]

# First bytes of formats that people hand over by mistake, with what to do about each.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as text or PDF"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as text or PDF"),
    (b"{\\rtf", "a rich-text document", "save it as plain text or PDF"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it first"),
    (b"\x89PNG", "a picture", "give its text"),
    (b"\xff\xd8\xff", "a picture", "give its text"),
    (b"GIF8", "a picture", "give its text"),
    (b"II*\x00", "a picture", "give its text"),
    (b"\x7fELF", "a program", "give a report"),
    (b"PAR1", "a Parquet file", "export it as JSONL"),
    (b"SQLite format 3", "a database", "export it as JSONL"),
)
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|article|main|section|div|p|h[1-6]|span|table|noscript)"
    rb"[\s>/]",
    re.IGNORECASE,
)
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b")) + b"\x7f"
_SAMPLE = 65_536


def sniff(data: bytes, *, name: str) -> Media:
    """The media type of `data`; `name` is that of the file or the path of the address.

    Raises:
        BinaryError: it is not text, HTML, PDF or JSON.

    >>> sniff(b"<!doctype html><title>A</title>", name="page.txt")
    'text/html'
    >>> sniff(b"KYIV, May 3 - Shelling went on.", name="note.html")
    'text/plain'
    """
    head = data[:_SAMPLE]
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    for magic, what, hint in _MAGIC:
        if head.startswith(magic):
            raise BinaryError(f"not text: it looks like {what}", where=name, hint=hint)
    suffix = PurePath(name).suffix.lower()
    body = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _PAGE.match(body):
        return "text/html"
    if suffix in (".html", ".htm", ".xhtml", ".php", ".asp", ".aspx") and _TAG.search(body):
        return "text/html"
    if body.startswith(b"<") and len(_TAG.findall(body[:4096])) >= 2:
        return "text/html"
    if body.startswith((b"{", b"[")):
        return "application/json"
    return "text/plain"


def refuse_binary(data: bytes, *, name: str) -> None:
    """Let text pass, also with a few NUL or control characters; raise BinaryError for the rest.

    Valid UTF-8 may hold up to 30 % control characters (bytes of compressed or compiled files are all but never
    valid UTF-8); anything else up to 1 %, and two in any case: random bytes hold 11 %.
    """
    head = data[:_SAMPLE]
    control = len(head) - len(head.translate(None, _CONTROL))
    if control <= max(2, 0.01 * len(head)) and control < len(head):
        return
    if control <= 0.3 * len(head) and valid_utf8(head):
        return
    raise BinaryError("not text: it is full of control characters", where=name, hint="give text, HTML, PDF or JSON")


def valid_utf8(head: bytes) -> bool:
    """Whether bytes are UTF-8; a character cut off at the end of a sample is forgiven."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3 and error.reason == "unexpected end of data"
    return True
