"""`sayso import` and `sayso context`: reports, decisions and events in a case; errors are lines with a hint."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import re
from pathlib import Path

import pytest

from sayso import cli
from sayso.case import Case, store
from sayso.exporting.annotations import note_id

TEXT = "ORAN, 3 March 2019 - The Red Front shelled the harbour in Oran on Friday, the mayor said. The union denied it."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.main(list(arguments))
    out.flush()
    return status, out.buffer.getvalue().decode(), err.getvalue()  # type: ignore[attr-defined]


def article(**more: str) -> str:
    return json.dumps({"id": "a1", "title": "Harbour shelled", "site": "The Gazette", "text": TEXT} | more)


def test_articles_become_reports_once(folder: Path) -> None:
    Path("in.jsonl").write_text(article() + "\n" + json.dumps({"id": "a2"}) + "\n", encoding="utf-8")
    status, printed, errors = run("import", "case", "in.jsonl", "--from", "articledata")
    assert (status, printed) == (3, "")
    assert 'no "text" in this article' in errors and "in.jsonl: 1 new reports, 1 could not be used" in errors
    status, _, errors = run("import", "case", "in.jsonl", "--from", "articledata")
    assert "0 new reports, 1 already known" in errors
    (report,) = Case.open("case").reports()
    assert (report.document.outlet, report.document.title) == ("The Gazette", "Harbour shelled")
    assert any(c.type == "ASSAULT" for c in report.claims)


def test_half_a_file_keeps_what_came_before(folder: Path) -> None:
    Path("in.json").write_text("[" + article() + ',{"id": "a2", "te', encoding="utf-8")
    status, _, errors = run("import", "case", "in.json", "--from", "articledata")
    assert status == 3 and "the file ends early after 1 records" in errors and "Traceback" not in errors
    assert len(list(Case.open("case").reports())) == 1


def test_a_persons_corrections_become_judgements(folder: Path) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    run("read", "a.txt", "--case", "case", "-q")
    (report,) = Case.open("case").reports()
    claim = next(c for c in report.claims if c.type == "ASSAULT" and c.actors)
    _, exported, _ = run("export", "case", "--to", "annotations")
    page = json.loads(exported)
    mine = next(n for n in page["items"] if n["id"] == note_id(report.document.id, claim.id))
    reply = {"id": "r", "target": mine["id"], "creator": {"type": "Person", "name": "Ada"},
             "body": ["confirmed", "read it twice", "polarity=perhaps"]}  # fmt: skip
    wrong = {"id": "w", "target": "urn:uuid:none", "creator": "Ada", "body": "confirmed"}
    edited = mine | {"sayso:certainty": "possible"}
    Path("edited.jsonld").write_text(json.dumps(page | {"items": [edited, *page["items"]]}), encoding="utf-8")

    status, _, errors = run("import", "case", "edited.jsonld", "--from", "annotations")
    assert status == 2 and "nobody signs this decision — add --by NAME" in errors
    status, _, errors = run("import", "case", "edited.jsonld", "--from", "annotations", "--by", "machine")
    assert status == 2 and "this name is the machine's" in errors
    status, _, errors = run("import", "case", "edited.jsonld", "--from", "annotations", "--by", "R. Editor")
    assert status == 0 and "1 new decisions" in errors
    Path("replies.jsonl").write_text(json.dumps(reply) + "\n" + json.dumps(wrong), encoding="utf-8")
    status, _, errors = run("import", "case", "replies.jsonl", "--from", "annotations")
    assert status == 3 and "it does not take this value (polarity=perhaps)" in errors
    assert "no claim of this case is meant" in errors
    reply["body"] = ["confirmed", "read it twice"]
    Path("replies.jsonl").write_text(json.dumps(reply), encoding="utf-8")
    assert "1 new decisions" in run("import", "case", "replies.jsonl", "--from", "annotations")[2]
    assert "0 new decisions, 1 already known" in run("import", "case", "replies.jsonl", "--from", "annotations")[2]

    corrected, reviewed = Case.open("case").judgements()
    assert (corrected.kind, corrected.left, corrected.right, corrected.made_by) == (
        "corrected", f"{report.document.id}#{claim.id}", "certainty=possible", "R. Editor",
    )  # fmt: skip
    assert (reviewed.kind, reviewed.right, reviewed.verdict, reviewed.made_by, reviewed.why) == (
        "reviewed", claim.id, "positive", "Ada", "read it twice",
    )  # fmt: skip
    _, told, _ = run("export", "case", "--to", "plover", "--reviewed-only")
    (event,) = map(json.loads, told.splitlines())
    assert (event["quote"], event["certainty"]) == (claim.span.of(report.document.text), "possible")


def test_comments_name_no_private_person(folder: Path) -> None:
    said = "Rebels burned the mill, Ahmed Bensalah, a fisherman, said. Bensalah fled to Oran."
    Path("a.txt").write_text(said, encoding="utf-8")
    run("read", "a.txt", "--case", "case", "-q")
    (report,) = Case.open("case").reports()
    (person,) = set(re.findall(r"person-[0-9a-f]{8}", report.document.text))
    claim = next(c for c in report.claims if c.type == "ASSAULT")
    notes = [
        {"id": str(n), "target": note_id(report.document.id, claim.id), "creator": "Ada", "body": ["confirmed", words]}
        for n, words in enumerate(
            ("I asked Ahmed  Bensalah himself", "bensalah? BENSALAH says so", "Juhani Korpela, a baker, saw it too.",
             "read it twice")
        )
    ]  # fmt: skip
    Path("n.json").write_text(json.dumps(notes), encoding="utf-8")
    assert "4 new decisions" in run("import", "case", "n.json", "--from", "annotations")[2]
    kept = [j.why for j in Case.open("case").judgements()]
    assert kept[0] == f"I asked {person} himself" and kept[1] == f"{person}? {person} says so"
    assert kept[2].startswith("person-") and kept[2].endswith(", a baker, saw it too.") and kept[3] == "read it twice"
    whole = b"".join(p.read_bytes() for p in Path("case/judgements").rglob("*.parquet"))
    assert not any(name in " ".join(kept) for name in ("Ahmed", "Korpela", "BENSALAH")) and b"Korpela" not in whole
    assert "4 already known" in run("import", "case", "n.json", "--from", "annotations")[2]


def test_words_that_several_claims_have_are_told(folder: Path) -> None:
    Path("a.txt").write_text("The Red Front shelled and burned the harbour, the mayor said.", encoding="utf-8")
    run("read", "a.txt", "--case", "case", "-q")
    _, exported, _ = run("export", "case", "--to", "annotations")
    first = next(n for n in json.loads(exported)["items"] if "sayso:claim" in n)
    note = {"id": "x", "creator": "Ada", "target": first["target"], "body": "confirmed"}
    Path("n.json").write_text(json.dumps(note), encoding="utf-8")
    status, _, errors = run("import", "case", "n.json", "--from", "annotations")
    claims = list(next(iter(Case.open("case").reports())).claims)
    same = [c for c in claims if list(c.span) == [first["target"]["selector"][1][k] for k in ("start", "end")]]
    assert status == (0 if len(same) == 1 else 3)
    assert ("1 new decisions" if len(same) == 1 else f"{len(same)} claims have these words") in errors


ROWS = (
    "id,type_of_violence,date_start,date_end,date_prec,side_a,side_b,where_coordinates,country,latitude,longitude,"
    "where_prec,low,best,high,source_office\n"
    "7,1,2019-03-01,2019-03-01,1,Government of Freedonia,Red Front,Oran,Algeria,35.7,-0.63,1,2,4,6,"
    "The Gazette;The Mirror\n"
    "8,1,2019-03-02,2019-03-05,2,Government of Freedonia,Red Front,Oran province,Algeria,35.7,-0.63,4,0,0,0,\n"
    "9,1,2019-03-01,2019-03-01,1,Government of Finland,Red Front,Helsinki,Finland,60.2,24.9,1,0,0,0,\n"
)


def test_events_stand_beside_a_claim(folder: Path) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("ged.csv").write_text(ROWS, encoding="utf-8")
    run("read", "a.txt", "--case", "case", "-q")
    before = Case.open("case").version
    assert "3 new context events" in run("import", "case", "ged.csv", "--from", "ucdp")[2]
    assert "0 new context events, 3 already known" in run("import", "case", "ged.csv", "--from", "ucdp")[2]
    assert Case.open("case").version == before
    _, told, _ = run("context", "case")
    assert told.startswith("3 events beside this case. Events of other data sets: none counts here as evidence")
    status, told, errors = run("context", "case", "shelled the harbour")
    assert status == 0, errors
    assert "2 events." in told and "according to UCDP GED 7, citing The Gazette; The Mirror" in told
    assert "4 (2–6)" in told and "the place of one is not known more finely" in told and "Helsinki" not in told
    assert run("context", "case", "no such words")[0] == 2


@pytest.mark.parametrize("form", ["articledata", "ucdp", "annotations"])
def test_a_full_disk_is_told_and_the_case_stays_whole(folder: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    run("read", "a.txt", "--case", "case", "-q")
    (report,) = Case.open("case").reports()
    note = {"id": "1", "target": note_id(report.document.id, "c1"), "creator": "Ada", "body": "confirmed"}
    given = {"articledata": article(text=TEXT + " It rained."), "ucdp": ROWS, "annotations": json.dumps(note)}[form]
    Path("in").write_text(given, encoding="utf-8")

    def full(path: Path, rows: object, schema: object) -> None:
        with store.told(path, writing=True):
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(store, "append", full)
        status, _, errors = run("import", "case", "in", "--from", form)
    assert status == 3 and "no room left" in errors and "Traceback" not in errors
    assert len(list(Case.open("case").reports())) == 1 and list(Case.open("case").judgements()) == []
    status, _, errors = run("import", "case", "in", "--from", form)
    assert status == 0 and " new " in errors


def test_errors_are_lines_with_a_hint(folder: Path) -> None:
    Path("t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for arguments, code, words in (
        (["case", "t.csv", "--from", "xls"], 2, "formats: annotations, ftm"),
        (["case", "t.csv", "--from", "acled"], 2, "this is no table of ACLED"),
        (["case", "none.csv", "--from", "acled"], 3, "no such file"),
        (["none", "t.csv", "--from", "annotations"], 3, "no such case"),
        (["case", ".", "--from", "stix"], 3, "no such file"),
    ):
        status, _, errors = run("import", *arguments)
        assert status == code and words in errors and " — " in errors, errors
        assert "Traceback" not in errors
