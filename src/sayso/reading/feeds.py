"""RSS and Atom files: one report an entry, as much of it as the feed holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from sayso.errors import DamagedError, EmptyError, RefusedError
from sayso.reading.item import Item
from sayso.reading.text import decode

MEDIA = "application/rss+xml"
_BREAK = re.compile(r"(?i)<\s*(?:br|/p|/div|/li|/h\d|/tr|/blockquote)\b[^>]*>")
_DROPPED = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>")


def from_feed(uri: str, data: bytes) -> Iterator[Item]:
    """The entries of a feed.

    Raises:
        RefusedError: it declares entities of its own, which no feed needs and bombs are made of.
        DamagedError: it cannot be parsed.
        EmptyError: it has no entries.
    """
    import feedparser  # type: ignore[import-untyped]

    text, _ = decode(data, name=uri)
    if "<!ENTITY" in text or "<!entity" in text.lower():
        raise RefusedError("it declares XML entities, as only a bomb does", where=uri, hint="take the <!DOCTYPE> out")
    found = feedparser.parse(BytesIO(data), resolve_relative_uris=False)
    if not found.entries:
        if found.bozo:
            raise DamagedError("not a feed that can be parsed", where=uri, hint="get it again, or save it as text")
        raise EmptyError("there are no entries in this feed", where=uri, hint="give a feed with entries")
    for number, entry in enumerate(found.entries, 1):
        record = _record(entry, found.feed)
        yield Item(uri, data=json.dumps(record).encode(), line=number, media=MEDIA, parent=uri)


def _record(entry: Any, feed: Any) -> dict[str, str]:
    """An entry as a record; of several contents the longest is the report."""
    contents = [(c.get("value") or "", c.get("type")) for c in entry.get("content", ())]
    detail = entry.get("summary_detail") or {}
    contents.append((entry.get("summary") or "", detail.get("type")))
    texts = [value if kind == "text/plain" else plain(value) for value, kind in contents]
    fields = {
        "text": max(texts, key=len),
        "title": plain(entry.get("title") or ""),
        "date": entry.get("published") or entry.get("updated"),
        "outlet": plain(feed.get("title") or ""),
        "uri": entry.get("link"),
        "byline": entry.get("author"),
        "language": feed.get("language"),
    }
    fields["text"] = fields["text"] or fields["title"]
    return {name: value for name, value in fields.items() if value}


def plain(markup: str) -> str:
    r"""The text of a piece of HTML, a line a paragraph.

    >>> plain("<p>Shells &amp; mines.</p><p>Two <b>barns</b> burned.</p>")
    'Shells & mines.\nTwo barns burned.'
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from lxml.html import fromstring  # type: ignore[import-untyped]

    try:
        text = str(fromstring(f"<div>{_BREAK.sub(chr(10), _DROPPED.sub('', markup))}</div>").text_content())
    except (LxmlError, ValueError):
        return markup.strip()
    return "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))
