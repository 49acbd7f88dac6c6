"""GeoJSON (RFC 7946): one feature a claim with a place. Geometry is never finer than the text.

Only what the text puts in a town, near one or at a spot gets a point. A country, a province or a region is a property,
and the geometry is null: the centre of a country is nowhere that anybody named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.exporting.catalogue import Pieces
from sayso.exporting.encoding import json_list, uid
from sayso.exporting.items import NOTE, Item, pin, sentence


def write(items: Iterable[Item]) -> Pieces:
    """One FeatureCollection."""
    features = (feature for item in items for feature in _features(item))
    for piece in json_list({"type": "FeatureCollection", "note": NOTE}, "features", features):
        yield "places.geojson", piece.encode()


def _features(item: Item) -> Iterator[dict[str, Any]]:
    doc = item.report.document
    for claim in item.report.claims:
        if (where := claim.where) is None:
            continue
        at, when = pin(where), claim.when
        same = ("type", "mode", "certainty", "polarity", "main", "within", "legal_status")
        properties: dict[str, Any] = {"claim": claim.id, "kind": claim.kind, "told": sentence(item.told(claim))}
        properties |= {name: getattr(claim, name) for name in same}
        properties |= {
            "according_to": item.according_to(claim),
            "holders": item.holders(claim),
            "modes": list(claim.modes),
            "actors": item.who(claim.actors or claim.subjects),
            "recipients": item.who(claim.recipients or claim.objects),
            "evidence": item.evidence(claim),
            "status": item.status(claim),
            "place": where.name,
            "country": where.country,
            "precision": where.precision,
            "start": when.start if when else None,
            "end": when.end if when else None,
            "time_precision": when.precision if when else None,
            "report": item.document,
            "outlet": doc.outlet,
            "url": doc.uri,
            "published": item.published(),
            "span": list(claim.span),
        }
        geometry = {"type": "Point", "coordinates": [at[1], at[0]]} if at else None
        identity = uid("place", item.document, claim.id)
        yield {"type": "Feature", "id": identity, "geometry": geometry, "properties": properties}
