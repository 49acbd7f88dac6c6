"""Groups over time: a renamed one is one actor, a splinter is another."""

from __future__ import annotations

from sayso.lexicon.countries import rows
from sayso.lexicon.history import lines_of_names, name_in, names_of, parents_of
from sayso.lexicon.matching import compare


def test_names_are_in_order_of_time() -> None:
    for line in lines_of_names():
        years = [since for _, since in line]
        assert years[0] is None
        assert all(y is not None for y in years[1:])
        assert sorted(y for y in years if y is not None) == years[1:]


def test_a_renamed_group_is_one_actor() -> None:
    for line in lines_of_names():
        for name, _ in line:
            match = compare(name, line[-1].name, schema="Organization")
            assert match.verdict == "same", match
    assert name_in("Jabhat al-Nusra", 2017) == "Jabhat Fateh al-Sham"
    assert name_in("Nobody in particular", 2017) == "Nobody in particular"
    assert names_of("Nobody in particular") == ()


def test_a_splinter_is_another_actor() -> None:
    assert parents_of("Los Aztecas") == ("Juarez Cartel",)
    match = compare(
        "Congolese Rally for Democracy-Liberation Movement", "Congolese Rally for Democracy", schema="Organization"
    )
    assert match.verdict == "different"
    assert "UCDP" in match.why


def test_the_table_is_sound_and_holds_no_faction_of_a_person() -> None:
    table = rows("group_history")
    assert len(table) > 250
    assert {relation for _, relation, _ in table} <= {"splinter_of", "renamed", "allied_in", "joined"}
    assert not [r for r in table if " - " in r[0] + r[2]]
