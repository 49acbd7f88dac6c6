"""PDF files: the text of their pages, by pypdf."""

from __future__ import annotations

import logging
import re
import struct
import zlib
from importlib.metadata import version
from io import BytesIO
from typing import TYPE_CHECKING

from sayso.errors import DamagedError, EmptyError, EncryptedError, TooLargeError
from sayso.reading.item import Raw
from sayso.reading.text import sound

if TYPE_CHECKING:
    from pypdf import PdfReader

MEDIA = "application/pdf"
_DAMAGED = "get the file again, or print it to a new PDF"
# What pypdf lets through on malformed files, besides its own errors.
_MALFORMED = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError, RecursionError,
    TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
_PRODUCER_TITLE = re.compile(r"(?i)^(?:microsoft word - .*|untitled.*|.*\.(?:docx?|pdf|indd|odt|qxd|rtf)|)$")


def extract(data: bytes, *, name: str, max_chars: int) -> Raw:
    """The text of a PDF, page after page, a blank line between pages.

    The creation date in the file is not taken: it says when the file was made, not when the report was published.

    Raises:
        EncryptedError: it asks for a password.
        DamagedError: it is truncated or malformed.
        EmptyError: its pages hold pictures only.
        TooLargeError: it holds more than `max_chars` characters.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"%%EOF" not in data[-2048:]:
        raise DamagedError("the PDF is cut off: its end is missing", where=name, hint=_DAMAGED)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            hint = "open it with the password and save it without"
            raise EncryptedError("the PDF asks for a password", where=name, hint=hint)
        text = _pages(reader, name=name, max_chars=max_chars)
        title = _title(reader)
    except (PyPdfError, *_MALFORMED) as error:
        message = f"the PDF is damaged: {str(error) or type(error).__name__}"
        raise DamagedError(message, where=name, hint=_DAMAGED) from error
    if not text.strip():
        raise EmptyError(
            "no text in this PDF, only pictures of pages", where=name, hint="run text recognition (OCR) over it"
        )
    return Raw(text=text, media_type=MEDIA, extractor=f"pypdf {version('pypdf')}", title=title)


def _pages(reader: PdfReader, *, name: str, max_chars: int) -> str:
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append(sound(page.extract_text() or ""))
        size += len(pages[-1])
        if size > max_chars:
            raise TooLargeError(
                f"too large for one report: over {max_chars:,} characters",
                where=name,
                hint="split it into one report a file, or raise max_chars",
            )
    return "\n\n".join(pages)


def _title(reader: PdfReader) -> str | None:
    title = (reader.metadata.title if reader.metadata else None) or ""
    return None if _PRODUCER_TITLE.match(title.strip()) else sound(title.strip())
