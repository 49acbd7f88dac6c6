"""W3C Web Annotations (JSON-LD): each claim and each mention as a note on the words that it rests on.

A TextQuoteSelector finds the words in any copy of the text, a TextPositionSelector in the exported (masked) one;
offsets are Unicode code points, as the recommendation counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.exporting.catalogue import Pieces
from sayso.exporting.encoding import dense, json_list, uid
from sayso.exporting.items import REVIEWED, UNREVIEWED, Item, sentence
from sayso.records.document import Span

CONTEXT = 32
VOCABULARY = "urn:sayso:terms:"


def write(items: Iterable[Item]) -> Pieces:
    """One AnnotationPage."""
    head = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"sayso": VOCABULARY}],
        "id": "urn:uuid:" + uid("annotations"),
        "type": "AnnotationPage",
    }
    made = (dense(a) for item in items for a in (*_claims(item), *_mentions(item)))
    for piece in json_list(head, "items", made):
        yield "annotations.jsonld", piece.encode()


def _claims(item: Item) -> Iterator[dict[str, Any]]:
    for claim in item.report.claims:
        told = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en"}
        tags = [claim.type or claim.kind, claim.mode, claim.certainty, claim.polarity, *claim.modes, *claim.contexts]
        reviewed = claim.id in item.reviewed
        yield _note(item, "claim", claim.id, claim.span, "classifying") | {
            "body": [
                told | {"value": f"{sentence(item.told(claim))} {REVIEWED if reviewed else UNREVIEWED}"},
                *({"type": "TextualBody", "purpose": "tagging", "value": t} for t in dict.fromkeys(tags) if t),
            ],
            "sayso:claim": claim.id,
            "sayso:kind": claim.kind,
            "sayso:type": claim.type,
            "sayso:mode": claim.mode,
            "sayso:holders": item.holders(claim),
            "sayso:accordingTo": item.according_to(claim),
            "sayso:certainty": claim.certainty,
            "sayso:polarity": claim.polarity,
            "sayso:within": claim.within,
            "sayso:actors": item.who(claim.actors or claim.subjects),
            "sayso:recipients": item.who(claim.recipients or claim.objects),
            "sayso:status": item.status(claim),
        }


def _mentions(item: Item) -> Iterator[dict[str, Any]]:
    for m in item.report.mentions:
        body = {"type": "TextualBody", "purpose": "identifying", "value": item.name(m.id)}
        note = _note(item, "mention", m.id, m.span, "identifying")
        yield note | {"body": [body], "sayso:kind": m.kind, "sayso:actor": item.key(m.id), "sayso:private": m.private}


def _note(item: Item, kind: str, identity: str, span: Span, motivation: str) -> dict[str, Any]:
    doc, text = item.report.document, item.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {
        "id": note_id(item.document, identity, kind=kind),
        "type": "Annotation",
        "motivation": motivation,
        "creator": {"type": "Software", "name": "sayso"},
        "target": {"source": source_of(item), "selector": [quote, position]},
        "sayso:document": doc.id,
    }


def note_id(document: str, identity: str, *, kind: str = "claim") -> str:
    """The id of the annotation that a claim or a mention of a report has, whenever it is exported."""
    return "urn:uuid:" + uid("annotation", kind, document, identity)


def source_of(item: Item) -> str:
    """The address of a report where it is a web page, else a name that only says which report it is."""
    uri = item.report.document.uri or ""
    return uri if uri.startswith(("http://", "https://")) else f"urn:uuid:{uid('document', item.document)}"
