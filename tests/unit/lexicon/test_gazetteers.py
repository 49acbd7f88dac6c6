"""Gazetteers: what is in them, what is not, and how names are found."""

from __future__ import annotations

import time

import pytest

from sayso.lexicon import gazetteers
from sayso.lexicon.countries import countries, rows
from sayso.lexicon.gazetteers import lookup, match, name_words
from sayso.lexicon.geo import kilometres, town, towns
from sayso.lexicon.names import fold


def found(text: str) -> list[tuple[str, str]]:
    texts = text.split()
    return [(" ".join(texts[h.start : h.end]), h.entry.actor or h.entry.form) for h in match(texts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US officials told us", [("US", "USA")]),
        ("the IS fighters he is", [("IS", "islamic-state")]),
        ("a CAR in CAR", [("CAR", "CAF"), ("CAR", "CAF")]),
        ("a car", []),
        ("Al - Qaeda and al - Qaeda", [("Al - Qaeda", "al-qaeda"), ("al - Qaeda", "al-qaeda")]),
        ("Iran 's Quds Force", [("Iran", "IRN"), ("Quds Force", "quds-force")]),
        ("South Sudan and Sudan", [("South Sudan", "SSD"), ("Sudan", "SDN")]),
        ("Brasília BRAZIL", [("Brasília", "BRA"), ("BRAZIL", "BRA")]),
        ("the state department of turkey", []),
    ],
)
def test_match(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_every_country_is_whole() -> None:
    table = countries()
    assert len(table) > 200
    for code, country in table.items():
        assert len(code) == 3 and code.isupper()
        assert -90 <= country.lat <= 90 and -180 <= country.lon <= 180
        assert lookup(country.name) is not None


@pytest.mark.parametrize(
    ("alias", "actor"),
    [
        ("IRGC", "islamic-revolutionary-guard-corps"),
        ("Hizbullah", "hezbollah"),
        ("Daesh", "islamic-state"),
        ("Tamil Tigers", "liberation-tigers-of-tamil-eelam"),
        ("Huseiniyyun", "huseyniyyun"),
        ("Burma", "MMR"),
        ("Persia", "IRN"),
        ("USSR", "SUN"),
    ],
)
def test_names_of_one_actor(alias: str, actor: str) -> None:
    entry = lookup(alias)
    assert entry is not None
    assert entry.actor == actor


def test_no_row_is_broken() -> None:
    for file in ("organizations", "armed_groups", "listed", "peoples"):
        for row in rows(file):
            assert len(row) == 5, row
            assert row[1] in ("state_body", "armed_group", "organization", "group", "facility")
            assert row[2] == "" or row[2] in countries(), row
    for row in rows("regions"):
        assert -90 <= float(row[2]) <= 90 and -180 <= float(row[3]) <= 180


def test_no_natural_person_is_in_the_gazetteers() -> None:
    for file in ("armed_groups", "listed"):
        for row in rows(file):
            assert not any(fold(n).startswith(("forces of ", "faction of ")) for n in (row[0], *row[4].split("|")))


def test_a_town_far_from_its_namesake() -> None:
    oslo, bergen = town("Oslo"), town("Bergen")
    assert oslo is not None and bergen is not None
    assert 290 < kilometres((oslo.lat, oslo.lon), (bergen.lat, bergen.lon)) < 320


def test_every_town_is_found_by_its_key() -> None:
    lines = gazetteers.resource("gazetteers/cities.tsv").splitlines()
    assert len(lines) > 100_000
    for line in lines[::997]:
        key, name, country = line.split("\t")[:3]
        assert any(t.name == name and t.country == country for t in towns(key)), line
    assert towns("") == () and towns("zzzzzz") == () and towns("\t") == ()


def test_world_cities_eclipse_small_namesakes() -> None:
    cairo = town("Cairo", near=["USA"])
    assert cairo is not None and cairo.country == "EGY"
    sure = town("Cairo", near=["USA"], sure=True)
    assert sure is not None and sure.country == "USA"


def test_names_of_many_cultures_are_known() -> None:
    assert {"yusuf", "fatemeh", "olena", "nguyen", "adebayo", "wanjiru", "aung", "priya", "gudrun"} <= name_words()


def test_loading_is_quick() -> None:
    gazetteers._index.cache_clear()
    start = time.process_time()
    gazetteers._index()
    assert time.process_time() - start < 1.0
