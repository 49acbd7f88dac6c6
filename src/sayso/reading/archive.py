"""Records out of JSON: one object, an array of them, or one object a line.

Each record becomes a `Raw` or an error of its own, so that one bad record never costs the others.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sayso.errors import DamagedError, EmptyError, InputError
from sayso.reading.item import Raw
from sayso.reading.text import sound

MEDIA = "application/json"
_EXAMPLE = 'give an object such as {"text": "…", "date": "2023-04-05", "outlet": "…"}'


class Entry(NamedTuple):
    """One record: its name, and what it holds or why it cannot be read."""

    name: str
    raw: Raw | InputError


def entries(text: str, *, name: str) -> list[Entry] | None:
    """The records of a JSON text; None if it is no JSON at all.

    >>> [entry.name for entry in entries('[{"text": "a"}, {"text": "b", "id": "r2"}]', name="a.json")]
    ['a.json#1', 'r2']
    """
    try:
        value = json.loads(text)
    except RecursionError:
        return [_damaged(name, "the JSON is nested too deeply")]
    except ValueError:
        return _lines(text, name=name)
    if isinstance(value, list):
        return [_entry(each, name=f"{name}#{i}") for i, each in enumerate(value, 1)]
    return [_entry(value, name=name)]


def line_entry(text: str, *, name: str) -> Entry:
    """The record of one line of a JSONL file.

    >>> str(line_entry("{oops", name="a.jsonl:17").raw)
    'a.jsonl:17: not JSON: Expecting property name enclosed in double quotes at column 2 — mend the line...'
    """
    try:
        return _entry(json.loads(text), name=name)
    except RecursionError:
        return _damaged(name, "the JSON is nested too deeply")
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} at column {error.colno}"
    except ValueError:  # of more digits than Python converts
        message = "a number in it is thousands of digits long"
    return _damaged(name, message, hint="mend the line; the other lines are read")


def _lines(text: str, *, name: str) -> list[Entry] | None:
    lines = [(i, line) for i, line in enumerate(text.split("\n"), 1) if line.strip()]
    found = [line_entry(line, name=f"{name}:{i}") for i, line in lines]
    good = sum(isinstance(entry.raw, Raw) for entry in found)
    return found if len(found) > 1 and 2 * good >= len(found) else None


def _damaged(name: str, message: str, *, hint: str = _EXAMPLE) -> Entry:
    return Entry(name, DamagedError(message, where=name, hint=hint))


def _entry(value: Any, *, name: str) -> Entry:
    if not isinstance(value, Mapping):
        return _damaged(name, f"not a JSON object but {_kind(value)}")
    warnings: list[str] = []
    fields = {key: _string(value, key, warnings) for key in ("id", "title", "date", "outlet", "byline", "language")}
    uri = _string(value, "uri", warnings) or _string(value, "url", warnings)
    record = fields["id"] or name
    text = value.get("text")
    if text is None:
        return Entry(record, DamagedError('no "text" in this record', where=name, hint=_EXAMPLE))
    if not isinstance(text, str):
        message = f'"text" is {_kind(text)}, not a string'
        return Entry(record, DamagedError(message, where=name, hint=_EXAMPLE))
    if not text.strip():
        return Entry(record, EmptyError("the text is empty", where=name, hint="leave the record out"))
    raw = Raw(
        text=sound(text),
        media_type=MEDIA,
        record=fields["id"],
        uri=uri,
        outlet=fields["outlet"],
        title=fields["title"],
        byline=fields["byline"],
        given=fields["date"],
        language=fields["language"],
        warnings=tuple(warnings),
    )
    return Entry(record, raw)


def _string(value: Mapping[str, Any], key: str, warnings: list[str]) -> str | None:
    """A field as a string: whole numbers are taken (ids, dates as 20230405), other things left out with a warning."""
    found = value.get(key)
    if isinstance(found, str):
        return sound(found) if found.strip() else None
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    if found is not None:
        warnings.append(f'"{key}" is {_kind(found)}, not a string, and was left out')
    return None


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    kinds = {bool: "a truth value", int: "a number", float: "a number", str: "a string", list: "an array"}
    return kinds.get(type(value), "an object")
