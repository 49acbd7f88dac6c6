"""Values as bytes: JSON, CSV cells that no spreadsheet runs, XML that every parser takes, ids that never change."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

SEPARATOR = "|"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:sayso:export:1")
_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
# What XML 1.0 has no way to write.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sane(text: str) -> str:
    r"""Text that UTF-8 can write: lone surrogates escaped.

    >>> sane("a\ud800")
    'a\\ud800'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def json_text(value: Any) -> str:
    """JSON on one line, without absent values' keys changed and without characters that some reader breaks lines at."""
    return sane(json.dumps(value, ensure_ascii=False, allow_nan=False)).translate(_BREAKS)


def json_line(value: Any) -> bytes:
    r"""A line of JSONL.

    >>> json_line({"a": "\u2028"})
    b'{"a": "\\u2028"}\n'
    """
    return (json_text(value) + "\n").encode()


def json_list(
    head: dict[str, Any], name: str, items: Iterable[Any], tail: dict[str, Any] | None = None
) -> Iterator[str]:
    """A JSON object with one long list in it, piece by piece: `head`, the list, `tail` (filled by then)."""
    opening = json_text(head)[:-1]
    yield f"{opening}{', ' if head else ''}{json.dumps(name)}: ["
    first = True
    for item in items:
        yield ("\n" if first else ",\n") + json_text(item)
        first = False
    closing = json_text(tail)[1:] if tail else "}"
    yield "\n]" + (", " if tail else "") + closing + "\n"


def dense(value: Any) -> Any:
    """A value without the keys that have none, for formats where absent means unknown.

    >>> dense({"a": None, "b": [], "c": {"d": None}, "e": False})
    {'e': False}
    """
    if isinstance(value, dict):
        kept = {k: dense(v) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v is not None and v != [] and v != {} and v != ""}
    if isinstance(value, list | tuple):
        return [dense(v) for v in value]
    return value


def cell(value: Any) -> str:
    """A value as a cell of CSV; text that a spreadsheet would run as a formula gets an apostrophe before it.

    >>> cell("=1+1"), cell(-3.5), cell(None), cell(True), cell(["a", "b"])
    ("'=1+1", '-3.5', '', 'true', 'a|b')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = joined(value) if isinstance(value, list | tuple) else str(value)
    text = sane(text).replace("\x00", "")
    return f"'{text}" if text.startswith(_FORMULA) else text


def joined(values: Iterable[str]) -> str:
    """Several values in one cell; a separator within one is doubled by a broken bar, so that it never splits."""
    return SEPARATOR.join(v.replace(SEPARATOR, "¦") for v in values)


def csv_line(cells: Sequence[Any], *, every: bool = False) -> bytes:
    """A line of CSV; with `every` all cells are quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL)
    writer.writerow([cell(c) for c in cells])
    return out.getvalue().encode()


def xml_attribute(value: Any) -> str:
    r"""A value as a quoted attribute; what XML cannot write is replaced.

    >>> xml_attribute('a<"b"\x00')
    '\'a&lt;"b"\ufffd\''
    """
    text = cell_text(value)
    return quoteattr(_NOT_XML.sub("\ufffd", text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def xml_text(value: Any) -> str:
    """A value as text between tags."""
    text = _NOT_XML.sub("\ufffd", cell_text(value))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def cell_text(value: Any) -> str:
    """A value in words, as in a cell of CSV but not guarded against spreadsheets."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return joined(value)
    return cell(value)


def uid(*parts: str) -> str:
    """A UUID that the same parts always make.

    >>> uid("claim", "r1", "c1") == uid("claim", "r1", "c1") != uid("claim", "r1", "c2")
    True
    """
    return str(uuid.uuid5(_NAMESPACE, sane("\x1f".join(parts))))


def digest(*parts: str) -> str:
    """A SHA-1 in hexadecimal of parts joined by dots, as FollowTheMoney names statements."""
    return hashlib.sha1(".".join(parts).encode("utf-8", "backslashreplace"), usedforsecurity=False).hexdigest()
