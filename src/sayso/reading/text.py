"""Bytes to characters: the encoding is detected and recorded, nothing is normalised, only a BOM is dropped."""

from __future__ import annotations

import codecs
import re

from sayso.errors import DamagedError, TooLargeError
from sayso.reading.media import refuse_binary

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings that news files come in; detection among all of Python's takes exotic ones for short Latin texts.
_CANDIDATES = [
    "cp1252", "cp1251", "cp1250", "cp1254", "cp1256", "cp1253", "cp1255", "cp1257", "koi8_r",
    "cp866", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_SURROGATE = re.compile("[\ud800-\udfff]")
_DETECT_BYTES = 200_000
_TIE = 0.01  # a lead in "chaos" too small to prefer a rarer encoding over Western European


def sound(text: str) -> str:
    r"""`text` with U+FFFD for halves of surrogate pairs, which JSON can escape and file names hold, but UTF-8 cannot.

    >>> sound("a\ud800b")
    'a\ufffdb'
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def decode(data: bytes, *, name: str) -> tuple[str, str | None]:
    """The characters of `data` and, where the encoding is not plain UTF-8, a note of how they were decoded.

    Raises:
        BinaryError: it is not text.
        DamagedError: it says that it is UTF-16 or UTF-32 and is not.

    >>> decode("Café".encode(), name="a.txt")
    ('Café', None)
    >>> decode("Café".encode("cp1252"), name="a.txt")
    ('Café', 'decoded as cp1252')
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _declared(data[len(bom) :], encoding, name)
    if (wide := _wide_without_bom(data)) is not None:
        return _declared(data, wide, name)
    refuse_binary(data, name=name)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _detected(data)


def _declared(data: bytes, encoding: str, name: str) -> tuple[str, str | None]:
    if encoding == "utf-8":
        refuse_binary(data, name=name)
        try:
            return data.decode("utf-8"), None
        except UnicodeDecodeError:
            return _patched(data)
    try:
        return data.decode(encoding), f"decoded as {encoding}"
    except UnicodeDecodeError as error:
        message = f"damaged {encoding.upper()} text at byte {error.start}"
        raise DamagedError(message, where=name, hint="save it again as UTF-8") from error


def _wide_without_bom(data: bytes) -> str | None:
    """UTF-16 without a BOM: in Latin script every other byte is NUL."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None


def _detected(data: bytes) -> tuple[str, str]:
    """Decode what is not UTF-8: UTF-8 with damage if most of its non-ASCII is UTF-8, else by detection."""
    text, note = _patched(data)
    damage = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    sound = sum(1 for char in text if char > "\x7f") - damage
    if sound > damage:
        return text, note
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data[:_DETECT_BYTES], cp_isolation=_CANDIDATES))
    encoding = matches[0].encoding if matches else "cp1252"
    if any("cp1252" in m.could_be_from_charset and m.chaos <= matches[0].chaos + _TIE for m in matches):
        encoding = "cp1252"
    found = data.decode(encoding, errors="replace")
    lost = found.count("\ufffd")
    return found, f"decoded as {encoding}" + (f", {_bytes(lost)} replaced" if lost else "")


def _patched(data: bytes) -> tuple[str, str]:
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    return text, f"decoded as utf-8, {_bytes(lost)} replaced"


def _bytes(count: int) -> str:
    return "1 invalid byte" if count == 1 else f"{count} invalid bytes"


def within_limit(text: str, *, name: str, max_chars: int) -> str:
    """`text`, if it is short enough to be one report.

    Raises:
        TooLargeError: it is not.
    """
    if len(text) > max_chars:
        raise TooLargeError(
            f"too large for one report: {len(text):,} characters, the limit is {max_chars:,}",
            where=name,
            hint="split it into one report a file or a line, or raise max_chars",
        )
    return text
