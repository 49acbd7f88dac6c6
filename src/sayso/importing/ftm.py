"""FollowTheMoney entities, as `ftm` and OpenAleph export them: documents become reports to be read.

A file is read twice: first for its pages, which may stand before or after the document that they are of, then for the
documents. People, companies and links of a graph are nobody's claim about an act; they are counted and left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.errors import DamagedError, EmptyError, TooLargeError
from sayso.importing.articledata import language_of
from sayso.importing.fields import crosswalk, line_of, number_of, text_of
from sayso.importing.given import Article, Notes
from sayso.importing.streams import opened, values

Properties = Mapping[str, Any]
ROOM = 4
"""How many times the size limit of one record all pages of a file may take together."""


def read(path: Path, notes: Notes, *, limit: int) -> Iterator[Article]:
    """The documents of a file that have a text."""
    pages = _pages(path, limit)
    schemata = set(crosswalk("ftm")["documents"]) - {"Page"}
    for where, identity, schema, properties in _entities(path, limit, notes):
        if schema not in schemata:
            notes.leave(schema) if schema != "Page" else None
            continue
        text = text_of(properties.get("bodyText")) or _joined(pages.get(identity, {}))
        text = text or text_of(properties.get("indexText"))
        if text is None:
            notes.fail(
                EmptyError(
                    f"this {schema} has no text", where=where, hint="export it with its text, or the file itself"
                )
            )
            continue
        yield Article(
            record=identity, text=text, title=_first(properties, "title", "name", "fileName"),
            date=_first(properties, "publishedAt", "date", "authoredAt"), outlet=_first(properties, "publisher"),
            uri=_first(properties, "sourceUrl"), byline=_first(properties, "author"),
            language=language_of(text_of(properties.get("language"))),
        )  # fmt: skip


def _pages(path: Path, limit: int) -> dict[str, dict[float, str]]:
    """The texts of pages by document and number."""
    pages: dict[str, dict[float, str]] = {}
    held = 0
    for _, identity, schema, properties in _entities(path, limit, Notes()):
        document, text = text_of(properties.get("document")), text_of(properties.get("bodyText"))
        if schema == "Page" and document is not None and text is not None and document != identity:
            held += len(text)
            if held > ROOM * limit:
                raise TooLargeError("its pages take too much memory", where=str(path), hint="split the file")
            at = number_of(text_of(properties.get("index")))
            pages.setdefault(document, {})[len(pages) if at is None else at] = text
    return pages


def _joined(pages: Mapping[float, str]) -> str | None:
    return "\n\n".join(pages[at] for at in sorted(pages)) or None


def _entities(path: Path, limit: int, notes: Notes) -> Iterator[tuple[str, str, str, Properties]]:
    with opened(path, limit) as stream:
        for number, value, _ in values(stream, str(path)):
            where = f"{path}:{number}"
            found = value if isinstance(value, dict) else {}
            identity, schema, properties = found.get("id"), found.get("schema"), found.get("properties", {})
            if not (isinstance(identity, str) and isinstance(schema, str) and isinstance(properties, dict)):
                notes.fail(
                    DamagedError("no entity: id, schema or properties are missing", where=where, hint="export it again")
                )
                continue
            yield where, identity, schema[:60], properties


def _first(properties: Properties, *names: str) -> str | None:
    return next((found for name in names if (found := line_of(properties.get(name))) is not None), None)
