"""One person at a time, on the record, and never those who need the mask."""

from __future__ import annotations

import pytest

from sayso.case import Case, unmask_person
from sayso.errors import PrivacyError, UsageError


@pytest.fixture
def case(tmp_path, masked):
    opened = Case.open(tmp_path / "case", create=True)
    with opened.writer() as writer:
        writer.add(masked(opened, 1, 2))
    return opened.refresh()


def pseudonym(case):
    return next(case.all_originals()).persons[0].pseudonym


def ask(case, person, by="R. Editor", reason="holds an office"):
    with case.writer() as writer:
        return unmask_person(case, writer, person, by=by, reason=reason)


def test_a_name_is_told_and_noted(case):
    assert ask(case, pseudonym(case)) == ("Olga Ruiz", "Ruiz")
    (noted,) = case.refresh().judgements()
    assert (noted.kind, noted.left, noted.made_by, noted.why) == (
        "unmask", pseudonym(case), "R. Editor", "holds an office",
    )  # fmt: skip
    assert "Ruiz" not in str(noted)


def test_names_known_and_unknown_are_answered_alike(case):
    said = []
    for name in ("Olga Ruiz", "Ruiz", "Nobody Known", "person-00000000"):
        with pytest.raises(PrivacyError) as error:
            ask(case, name)
        said.append((error.value.message, error.value.hint))
    assert len(set(said)) == 1
    assert not list(case.refresh().judgements())


def test_a_reason_that_holds_the_name_is_refused(case):
    for words in ({"reason": "RUIZ is a senator"}, {"by": "friend of Olga"}):
        with pytest.raises(PrivacyError):
            ask(case, pseudonym(case), **words)
    with pytest.raises(UsageError):
        ask(case, pseudonym(case), reason=" ")
    assert not list(case.refresh().judgements())


def test_the_protected_stay_masked(case, monkeypatch):
    monkeypatch.setattr("sayso.case.unmasking.protection", lambda text, spans: "witness")
    with pytest.raises(PrivacyError, match="never unmasked"):
        ask(case, pseudonym(case))
    assert not list(case.refresh().judgements())


def test_a_report_is_found_by_what_a_user_calls_it(case):
    report = next(case.reports())
    assert case.named("r1") == [report.document.id] == case.named(report.document.id)
    assert case.named("r9") == []
