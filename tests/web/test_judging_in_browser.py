"""Each decision that a page offers, made and undone with the mouse in a real browser, with what the page says of it."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.web.render import actor_link

from .conftest import Served

pytestmark = pytest.mark.slow


def _made(served: Served) -> list[tuple[str, str]]:
    return [(j.kind, j.verdict) for j in served.desk.now().judgements]


def _signed(form: Any, why: str) -> None:
    form.locator("input[name=by]").fill("R. Editor")
    form.locator("input[name=why]").fill(why)


def _undone(tab: Any) -> None:
    tab.wait_for_selector(".said button")
    tab.click(".said button")
    tab.locator(".said", has_text="Undone by").wait_for()  # also while the page that says so is still on its way


def test_a_claim_is_graded(tab: Any, served: Served) -> None:
    tab.goto(served.page())
    tab.click(".entry .open >> nth=0")
    form = tab.locator("form[action='/judge/grade']")
    form.locator("select").select_option("3")
    _signed(form, "two others say so")
    form.locator("button").click()
    tab.wait_for_selector(".said")
    assert "credibility 3" in tab.inner_text("main")
    _undone(tab)
    assert "credibility 6: not judged yet" in tab.inner_text("main")
    assert [g.credibility for g in served.desk.now().grades] == [3, 6]


def test_a_source_is_graded_and_undone_from_the_list(tab: Any, served: Served) -> None:
    tab.goto(served.page())
    tab.click(".grading summary")
    form = tab.locator(".grading form")
    form.locator("select").select_option("B")
    _signed(form, "right in nine of ten")
    form.locator("button").click()
    tab.wait_for_selector(".said")
    assert "B6" in tab.inner_text(".about")
    tab.goto(f"{served.address}/decisions")
    assert "The Tarsk Gazette" in tab.inner_text("main")
    tab.click("button[aria-label^='undo: grade B']")
    tab.wait_for_selector(".said")
    tab.goto(served.page())
    assert "F6: not judged yet" in tab.inner_text(".about")


def test_two_claims_are_not_of_one_incident(tab: Any, served: Served) -> None:
    row = served.desk.shelf.reader().execute(
        "SELECT id FROM incident WHERE type = 'ASSAULT' ORDER BY reports DESC"
    ).fetchone()  # fmt: skip
    tab.goto(f"{served.address}/incident/{row['id']}")
    tab.locator("details.deciding summary").first.click()
    form = tab.locator("details.deciding form").first
    _signed(form, "another depot is meant")
    form.locator("button[value=negative]").click()
    _undone(tab)
    assert _made(served) == [("same_incident", "negative"), ("same_incident", "unsure")]


def test_two_names_are_not_of_one_actor(tab: Any, served: Served) -> None:
    from sayso.records.judgement import Judgement

    db = served.desk.shelf.reader()
    parts = "SELECT part FROM joined WHERE actor IN (SELECT key FROM actor WHERE kind <> 'state') ORDER BY part LIMIT 2"
    left, right = (r[0] for r in db.execute(parts))
    served.desk.add(judgements=[Judgement("same_actor", left, right, "positive", 1.0, "Ada", "two names of one")])
    served.desk.link()
    (key,) = db.execute("SELECT DISTINCT actor FROM joined WHERE part IN (?, ?)", (left, right)).fetchall()
    tab.goto(served.address + actor_link(key[0]))
    assert "two names of one" in tab.inner_text("main")
    tab.locator("details:has(form[action='/judge/actor']) summary").first.click()
    form = tab.locator("form[action='/judge/actor']").first
    _signed(form, "a namesake")
    form.locator("button[value=negative]").click()
    tab.wait_for_url("**said=**")
    served.desk.link()
    assert len(db.execute("SELECT DISTINCT actor FROM joined WHERE part IN (?, ?)", (left, right)).fetchall()) == 2
    tab.goto(f"{served.address}/decisions")
    tab.click("button[aria-label='undo: two actors, a namesake']")
    tab.wait_for_selector(".said")
    assert _made(served) == [("same_actor", "positive"), ("same_actor", "negative"), ("same_actor", "positive")]


def test_a_name_is_told_once_and_cannot_be_untold(tab: Any, served: Served) -> None:
    report = served.page()
    tab.goto(report)
    for link in tab.eval_on_selector_all(".entry .open", "links => links.map(a => a.href)"):
        tab.goto(link)
        if tab.locator("form[action='/judge/unmask']").count():
            break
    assert "Korpela" not in tab.content()
    form = tab.locator("form[action='/judge/unmask']").first
    _signed(form, "checking the translation")
    form.locator("button").click()
    tab.wait_for_selector("text=Korpela")
    tab.goto(f"{served.address}/decisions")
    assert "name told" in tab.inner_text("main") and tab.locator("main button").count() == 0
    assert "Korpela" not in tab.content()


def test_a_retraction_by_command_shows_and_is_taken_back(tab: Any, served: Served) -> None:
    from sayso.case import Case
    from sayso.records.judgement import Judgement

    row = served.desk.shelf.reader().execute("SELECT id FROM doc WHERE record = 'depot'").fetchone()
    with Case.open(served.desk.path).writer() as writer:
        writer.add(
            judgements=[Judgement("retracted", row["id"], None, "positive", 1.0, "Ada", "the paper withdrew it")]
        )
    tab.goto(served.page())
    assert "Retracted by Ada: the paper withdrew it" in tab.inner_text(".failed")
    tab.click(".failed button")
    tab.wait_for_selector(".said")
    assert tab.locator(".failed").count() == 0
