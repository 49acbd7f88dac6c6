"""The shelf follows the case: new commits are added, an erasure throws it away, a newer coding takes the place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.case import Case
from sayso.config import Settings
from sayso.reading.sources import expand
from sayso.records.judgement import Judgement
from sayso.run import Job, run_into_case
from sayso.web import together
from sayso.web.answers import edition_of, kept
from sayso.web.find import Facets, match, searched
from sayso.web.shelf import NAME, Shelf, discard

from .conftest import Reader, opened


def test_a_decision_costs_no_filling(case: Path) -> None:
    reader = opened(case)
    document = reader.document("depot")
    rows = reader.desk.shelf.reader().execute("SELECT max(n) FROM claim").fetchone()[0]
    reader.judge("review", claims=f"{document}#c1", verdict="positive")
    assert reader.desk.shelf.reader().execute("SELECT max(n) FROM claim").fetchone()[0] == rows
    assert reader.desk.shelf.filled()[0] == reader.desk.now().version == Case.open(case).version


def test_what_is_erased_is_gone_from_the_shelf(case: Path) -> None:
    reader = opened(case)
    key = reader.key("hostile")
    opened_case = Case.open(case)
    with opened_case.writer() as writer:
        writer.erase([reader.document("hostile")], by="R. Editor", reason="the author asked for it")
    assert b"Turku" not in (case / NAME).read_bytes() if (case / NAME).exists() else True
    assert reader.get(f"/report/{key}").status_code == 404
    assert reader.get("/search?q=Turku").text.count("/report/") == 0
    assert b"Turku" not in b"".join(p.read_bytes() for p in case.glob(f"{NAME}*"))


def test_a_broken_shelf_is_made_anew(case: Path) -> None:
    (case / NAME).write_bytes(b"no database at all" * 100)
    shelf = Shelf(case)
    assert shelf.filled() == (0, 0)
    assert opened(case).get("/reports").text.count("<tr>") == 5


def test_another_writer_shows_at_the_next_page(case: Path) -> None:
    reader = opened(case)
    document = reader.document("depot")
    with Case.open(case).writer() as writer:
        writer.add(judgements=[Judgement("reviewed", document, "c1", "positive", 1.0, "Somebody else", "read it")])
    assert "Somebody else" in reader.get("/decisions").text


def test_the_shelf_is_private_to_its_user_and_masked(case: Path) -> None:
    opened(case)
    assert (case / NAME).stat().st_mode & 0o077 == 0
    assert b"Korpela" not in (case / NAME).read_bytes()


def test_no_words_are_no_query() -> None:
    assert match("") == match("--- ' \" *") == ""


def test_versions_compared_tell_of_what_was_decided_between_them(case: Path) -> None:
    reader = opened(case)
    before = reader.desk.now().version
    reader.judge("review", claims=f"{reader.document('depot')}#c1", verdict="positive", why="read it twice")
    after = reader.desk.now().version
    assert "read it twice" in reader.get(f"/compare?a={before}&b={after}").text
    assert "read it twice" not in reader.get(f"/compare?a=0&b={before}").text
    assert "4</dd><dt>reports read" in reader.get(f"/compare?a=0&b={before}").text


def test_what_is_counted_is_kept_on_the_shelf_and_follows_it(case: Path, tmp_path: Path) -> None:
    shelf = opened(case).desk.shelf
    row = shelf.reader().execute("SELECT edition, value FROM answer WHERE name = 'totals'").fetchone()
    assert row["edition"] == edition_of(shelf.reader())
    assert json.loads(row["value"])["reports"] == 4
    given = tmp_path / "more.txt"
    given.write_text("The Red Front bombed Turku, the mayor said.", encoding="utf-8")
    settings = Settings(workers=0)
    for _ in run_into_case(expand([str(given)], settings=settings), Job(settings), case, on_event=lambda _: None):
        pass
    reader = opened(case)
    assert "5 reports from" in reader.get("/").text.replace("Five", "5")
    assert kept(reader.desk, "totals")["reports"] == 5


def test_the_reader_opens_again_without_the_tables_unless_somebody_committed(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(case)
    with monkeypatch.context() as patched:
        patched.setattr(Case, "open", lambda *_, **__: pytest.fail("the tables were opened"))
        assert "Most told incidents" in opened(case).get("/").text
    document = opened(case).document("depot")
    with Case.open(case).writer() as writer:
        writer.add(judgements=[Judgement("reviewed", document, "c1", "positive", 1.0, "Somebody else", "read it")])
    assert "Somebody else" in opened(case).get("/decisions").text


def test_whole_words_come_before_beginnings(looking: Reader) -> None:
    whole, beginning = (searched(looking.desk, Facets(q)).numbers for q in ("shelled", "shell"))
    assert whole and set(whole) <= set(beginning)
    assert match("shelled depot", whole=True) == '"shelled" "depot"'


def test_incidents_of_a_large_case_are_put_together_in_a_process_of_its_own(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = opened(case)
    wanted = beside.desk.shelf.reader().execute("SELECT id, reports FROM incident ORDER BY id").fetchall()
    discard(case)
    monkeypatch.setattr(together, "BESIDE", 0)
    reader = opened(case)
    found = reader.desk.shelf.reader().execute("SELECT id, reports FROM incident ORDER BY id").fetchall()
    assert [tuple(row) for row in found] == [tuple(row) for row in wanted]
    assert reader.get(f"/incident/{found[0]['id']}").status_code == 200


def test_of_too_many_reports_only_actors_are_put_together(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "BESIDE", 0)
    monkeypatch.setattr(together, "MOST", 1)
    discard(case)
    reader = opened(case)
    assert reader.desk.shelf.reader().execute("SELECT count(*) FROM actor").fetchone()[0]
    assert not reader.desk.shelf.reader().execute("SELECT count(*) FROM incident").fetchone()[0]
    assert "Incidents were not put together" in reader.get("/").text


def test_what_was_erased_while_incidents_were_put_together_stays_away(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = opened(case)
    erased = reader.document("other")
    real = together.each_incident

    def slow(*given: object) -> object:
        found = list(real(*given))  # type: ignore[arg-type]
        opened_case = Case.open(case)
        with opened_case.writer() as writer:
            writer.erase([erased], by="R. Editor", reason="the author asked for it")
        Shelf(case).fill(Case.open(case))
        return found

    monkeypatch.setattr(together, "each_incident", slow)
    decided = (Judgement("reviewed", erased, "c1", "positive", 1.0, "Somebody else", "read it"),)
    together.link(reader.desk.shelf, decided, incidents=True)
    assert erased.encode() not in b"".join(p.read_bytes() for p in case.glob(f"{NAME}*"))
