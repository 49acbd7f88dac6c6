"""Articles in the `articledata` format of StoryWeb and mediacrawl: one JSON object each, as lines or an array."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.errors import DamagedError
from sayso.importing.fields import crosswalk, line_of, text_of
from sayso.importing.given import Article, Notes
from sayso.importing.streams import opened, values


def read(path: Path, notes: Notes, *, limit: int) -> Iterator[Article]:
    """The articles of a file; one without a text is told of, and the others go on."""
    table = crosswalk("articledata")
    known = {*table["takes"], *table["leaves"]}
    with opened(path, limit) as stream:
        for number, value, _ in values(stream, str(path)):
            where = f"{path}:{number}"
            if not isinstance(value, dict):
                notes.fail(DamagedError("not a JSON object", where=where, hint="each article is an object"))
                continue
            notes.fields(value, known)
            if (text := text_of(value.get("text"))) is None:
                notes.fail(
                    DamagedError('no "text" in this article', where=where, hint="leave it out, or crawl it again")
                )
                continue
            yield _article(value, text, where)


def _article(value: Mapping[str, Any], text: str, where: str) -> Article:
    names = value.get("bylines")
    bylines = [n for n in names if isinstance(n, str) and n.strip()] if isinstance(names, list) else []
    return Article(
        record=line_of(value.get("id")) or where, text=text, title=line_of(value.get("title")),
        date=line_of(value.get("date")), outlet=line_of(value.get("site")), uri=line_of(value.get("url")),
        byline=", ".join(bylines) or None, language=language_of(value.get("language")),
    )  # fmt: skip


def language_of(value: Any) -> str | None:
    """English as we write it; of other codes the text itself tells.

    >>> language_of("eng"), language_of("deu")
    ('en', None)
    """
    return "en" if isinstance(value, str) and value.strip().lower()[:3] in ("en", "eng", "en-") else None
