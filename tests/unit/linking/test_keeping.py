"""What a growing case keeps of linking: only new reports are compared, and all is known as if linked in one go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.origins import report_of
from benchmarks.planted import case as planted

from sayso import linking, privacy
from sayso.case import Case
from sayso.errors import UsageError
from sayso.linking import keeping
from sayso.records.report import Report
from sayso.showing import origins_source
from sayso.showing.origins_source import linked, origins_in

SEEDS = (10_001, 10_002)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    made = []
    for seed in SEEDS:
        for report in map(report_of, planted(seed)):
            name = f"{seed}-{report.document.id}"
            made.append(replace(report, document=replace(report.document, id=name, record=name)))
    return made


def _add(place: Path, reports: list[Report]) -> Case:
    case = Case.open(place, create=True)
    with case.writer() as writer:
        writer.add([privacy.mask(r, key=case.key) for r in reports])
    return case.refresh()


def _copies(known: linking.provenance.Provenance) -> set[tuple[str, str, str]]:
    return {(c.source, c.copy, c.kind) for c in known.copies}


def test_a_case_that_grew_knows_what_one_linked_at_once_knows(tmp_path: Path, reports: list[Report]) -> None:
    case = _add(tmp_path / "c", reports[::2])
    linked(case)
    case = _add(tmp_path / "c", reports[1::2][:5])
    seen: list[str] = []

    def watched(passing):  # type: ignore[no-untyped-def]
        for report in passing:
            seen.append(report.document.id)
            yield report

    texts, known = linked(case, through=watched)
    whole = linking.provenance_of(case.reports())
    assert len(seen) == 5 and texts.num_rows == len(whole.texts)
    assert _copies(known) == _copies(whole) and len(known.copies) > 5
    for name in whole.texts:
        assert known.texts[name] == whole.texts[name]
        assert list(known.credits[name]) == list(whole.credits[name])
        assert list(known.facts[name]) == list(whole.facts.get(name, ()))
        assert known.order[name] == whole.order[name]
    assert {k: list(v) for k, v in known.by.items()} == {k: list(v) for k, v in whole.by.items()}
    assert {k: sorted(map(str, v)) for k, v in known.citing.items()} == {
        k: sorted(map(str, v)) for k, v in whole.citing.items()
    }
    for report in case.reports():
        for claim in report.claims:
            asked = report.document.id, claim.id
            assert linking.tree(known, *asked) == linking.tree(whole, *asked)


def test_nothing_new_is_read_twice_and_a_case_that_doubled_is_linked_anew(
    tmp_path: Path, reports: list[Report]
) -> None:
    case = _add(tmp_path / "c", reports[:4])
    linked(case)
    before = sorted(p.name for p in case.path.glob("index-origins-*"))
    linked(case)
    assert sorted(p.name for p in case.path.glob("index-origins-*")) == before == [
        "index-origins-0-1.links", "index-origins-0-1.texts",
    ]  # fmt: skip
    case = _add(tmp_path / "c", reports[4:5])
    linked(case)
    assert (case.path / "index-origins-1-2.links").exists()
    case = _add(tmp_path / "c", reports[5:12])
    _, known = linked(case)
    assert sorted(p.name for p in case.path.glob("index-origins-*.links")) == ["index-origins-0-3.links"]
    assert _copies(known) == _copies(linking.provenance_of(case.reports()))


def test_many_slices_become_one_and_a_damaged_one_is_made_anew(
    tmp_path: Path, reports: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.case.slices.MOST", 2)
    for n in range(4):
        case = _add(tmp_path / "c", reports[:9] if n == 0 else reports[8 + n : 9 + n])
        _, known = linked(case)
    assert len(list(case.path.glob("index-origins-*.links"))) <= 2
    whole = linking.provenance_of(case.reports())
    assert _copies(known) == _copies(whole)
    for path in case.path.glob("index-origins-*.links"):
        path.write_bytes(b"not arrow")
    assert _copies(linked(case)[1]) == _copies(whole)


def test_what_was_erased_or_retracted_is_in_no_slice(tmp_path: Path, reports: list[Report]) -> None:
    case = _add(tmp_path / "c", reports[:6])
    linked(case)
    gone = next(iter(case.reports())).document.id
    with case.writer() as writer:
        writer.erase([gone], by="Ada", reason="asked for")
    assert not list(case.path.glob("index-origins-*"))
    texts, _ = linked(case.refresh())
    assert gone not in texts["document"].to_pylist() and texts.num_rows == 5


def test_a_new_medium_sheds_light_on_reports_that_named_it_before(tmp_path: Path, reports: list[Report]) -> None:
    def told(report: Report, text: str, outlet: str) -> Report:
        return Report(replace(report.document, id=outlet, content=outlet, text=text, outlet=outlet, byline=None))

    filler = [told(reports[0], f"Ox number {n} was sold to a miller of the hills at noon.", f"P{n}") for n in range(6)]
    early = told(
        reports[0], "Raiders burned the granary before dawn, the Ledwick Bugle reported on Monday.", "Mirror Q"
    )
    case = _add(tmp_path / "c", [*filler, early])
    _, known = linked(case)
    assert not known.credits[case.id_of("Mirror Q")] and early
    case = _add(tmp_path / "c", [told(reports[0], "A ferry sank off the quay at night in the storm.", "Ledwick Bugle")])
    _, known = linked(case)
    assert [c.key for c in known.credits[case.id_of("Mirror Q")]] == ["ledwick bugle"]
    assert list(known.citing["ledwick bugle"])


def test_a_claim_of_a_case_is_found_by_name_and_by_words(tmp_path: Path, reports: list[Report]) -> None:
    case = _add(tmp_path / "c", reports[:8])
    report = next(r for r in case.reports() if r.claims)
    claim = report.claims[0]

    def story(found: Report):  # type: ignore[no-untyped-def]
        raise AssertionError("no numbers were asked for")

    for asked in (f"{report.document.id}#{claim.id}", f"{report.document.record}#{claim.id}"):
        assert origins_in(case, asked, story_of=story, where="c").claim == claim.id
    words = claim.span.of(report.document.text)
    assert origins_in(case, words, story_of=story, where="c").origins
    with pytest.raises(UsageError, match="no report in it"):
        origins_in(case, "nothing-here#c1", story_of=story, where="c")
    with pytest.raises(UsageError, match="no claim has these words"):
        origins_in(case, "zyzzyva quux", story_of=story, where="c")
    assert origins_source.RECIPE.version == keeping.RULES
