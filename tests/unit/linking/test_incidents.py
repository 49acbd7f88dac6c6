"""Event claims of many reports become incidents; what reports differ in is kept side by side."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping
from itertools import combinations

import pytest
from benchmarks.incidents import Row, group, rows, synthetic

from sayso.api import read_text
from sayso.linking.cluster_average import average_link
from sayso.linking.incident_accounts import Account, accounts_of, openers, plain
from sayso.linking.incident_bars import KeptApart
from sayso.linking.incident_features import comparable, features, least, likeness
from sayso.linking.incident_pairs import BLOCK, pairs
from sayso.linking.incident_shelf import Shelf
from sayso.linking.incidents import incidents_of_case
from sayso.records.incident import CaseIncident
from sayso.records.judgement import Judgement
from sayso.records.report import Report


@pytest.fixture(scope="module")
def scenes() -> dict[str, list[Row]]:
    return rows("incidents")


def reports(scenes: dict[str, list[Row]], scene: str) -> list[Report]:
    return [r.report for r in scenes[scene]]


def found(told: list[Report], kind: str = "ASSAULT", judgements: tuple[Judgement, ...] = ()) -> list[CaseIncident]:
    return [i for i in incidents_of_case(told, judgements) if i.type == kind]


def test_twenty_rewrites_of_one_attack_are_one_incident(scenes: dict[str, list[Row]]) -> None:
    (attack,) = found(reports(scenes, "one_attack"))
    assert len(attack.reports) == 20
    assert attack.start == attack.end == "2022-03-14"


def test_versions_stand_side_by_side(scenes: dict[str, list[Row]]) -> None:
    (attack,) = found(reports(scenes, "one_attack"))
    assert {"14", "15", "at least 10"} <= {v.value for v in attack.of("deaths")}
    assert {"dawn brigad", "red column"} <= {v.value for v in attack.of("doer")}
    assert {v.value for v in attack.of("told")} == {"asserted", "denied"}
    assert all(v.claims for v in attack.versions)


def test_two_attacks_in_one_city_on_one_day_are_two(scenes: dict[str, list[Row]]) -> None:
    told = reports(scenes, "two_attacks")
    event = {r.report.document.id: r.events for r in scenes["two_attacks"]}
    attacks = found(told)
    assert sorted(len(a.reports) for a in attacks) == [3, 3]
    assert all(len({event[t.document] for t in a.reports}) == 1 for a in attacks)


def test_a_trial_about_an_attack_is_not_the_attack(scenes: dict[str, list[Row]]) -> None:
    told = reports(scenes, "trial")
    (trial,) = found(told, "SANCTION")
    (attack, *_) = found(told)
    assert {t.document for t in trial.reports} == {r.document.id for r in told[2:]}
    assert {t.document for t in attack.reports} == {r.document.id for r in told[:2]}


def test_a_denial_joins_what_it_denies(scenes: dict[str, list[Row]]) -> None:
    (attack,) = found(reports(scenes, "denial"))
    assert [(t.asserts, t.denies) for t in attack.reports] == [(True, False), (False, True)]


def test_a_threat_of_an_attack_is_not_the_attack(scenes: dict[str, list[Row]]) -> None:
    told = reports(scenes, "threat")
    (attack,) = found(told)
    assert [t.document for t in attack.reports] == [told[1].document.id]
    assert len(found(told, "THREATEN")) == 1


def test_a_denial_of_what_nobody_asserts_is_no_incident(scenes: dict[str, list[Row]]) -> None:
    assert found(reports(scenes, "denial")[1:]) == []


def test_the_order_of_the_reports_does_not_matter(scenes: dict[str, list[Row]]) -> None:
    told = [r for scene in scenes for r in reports(scenes, scene)]
    first = incidents_of_case(told)
    for seed in range(3):
        random.Random(seed).shuffle(told)
        assert incidents_of_case(told) == first


def test_other_names_change_nothing_but_the_names() -> None:
    texts = ["Rebels of {a} bombed a market in {b} on Monday, killing 12 people, police said.",
             "A bomb killed 12 people at a market in {b} on Monday.",
             "Gunmen killed two soldiers at a checkpoint near {b} on Monday."]  # fmt: skip
    shapes = []
    for a, b in (("Freedonia", "Tarsk"), ("Sylvania", "Varneth")):
        told = [
            read_text(t.format(a=a, b=b), date="2021-05-04", uri=str(n), unmask="test").record
            for n, t in enumerate(texts)
        ]
        shapes.append([[t.day for t in i.reports] for i in found(told)])
    assert shapes[0] == shapes[1]


def ref(report: Report, kind: str = "ASSAULT") -> str:
    return f"{report.document.id}#{next(c.id for c in report.claims if c.type == kind)}"


def test_what_an_analyst_decides_outranks(scenes: dict[str, list[Row]]) -> None:
    told = reports(scenes, "two_attacks")
    one = Judgement("same_incident", ref(told[0]), ref(told[1]), "positive", 1.0, "an editor", "one squad did both")
    (attack,) = found(told, judgements=(one,))
    assert len(attack.reports) == 6
    assert "an editor says so: one squad did both" in attack.why
    two = Judgement("same_incident", ref(told[0]), ref(told[2]), "negative", 1.0, "an editor", "other stations")
    apart = found(told, judgements=(two,))
    assert not any({told[0].document.id, told[2].document.id} <= {t.document for t in a.reports} for a in apart)


def test_a_later_decision_counts_and_the_machine_s_do_not(scenes: dict[str, list[Row]]) -> None:
    told = reports(scenes, "two_attacks")
    sides = ref(told[0]), ref(told[1])
    one = Judgement("same_incident", *sides, "positive", 1.0, "an editor", "one squad did both")
    two = Judgement("same_incident", *sides[::-1], "negative", 1.0, "an editor", "it did not")
    machine = Judgement("same_incident", *sides, "positive", 1.0, "linking-1", "alike")
    assert found(told, judgements=(one, two)) == found(told) == found(told, judgements=(machine,))


def test_every_feature_has_a_name_and_words(scenes: dict[str, list[Row]]) -> None:
    left, right = (accounts_of(r)[0] for r in reports(scenes, "two_attacks")[:2])
    made = features(left, right)
    assert {"other site", "other victims", "other toll", "day"} & {f.name for f in made}
    assert all(f.words and f.weight for f in made)
    assert likeness(made) < 0.5


def test_two_countries_or_two_towns_are_never_one(scenes: dict[str, list[Row]]) -> None:
    (account, *_) = accounts_of(reports(scenes, "one_attack")[0])
    here = account._replace(country="AAA", place="tarsk")
    assert comparable(here, here)
    assert not comparable(here, here._replace(country="BBB"))
    assert not comparable(here, here._replace(place="orsk"))
    assert not comparable(here, here._replace(type="PROTEST"))


def test_work_grows_with_the_accounts() -> None:
    made = synthetic(2_000)
    compared = list(pairs(sorted(made, key=lambda a: a.document)))
    assert len(compared) == len(set(compared)) <= 2_000 * BLOCK * 4


def test_made_up_accounts_fall_into_many_incidents() -> None:
    made = synthetic(600)
    groups = group(made).groups
    assert sorted(n for g in groups for n in g) == list(range(600))
    assert 60 < len(groups) < 500


def test_accounts_are_grouped_part_by_part_as_in_one_go() -> None:
    found = group(synthetic(600))
    assert isinstance(found.accounts, Shelf)
    bars = KeptApart(found.accounts.begins, found.accounts.ends, range(600), {})
    in_one_go = average_link(600, found.likeness, least=least(), compared_only=True, bars=bars)
    assert found.groups == in_one_go
    assert len(found.likeness) == len(dict(found.likeness)) > 600


def test_what_is_kept_of_an_account_is_all_of_it(scenes: dict[str, list[Row]]) -> None:
    told = accounts_of(reports(scenes, "one_attack")[0])
    kept = Shelf(told)
    small = frozenset(d for a in told for d in a.details)
    assert [kept[n] for n in range(len(kept))] == [plain(a, small) for a in sorted(told, key=lambda a: a.when)]
    assert kept[0].said and kept[0].outlet


def test_empty() -> None:
    assert incidents_of_case([]) == []
    assert group([]).groups == []


class Parted:
    """Bars that keep two numbers apart."""

    def __init__(self, *pair: int) -> None:
        self.pair, self.members = set(pair), {n: {n} for n in range(9)}

    def apart(self, left: int, right: int, compared: int) -> bool:
        assert compared
        return self.pair <= self.members[left] | self.members[right]

    def joined(self, kept: int, gone: int) -> None:
        self.members[kept] |= self.members.pop(gone)


def test_average_link_keeps_apart() -> None:
    near = {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}
    assert average_link(3, near, least=0.5) == [[0, 1, 2]]
    assert average_link(3, near, least=0.5, bars=Parted(0, 2)) == [[0, 1], [2]]


@pytest.mark.parametrize("compared_only", [True, False])
@pytest.mark.parametrize("seed", range(12))
def test_average_link_joins_the_best_pair_first(seed: int, compared_only: bool) -> None:
    rng = random.Random(seed)
    n = rng.randint(2, 24)
    near = {p: rng.random() for p in combinations(range(n), 2) if rng.random() < 0.4}
    assert average_link(n, near, least=0.4, compared_only=compared_only) == slowly(n, near, 0.4, compared_only)


def slowly(n: int, near: Mapping[tuple[int, int], float], least: float, compared_only: bool) -> list[list[int]]:
    """The same by its definition: all means are worked out anew before each step."""
    groups = [[i] for i in range(n)]

    def mean(left: list[int], right: list[int]) -> float:
        given = [near[p] for i in left for j in right if (p := (min(i, j), max(i, j))) in near]
        return sum(given) / max(1, len(given) if compared_only else len(left) * len(right))

    while pair := max(combinations(groups, 2), key=lambda p: mean(*p), default=None):
        if mean(*pair) < least:
            break
        groups = [g for g in groups if g not in pair] + [sorted(pair[0] + pair[1])]
    return sorted(groups)


def test_a_year_of_like_reports_is_not_one_incident() -> None:
    start = datetime.date(2021, 1, 1)
    daily = [
        synthetic(1)[0]._replace(
            document=f"d{n}", days=None, out=(start + datetime.timedelta(days=n)).isoformat(), sites=frozenset({1}),
            names=frozenset({"tarsk", "dawn brigad"}), details=frozenset({"mortar", "roof"}), tolls=(),
        )
        for n in range(365)
    ]  # fmt: skip
    assert likeness(features(daily[0], daily[1])) > least()
    assert max(len(g) for g in group(daily).groups) < 150


def test_a_word_that_only_opens_a_sentence_names_nobody() -> None:
    told = "Neighbours heard the blast in Varneth. Whoever fired on Orsk fled. Later, Varneth burned. Orsk mourned."
    assert openers(read_text(told, unmask="test").record) >= {"Whoever", "Later", "Neighbours"}
    assert not openers(read_text(told, unmask="test").record) & {"Varneth", "Orsk"}
    assert openers(read_text("They ran. ’Whoever stayed was shot.", unmask="test").record) <= {"They", "Whoever"}


def test_accounts_hold_nothing_planned(scenes: dict[str, list[Row]]) -> None:
    told: list[Account] = accounts_of(reports(scenes, "threat")[0])
    assert [a.type for a in told] == ["THREATEN"]


def test_a_market_can_be_attacked() -> None:
    told = read_text("Rebels denied that they attacked the market in Tarsk.", unmask="test").record
    assert [(c.type, c.polarity) for c in told.claims] == [("ASSAULT", "negative")]
    assert not read_text("New phones hit the market on Monday.", unmask="test").record.claims
