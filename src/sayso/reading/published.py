"""Published."""

from __future__ import annotations

from sayso.reading.item import Raw
from sayso.records.document import Published


def published_of(raw: Raw, *, uri: str | None) -> tuple[Published, tuple[str, ...]]:
    """The publication date and doubts about it."""
    return Published(), ()
