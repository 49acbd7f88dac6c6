"""Words find reports, best first, offline; private names find nothing; the index grows with the case."""

from __future__ import annotations

import contextlib
import importlib.util
import shutil
from dataclasses import replace

import duckdb
import pytest

from sayso.case import Case
from sayso.case.search import question_of, search
from sayso.case.words import fold, stem, words_of
from sayso.errors import UsageError
from sayso.privacy import mask
from sayso.records.document import content_id
from sayso.records.judgement import Judgement
from sayso.records.report import Coding, Report

TEXTS = {
    "a": "Rebels burned the old depot at Tarsk. The depot held grain.",
    "b": "Police said the café near the depots was shelled; nobody was hurt.",
    "c": "The pro-government militia shelled Tarsk on Monday, said the mayor.\nThe old\n mill burned.",
    "d": "A farmer saw the mill. A long report of the harvest, of prices, of rain and of the river follows here.",
}


@pytest.fixture(scope="module")
def still(tmp_path_factory):
    """A case that tests only look into, its index made."""
    spec = importlib.util.spec_from_file_location("made", __file__.replace("test_search", "conftest"))
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    opened = filled(tmp_path_factory.mktemp("search") / "case", made.make(1))
    opened.index().close()
    return opened


@pytest.fixture
def case(still, tmp_path):
    """A copy of it that a test may change."""
    shutil.copytree(still.path, tmp_path / "case")
    return Case.open(tmp_path / "case")


def filled(path, report):
    opened = Case.open(path, create=True)
    base = mask(report, key=opened.key)
    batch = []
    for name, text in TEXTS.items():
        doc = replace(
            base.report.document, id=f"sha256:{name}", content=content_id(text), text=text, record=name, title=None
        )
        batch.append(mask(Report(doc, coding=Coding("1")), key=opened.key))
    with opened.writer() as writer:
        writer.add([*batch, base])
    return opened.refresh()


def hits(case, asked, **options):
    return [hit.record for hit in search(case, asked, **options).hits]


@pytest.mark.parametrize(
    ("asked", "records"),
    [
        ("depot", ["a", "b", "r1"]), ("DEPOTS", ["a", "b", "r1"]), ("depot Tarsk", ["a"]), ("shell*", ["b", "c"]),
        ("cafe", ["b"]), ("CAFÉ", ["b"]), ('"old mill"', ["c"]), ('"old depot"', ["a"]), ('"mill old"', []),
        ("Tarsk -militia", ["a"]), ("militia", ["c"]), ("government", ["c"]), ("pro-government", ["c"]), ("zebra", []),
    ],
)  # fmt: skip
def test_words_find_reports(still, asked, records):
    assert sorted(hits(still, asked)) == records


def test_the_best_comes_first_with_its_passage_marked(still):
    found = search(still, "depot", limit=2)
    assert found.total == 3 and len(found.hits) == 2 and found.hits[0].record == "a"
    best = found.hits[0]
    assert [best.passage[a:b] for a, b in best.marks] == ["depot", "depot"]
    assert search(still, "police burned").hits[0].claims == (("c1", "ASSAULT"),)


def test_private_names_find_what_unknown_words_find(still):
    assert hits(still, "Olga") == hits(still, "Ruiz") == hits(still, '"Olga Ruiz"') == hits(still, "zebra") == []
    (pseudonym,) = {known.pseudonym for kept in still.all_originals() for known in kept.persons}
    assert hits(still, pseudonym) == ["r1"]


def test_retracted_reports_are_not_found_and_earlier_versions_are(case):
    (gone,) = (r.document.id for r in case.reports() if r.document.record == "a")
    with case.writer() as writer:
        writer.add(judgements=[Judgement("retracted", gone, None, "positive", 1.0, "Ada", "withdrawn")])
    assert hits(case.refresh(), "grain") == []
    assert hits(Case.open(case.path, as_of=1), "grain") == ["a"]
    assert hits(case.refresh(), "grain") == []


def test_the_index_takes_in_new_reports_without_the_old_ones(case, masked, monkeypatch):
    assert hits(case, "depot")
    with case.writer() as writer:
        writer.add(masked(case, 50))
    case = case.refresh()
    read = []
    coded = Case._coded

    def counting(self, ids=None, since=0):
        for pair in coded(self, ids, since):
            read.append(pair)
            yield pair

    monkeypatch.setattr(Case, "_coded", counting)
    assert sorted(hits(case, "depot")) == ["a", "b", "r1", "r50"]
    assert len(read) == 1


def test_nothing_is_fetched_over_the_network(still):
    with still.index() as index, pytest.raises(duckdb.Error, match=r"(?i)not found|does not exist|not in the catalog"):
        index.execute("SELECT stem('depots', 'porter')")


@pytest.mark.parametrize("asked", ["", "   ", "-depot", '""', "!!", "*"])
def test_a_question_without_a_word_is_refused(asked):
    with pytest.raises(UsageError, match="no word"):
        question_of(asked)


@pytest.mark.parametrize(
    "asked", ["'; DROP TABLE words; --depot", 'a" OR 1=1', "%", "\\", "a*b*", "日本語 слово", "x" * 5000]
)
def test_odd_questions_are_only_words(still, asked):
    with contextlib.suppress(UsageError):
        search(still, asked)
    assert len(hits(still, "depot")) == 3


def test_folding_and_stems():
    assert fold("Ä’É") == "a'e"
    assert [stem(w) for w in ("news", "bus", "class", "cities", "houses")] == ["new", "bus", "class", "city", "house"]
    assert words_of("person-1a2b3c4d fled") == ["person-1a2b3c4d", "person", "1a2b3c4d", "fled"]
