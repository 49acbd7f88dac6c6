"""After an erasure no file of the case holds a word of the report: tables, old versions, logs, indexes, private."""

from __future__ import annotations

import importlib.util
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from sayso import linking
from sayso.case import Case, unmask_person
from sayso.errors import PrivacyError, VersionError
from sayso.privacy import mask
from sayso.records.actor import Mention
from sayso.records.document import Document
from sayso.records.judgement import Grade, Judgement
from sayso.records.report import Failure, Report

WORDS = ("Quellenburg", "quellenburg", "Zimtstern", "zimtstern", "Wanderfalke", "Oldenquist", "0ldpath")
"""Words that only the report to be erased has: in its text, title, outlet, file, names, and in decisions on it."""


def made():
    spec = importlib.util.spec_from_file_location("made", Path(__file__).with_name("conftest.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.make


def secret(kind="1"):
    """A report full of words that are nowhere else."""
    text = "Police said Olga Oldenquist burned the Quellenburg depot. Oldenquist fled."
    base = made()(0, rules=kind)
    doc = replace(
        base.document, text=text, record="0ldpath/zimtstern.txt", uri="0ldpath/zimtstern.txt", outlet="The Wanderfalke",
        title="Zimtstern at Quellenburg", id="sha256:0", content="sha256:1",
    )  # fmt: skip
    mentions = (base.mentions[0], Mention("m2", 12, 27, "Olga Oldenquist", "person", private=True))
    return replace(base, document=doc, mentions=mentions)


def content(path: Path) -> str:
    """All that a file of a case says, unpacked."""
    if path.suffix == ".parquet":
        file = pq.ParquetFile(path)
        return (
            json.dumps(file.read().to_pylist(), default=str, ensure_ascii=False) + str(file.metadata) + str(file.schema)
        )
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as index:
            tables = [t for (t,) in index.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
            return "".join(str(index.execute(f'SELECT * FROM "{t}"').fetchall()) for t in tables)
    return path.read_bytes().decode("utf-8", "replace")


def grep(case: Path, words: tuple[str, ...]) -> dict[str, list[str]]:
    """The files of the whole case folder that hold one of the words, raw or unpacked, or in their names."""
    found = {}
    for path in (p for p in case.rglob("*") if p.is_file()):
        raw = path.read_bytes()
        said = content(path)
        hits = [w for w in words if w in said or w.encode() in raw or w.encode("utf-16-le") in raw or w in path.name]
        if hits:
            found[str(path.relative_to(case))] = hits
    return found


@pytest.fixture
def filled(tmp_path):
    """A case with the report, decisions on it, every kind of index, an older coding, an older version, and a crash."""
    case = Case.open(tmp_path / "case", create=True)
    failure = Failure("worker", "0ldpath/zimtstern.txt", "its worker died on zimtstern", "try again")
    failed = Report(Document(id="", content="", text="", record="0ldpath/zimtstern.txt"), failures=(failure,))
    item = mask(secret(), key=case.key)
    document = item.report.document.id
    with case.writer() as writer:
        writer.add([mask(made()(n), key=case.key) for n in (1, 2)], failed=[failed])
        writer.add([item])
        person = item.originals.persons[0].pseudonym
        unmask_person(case.refresh(), writer, person, by="R. Editor", reason="holds an office")
        writer.add(
            judgements=[
                Judgement("reviewed", document, "c1", "positive", 1.0, "Ada", "it was at Quellenburg"),
                Judgement("corrected", f"{document}#c1", "type=COERCE", "positive", 1.0, "Ada", "Zimtstern"),
                Judgement("same_incident", f"{document}#c1", "other#c1", "positive", 1.0, "Ada", "both at Quellenburg"),
                Judgement("copy_of", "other", document, "positive", 1.0, "Ada", "of the Zimtstern story"),
                Judgement("same_incident", "other#c1", "another#c1", "positive", 1.0, "Ada", "kept"),
            ],
            grades=[
                Grade(f"{document}#c1", "F", 3, "Ada", "Quellenburg is far"),
                Grade("source:wanderfalke", "B", 6, "Ada", "x"),
                Grade(f"report:{document}", "B", 6, "Ada", "Zimtstern"), Grade("source:gazette", "B", 6, "Ada", "kept"),
            ],
        )  # fmt: skip
        writer.add([mask(secret("2"), key=case.key)])
        writer._append("documents", [])  # nothing; and a batch that a crash leaves without its commit:
        from sayso.case import store
        from sayso.case.layout import SCHEMAS, path_of
        from sayso.case.writer import _keyed
        from sayso.records.schema import encode

        lost = mask(secret("3"), key=case.key)
        row = _keyed(lost, 99) | encode(lost.report)
        store.append(path_of(case.path, "documents"), [row], SCHEMAS["documents"])
    seen = case.refresh()
    seen.index(linking.link).close()
    Case.open(case.path, as_of=2).index().close()
    with sqlite3.connect(case.path / "reader.sqlite") as shelf:
        shelf.execute("CREATE TABLE doc AS SELECT 'Quellenburg' AS text")
    shelf.close()
    (case.path / "index-actors.duckdb.17.new").write_bytes(b"Quellenburg")
    return seen, document, person


def test_the_whole_folder_is_free_of_the_words(filled):
    case, document, person = filled
    before = grep(case.path, WORDS)
    assert {Path(p).parts[0] for p in before} >= {
        "documents", "judgements", "grades", "failures", "private",
        "index.duckdb", "index-as-of.duckdb", "reader.sqlite",
    }  # fmt: skip
    assert set().union(*before.values()) == set(WORDS)
    with case.writer() as writer:
        assert writer.erase([document], by="Ada", reason="the author asked").version == 6
    assert grep(case.path, (*WORDS, document, person)) == {}
    after = case.refresh()
    assert sorted(r.document.record for r in after.reports()) == ["r1", "r2"]
    assert [(j.kind, j.why) for j in after.judgements()] == [("same_incident", "kept"), ("erased", "the author asked")]
    assert [g.subject for g in after.grades()] == ["source:gazette"]
    assert list(after.failures()) == []
    for version in range(1, 6):
        with pytest.raises(VersionError, match="erased"):
            Case.open(case.path, as_of=version)
    after.index(linking.link).close()
    assert grep(case.path, (*WORDS, document, person)) == {}


def test_an_erasure_survives_a_crash_before_it_vacuums(filled, monkeypatch):
    case, document, person = filled
    with case.writer() as writer:
        monkeypatch.setattr(writer, "_vacuum", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            writer.erase([document], by="Ada", reason="asked")
    with case.writer():
        pass
    assert grep(case.path, (*WORDS, document, person)) == {}


def test_a_reason_with_a_name_of_what_is_erased_is_refused(filled):
    case, document, _ = filled
    with case.writer() as writer:
        for said in ({"by": "Ada", "reason": "Ms OLDENQUIST asked"}, {"by": "Olga O.", "reason": "asked"}):
            with pytest.raises(PrivacyError):
                writer.erase([document], **said)
    assert len(list(case.refresh().reports())) == 3


def test_what_other_reports_have_too_stays(tmp_path, masked):
    case = Case.open(tmp_path / "case", create=True)
    with case.writer() as writer:
        batch = masked(case, 1, 2)
        writer.add(batch, grades=[Grade("source:gazette", "B", 6, "Ada", "both are of it")])
        person = batch[0].originals.persons[0].pseudonym
        unmask_person(case.refresh(), writer, person, by="R. Editor", reason="holds an office")
        writer.erase([batch[0].report.document.id], by="Ada", reason="asked")
    after = case.refresh()
    assert [g.subject for g in after.grades()] == ["source:gazette"]
    assert [j.kind for j in after.judgements()] == ["unmask", "erased"]


def test_copies_are_known_by_their_text(tmp_path, masked):
    case = Case.open(tmp_path / "case", create=True)
    with case.writer() as writer:
        one, two = masked(case, 1), masked(case, 1, title="the same elsewhere")
        writer.add([*one, *two, *masked(case, 2)])
    ids = [m.report.document.id for m in (*one, *two)]
    assert case.refresh().copies([ids[0]]) == [ids[1]]
