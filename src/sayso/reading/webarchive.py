"""WARC files: the pages and documents of an archive of the web, each under its own address and dated by its fetching.

Only what was answered with 200 and is text, a page or a PDF is a report; pictures, scripts, requests and the archive's
own records are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.config import Settings
from sayso.errors import EmptyError
from sayso.reading.bounds import cut_off
from sayso.reading.item import Item
from sayso.reading.trouble import too_large

_KINDS = frozenset({"response", "resource", "conversion"})
_MEDIA = re.compile(r"^(?:text/(?:html|plain)|application/(?:xhtml\+xml|pdf))\b", re.IGNORECASE)
_NOT_REPORTS = re.compile(r"/(?:robots|ads|humans|security)\.txt(?:\?|$)")


def from_warc(uri: str, stream: BinaryIO, settings: Settings) -> Iterator[Item]:
    """The reports of a WARC file, packed or not.

    Raises:
        DamagedError: it is cut off or broken; what came before was read.
        EmptyError: there is no page in it.
    """
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    none = True
    try:
        for record in _records(stream):
            if (item := _item(record, uri, settings)) is not None:
                none = False
                yield item
    except (ArchiveLoadFailed, EOFError, ValueError, KeyError, AttributeError, IndexError) as error:
        raise cut_off(uri, after="" if none else " after some pages") from error
    if none:
        raise EmptyError("there are no pages in it", where=uri, hint="give a WARC file with answered pages")


def _records(stream: BinaryIO) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        """It would tell of a wrong length on standard error, and go on."""

        INC_RECORD = ""

    yield from Quiet(stream, verify_http=False)


def _item(record: Any, uri: str, settings: Settings) -> Item | None:
    headers, http = record.rec_headers, record.http_headers
    address = (headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if record.rec_type not in _KINDS or not address.startswith(("http://", "https://")) or _NOT_REPORTS.search(address):
        return None
    if http is not None and http.get_statuscode() != "200":
        return None
    media = (http.get_header("Content-Type") if http is not None else headers.get_header("Content-Type")) or ""
    if not _MEDIA.match(media.strip()):
        return None
    data = record.content_stream().read(settings.max_bytes + 1)
    fetched = headers.get_header("WARC-Date")
    if len(data) > settings.max_bytes:
        return Item(address, error=too_large(address, None, settings), parent=uri)
    if not data.strip():
        return None
    return Item(address, data=data, parent=uri, retrieved=fetched)
