"""Retracted, rejected, corrected: what people decide shows everywhere, can be undone, and survives a new coding."""

from __future__ import annotations

import dataclasses

import pytest

from sayso.case import Case
from sayso.case.corrections import change
from sayso.errors import UsageError
from sayso.privacy import mask
from sayso.records.document import Span
from sayso.records.judgement import Grade, Judgement


@pytest.fixture
def case(tmp_path, masked):
    opened = Case.open(tmp_path / "case", create=True)
    with opened.writer() as writer:
        writer.add(masked(opened, 1, 2))
    return opened.refresh()


def decide(case, kind, left, right=None, verdict="positive", why="a reason"):
    with case.writer() as writer:
        writer.add(judgements=[Judgement(kind, left, right, verdict, 1.0, "Ada", why)])
    return case.refresh()


def first(case):
    return next(r.document.id for r in case.reports(as_read=True) if r.document.record == "r1")


def test_a_retracted_report_is_left_out_until_it_is_taken_in_again(case):
    gone = first(case)
    after = decide(case, "retracted", gone)
    assert [r.document.record for r in after.reports()] == ["r2"]
    assert len(list(after.reports(as_read=True))) == 2
    with after.index() as index:
        assert index.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    assert len(list(Case.open(case.path, as_of=1).reports())) == 2
    back = decide(after, "retracted", gone, verdict="negative")
    assert len(list(back.reports())) == 2
    with back.index() as index:
        assert index.execute("SELECT count(*) FROM documents").fetchone() == (2,)


@pytest.mark.parametrize(("kind", "verdict"), [("reviewed", "negative"), ("retracted", "positive")])
def test_a_claim_that_counts_no_more_is_in_no_finding(case, kind, verdict):
    after = decide(case, kind, first(case), "c1", verdict)
    by_record = {r.document.record: [c.id for c in r.claims] for r in after.reports()}
    assert by_record == {"r1": [], "r2": ["c1"]}
    with after.index() as index:
        assert index.execute("SELECT count(*) FROM claims").fetchone() == (1,)


def test_what_stands_within_a_rejected_claim_moves_up(case, masked, tmp_path):
    report = next(masked(case, 7)[0].report for _ in range(1))
    outer, inner = report.claims[0], dataclasses.replace(report.claims[0], id="c2", within="c1", main=False)
    inmost = dataclasses.replace(inner, id="c3", within="c2")
    other = Case.open(tmp_path / "other", create=True)
    whole = mask(_make(7, claims=(outer, inner, inmost)), key=other.key)
    with other.writer() as writer:
        writer.add([whole])
        writer.add(judgements=[Judgement("reviewed", whole.report.document.id, "c2", "negative", 1.0, "Ada", "no")])
    (seen,) = other.refresh().reports()
    assert [(c.id, c.within) for c in seen.claims] == [("c1", None), ("c3", "c1")]


def _make(n, **changes):
    import importlib.util

    spec = importlib.util.spec_from_file_location("made", __file__.replace("test_decisions", "conftest"))
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return dataclasses.replace(made.make(n, **{k: v for k, v in changes.items() if k == "rules"}),
                               **{k: v for k, v in changes.items() if k != "rules"})  # fmt: skip


def test_a_corrected_claim_is_corrected_and_what_it_was_can_be_had_back(case):
    document = first(case)
    after = decide(case, "corrected", f"{document}#c1", "type=COERCE")
    after = decide(after, "corrected", f"{document}#c1", "polarity=negative")
    (claim,) = next(after.reports([document])).claims
    assert (claim.type, claim.polarity, claim.modes, claim.holders[-1].polarity) == (
        "COERCE", "negative", ("historical", "negation"), "negative",
    )  # fmt: skip
    assert claim.why == "a why; type: corrected by Ada, a reason; polarity: corrected by Ada, a reason."
    back = decide(after, "corrected", f"{document}#c1", "type=COERCE", "unsure")
    (claim,) = next(back.reports([document])).claims
    assert (claim.type, claim.polarity) == ("ASSAULT", "negative")
    (read,) = next(back.reports([document], as_read=True)).claims
    assert (read.type, read.polarity) == ("ASSAULT", "positive")


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("type", "COERCE", "COERCE"), ("mode", "aerial", "aerial"), ("mode", "none", None),
        ("certainty", "possible", "possible"), ("legal_status", "charged", "charged"), ("legal_status", "none", None),
        ("target_kind", "civilian", "civilian"), ("actors", "m1", ("m1",)), ("recipients", "police", ("m1",)),
        ("actors", "m1 m2", ("m1", "m2")), ("actors", "none", ()),
    ],
)  # fmt: skip
def test_fields_that_can_be_corrected(field, value, expected):
    report = _make(1)
    assert getattr(change(report, report.claims[0], field, value), field) == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "funding"), ("type", "MURDER"), ("mode", "visit"), ("certainty", "none"), ("actors", "nobody here"),
     ("score", "1"), ("", "x"), ("polarity", "maybe"), ("holders", "m1")],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_what_would(field, value):
    report = _make(1)
    with pytest.raises(UsageError) as told:
        change(report, report.claims[0], field, value)
    assert told.value.hint


def test_decisions_move_to_the_claims_of_a_new_coding(case):
    document = first(case)
    after = decide(case, "reviewed", document, "c1", "negative")
    after = decide(after, "same_incident", f"{document}#c1", "other#c9")
    with after.writer() as writer:
        writer.add(grades=[Grade(f"{document}#c1", "F", 3, "Ada", "x")])
        again = _make(1, rules="2")
        moved = dataclasses.replace(again.claims[0], id="c5")
        new = dataclasses.replace(again.claims[0], id="c1", trigger=Span(0, 6), span=Span(0, 6))
        writer.add([mask(dataclasses.replace(again, claims=(new, moved)), key=after.key)])
    after = after.refresh()
    assert [c.id for c in next(after.reports([document])).claims] == ["c1"]  # c5, the same act, is the rejected one
    assert [c.id for c in next(after.reports([document], as_read=True)).claims] == ["c1", "c5"]
    assert [j.left for j in after.judgements() if j.kind == "same_incident"] == [f"{document}#c5"]
    assert [g.subject for g in after.grades()] == [f"{document}#c5"]
    gone = _make(1, rules="3")
    with after.writer() as writer:
        writer.add([mask(dataclasses.replace(gone, claims=(dataclasses.replace(new, id="c1"),)), key=after.key)])
    after = after.refresh()
    assert [c.id for c in next(after.reports([document])).claims] == ["c1"]
    assert not list(after.grades()) and not [j for j in after.judgements() if j.kind == "same_incident"]
    assert len(after.decisions()) == 2  # they stay on the record


@pytest.mark.parametrize("when", ["1", 1, "2999-01-01", "2999"])
def test_versions_and_days_open_a_case_as_it_was(case, masked, when):
    with case.writer() as writer:
        writer.add(masked(case, 3))
    assert Case.open(case.path, as_of=when).version == (2 if str(when).startswith("2999") else 1)


def test_a_day_before_everything_is_an_empty_case(case):
    assert list(Case.open(case.path, as_of="1999-12-31").reports()) == []
    day = case.versions()[0].at[:10]
    assert Case.open(case.path, as_of=day).version == 1
    for wrong in ("yesterday", "2024-13-99x", ""):
        with pytest.raises(UsageError, match="neither a version nor a day"):
            Case.open(case.path, as_of=wrong)
