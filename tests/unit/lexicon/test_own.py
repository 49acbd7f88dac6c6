"""The user's own gazetteer: CSV and FollowTheMoney, names by date, and rows that are refused by their line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.lexicon.gazetteers import entry_ids, lookup
from sayso.lexicon.history import name_in, parents_of, splinters_of
from sayso.lexicon.matching import compare
from sayso.lexicon.own import use

TABLE = """name,kind,country,sector,other names,id,from,splinter of
Black Cranes,armed_group,FI,REB,Musta Kurki|BCK,cranes,,
White Cranes,armed_group,FIN,REB,,cranes,2019,
Red Otters,armed_group,,REB,,,,Black Cranes
"""


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    yield
    use("")


def given(folder: Path, text: str, name: str = "own.csv") -> None:
    (folder / name).write_text(text, encoding="utf-8")
    use(str(folder / name))


def test_names_of_a_table_are_known_with_their_dates_and_splits(tmp_path: Path) -> None:
    assert lookup("Musta Kurki") is None
    given(tmp_path, TABLE)
    entry = lookup("Musta Kurki")
    assert entry is not None and (entry.actor, entry.country, entry.kind) == ("cranes", "FIN", "armed_group")
    assert "cranes" in entry_ids()
    assert (name_in("Black Cranes", 2010), name_in("Black Cranes", 2020)) == ("Black Cranes", "White Cranes")
    assert parents_of("Red Otters") == ("Black Cranes",) and "Red Otters" in splinters_of("Black Cranes")
    assert compare("Musta Kurki", "White Cranes", schema="Organization").verdict == "same"
    assert compare("Red Otters", "Black Cranes", schema="Organization").verdict == "different"
    use("")
    assert lookup("Musta Kurki") is None and parents_of("Red Otters") == ()


def test_a_report_is_read_with_it_and_says_so(tmp_path: Path) -> None:
    given(tmp_path, TABLE)
    settings = sayso.Settings(workers=0, gazetteer=str(tmp_path / "own.csv"))
    report = sayso.read_text("Musta Kurki burned the depot, police said.", settings=settings)
    assert ("Musta Kurki", "cranes", "armed_group") in {(m.text, m.actor, m.kind) for m in report.mentions}
    assert report.record.coding is not None
    assert "gazetteer" in {m.name for m in report.record.coding.models}


def test_follow_the_money_without_its_persons(tmp_path: Path) -> None:
    lines = [
        {
            "id": "1",
            "schema": "Organization",
            "properties": {"name": ["Grey Herons"], "alias": ["GHX"], "country": ["fi"]},
        },
        {"id": "2", "schema": "Person", "properties": {"name": ["Ivan Petrov"]}},
        {"id": "3", "schema": "PublicBody", "properties": {"name": ["Kisar Coast Board"]}},
        {"id": "4", "schema": "Organization", "properties": {}},
    ]
    given(tmp_path, "\n".join(map(json.dumps, lines)) + "\n\n", "own.ftm.json")
    assert lookup("GHX") is not None and lookup("Kisar Coast Board") is not None
    assert lookup("Ivan Petrov") is None


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "title\nx\n", "no column"),
        ("a.csv", "", "no column"),
        ("a.csv", "name,kind\nIvan Petrov,person\n", "no such kind"),
        ("a.csv", "name\n   \n\n,\n", "empty"),
        ("a.csv", "name\n" + "A" * 500 + "\n", "too long"),
        ("a.csv", "name,from\nBlack Cranes,0\n", "not a year"),
        ("a.csv", "name,from\nBlack Cranes,31 February\n", "not a year"),
        ("a.csv", "name,country\nBlack Cranes,Atlantis\n", "no such country"),
        ("a.jsonl", "{}\n", "no entity"),
        ("a.jsonl", "[1]\n", "no entity"),
        ("a.jsonl", "x\n", "no entity"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(sayso.SaysoError, match=said) as caught:
        given(tmp_path, text, name)
    assert str(tmp_path / name) in str(caught.value.where)
    assert caught.value.hint


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(sayso.SaysoError, match="cannot be read"):
        use(str(tmp_path / "none.csv"))
