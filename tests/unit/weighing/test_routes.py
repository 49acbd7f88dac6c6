"""Routes over the map: borders are symmetrical and whole, exclaves stand apart, and what must be crossed must be."""

from __future__ import annotations

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lexicon.borders import borders, piece_of, seas, shores_of, straits
from sayso.lexicon.countries import countries
from sayso.lexicon.language import load
from sayso.records.route import Stop
from sayso.weighing.routes import between, segments

LAND = networkx.Graph([tuple(sorted(pair)) for pair in borders()])
PIECES = sorted(LAND)
GONE = {"DDR", "SUN", "SCG", "YUG", "CSK"}


def test_every_piece_of_the_map_is_known_and_every_country_is_on_it() -> None:
    exclaves = load("gazetteers/exclaves")["pieces"]
    known = set(countries()) | set(exclaves)
    assert set(PIECES) <= known
    assert {s for sea in seas().values() for s in sea.shores} <= known
    assert {p for strait in straits() for p in strait.held} <= known
    assert {key for strait in straits() for key in strait.joins} <= set(seas())
    sovereign = {c for c in countries() if c not in GONE and countries()[c].capitals}
    assert {c for c in sovereign if c not in LAND and not shores_of(c)} == set()


@pytest.mark.parametrize(
    ("start", "end", "must", "gate"),
    [
        ("AZE", "AZE.NX", (), {"ARM", "IRN", "TUR"}),
        ("RUS", "RUS.KG", (), {"LTU", "POL"}),
        ("USA", "USA.AK", ("CAN",), set()),
        ("AGO", "AGO.CA", (), {"COD", "COG"}),
        ("PRT", "FRA", ("ESP",), set()),
        ("LSO", "ZWE", ("ZAF",), set()),
        ("KOR", "CHN", ("PRK",), set()),
        ("GMB", "MRT", ("SEN",), set()),
        ("IRN", "SYR", (), {"IRQ", "TUR"}),
    ],
)
def test_what_every_way_crosses(start: str, end: str, must: tuple[str, ...], gate: set[str]) -> None:
    found = between(start, end)
    assert (found.must, set(found.gate), found.touch) == (must, gate, False)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PIECES), st.sampled_from(PIECES))
def test_what_must_be_crossed_cuts_and_a_gate_cuts(start: str, end: str) -> None:
    if start == end:
        return
    found = between(start, end)
    for piece in found.must:
        assert between(start, end, closed={piece}).shortest == ()
    if found.gate:
        assert between(start, end, closed=set(found.gate)).shortest == ()
        assert all(between(start, end, closed=set(found.gate) - {p}).shortest for p in found.gate)
    assert set(between(end, start).must) == set(found.must)
    assert bool(found.shortest) == networkx.has_path(LAND, start, end)


def test_straits_that_ships_must_pass() -> None:
    assert between("UKR", "ITA").straits == ("the Turkish Straits",)
    assert set(between("KWT", "JPN").straits or ()) == {"the Strait of Hormuz"}
    assert between("FIN", "SWE").straits == ()
    assert between("ARM", "RUS").straits is None
    assert between("KAZ", "TKM").straits == ()


def stops(*names: tuple[str, str | None]) -> list[Stop]:
    return [Stop(n, piece_of(n, c)) for n, c in names]


def test_closing_a_segment_leaves_the_next_shortest_way() -> None:
    first, second = segments(stops(("Azerbaijan", "AZE"), ("Armenia", "ARM"), ("Nakhchivan", "AZE")))
    assert (first.over, first.left) == ("land", ("AZE", "IRN", "AZE.NX"))
    assert second.left_sea == ()
    (only,) = segments(stops(("Portugal", "PRT"), ("Spain", "ESP")))
    assert only.left == () and only.left_sea == ("the Atlantic",)


def test_a_gap_says_what_lies_between_and_a_place_off_the_map_makes_no_step() -> None:
    (gap,) = segments(stops(("Lesotho", "LSO"), ("Erewhon", None), ("Zimbabwe", "ZWE")))
    assert (gap.over, gap.by) == ("gap", "South Africa")
    (inside,) = segments(stops(("Oslo", "NOR"), ("Bergen", "NOR")))
    assert inside.over == "inside"
    assert segments(stops(("Erewhon", None), ("Oslo", "NOR"))) == ()
    (bridge,) = segments(stops(("Denmark", "DNK"), ("Sweden", "SWE")))
    assert bridge.by == "the Øresund bridge"
    (sea,) = segments(stops(("Iran", "IRN"), ("Qatar", "QAT")))
    assert (sea.over, sea.by) == ("sea", "the Gulf")


def test_an_exclave_is_found_by_its_names() -> None:
    assert piece_of("the Gaza Strip", "PSE") == "PSE.GZ"
    assert piece_of("Kaliningrad") == "RUS.KG"
    assert piece_of("Belfast", "USA") == "USA"
