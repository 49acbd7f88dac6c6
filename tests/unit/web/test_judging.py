"""Each judgement made on a page is kept with name and reason, shows everywhere, and can be undone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sayso.case import Case
from sayso.records.judgement import Judgement

from .conftest import Reader, opened

HOMES = "(SELECT incident, d.id document, c.claim FROM incident_claim c JOIN doc d ON d.n = c.doc)"


def _first(reader: Reader, where: str = "c.accuses") -> tuple[str, str, str]:
    row = reader.desk.shelf.reader().execute(
        f"SELECT d.id, d.key, c.id claim FROM claim c JOIN doc d ON d.n = c.doc WHERE {where} ORDER BY c.n"
    ).fetchone()  # fmt: skip
    return row["id"], row["key"], row["claim"]


def test_confirm_reject_and_undo(reader: Reader) -> None:
    document, key, claim = _first(reader)
    ref, page = f"{document}#{claim}", f"/report/{key}/claim/{claim}"
    said = reader.judge("review", claims=ref, verdict="positive").json()
    assert (said["status"], said["by"]) == ("confirmed", "R. Editor")
    assert "✓ confirmed" in reader.get(page).text
    assert "✓ confirmed" in reader.get(f"/report/{key}").text
    again = reader.judge("review", claims=ref, verdict="negative", why="another act is meant").json()
    assert "✗ rejected" in reader.get(page).text
    assert reader.judge("undo", decision=said["undo"]).status_code == 400
    assert reader.judge("undo", decision=again["undo"]).status_code == 200
    assert "✓ confirmed" in reader.get(page).text
    kept = list(Case.open(reader.desk.path).judgements())
    assert [j.verdict for j in kept] == ["positive", "negative", "positive"]
    assert kept[-1].why.startswith("undone")
    decisions = reader.get("/decisions").text
    assert "another act is meant" in decisions and "looked it up" in decisions


def test_a_review_leaves_the_queue_and_comes_back(reader: Reader) -> None:
    document, key, claim = _first(reader)
    link = f"/report/{key}/claim/{claim}"
    assert link in reader.get("/queue").text
    said = reader.judge("review", claims=f"{document}#{claim}", verdict="positive").json()
    assert link not in reader.get("/queue").text
    reader.judge("undo", decision=said["undo"])
    assert link in reader.get("/queue").text


def test_a_correction_shows_and_is_undone(reader: Reader) -> None:
    document, key, claim = _first(reader, "c.type = 'ASSAULT'")
    page = f"/report/{key}/claim/{claim}"
    said = reader.judge("correct", claim=f"{document}#{claim}", field="certainty", value="possible")
    assert said.status_code == 200, said.text
    assert reader.desk.report(key).claim_by_id[claim].certainty == "possible"
    assert "was corrected by R. Editor" in reader.get(page).text
    reader.judge("undo", decision=said.json()["undo"])
    assert reader.desk.report(key).claim_by_id[claim].certainty != "possible"
    for field, value in (("certainty", "sure"), ("text", "x"), ("type", "weapons"), ("actors", "m999")):
        answer = reader.judge("correct", claim=f"{document}#{claim}", field=field, value=value)
        assert answer.status_code == 400, (field, answer.text)


def test_two_incidents_and_one_again(reader: Reader) -> None:
    db = reader.desk.shelf.reader()
    row = db.execute("SELECT id, reports FROM incident WHERE type = 'ASSAULT' ORDER BY reports DESC").fetchone()
    refs = [f"{r['document']}#{r['claim']}" for r in db.execute(
        f"SELECT document, claim FROM {HOMES} WHERE incident = ? GROUP BY document", (row["id"],))]  # fmt: skip
    assert len(refs) >= 2
    said = reader.judge("incident", left=refs[0], right=refs[1], verdict="negative")
    assert said.status_code == 200
    reader.desk.link()
    homes = {
        r[0] for r in db.execute(f"SELECT incident FROM {HOMES} WHERE document || '#' || claim IN (?, ?)", refs[:2])
    }
    assert len(homes) == 2
    reader.judge("undo", decision=said.json()["undo"])
    reader.desk.link()
    homes = {
        r[0] for r in db.execute(f"SELECT incident FROM {HOMES} WHERE document || '#' || claim IN (?, ?)", refs[:2])
    }
    assert len(homes) == 1


def test_actors_are_joined_and_kept_apart(reader: Reader) -> None:
    db = reader.desk.shelf.reader()
    parts = [
        r[0] for r in db.execute("SELECT part FROM joined WHERE actor IN (SELECT key FROM actor WHERE kind <> 'state')")
    ]
    left, right = sorted(parts)[:2]
    said = reader.judge("actor", left=left, right=right, verdict="positive")
    assert said.status_code == 200, said.text
    reader.desk.link()
    joined = {r[0] for r in db.execute("SELECT actor FROM joined WHERE part IN (?, ?)", (left, right))}
    assert len(joined) == 1
    assert "looked it up" in reader.get(f"/actor/{joined.pop()}").text
    reader.judge("undo", decision=said.json()["undo"])
    reader.desk.link()
    assert len({r[0] for r in db.execute("SELECT actor FROM joined WHERE part IN (?, ?)", (left, right))}) == 2


def test_grades_are_kept(reader: Reader) -> None:
    document, key, claim = _first(reader)
    assert reader.judge("grade", subject=f"{document}#{claim}", credibility="3").status_code == 200
    assert "credibility 3" in reader.get(f"/report/{key}/claim/{claim}").text
    from sayso.linking.credits import source_of

    source = source_of("The Tarsk Gazette")
    assert source is not None
    assert 'name="reliability"' in reader.get(f"/report/{reader.key('depot')}").text
    assert reader.judge("grade", report=reader.key("depot"), reliability="C").status_code == 200
    assert reader.judge("grade", subject=source.key, reliability="B").status_code == 200
    assert [g.subject for g in reader.desk.now().grades[-2:]] == [source.key] * 2
    assert ">B6<" in reader.get(f"/report/{reader.key('depot')}").text
    assert reader.judge("grade", subject="source:nobody", reliability="B").status_code == 404
    assert reader.judge("grade", report="0" * 16, reliability="B").status_code == 404
    assert reader.judge("grade", reliability="B").status_code == 404
    assert reader.judge("grade", subject=f"{document}#{claim}", credibility="9").status_code == 400
    assert reader.judge("grade", subject=f"{document}#{claim}", credibility="²").status_code == 404


def test_one_name_is_told_once_and_stays_masked_elsewhere(reader: Reader) -> None:
    key = reader.key("depot")
    text = reader.get(f"/report/{key}").text
    person = text[text.index("person-") :][:15]
    told = reader.judge("unmask", person=person, why="checking the translation")
    assert "Juhani Korpela" in told.text
    assert told.headers["cache-control"] == "no-store"
    assert "Korpela" not in reader.get(f"/report/{key}").text
    assert "name told" in reader.get("/decisions").text
    assert "Korpela" not in reader.get("/decisions").text
    assert reader.judge("unmask", person="person-00000000").status_code == 403
    assert reader.judge("unmask", person=person, why="it is Korpela").status_code == 403


def test_ratings_of_the_matrix_are_edited_in_place(reader: Reader) -> None:
    rows = reader.desk.shelf.reader().execute("SELECT id FROM incident WHERE type = 'ASSAULT' ORDER BY reports DESC")
    name = rows.fetchone()["id"]
    page = reader.get(f"/assess/{name}").text
    assert 'name="cell:E1:H1"' in page
    fields = {"csrf": reader.csrf(), "by": "R. Editor", "why": "saw the log", "cell:E1:H1": "II"}
    said = reader.post(f"/assess/{name}/cells", data=fields, headers={"accept": "application/json"})
    assert said.status_code == 200, said.text
    assert "R. Editor" in reader.get(f"/assess/{name}").text
    again = reader.post(f"/assess/{name}/cells", data=fields, headers={"accept": "application/json"})
    assert again.status_code == 400
    assert reader.judge("undo", decision=said.json()["undo"]).status_code == 200
    assert "saw the log" not in reader.get(f"/assess/{name}").text
    more = {"csrf": reader.csrf(), "by": "R. Editor", "why": "to be complete", "text": "it was an accident"}
    assert reader.post(f"/assess/{name}/answer", data=more).status_code == 303
    assert "it was an accident" in reader.get(f"/assess/{name}").text


@pytest.mark.parametrize(
    ("values", "status"),
    [({"by": ""}, 400), ({"by": "machine"}, 400), ({"by": "linking-1"}, 400), ({"verdict": "maybe"}, 400),
     ({"claims": ""}, 422), ({"claims": "x#c1"}, 404), ({"claims": "hmac-sha256:" + "0" * 64 + "#c1"}, 404),
     ({"csrf": "0" * 64}, 403), ({"csrf": ""}, 403)],
)  # fmt: skip
def test_bad_forms_change_nothing(reader: Reader, values: dict[str, str], status: int) -> None:
    document, _, claim = _first(reader)
    before = reader.desk.now().version
    answer = reader.judge("review", **({"claims": f"{document}#{claim}", "verdict": "positive"} | values))
    assert answer.status_code == status, answer.text
    assert reader.desk.now().version == before


def test_a_form_without_script_comes_back_to_its_page(reader: Reader) -> None:
    document, key, claim = _first(reader)
    data = {"csrf": reader.csrf(), "by": "R. Editor", "claims": f"{document}#{claim}", "verdict": "positive"}
    for next_, back in (
        (f"/report/{key}#r1-e1", f"/report/{key}?said="),
        ("https://elsewhere", "/?said="),
        ("//elsewhere", "/?said="),
    ):
        answer = reader.post("/judge/review", data=data | {"next": next_})
        assert answer.status_code == 303
        assert answer.headers["location"].startswith(back)
    page = reader.get(answer.headers["location"]).text
    assert "Confirmed by R. Editor" in page and "Undo" in page
    forged = re.sub(r"said=[^&]*", "said=Finland+did+it", answer.headers["location"])
    assert "Finland did it" not in reader.get(forged).text and "/judge/undo" not in reader.get(forged).text
    assert "Anything" not in reader.get("/?said=Anything").text
    assert 'value="R. Editor"' in reader.get(f"/report/{key}/claim/{claim}").text


def test_two_writers_lose_nothing(case: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    left, right = opened(case), opened(case)
    rows = left.desk.shelf.reader().execute("SELECT d.id, c.id claim FROM claim c JOIN doc d ON d.n = c.doc").fetchall()
    refs = [f"{r['id']}#{r['claim']}" for r in rows][:8]

    def decide(n: int) -> int:
        reader = left if n % 2 else right
        return int(reader.judge("review", claims=refs[n], verdict="positive", by=f"Writer {n}").status_code)

    assert left.csrf() and right.csrf()  # their sessions begin here
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(decide, range(8))) == {200}
    assert {j.made_by for j in Case.open(case).judgements()} == {f"Writer {n}" for n in range(8)}
    assert len(right.desk.now().decided.reviews) == 8


def test_a_grade_is_undone_and_what_stood_before_stands_again(reader: Reader) -> None:
    document, key, claim = _first(reader)
    page, ref = f"/report/{key}/claim/{claim}", f"{document}#{claim}"
    assert "credibility 6: not judged yet" in reader.get(page).text
    first = reader.judge("grade", subject=ref, credibility="2").json()["undo"]
    second = reader.judge("grade", subject=ref, credibility="4").json()["undo"]
    assert "credibility 4" in reader.get(page).text
    assert first not in reader.get("/decisions").text and second in reader.get("/decisions").text
    assert reader.judge("undo", decision=first).status_code == 400
    assert reader.judge("undo", decision=second, by="B. Chief").status_code == 200
    assert "credibility 2" in reader.get(page).text and "undone by B. Chief" in reader.get("/decisions").text
    assert [(g.credibility, g.made_by) for g in Case.open(reader.desk.path).grades()] == [
        (2, "R. Editor"), (4, "R. Editor"), (2, "R. Editor")
    ]  # fmt: skip


def test_an_undone_grade_does_not_stand(reader: Reader) -> None:
    document, key, claim = _first(reader)
    said = reader.judge("grade", subject=f"{document}#{claim}", credibility="3").json()
    assert reader.judge("undo", decision=said["undo"]).status_code == 200
    assert "credibility 6: not judged yet" in reader.get(f"/report/{key}/claim/{claim}").text
    assert reader.judge("undo", decision=said["undo"]).status_code == 400


def test_what_commands_retract_shows_on_every_page_and_is_taken_in_again(reader: Reader) -> None:
    document, key, claim = _first(reader)
    link = f"/report/{key}/claim/{claim}"
    assert link in reader.get("/queue").text
    with Case.open(reader.desk.path).writer() as writer:
        writer.add(judgements=[Judgement("retracted", document, None, "positive", 1.0, "Ada", "the paper withdrew it")])
    reader.desk.link()
    for page in (f"/report/{key}", link, "/reports"):
        assert "⊘ retracted" in reader.get(page).text, page
    told = reader.get(f"/report/{key}").text
    assert "the paper withdrew it" in told and "Take it in again" in told
    assert link not in reader.get("/queue").text and link not in reader.get("/queue?everything=1").text
    undo = re.search(r'name="decision" value="(\w+)"', told)
    assert undo is not None and reader.judge("undo", decision=undo[1]).status_code == 200
    assert "retracted" not in reader.get(f"/report/{key}").text and link in reader.get("/queue").text
    with Case.open(reader.desk.path).writer() as writer:
        writer.add(judgements=[Judgement("retracted", document, claim, "positive", 1.0, "Ada", "said by nobody")])
    assert "⊘ retracted by Ada" in reader.get(link).text and link not in reader.get("/queue").text
    decisions = reader.get("/decisions").text
    assert "retraction undone" in decisions and "said by nobody" in decisions


@pytest.mark.parametrize(
    "kind", ["answer", "cell", "same_actor", "same_incident", "corrected", "reviewed", "retracted"]
)
def test_every_kind_of_decision_has_words_and_an_undo(kind: str) -> None:
    from sayso.web.reviews import decision_words, digest, undoable, undoing

    right = {"corrected": "certainty=possible", "retracted": None, "reviewed": "c1"}.get(kind, "H1=II")
    made = Judgement(kind, "d#c1" if kind != "retracted" else "d", right, "positive", 1.0, "Ada", "x")  # type: ignore[arg-type]
    assert undoable(made)
    back = undoing([made], digest(made), by="Bo", on="2026-01-01")
    assert back.made_by == "Bo" and back.verdict != "positive" and not undoable(back)
    for j in (made, back):
        assert "_" not in decision_words(j) and ":" not in decision_words(j).replace(": undone", "")
