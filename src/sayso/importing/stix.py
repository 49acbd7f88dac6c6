"""Reports of STIX 2.1 bundles: their name and description are a text, and whoever made them is its outlet.

What a report refers to is not followed: an indicator or a threat actor is a finding of somebody's, not their words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.errors import DamagedError, EmptyError
from sayso.importing.fields import line_of, text_of
from sayso.importing.given import Article, Notes
from sayso.importing.streams import opened, values


def read(path: Path, notes: Notes, *, limit: int) -> Iterator[Article]:
    """The reports of a bundle; those that sayso made of other reports are left out."""
    names = dict(_names(path, limit))
    with opened(path, limit) as stream:
        for number, value, _ in values(stream, str(path)):
            where = f"{path}:{number}"
            if not isinstance(value, dict) or not isinstance(value.get("type"), str):
                notes.fail(DamagedError("no STIX object: it has no type", where=where, hint="export the bundle again"))
            elif value["type"] != "report":
                notes.leave(value["type"][:60])
            elif _ours(value):
                notes.leave("report that sayso made: import what it was made of")
            elif (description := text_of(value.get("description"))) is None:
                notes.fail(EmptyError("this report has no description", where=where, hint="import its source"))
            else:
                yield _article(value, description, names, where)


def _names(path: Path, limit: int) -> Iterator[tuple[str, str]]:
    with opened(path, limit) as stream:
        for _, value, _ in values(stream, str(path)):
            if isinstance(value, dict) and value.get("type") == "identity":
                name = line_of(value.get("name"))
                if isinstance(value.get("id"), str) and name:
                    yield value["id"], name


def _ours(value: Mapping[str, Any]) -> bool:
    refs = value.get("object_refs")
    return isinstance(refs, list) and any(isinstance(r, str) and r.startswith("sayso-claim--") for r in refs)


def _article(value: Mapping[str, Any], text: str, names: Mapping[str, str], where: str) -> Article:
    found = value.get("external_references")
    links = [r for r in found if isinstance(r, dict)] if isinstance(found, list) else []
    maker = value.get("created_by_ref")
    return Article(
        record=line_of(value.get("id")) or where, text=text, title=line_of(value.get("name")),
        date=line_of(value.get("published")),
        outlet=names.get(maker) if isinstance(maker, str) else None,
        uri=next((url for r in links if (url := line_of(r.get("url"))) is not None), None),
    )  # fmt: skip
