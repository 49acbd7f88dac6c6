"""One walk over every field of a record, so that a field added to a record is masked without anybody thinking of it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from sayso.records.document import Span
from sayso.records.schema import fields_of

# Fields that hold ids, codes, dates or hashes and never words of the report (one that holds spans is moved).
_CODES = frozenset(
    {
        "id", "content", "media_type", "language", "retrieved_at", "extractor", "value", "country", "sector", "coding",
        "unmasked", "within", "mention", "attribution", "actors", "recipients", "subjects", "objects", "of", "mode",
        "contexts", "start", "end", "private", "score", "main", "lat", "lon", "low", "best", "high",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leaf:
    """A field by its path, as in `claims.3.why`, and what stands in it, as JSON."""

    path: str
    json: str


class Walk(NamedTuple):
    """What to do with spans and strings while a record moves from one text to another.

    Attributes:
        old: the text that offsets point into before.
        new: the text that they point into afterwards.
        span: the new place of a span.
        string: what becomes of a string, by path, unless it is a quote of its own span.
    """

    old: str
    new: str
    span: Callable[[Span], Span]
    string: Callable[[str, str], str]

    def __call__(self, value: Any, path: str = "") -> Any:
        """The record, moved."""
        if isinstance(value, Span):
            return self.span(value)
        if isinstance(value, str):
            return self.string(path, value)
        if isinstance(value, tuple):
            return tuple(self(item, _under(path, n)) for n, item in enumerate(value))
        if dataclasses.is_dataclass(value):
            return self._record(value, path)
        return value

    def _record(self, value: Any, path: str) -> Any:
        kind: type = type(value)
        changed = {f: self(v, _under(path, f)) for f in _words(kind) if (v := getattr(value, f)) is not None}
        before = _place(value)
        if before is not None:
            after = self.span(before)
            if _positioned(kind):
                changed |= {"start": after.start, "end": after.end}
            if getattr(value, "text", None) == before.of(self.old):
                changed["text"] = after.of(self.new)
        return dataclasses.replace(value, **changed) if changed else value


def differences(left: Any, right: Any, path: str = "") -> Iterator[Leaf]:
    """Where two records of one shape differ: the leaves of `right`."""
    if left == right and type(left) is type(right):
        return
    if isinstance(left, tuple) and not isinstance(left, Span) and isinstance(right, tuple):
        for n, pair in enumerate(zip(left, right, strict=True)):
            yield from differences(*pair, _under(path, n))
    elif dataclasses.is_dataclass(left) and dataclasses.is_dataclass(right):
        kind: type = type(left)
        for name, _, _ in fields_of(kind):
            yield from differences(getattr(left, name), getattr(right, name), _under(path, name))
    else:
        yield Leaf(path, json.dumps(right))


def restore(record: Any, leaf: Leaf) -> Any:
    """The record with one leaf as it was."""
    return _put(record, leaf.path, json.loads(leaf.json))


def _put(value: Any, path: str, leaf: Any) -> Any:
    if not path:
        return Span(*leaf) if isinstance(value, Span) else leaf
    head, _, rest = path.partition(".")
    if isinstance(value, tuple):
        n = int(head)
        return (*value[:n], _put(value[n], rest, leaf), *value[n + 1 :])
    return dataclasses.replace(value, **{head: _put(getattr(value, head), rest, leaf)})


def _under(path: str, name: object) -> str:
    return f"{path}.{name}" if path else str(name)


@cache
def _words(kind: type) -> tuple[str, ...]:
    """The fields that may hold spans, words or records; those of a closed vocabulary left out."""
    hints = {name: hint for name, _, hint in fields_of(kind)}
    return tuple(n for n, hint in hints.items() if _spans(hint) or (n not in _CODES and not _closed(hint)))


def _spans(hint: Any) -> bool:
    """Whether a field holds spans, whatever its name: `content` is a hash in a document, spans in an attribution."""
    return hint is Span or any(_spans(a) for a in get_args(hint))


def _closed(hint: Any) -> bool:
    args = [a for a in get_args(hint) if a is not type(None) and a is not Ellipsis]
    if get_origin(hint) is Literal or hint in (int, float, bool):
        return True
    return get_origin(hint) is not Literal and bool(args) and all(_closed(a) for a in args)


@cache
def _positioned(kind: type) -> bool:
    """Whether records of this kind say where they stand by integer fields `start` and `end`."""
    hints = {name: hint for name, _, hint in fields_of(kind)}
    return hints.get("start") is int and hints.get("end") is int


def _place(value: Any) -> Span | None:
    kind: type = type(value)
    if _positioned(kind):
        return Span(value.start, value.end)
    span = getattr(value, "span", None)
    return span if isinstance(span, Span) else None
