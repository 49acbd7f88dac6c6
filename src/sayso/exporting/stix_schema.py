"""What sayso adds to STIX 2.1, documented as STIX wants it, and what all its objects share."""

from __future__ import annotations

import json
from typing import Any

from sayso.exporting.encoding import uid
from sayso.exporting.items import Item

Object = dict[str, Any]
EPOCH = "1970-01-01T00:00:00.000Z"
EXTENSION = f"extension-definition--{uid('stix extension', 'claim', '1')}"
CREATOR = f"identity--{uid('stix creator')}"

_TEXT, _TEXTS = {"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}
_EVIDENCE = {
    "type": "array",
    "items": {"type": "object", "required": ["kind", "status"], "properties": {"kind": _TEXT, "status": _TEXT}},
}
SCHEMA: Object = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "sayso-claim",
    "description": "What somebody puts forward: an event, a relation or a purpose, with those who hold it, outermost"
    " first. `confidence` is how sure the reading of the sentence is, not whether it is true. `certainty` is how sure"
    " the holder sounds; `admiralty` is a grade of source and content. None of the three is computed from another.",
    "type": "object",
    "required": ["type", "id", "kind", "according_to", "holder_names", "certainty", "polarity", "quote", "span",
                 "review", "admiralty", "extensions"],
    "properties": {
        "type": {"const": "sayso-claim"},
        "id": {"type": "string", "pattern": "^sayso-claim--"},
        "kind": {"enum": ["event", "relation", "purpose"]},
        "claim_type": _TEXT,
        "according_to": {"type": "string", "pattern": "^according to "},
        "holder_names": _TEXTS,
        "holder_refs": _TEXTS,
        "certainty": {"enum": ["certain", "probable", "possible", "unstated"]},
        "polarity": {"enum": ["positive", "negative"]},
        "modes": _TEXTS,
        "evidence": _EVIDENCE,
        "quote": _TEXT,
        "span": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
        "review": {"enum": ["reviewed", "unreviewed"]},
        "admiralty": {"type": "string", "pattern": "^[A-F][1-6]$"},
        "confidence": {"type": "integer", "minimum": 0, "maximum": 100},
    },
}  # fmt: skip


def heads() -> list[Object]:
    """The objects that every bundle begins with: sayso itself, and the definition of its extension."""
    creator = common("identity", "stix creator") | {"id": CREATOR, "name": "sayso", "identity_class": "system"}
    creator.pop("created_by_ref")
    return [
        creator,
        common("extension-definition", "stix extension", "claim", "1") | {
            "id": EXTENSION,
            "name": "sayso claims",
            "description": "A claim with its holders (type `sayso-claim`), and on incidents the claims they stand on.",
            "schema": json.dumps(SCHEMA),
            "version": "1.0.0",
            "extension_types": ["new-sdo", "property-extension"],
        },
    ]  # fmt: skip


def stix_id(kind: str, *parts: str) -> str:
    """A STIX id that the same parts always make."""
    return f"{kind}--{uid('stix', *parts)}"


def common(kind: str, *parts: str, at: Item | None = None) -> Object:
    """What all objects share; `at` is the report whose day they bear."""
    moment = stamp(at)
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": stix_id(kind, *parts),
        "created_by_ref": CREATOR,
        "created": moment,
        "modified": moment,
    }


def stamp(item: Item | None) -> str:
    """Midnight of the first day on which a report can have been published; the epoch if that is not known."""
    day = item.published() if item is not None else None
    if day is None or len(day) < 4 or not day[:4].isdigit():
        return EPOCH
    full = day[:10] + {4: "-01-01", 7: "-01"}.get(len(day[:10]), "")
    return f"{full}T00:00:00.000Z"


def extended(kind: str) -> Object:
    """The mark of an object that the extension defines."""
    return {"extensions": {EXTENSION: {"extension_type": kind}}}
