"""Pictures: offline, the same for all eyes, with words for those who do not see them."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sayso.errors import UsageError
from sayso.records.assessment import Cell, Hypothesis, Item, Matrix
from sayso.records.document import Span
from sayso.records.origin import Origin, Step
from sayso.showing.draw import Picture, save
from sayso.showing.draw_graph import Line, network, tree
from sayso.showing.draw_map import Spot, map_of
from sayso.showing.draw_matrix import matrix
from sayso.showing.draw_time import Said, months, timeline


def _pictures() -> dict[str, Picture]:
    step = Step("d", "c1", "The Gazette", "1939-11-26", None, "entry", Span(0, 4), "words", "", "")
    cells = (Cell("H1", "CC", "x"), Cell("H2", "II", "y"))
    rivals = (Hypothesis("H1", "given", "it was A"), Hypothesis("H2", "given", "it was B"))
    return {
        "months": months([("1939-11", 12, 30), ("1939-12", 2, 0)]),
        "timeline": timeline([Said("1939-11-26", "A", "certain", "a"), Said("1939-11-27", "B", "denied", "b")]),
        "map": map_of([Spot("Mainila", 60.2, 29.9, "near", 2), Spot("Finland", 64.0, 26.0, "country", 1)]),
        "network": network([Line("A", "B", "weapons", False, 2), Line("B", "C", "money", True, 1)]),
        "origins": tree([Origin("k", "The Gazette", "outlet", True, False, (step,))]),
        "matrix": matrix(Matrix(rivals, (Item("E1", "o", "A note", "t", cells),), (1.0, 1.0))),
    }


@pytest.mark.parametrize("name", list(_pictures()))
def test_each_picture_is_drawn_and_says_in_words_what_it_shows(name: str) -> None:
    made = _pictures()[name]
    drawn = ElementTree.fromstring(made.svg())
    assert drawn.attrib["aria-label"] == made.alt and len(made.alt) > 20
    assert drawn.attrib["role"] == "img"
    assert made.png()[:8] == b"\x89PNG\r\n\x1a\n"
    assert json.loads(made.json())["description"] == made.alt
    assert "image/svg+xml" in made._repr_mimebundle_()


def test_a_country_is_never_a_pin() -> None:
    spec = json.loads(_pictures()["map"].json())
    shapes = [v for layer in spec["layer"] for v in layer["data"]["values"] if "pinned" in v.get("properties", {})]
    assert [s["properties"]["pinned"] for s in shapes] == [False, True]
    across = [[x for x, _ in shape["geometry"]["coordinates"][0][0]] for shape in shapes]
    wide = [max(xs) - min(xs) for xs in across]
    assert wide[0] > 10 * wide[1]


def test_hostile_names_are_text() -> None:
    made = network([Line('<script>"\u202e', "B & C", "weapons", False, 1)])
    assert "<script>" not in made.svg()
    assert "\u202e" not in made.svg()


def test_dark_differs_in_colour_only() -> None:
    made = _pictures()["months"]
    assert made.svg() != made.svg(dark=True)
    assert made.whole()["data"] == made.whole(dark=True)["data"]


def test_it_is_saved_by_the_name_of_the_file(tmp_path: Path) -> None:
    for end in ("svg", "png", "json"):
        save(_pictures()["months"], tmp_path / f"a.{end}")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg")
    with pytest.raises(UsageError):
        save(_pictures()["months"], tmp_path / "none" / "a.svg")
