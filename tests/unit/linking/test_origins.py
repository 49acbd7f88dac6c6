"""Where a claim enters a case, and who has it from whom."""

import pytest

import sayso
from sayso.linking.origins import provenance_of, tree
from sayso.linking.retelling import names_in
from sayso.weighing import corroboration

WIRE = (
    "Fighters of the Red Column burned the granary at Tarsk on Friday, killing 12 carters. "
    "A miller who hid in the sluice heard them quarrel over a lantern. "
    "The bridge below the orchard was sawn through, and two carts lay in the stream."
)
RETOLD = (
    "On Friday the granary at Tarsk was burned by fighters of the Red Column, killing 12 carters. "
    "Two carts lay in the stream, for the bridge below the orchard had been sawn through. "
    "They quarrelled over a lantern, said a miller who was hiding in the sluice."
)
OTHER = "The Red Column burned a storehouse in Tarsk and left 12 dead, our correspondent saw. Ash lies on the well."


def read(text, outlet, day, name=None):
    return sayso.read_text(text, outlet=outlet, date=day, uri=name or outlet).record


def traced(*reports, of=0):
    first = reports[of]
    claim = next(c for c in first.claims if c.type == "ASSAULT")
    return tree(provenance_of(reports), first.document.id, claim.id)


def shape(found):
    return [(o.name, [(s.outlet, s.way, s.parent) for s in o.steps]) for o in found.origins]


def test_ten_papers_with_one_wire_report_are_one_origin():
    papers = [read(f"{WIRE} Paper {n} wishes you well.", f"Paper {n}", "2020-05-04") for n in range(9)]
    found = traced(read(WIRE, "Reuters", "2020-05-04"), *papers)
    assert [(o.name, o.kind, len(o.steps)) for o in found.origins] == [("Reuters", "agency", 10)]
    counted = corroboration(found)
    assert (counted.independent, counted.reports) == (1, 10)
    assert counted.why == "10 reports carry it, from 1 independent origin"


def test_a_chain_of_rewording_and_citing_leads_to_its_origin():
    found = traced(
        read(WIRE, "Northern Herald", "2020-05-03"),
        read(RETOLD, "Evening Mirror", "2020-05-04"),
        read("The Red Column burned the granary at Tarsk, the Evening Mirror reported.", "Valley Post", "2020-05-05"),
        read(OTHER, "Coastal Tribune", "2020-05-03"),
    )
    assert shape(found) == [
        ("Coastal Tribune", [("Coastal Tribune", "entry", None)]),
        (
            "Northern Herald",
            [("Northern Herald", "entry", None), ("Evening Mirror", "copy", 0), ("Valley Post", "citation", 1)],
        ),
    ]
    citing = found.origins[1].steps[2].citing
    assert "the Evening Mirror reported" in citing
    assert corroboration(found).independent == 2


def test_two_papers_that_credit_an_agency_outside_the_case_have_one_origin():
    found = traced(
        read(f"TARSK (Reuters) — {WIRE}", "Northern Herald", "2020-05-03"),
        read(f"{RETOLD}\n\nSource: Reuters", "Evening Mirror", "2020-05-04"),
    )
    assert [(o.name, o.inside, len(o.steps)) for o in found.origins] == [("Reuters", False, 2)]


def test_a_copy_that_kept_the_credit_tells_of_an_earlier_one_that_dropped_it():
    found = traced(
        read(WIRE, "Northern Herald", "2020-05-03"),
        read(f"TARSK (Reuters) — {WIRE}", "Evening Mirror", "2020-05-04"),
    )
    assert [(o.name, o.inside, len(o.steps)) for o in found.origins] == [("Reuters", False, 2)]


def test_one_official_who_tells_two_papers_is_one_origin_and_a_party_is_counted_apart():
    found = traced(
        read(
            "The Red Column burned the granary at Tarsk and killed 12 carters, the army said.", "A Post", "2020-05-03"
        ),
        read(
            "The army said fighters of the Red Column set fire to a granary in Tarsk, killing 12.",
            "B Post",
            "2020-05-03",
        ),
        read(OTHER, "Coastal Tribune", "2020-05-03"),
    )
    assert sorted((o.kind, o.party, len(o.steps)) for o in found.origins) == [("outlet", False, 1), ("party", True, 2)]
    counted = corroboration(found)
    assert (counted.independent, counted.parties) == (1, 1)
    assert "the word of 1 party to it" in counted.why


def test_another_attack_weeks_later_or_elsewhere_is_not_the_claim():
    found = traced(
        read(WIRE, "Northern Herald", "2020-05-03"),
        read("The Red Column burned a ferry at Ostrin on Friday, killing 30 pilgrims.", "A Post", "2020-05-04"),
        read("The Red Column shot 3 traders in Tarsk.", "B Post", "2020-06-20"),
    )
    assert [len(o.steps) for o in found.origins] == [1]


def test_a_denial_stands_apart():
    found = traced(
        read(WIRE, "Northern Herald", "2020-05-03"),
        read("The Red Column did not burn the granary at Tarsk, the Red Column said.", "A Post", "2020-05-04"),
    )
    assert [s.outlet for o in found.denials for s in o.steps] == ["A Post"]
    assert [s.outlet for o in found.origins for s in o.steps] == ["Northern Herald"]


def test_the_order_of_reports_and_the_names_of_the_sides_change_nothing():
    reports = [
        (WIRE, "Northern Herald", "2020-05-03"),
        (RETOLD, "Evening Mirror", "2020-05-04"),
        (OTHER, "Coastal Tribune", "2020-05-03"),
    ]
    forth = traced(*(read(*r) for r in reports))
    back = traced(*(read(*r) for r in reversed(reports)), of=2)
    assert shape(forth) == shape(back)
    swapped = [(t.replace("Red Column", "Blue Lantern").replace("Tarsk", "Velmar"), o, d) for t, o, d in reports]
    assert shape(traced(*(read(*r) for r in swapped))) == shape(forth)


def test_names_are_told_from_words_that_begin_a_sentence():
    assert names_in("Gunmen of the Red Column attacked. The Army fled to Ostrin") == {"red column", "ostrin"}


def test_it_prints_and_finds_claims_by_words():
    reports = [
        sayso.read_text(WIRE, outlet="Northern Herald", date="2020-05-03", uri="a"),
        sayso.read_text(RETOLD, outlet="Evening Mirror", date="2020-05-04", uri="b"),
    ]
    printed = str(sayso.origins(reports, "burned the granary at tarsk"))
    assert "Evening Mirror, 4 May 2020: copies it" in printed
    assert printed.startswith("Northern Herald has: “")
    assert "No denial of it was found in this case" in printed
    assert "\nNorthern Herald\n└── Northern Herald, 3 May 2020: enters it" in str(sayso.origins(reports, "a#c1"))
    with pytest.raises(sayso.UsageError, match="no claim has these words"):
        sayso.origins(reports, "sank the ferry")
