"""A report as it came: its text, and where and when it was published.

`text` is evidence and never changed; every other record points into it by character offsets.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal, NamedTuple

Genre = Literal["news", "opinion", "statement", "unknown"]
PublishedFrom = Literal["input", "metadata", "dateline", "url", "text"]
TimePrecision = Literal["day", "month", "year", "range", "open"]


class Span(NamedTuple):
    """A stretch of a report's text, in Unicode characters, end exclusive.

    >>> Span(0, 5).of("Mainila was shelled")
    'Maini'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words it covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside it."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published, how precisely that is known, and from what."""

    start: str | None = None
    end: str | None = None
    precision: TimePrecision | None = None
    from_: PublishedFrom | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report. `id` names the report, `content` names its text; a copy shares the content only."""

    id: str
    content: str
    text: str
    record: str
    uri: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: Published = Published()
    language: str | None = None
    genre: Genre = "unknown"
    genre_why: str = ""
    media_type: str = "text/plain"
    extractor: str | None = None
    retrieved_at: str | None = None
    parent: str | None = None


def content_id(text: str) -> str:
    """The name of a text: SHA-256 over its UTF-8 bytes (lone surrogates kept).

    >>> content_id("Mainila")[:14]
    'sha256:b545adb'
    """
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(*, content: str, outlet: str | None, uri: str | None, published: str | None, title: str | None) -> str:
    """The name of a report: SHA-256 over its content's name and its origin.

    >>> a = document_id(content="sha256:0", outlet="A", uri=None, published=None, title=None)
    >>> b = document_id(content="sha256:0", outlet="B", uri=None, published=None, title=None)
    >>> a == b
    False
    """
    origin = json.dumps([content, outlet, uri, published, title], ensure_ascii=False)
    return "sha256:" + hashlib.sha256(origin.encode("utf-8", "surrogatepass")).hexdigest()
