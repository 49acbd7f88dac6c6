"""Every page answers, says what the case says, and shows hostile text as text."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from sayso.web import incident_laid

from .conftest import HOSTILE, Reader, opened

PAGES = ["/", "/reports", "/incidents", "/actors", "/network", "/queue", "/queue?everything=1", "/decisions", "/drop",
         "/search", "/search?q=depot", "/search?q=depot&type=ASSAULT", "/search?status=unreviewed", "/compare",
         "/compare?a=0&b=1", "/compare?a=2000-01-01&b=1"]  # fmt: skip


def _every(reader: Reader) -> list[str]:
    db = reader.desk.shelf.reader()
    found = list(PAGES)
    found += [f"/report/{r['key']}" for r in db.execute("SELECT key FROM doc")]
    found += [f"/report/{r['key']}/claim/{r['id']}" for r in db.execute(
        "SELECT d.key, c.id FROM claim c JOIN doc d ON d.n = c.doc")]  # fmt: skip
    for table, page in (("incident", "incident"), ("incident", "assess"), ("actor", "actor")):
        found += [
            f"/{page}/{r[0]}" for r in db.execute(f"SELECT {'id' if table == 'incident' else 'key'} FROM {table}")
        ]
    return found


def test_every_page_answers_without_a_script_of_its_own(looking: Reader) -> None:
    pages = _every(looking)
    assert len(pages) > 50
    for page in pages:
        answer = looking.get(page)
        assert answer.status_code == 200, (page, answer.text[-300:])
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'"), page
        text = answer.text
        assert not re.search(r"<script(?! type=\"module\" src=\"/static/\w+\.js\"></script>)", text), page
        assert not re.search(r"<[^>]+\s(?:on\w+|style)=", text), page
        assert "javascript:" not in re.sub(r">[^<]*<", "><", text).replace(html.escape(HOSTILE), ""), page
        assert "\u202e" not in text, page
        assert "Korpela" not in text and "Juhani" not in text, page
        assert re.findall(r'(?:src|href|action)="(https?:|//)', text) == [], page


def test_the_report_page_marks_words_and_puts_denials_beside(looking: Reader) -> None:
    text = looking.get(f"/report/{looking.key('depot')}").text
    assert 'class="w k-conflict"' in text
    assert "Denied" in text
    assert re.search(r'class="against".*shelled the depot', text, re.S)
    assert "No denial was found in this case." in text
    assert 'class="neu"' in text and "person-" in text
    assert "R. Editor" not in text


def test_an_incident_lays_versions_side_by_side(looking: Reader) -> None:
    row = looking.desk.shelf.reader().execute(
        "SELECT id FROM incident WHERE type = 'ASSAULT' ORDER BY reports DESC").fetchone()  # fmt: skip
    text = looking.get(f"/incident/{row['id']}").text
    assert "As each side tells it" in text
    assert "Where it comes from" in text
    assert "denies" in text
    assert ">5</a>" in text


def test_search_finds_claims_and_reports_and_never_a_private_name(looking: Reader) -> None:
    assert "Saima Guard" in looking.get("/search?q=shelled depot").text
    nobody, unknown = looking.get("/search?q=Korpela").text, looking.get("/search?q=Zzyzx").text
    assert "Nothing was found" in nobody and "Nothing was found" in unknown
    same = [re.sub(r"Korpela|Zzyzx", "…", t) for t in (nobody, unknown)]
    assert re.sub(r'csrf" content="\w+', "", same[0]) == re.sub(r'csrf" content="\w+', "", same[1])
    for odd in ('"', "*", "NEAR(", "a AND", "col:x", "'; DROP TABLE doc; --", "\x00", "é" * 200):
        assert looking.get("/search", params={"q": odd}).status_code == 200, odd


def test_the_network_has_the_same_as_a_table(looking: Reader) -> None:
    text = looking.get("/network").text
    rows = looking.desk.shelf.reader().execute("SELECT count(*) FROM tie").fetchone()[0]
    assert rows >= 1
    assert text.count('class="link"') >= 1
    assert "The same as a table" in text
    assert looking.get("/network?least=999").status_code == 200
    links = re.findall(r'href="(/tie[^"]+)"', text)
    assert links
    for link in links:
        answer = looking.get(html.unescape(link))
        assert answer.status_code == 200 and 'class="claim k-' in answer.text, link


def test_pictures_are_drawn_once_and_are_images(looking: Reader) -> None:
    for dark in ("", "?dark=1"):
        answer = looking.get(f"/picture/months.svg{dark}")
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.text.startswith("<svg") and 'role="img"' in answer.text
    assert looking.get("/picture/none.svg").status_code == 404


@pytest.mark.parametrize(
    ("page", "status"),
    [("/nowhere", 404), ("/report/zzz", 404), ("/report/" + "0" * 16, 404), ("/incident/x", 404), ("/actor/x", 404),
     ("/assess/x", 404), ("/static/../app.py", 404), ("/static/%2e%2e%2fapp.py", 404), ("/static/app.py", 404),
     ("/report/..%2f..%2fetc%2fpasswd", 404), ("/search?page=0", 422), ("/search?page=x", 422), ("/queue?skip=-1", 422),
     ("/search?q=" + "a" * 300, 422), ("/compare?a=yesterday", 400), ("/compare?a=²", 400),
     ("/drop/none", 404), ("/drop/none/events", 404),
     ("/reports?order=;drop", 200), ("/search?page=99999", 200), ("/tie?subject=a&object=b&type=c", 404)],
)  # fmt: skip
def test_odd_addresses_are_told_and_never_break(looking: Reader, page: str, status: int) -> None:
    assert looking.get(page).status_code == status
    answer = looking.get(page, headers={"accept": "application/json"})
    if status >= 400:
        assert set(answer.json()) == {"problem", "hint"}


@pytest.mark.parametrize("left", [1, 2])
def test_an_incident_of_more_reports_than_are_laid_out_says_so(
    case: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    monkeypatch.setattr(incident_laid, "REPORTS", left)
    reader = opened(case)
    rows = reader.desk.shelf.reader().execute("SELECT id, reports FROM incident").fetchall()
    assert any(r["reports"] > left for r in rows)
    for row in rows:
        answer = reader.get(f"/incident/{row['id']}")
        assert answer.status_code == 200, answer.text
        assert ("further reports tell of it" in answer.text) is (row["reports"] > left)


def test_incidents_that_many_tell_of_are_laid_out_before_anybody_asks(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incident_laid, "MANY", 2)
    monkeypatch.setattr(incident_laid, "PAUSE", 0.0)
    reader = opened(case)
    rows = reader.desk.shelf.reader().execute("SELECT id, reports FROM incident").fetchall()
    ahead = [row["id"] for row in rows if row["reports"] >= 2]
    assert ahead
    monkeypatch.delattr(incident_laid, "_laid_out")
    assert all(reader.get(f"/incident/{name}").status_code == 200 for name in ahead[: incident_laid.AHEAD])


def test_an_incident_that_is_gone_is_not_laid_out_ahead(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = opened(case)
    with reader.desk.shelf.writing() as db:
        db.execute("DELETE FROM incident_page")
    monkeypatch.setattr(incident_laid, "MANY", 1)
    monkeypatch.setattr(incident_laid, "PAUSE", 0.0)
    assert incident_laid.work_ahead(reader.desk) > 0
