"""Towns of GeoNames for `build_gazetteers.py`: which are kept, under which spellings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sayso.lexicon.names import closeness, fold, skeleton

SMALL_TOWNS = frozenset(
    [
        "SY",
        "YE",
        "IQ",
        "AF",
        "UA",
        "AZ",
        "AM",
        "GE",
        "PS",
        "IL",
        "LB",
        "LY",
        "SD",
        "SS",
        "SO",
        "ML",
        "BF",
        "NE",
        "NG",
        "TD",
        "CF",
        "CD",
        "ET",
        "MM",
        "MZ",
        "CM",
        "PK",
        "IR",
        "HT",
    ]
)
OTHER_SCRIPTS = frozenset(
    [
        "AE",
        "AF",
        "AM",
        "AZ",
        "BD",
        "BG",
        "BH",
        "BY",
        "CN",
        "CY",
        "DZ",
        "EG",
        "ER",
        "ET",
        "GE",
        "GR",
        "IL",
        "IN",
        "IQ",
        "IR",
        "JO",
        "JP",
        "KG",
        "KH",
        "KR",
        "KP",
        "KW",
        "KZ",
        "LA",
        "LB",
        "LK",
        "LY",
        "MA",
        "MK",
        "MM",
        "MN",
        "NP",
        "OM",
        "PK",
        "PS",
        "QA",
        "RS",
        "RU",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TH",
        "TJ",
        "TM",
        "TN",
        "UA",
        "UZ",
        "YE",
        "XK",
    ]
)


def cities(folder: Path, common: frozenset[str], names: frozenset[str]) -> Iterator[str]:
    """Rows `key, name, country, lat, lon, thousands, flags`, sorted by key and falling population."""
    iso = {c["iso"]: c["iso3"] for c in json.loads((folder / "countries.json").read_text()).values()} | {"XK": "XKX"}
    chosen = {c["geonameid"]: c for c in json.loads((folder / "cities5000.json").read_text()).values()}
    for city in json.loads((folder / "cities1000.json").read_text()).values():
        if city["countrycode"] in SMALL_TOWNS:
            chosen.setdefault(city["geonameid"], city)
    rows: dict[tuple[str, str, float, float], str] = {}
    for city in sorted(chosen.values(), key=lambda c: -c["population"]):
        code = iso[city["countrycode"]]
        for n, name in enumerate([city["name"], *alternates(city)]):
            key, people = fold(name), city["population"] // 1000
            flags = ("w" if key in common else "") + ("n" if key in names else "") + ("a" if n else "")
            if len(key) < 3 or ("w" in flags and people < 100):
                continue
            place = (key, code, round(city["latitude"], 1), round(city["longitude"], 1))
            row = f"{key}\t{city['name']}\t{code}\t{city['latitude']:.2f}\t{city['longitude']:.2f}\t{people}\t{flags}"
            rows.setdefault(place, row)
    # "~" sorts populous places first within a key
    yield from sorted(rows.values(), key=lambda r: (r.split("\t")[0].encode(), -int(r.split("\t")[5])))


def alternates(city: dict[str, object]) -> list[str]:
    """Other Latin spellings: English exonyms and transliterations, without the case endings of other languages."""
    size, primary = int(str(city["population"])), str(city["name"])
    if size < (15_000 if city["countrycode"] in OTHER_SCRIPTS else 100_000) and city["countrycode"] not in SMALL_TOWNS:
        return []
    kept: list[str] = []
    given = city["alternatenames"]
    for name in sorted(given if isinstance(given, list) else [], key=lambda n: (-closeness(fold(n), fold(primary)), n)):
        plain = fold(name)
        usable = (
            name[:1].isupper() and name.isascii() and len(plain) > 3 and not name.isupper() and len(name.split()) < 4
        )
        part = plain in fold(primary) and len(plain) > 5
        ending = not part and any(plain.startswith(fold(k)) and len(plain) - len(fold(k)) < 3 for k in [primary, *kept])
        near = skeleton(name)[:2] == skeleton(primary)[:2] or size > 500_000
        if usable and not ending and near and plain != fold(primary):
            kept.append(name)
    return kept[:8]
