"""Web pages: the article's text and what the page says of itself, by trafilatura and htmldate."""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import DamagedError, EmptyError
from sayso.reading.item import Raw

MEDIA = "text/html"
_OLDEST = "1700-01-01"  # htmldate takes nothing before 1995 unless told
_HINT = "the page may need a browser to show its text: save the text and give that"


def extract(data: bytes, *, name: str, uri: str | None) -> Raw:
    """The article of a page.

    Args:
        data: the page as bytes, so that a charset declared in it counts.
        name: how messages name it.
        uri: the address it came from, if any; the page's own canonical address is taken for saved pages.

    Raises:
        EmptyError: the page has no text but scripts and the like.
        DamagedError: it cannot be parsed.
    """
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from trafilatura import bare_extraction, load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        tree = load_html(data)
        if tree is None:
            raise DamagedError("not a web page that can be parsed", where=name, hint=_HINT)
        language = _attribute(tree, "lang")
        found = bare_extraction(tree, url=uri, with_metadata=True, include_comments=False)
    except (LxmlError, ValueError, RecursionError) as error:
        message = f"not a web page that can be parsed: {error}"
        raise DamagedError(message, where=name, hint=_HINT) from error
    text = getattr(found, "text", None) or ""
    if not text.strip():
        raise EmptyError("no text in this page, only scripts, menus or markup", where=name, hint=_HINT)
    return Raw(
        text=text,
        media_type=MEDIA,
        extractor=f"trafilatura {version('trafilatura')}",
        uri=uri or _canonical(found),
        outlet=_filled(found, "sitename") or _filled(found, "hostname"),
        title=_filled(found, "title"),
        byline=_filled(found, "author"),
        stated=_stated(data),
        language=language,
    )


def _attribute(tree: Any, name: str) -> str | None:
    value = tree.get(name)
    return str(value) if value else None


def _filled(found: Any, name: str) -> str | None:
    value = getattr(found, name, None)
    return str(value).strip() or None if value else None


def _canonical(found: Any) -> str | None:
    address = _filled(found, "url")
    parts = urlsplit(address or "")
    return address if parts.scheme in ("http", "https") and parts.path.strip("/") else None


def _stated(data: bytes) -> str | None:
    """The publication date that the page's markup states; nothing is guessed from its text or address."""
    from htmldate import find_date

    stated = find_date(data, extensive_search=False, original_date=True, min_date=_OLDEST)
    return str(stated) if stated else None
