"""The Python surface on cases: tables, links, answers and pictures, from a case, a file or reports at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso import frames
from sayso.frames import Table

EXAMPLE = Path(__file__).parents[2] / "examples" / "mainila"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> sayso.Case:
    made = sayso.Case(tmp_path_factory.mktemp("cases") / "mainila", create=True)
    added = made.add(EXAMPLE)
    assert (added.new, added.known, added.failed) == (13, 0, 0)
    assert (made.add(str(EXAMPLE)).known, made.version) == (13, added.version)
    return made


def test_a_case_holds_reports(case: sayso.Case) -> None:
    reports = list(case)
    assert len(reports) == 13 and all(isinstance(r, sayso.Report) for r in reports)
    assert (case.judgements, case.grades) == ([], [])
    assert "13 reports" in case._repr_html_() and repr(case).startswith("<sayso.Case ")


def test_tables_are_those_of_the_export(case: sayso.Case) -> None:
    claims = case.table("claims")
    assert len(claims) == sum(len(r.claims) for r in case) == len(claims.rows())
    assert all(row["according_to"] for row in claims)
    frame = claims.to_pandas()
    assert list(frame.columns) == claims.columns and len(frame) == len(claims)
    assert sayso.table(case.path, "holders").columns == sayso.table(list(case), "holders").columns
    with pytest.raises(sayso.UsageError, match="no table 'x'"):
        case.table("x")


def test_a_table_shows_and_goes_anywhere() -> None:
    import pyarrow as pa

    table = Table.of([{"a": f"<b>{n}" + "x" * 100, "n": None} for n in range(12)])
    shown = table._repr_html_()
    assert "&lt;b&gt;0" in shown and "<b>0" not in shown and "2 more rows" in shown and "…" in shown
    assert pa.table(table).num_rows == 12 and repr(table) == "<sayso.Table: 12 rows, a, n>"
    assert len(Table.of([])) == 0


def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(frames, "import_module", missing)
    for call in (Table.of([{"a": 1}]).to_polars, Table.of([{"a": 1}]).to_pandas):
        with pytest.raises(sayso.UsageError, match="is not installed — install it"):
            call()


def test_links(case: sayso.Case) -> None:
    links = case.link()
    incidents = links.incidents.rows()
    assert max(row["reports"] for row in incidents) >= 5
    names = {row["name"] for row in links.actors}
    assert "Finland" in names and not any(name.startswith("person-") for name in names)
    assert "Incidents" in links._repr_html_()


def test_answers(case: sayso.Case) -> None:
    (most,) = sorted(case.link().incidents, key=lambda row: -row["reports"])[:1]
    answer = case.ask(most["incident"])
    assert answer.matrix.columns[:2] == ["item", "origin"] and len(answer.matrix) > 3
    assert str(answer).startswith("Assessment") or "Assessment" in str(answer)
    assert "sandbox" in answer._repr_html_()
    same = sayso.ask(list(case), most["incident"])
    assert same.matrix.rows() == answer.matrix.rows()


@pytest.mark.parametrize("what", ["network", "map", "months"])
def test_pictures(case: sayso.Case, what: str) -> None:
    made = case.draw(what)
    assert made.alt and made.svg().startswith("<svg")
    with pytest.raises(sayso.UsageError, match="no picture"):
        case.draw("pie")


def test_a_generator_of_reports_will_do(case: sayso.Case) -> None:
    def some() -> Iterator[sayso.Report]:
        yield from case

    assert len(sayso.table(some(), "documents")) == 13
