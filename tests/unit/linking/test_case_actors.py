"""Actors of a case: what joins, what is left open, what decisions do, and what absurd names do not."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest

from sayso.linking.appearances import Appearance, Seen, appearances, appearances_in, telling
from sayso.linking.case_actors import MADE_BY, actors_of_case
from sayso.records.case_actor import CaseActor, CaseActors
from sayso.records.judgement import Judgement, Verdict

Named = tuple[str, str] | tuple[str, str, str]


def rows(*reports: Sequence[Named], kind: str = "armed_group") -> list[Appearance]:
    """Reports of (actor, name) or (actor, name, country)."""
    found: list[Appearance] = []
    for n, report in enumerate(reports):
        seen = [Seen(m[0], m[1], kind, m[2] if len(m) > 2 else None, False) for m in report]
        found += appearances(f"d{n}", f"c{n}", f"2023-04-0{n % 9 + 1}", seen)
    return found


def decision(left: str, right: str, verdict: Verdict, by: str = "A. Editor") -> Judgement:
    return Judgement("same_actor", left, right, verdict, 1.0, by, "read both")


def of(found: CaseActors, name: str) -> CaseActor:
    return next(a for a in found.actors if name in {n.text for n in a.names})


def edge(found: CaseActors, left: str, right: str) -> Judgement:
    return next(e for e in found.edges if {e.left, e.right} == {left, right})


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Hizbollah", "Hizb Allah"),
        ("Harbour Brigades", "The Harbor Brigade"),
        ("Al-Qaeda in Iraq", "Islamic State"),
        ("PKK", "Kurdistan Workers' Party"),
        ("Чёрные Журавли", "Chernye Zhuravli"),
    ],
)
def test_names_of_two_reports_are_one(left: str, right: str) -> None:
    found = actors_of_case(rows([("a", left)], [("b", right)]))
    assert len(found.actors) == 1
    assert found.actors[0].reports == 2
    assert found.actors[0].why


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Black Cranes", "Black Foxes"),
        ("Harbour Front", "Harbour Front of Kisar"),
        ("44th Kisar Brigade", "45th Kisar Brigade"),
    ],
)
def test_names_of_two_reports_stay_two(left: str, right: str) -> None:
    assert len(actors_of_case(rows([("a", left)], [("b", right)])).actors) == 2


def test_an_acronym_is_one_with_what_a_report_writes_for_it_and_left_open_where_only_letters_fit() -> None:
    both = rows([("f", "Front of Hope"), ("f", "FOH")], [("x", "FOH")])
    assert of(actors_of_case(both), "FOH").reports == 2
    open_ = actors_of_case(rows([("f", "Front of Hope")], [("x", "FOH")]))
    assert len(open_.actors) == 2
    assert edge(open_, "foh", "front-of-hope").verdict == "unsure"
    assert "no report writes both" in edge(open_, "foh", "front-of-hope").why


def test_a_name_that_could_be_either_joins_neither() -> None:
    bodies = [("a", "Harbour Guard", "FIN")], [("b", "Harbour Guard", "EST")], [("c", "Harbour Guard")]
    found = actors_of_case(rows(*bodies, kind="state_body"))
    assert len(found.actors) == 3
    assert "could as well be" in edge(found, "harbour-guard", "harbour-guard@FIN").why
    two = actors_of_case(rows(bodies[0], bodies[2], kind="state_body"))
    assert len(two.actors) == 1
    groups = actors_of_case(rows(*bodies))
    assert (len(groups.actors), groups.actors[0].country) == (1, "EST")  # a group is not its country's


def test_a_splinter_is_another_and_a_description_is_nobody() -> None:
    found = actors_of_case(rows([("a", "Juarez Cartel")], [("b", "Los Aztecas")]))
    assert len(found.actors) == 2
    alone = actors_of_case(rows([("m", "Ministry of Defence")], [("m", "Ministry of Defence")]))
    assert (alone.actors, alone.local) == ((), 2)


def test_private_persons_are_never_linked_nor_named() -> None:
    seen = [Seen("person-1a2b3c4d", "Teacher person-1a2b3c4d", "person", None, True)]
    found = actors_of_case([r for d in "ab" for r in appearances(d, d, "", seen)])
    assert found.actors == () and found.private == 1
    assert "1a2b" not in repr(found.edges)


def test_two_persons_are_one_only_by_their_full_names() -> None:
    def public(name: str, report: str) -> Iterator[Appearance]:
        return appearances(report, report, "", [Seen(name, name, "person", None, False)])

    made = [
        *public("Minister Anna Berg", "a"),
        *public("Anna Berg", "b"),
        *public("Berg", "c"),
        *public("Anna Bern", "d"),
    ]
    found = actors_of_case(made)
    assert [a.reports for a in found.actors] == [2, 1]
    assert found.local == 1


def test_decisions_outrank_the_machine_and_are_undone_to_the_byte() -> None:
    made = rows([("a", "Hizbollah")], [("b", "Hizb Allah")], [("c", "Black Cranes")])
    before = actors_of_case(made)
    assert len(before.actors) == 2
    apart = decision("hizbollah", "hizb-allah", "negative")
    one = decision("black-cranes", "hizb-allah", "positive")
    after = actors_of_case(made, [apart, one])
    assert of(after, "Black Cranes") is of(after, "Hizb Allah") is not of(after, "Hizbollah")
    assert "A. Editor says so" in of(after, "Black Cranes").why
    undone = [
        apart,
        one,
        decision("hizb-allah", "hizbollah", "unsure"),
        decision("hizb-allah", "black-cranes", "unsure"),
    ]
    assert repr(actors_of_case(made, undone)) == repr(before)


def test_decisions_that_contradict_each_other_are_shown_and_the_newer_hold() -> None:
    made = rows([("a", "Red Foxes")], [("b", "Black Cranes")], [("c", "White Otters")])
    given = [
        decision("red-foxes", "black-cranes", "positive", "A"),
        decision("black-cranes", "white-otters", "positive", "B"),
        decision("red-foxes", "white-otters", "negative", "C"),
    ]
    found = actors_of_case(made, given)
    assert len(found.actors) == 2
    assert of(found, "Red Foxes") is not of(found, "White Otters")
    assert len(found.conflicts) == 1
    assert all(f"({by}: read both)" in found.conflicts[0].why for by in "ABC")
    assert found.conflicts[0].parts == ("red-foxes", "black-cranes", "white-otters")


def test_one_name_in_two_reports_can_be_two() -> None:
    made = rows([("a", "Black Cranes")], [("b", "Black Cranes")])
    assert len(actors_of_case(made).actors) == 1
    found = actors_of_case(made, [decision("d0#black-cranes", "black-cranes", "negative")])
    assert len(found.actors) == 2


def test_a_machine_never_speaks_for_an_analyst() -> None:
    made = rows([("a", "Red Foxes")], [("b", "Black Cranes")])
    assert len(actors_of_case(made, [decision("red-foxes", "black-cranes", "positive", MADE_BY)]).actors) == 2


def test_the_order_of_reports_does_not_matter() -> None:
    made = rows(
        [("a", "Hizbollah"), ("c", "Front of Hope"), ("c", "FOH")], [("b", "Hizb Allah"), ("x", "FOH")],
        [("h", "Harbour Guard", "FIN")], [("h", "Harbour Guard")],
    )  # fmt: skip
    first = actors_of_case(made)
    for seed in range(4):
        turned = list(made)
        random.Random(seed).shuffle(turned)
        again = actors_of_case(turned)
        assert [(a.id, a.parts) for a in again.actors] == [(a.id, a.parts) for a in first.actors]
        assert again.edges == first.edges


@pytest.mark.parametrize(
    "name", ["", "   ", "-", "‮evil‬", "A" * 5000, "1" * 300, "💣", "\x00\x1b[31m", "of the and", "‏"]
)
def test_absurd_names_are_nobody_or_themselves(name: str) -> None:
    found = actors_of_case(rows([("a", name)], [("b", "Black Cranes")]))
    assert "Black Cranes" in {a.name for a in found.actors}
    assert len(found.actors) <= 2


def test_a_thousand_variants_end_and_do_not_swallow_another() -> None:
    """Of ten thousand, see `benchmarks/actors.py`: the same work for each name."""
    rng = random.Random(3)
    base = "Huthaymiyyun Brigades"
    spelled = {base}
    while len(spelled) < 1_000:
        at = rng.randrange(1, len(base) - 1)
        word = base[:at] + rng.choice("aeiouhy") + base[at + rng.randrange(2) :]
        spelled.add(word[: rng.randrange(14, 22)] + rng.choice(["", "s", " Front"]) if rng.random() < 0.8 else word)
    made = rows(*([(f"a{n}", name)] for n, name in enumerate(sorted(spelled))), [("x", "Black Cranes")])
    found = actors_of_case(made)
    assert of(found, "Black Cranes").reports == 1
    assert sum(a.reports for a in found.actors) <= 1_001


def test_disguised_letters_are_flagged() -> None:
    found = actors_of_case(rows([("a", "Hаrbour Cranes")], [("b", "Harbour Cranes")]))
    assert len(found.actors) == 1
    assert {n.text: bool(n.disguised) for n in found.actors[0].names} == {
        "Hаrbour Cranes": True,
        "Harbour Cranes": False,
    }


def test_reports_and_rows_of_a_case_give_the_same() -> None:
    import sayso
    from sayso.linking.appearances import appearances_of_row
    from sayso.records.schema import encode

    report = sayso.read_text(
        "Hezbollah shelled the town of Haifa, Israel's army said on 3 May 2019.", date="2019-05-04"
    )
    row = encode(report.record) | {"id": report.document.id}
    assert list(appearances_in(report.record)) == list(appearances_of_row(row)) != []


def test_general_words_alone_tell_nobody() -> None:
    assert not telling("Armed Forces") and not telling("Central Committee") and telling("Kisar Committee")
