"""An event table with the columns that users of CAMEO and GDELT know, and with those that they lack.

One row an event claim. `holders`, `certainty`, `polarity`, `modes`, `main` and `within` are never empty of meaning: a
row without its holder does not exist. There is no Goldstein scale, no tone and no count of articles: none of them is
what a text says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.exporting.catalogue import Pieces
from sayso.exporting.encoding import csv_line, joined, uid
from sayso.exporting.items import Item, pin, table
from sayso.lexicon.ontology import quad
from sayso.records.claim import Claim

COLUMNS = (
    "event_id", "report", "claim_id", "SQLDATE", "date_start", "date_end", "date_precision",
    "Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1Type1Code",
    "Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2Type1Code",
    "IsRootEvent", "EventRootCode", "QuadClass", "plover_type", "plover_mode", "contexts",
    "holders", "holder", "according_to", "certainty", "polarity", "modes", "main", "within", "denied_by", "evidence",
    "status", "legal_status", "target_kind", "deaths_low", "deaths_best", "deaths_high",
    "ActionGeo_Precision", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_Lat", "ActionGeo_Long",
    "SOURCEURL", "outlet", "published", "quote", "start", "end",
)  # fmt: skip


def write(items: Iterable[Item]) -> Pieces:
    """The heading, and one row an event claim."""
    yield "events.csv", csv_line(COLUMNS)
    for item in items:
        for claim in item.report.claims:
            if claim.kind == "event":
                row = _row(item, claim)
                yield "events.csv", csv_line([row.get(c) for c in COLUMNS])


def _row(item: Item, claim: Claim) -> dict[str, Any]:
    doc = item.report.document
    row: dict[str, Any] = {"event_id": uid("event", item.document, claim.id), "report": item.document}
    row |= {"claim_id": claim.id} | _dates(claim) | _party(item, 1, claim.actors) | _party(item, 2, claim.recipients)
    row |= _codes(claim) | {"IsRootEvent": int(claim.main), "contexts": joined(claim.contexts)}
    row |= {"holders": joined(item.holders(claim)), "holder": item.holders(claim)[-1]}
    row |= {"according_to": item.according_to(claim), "evidence": item.evidence(claim), "status": item.status(claim)}
    row |= {n: getattr(claim, n) for n in ("certainty", "polarity", "main", "within", "legal_status", "target_kind")}
    row |= {"modes": joined(claim.modes), "denied_by": joined(item.denied_by.get(claim.id, ()))}
    if claim.deaths is not None:
        row |= {f"deaths_{n}": getattr(claim.deaths, n) for n in ("low", "best", "high")}
    row |= {"SOURCEURL": doc.uri, "outlet": doc.outlet, "published": item.published()}
    return row | _place(claim) | {"quote": claim.span.of(item.text), "start": claim.span.start, "end": claim.span.end}


def _codes(claim: Claim) -> dict[str, Any]:
    """CAMEO's root code and GDELT's quad class. A finer CAMEO code would say more than the text was read for."""
    if claim.type is None:
        return {}
    cameo = table("cameo")[claim.type]
    row = {"EventRootCode": cameo["modes"].get(claim.mode, cameo["root"]), "plover_type": claim.type}
    kind: Any = claim.type
    return row | {"plover_mode": claim.mode, "QuadClass": table("quad")[quad(kind)]}


def _dates(claim: Claim) -> dict[str, Any]:
    """SQLDATE is filled only where the text gives one day."""
    if (when := claim.when) is None:
        return {}
    one = when.start if when.precision == "day" and when.start == when.end else None
    row = {"SQLDATE": one.replace("-", "") if one else None, "date_start": when.start, "date_end": when.end}
    return row | {"date_precision": when.precision}


def _party(item: Item, number: int, mentions: tuple[str, ...]) -> dict[str, Any]:
    found = [item.report.mention_by_id[m] for m in mentions if m in item.report.mention_by_id]
    head = f"Actor{number}"
    return {
        f"{head}Code": joined(item.keys(mentions)),
        f"{head}Name": joined(item.who(mentions)),
        f"{head}CountryCode": joined(dict.fromkeys(m.country for m in found if m.country)),
        f"{head}Type1Code": joined(dict.fromkeys(m.sector for m in found if m.sector)),
    }


def _place(claim: Claim) -> dict[str, Any]:
    if (where := claim.where) is None:
        return {}
    lat, lon = pin(where) or (None, None)
    row = {"ActionGeo_Precision": where.precision, "ActionGeo_FullName": where.name}
    return row | {"ActionGeo_CountryCode": where.country, "ActionGeo_Lat": lat, "ActionGeo_Long": lon}
