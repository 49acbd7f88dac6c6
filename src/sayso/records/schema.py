"""Records to JSON, to Arrow and back, and the JSON Schema of the interchange format.

One walk over the type hints of the dataclasses drives all of it, so that a field added to a record is in the JSON,
in the tables and in the printed schema at once. `from_` is written `from`; a Span is `[start, end]`.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from sayso.records.claim import Claim
from sayso.records.document import Document, Span
from sayso.records.report import Report

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = 1

_Record = TypeVar("_Record")

_BY_KIND = {
    "event": ("mode", "contexts", "actors", "recipients", "target_kind", "deaths", "legal_status"),
    "relation": ("subjects", "objects", "route"),
    "purpose": ("actors", "of", "aim"),
}
_OWN = frozenset(name for names in _BY_KIND.values() for name in names)
_TOP = ("uri", "outlet", "title", "text")
_LISTS = ("mentions", "times", "attributions", "claims", "loaded", "failures")
_PLAIN = frozenset({str, int, float, bool, type(None)})
_READING = ("byline", "media_type", "extractor", "retrieved_at", "parent")


def json_name(field: str) -> str:
    """The JSON name of a record's field.

    >>> json_name("from_")
    'from'
    """
    return field.rstrip("_")


@cache
def fields_of(kind: type) -> tuple[tuple[str, str, Any], ...]:
    """(field, JSON name, type) for each field of a dataclass, in order."""
    hints = get_type_hints(kind)
    return tuple((f.name, json_name(f.name), hints[f.name]) for f in dataclasses.fields(kind))


def encode(value: Any) -> Any:
    """A record, tuple or plain value as JSON-ready data.

    >>> from sayso.records.event import When
    >>> encode(When(None, "2023-04-05", "open", "relative", Span(3, 9)))
    {'start': None, 'end': '2023-04-05', 'precision': 'open', 'from': 'relative', 'span': [3, 9]}
    """
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if (fields := _encoded(kind)) is not None:
        return {name: encode(getattr(value, field)) for field, name in fields}
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    return value


def decode(kind: Any, value: Any) -> Any:
    """The inverse of `encode`, guided by the type; absent fields take their defaults."""
    return _decoder(kind)(value)


@cache
def _encoded(kind: type) -> tuple[tuple[str, str], ...] | None:
    """(field, JSON name) for each field of a dataclass; None for any other type."""
    return tuple((f, n) for f, n, _ in fields_of(kind)) if dataclasses.is_dataclass(kind) else None


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """How values of a type are decoded, worked out once: reports are decoded by the thousand."""
    if kind is Span:
        return lambda value: None if value is None else Span(*value)
    if dataclasses.is_dataclass(kind):
        return _record_decoder(typing.cast(type, kind))
    if get_origin(kind) is tuple:
        item = _decoder(get_args(kind)[0])
        return lambda value: () if value is None else tuple(map(item, value))
    inner = _not_none(kind)
    return _decoder(inner) if inner is not kind else _as_is


def _record_decoder(kind: type) -> Callable[[Any], Any]:
    plan = tuple((field, name, _decoder(hint)) for field, name, hint in fields_of(kind))

    def decoded(value: Any) -> Any:
        return None if value is None else kind(**{f: d(value[n]) for f, n, d in plan if n in value})

    return decoded


def _as_is(value: Any) -> Any:
    return value


def to_json(report: Report) -> dict[str, Any]:
    """A report as the interchange format has it; key order is that of the format's page."""
    doc = report.document
    failed = bool(report.failures) and not doc.content
    head: dict[str, Any] = {"sayso": VERSION, "id": doc.record}
    head |= {"document": doc.id or None, "content": doc.content or None}
    head |= {name: getattr(doc, name) for name in _TOP}
    if failed:
        head["text"] = None
    head |= {
        "unmasked": report.unmasked,
        "published": encode(doc.published),
        "language": doc.language,
        "genre": doc.genre,
        "genre_why": doc.genre_why,
        "mentions": encode(report.mentions),
        "times": encode(report.times),
        "attributions": encode(report.attributions),
        "claims": [claim_json(c) for c in report.claims],
        "loaded": encode(report.loaded),
        "failures": encode(report.failures),
        "reading": {name: getattr(doc, name) for name in _READING},
        "coding": encode(report.coding),
    }
    return head


def claim_json(claim: Claim) -> dict[str, Any]:
    """A claim with the common fields and those of its kind."""
    mine = _BY_KIND[claim.kind]
    full = encode(claim)
    full["holders"] = [_holder_json(h) for h in full["holders"]]
    return {name: value for name, value in full.items() if name not in _OWN or name in mine}


def _holder_json(holder: dict[str, Any]) -> dict[str, Any]:
    optional = ("mention", "attribution", "text")
    return {k: v for k, v in holder.items() if k not in optional or v is not None}


def from_json(data: dict[str, Any]) -> Report:
    """The report that `to_json` printed."""
    head = {k: data.get(k) for k in (*_TOP, "language")} | data.get("reading", {})
    head |= {"record": data["id"], "id": data["document"] or "", "content": data["content"] or ""}
    head |= {"published": data["published"], "genre": data["genre"], "genre_why": data["genre_why"]}
    head["text"] = head["text"] or ""
    rest = {k: data.get(k) for k in _LISTS}
    whole = {"document": head, **rest, "unmasked": data.get("unmasked"), "coding": data.get("coding")}
    return typing.cast(Report, decode(Report, whole))


def _not_none(kind: Any) -> Any:
    """`X` of `X | None`; anything else unchanged."""
    if get_origin(kind) in (types.UnionType, typing.Union):
        rest = [a for a in get_args(kind) if a is not type(None)]
        if len(rest) == 1:
            return rest[0]
    return kind


def _vocabulary(kind: Any) -> tuple[str, ...]:
    """The words of a union of closed vocabularies; empty for any other type."""
    parts = [a for a in get_args(kind) if a is not type(None)]
    unions = get_origin(kind) in (types.UnionType, typing.Union)
    closed = unions and all(get_origin(part) is typing.Literal for part in parts)
    return tuple(word for part in parts for word in get_args(part)) if closed else ()


_ARROW = {str: "string", int: "int64", float: "float64", bool: "bool_"}


def arrow_type(kind: Any) -> pa.DataType:
    """The Arrow type of a record's field.

    >>> arrow_type(tuple[Span, ...])
    ListType(list<element: list<element: int64>>)
    """
    import pyarrow as pa

    kind = _not_none(kind)
    if kind is Span:
        return pa.list_(pa.field("element", pa.int64()))
    if dataclasses.is_dataclass(kind):
        return pa.struct([pa.field(n, arrow_type(t)) for _, n, t in fields_of(typing.cast(type, kind))])
    if get_origin(kind) is tuple:
        return pa.list_(pa.field("element", arrow_type(get_args(kind)[0])))
    if get_origin(kind) is typing.Literal or _vocabulary(kind):
        return pa.string()
    plain: pa.DataType = getattr(pa, _ARROW[kind])()
    return plain


def arrow_schema(kind: type) -> pa.Schema:
    """The Arrow schema of a table with one record of this kind a row."""
    import pyarrow as pa

    return pa.schema([pa.field(n, arrow_type(t)) for _, n, t in fields_of(kind)])


def to_ipc(records: Sequence[_Record], kind: type[_Record]) -> bytes:
    """Records as an Arrow IPC stream of one batch: how they cross from a worker to the parent.

    >>> from sayso.records.report import Failure
    >>> rows = [Failure("empty", "a.txt", "the file has no text", "give a file with text")]
    >>> from_ipc(to_ipc(rows, Failure), Failure) == rows
    True
    """
    import pyarrow as pa

    batch = pa.RecordBatch.from_pylist([encode(r) for r in records], schema=arrow_schema(kind))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def from_ipc(data: bytes, kind: type[_Record]) -> list[_Record]:
    """The records of `to_ipc`."""
    import pyarrow as pa

    return [decode(kind, row) for row in pa.ipc.open_stream(data).read_all().to_pylist()]


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one line of the interchange format."""
    defs: dict[str, Any] = {}
    ref = {name: _schema_of(kind, defs) for name, kind in get_type_hints(Report).items()}
    doc = {n: _schema_of(t, defs) for _, n, t in fields_of(Document)}
    claim = defs["Claim"]
    claim["required"] = [n for n in claim["properties"] if n not in _OWN]
    defs["Holder"]["required"] = ["kind", "certainty", "polarity", "span"]
    props = {"sayso": {"const": VERSION}, "id": {"type": "string"}}
    props |= {n: {"type": ["string", "null"]} for n in ("document", "content", "text")}
    props |= {n: doc[n] for n in ("uri", "outlet", "title", "published", "language", "genre", "genre_why")}
    props |= {n: ref[n] for n in ("unmasked", *_LISTS)}
    props["reading"] = {"type": "object", "properties": {n: doc[n] for n in _READING}}
    props["coding"] = ref["coding"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sayso report",
        "type": "object",
        "properties": props,
        "required": [n for n in props if n not in ("reading", "coding")],
        "$defs": defs,
    }


_JSON_TYPE = {str: "string", int: "integer", float: "number", bool: "boolean"}


def _schema_of(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    inner = _not_none(kind)
    if inner is not kind:
        return {"anyOf": [_schema_of(inner, defs), {"type": "null"}]}
    if kind is Span:
        return {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
    if dataclasses.is_dataclass(kind):
        return _schema_of_record(typing.cast(type, kind), defs)
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0], defs)}
    if get_origin(kind) is typing.Literal:
        return {"enum": list(get_args(kind))}
    if words := _vocabulary(kind):
        return {"enum": [*words, None] if type(None) in get_args(kind) else list(words)}
    return {"type": _JSON_TYPE[kind]}


def _schema_of_record(kind: type, defs: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in defs:
        defs[kind.__name__] = {}
        properties = {n: _schema_of(t, defs) for _, n, t in fields_of(kind)}
        defs[kind.__name__] = {"type": "object", "properties": properties, "required": list(properties)}
    return {"$ref": f"#/$defs/{kind.__name__}"}
