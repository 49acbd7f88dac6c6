import stat

import pytest

from sayso.case import Case
from sayso.errors import CaseError, VersionError
from sayso.privacy import Masked, unmask
from sayso.records.judgement import Grade, Judgement


@pytest.fixture
def case(tmp_path):
    return Case.open(tmp_path / "case", create=True)


def test_what_is_added_comes_back_whole(case, masked):
    batch = masked(case, 1, 2, 3)
    with case.writer() as w:
        added = w.add(batch)
    assert (added.new, added.known, added.version) == (3, 0, 1)
    assert list(case.reports()) == []
    assert list(case.refresh().reports()) == [m.report for m in batch]


def test_reading_the_same_report_twice_adds_nothing(case, masked):
    batch = masked(case, 1, 2)
    with case.writer() as w:
        w.add(batch)
        assert w.add(masked(case, 2, 1)).known == 2
    with case.writer() as w:
        again = w.add([*batch, *masked(case, 3, 3)])
        assert (again.new, again.known) == (1, 3)
        assert w.known(batch[0].report.document.id, batch[0].report.coding)
    assert len(list(case.refresh().reports())) == 3
    assert [v.added for v in case.versions()] == [2, 1]


def test_the_newest_coding_is_shown_and_the_old_one_kept(case, masked):
    with case.writer() as w:
        w.add(masked(case, 1, 2))
        w.add(masked(case, 1, rules="2"))
    assert sorted((r.document.record, r.coding.rules) for r in case.refresh().reports()) == [("r1", "2"), ("r2", "1")]
    assert {r.coding.rules for r in Case.open(case.path, as_of=1).reports()} == {"1"}


def test_every_version_can_be_opened(case, masked):
    with case.writer() as w:
        for n in range(4):
            w.add(masked(case, n))
    for n in range(5):
        assert len(list(Case.open(case.path, as_of=n).reports())) == n
    with pytest.raises(VersionError, match="the newest is 4"):
        Case.open(case.path, as_of=9)


def test_reports_can_be_asked_for_by_id(case, masked):
    batch = masked(case, 1, 2, 3)
    with case.writer() as w:
        w.add(batch)
    wanted = batch[1].report
    assert list(case.refresh().reports([wanted.document.id])) == [wanted]


def test_originals_lie_in_private_and_undo_the_mask(case, masked, tmp_path):
    item = masked(case, 1)[0]
    with case.writer() as w:
        w.add([item])
    seen = case.refresh()
    kept = seen.originals(item.report.document.id)
    assert "Olga Ruiz" in unmask(Masked(next(seen.reports()), kept)).document.text
    assert seen.originals("nobody") is None
    assert stat.S_IMODE((case.path / "private").stat().st_mode) == 0o700
    assert stat.S_IMODE((case.path / "private" / "key").stat().st_mode) == 0o600


def test_no_file_outside_private_holds_a_private_name(case, masked):
    with case.writer() as w:
        w.add(masked(case, *range(5)))
    case.refresh().index().close()
    for path in case.path.rglob("*"):
        if path.is_file() and "private" not in path.relative_to(case.path).parts:
            content = path.read_bytes() + path.name.encode()
            assert b"Ruiz" not in content and b"Olga" not in content, path


def test_failures_judgements_and_grades_are_kept(case, masked, broken):
    judgement = Judgement("same_actor", "a", "b", "positive", 1.0, "editor", "they say so")
    with case.writer() as w:
        assert w.add(failed=[broken]).failed == 1
        w.add(judgements=[judgement], grades=[Grade("a", "B", 2, "editor", "good")])
    seen = case.refresh()
    assert list(seen.judgements()) == [judgement] and next(seen.grades()).admiralty == "B2"
    assert [(r, f.code) for r, f in seen.failures()] == [("a.txt", "empty")]


def test_grades_of_a_report_and_its_claims_are_erased_with_it(case, masked):
    with case.writer() as w:
        reports = masked(case, 1, 2)
        w.add(reports)
        gone, kept = (m.report.document.id for m in reports)
        w.add(grades=[Grade(s, "F", 3, "Ada", "x") for s in (gone, f"{gone}#c1", f"{kept}#c1", "source:herald")])
        w.erase([gone], by="Ada", reason="asked")
    assert [g.subject for g in case.refresh().grades()] == [f"{kept}#c1", "source:herald"]


def test_nothing_new_makes_no_version(case):
    with case.writer() as w:
        assert w.add([]).version == 0
    assert case.versions() == []


def test_one_name_is_one_pseudonym_in_all_reports_of_a_case(case, masked):
    actors = {m.report.mentions[1].actor for m in masked(case, 1, 2)}
    assert len(actors) == 1
    assert Case.open(case.path).key == case.key


def test_what_is_no_case_is_refused(tmp_path):
    with pytest.raises(CaseError, match="no such case"):
        Case.open(tmp_path / "none")
    with pytest.raises(CaseError, match="not a case folder"):
        Case.open(tmp_path)
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(CaseError, match="not a case and not empty"):
        Case.open(tmp_path, create=True)
    with pytest.raises(CaseError, match="this is a file"):
        Case.open(tmp_path / "letter.txt", create=True)
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != ".lock") == ["letter.txt"]


def test_a_newer_format_is_refused_and_left_alone(case):
    (case.path / "format").write_text("sayso case 9\n")
    with pytest.raises(CaseError, match="made by a newer sayso"):
        Case.open(case.path)
    (case.path / "format").write_text("garbage")
    with pytest.raises(CaseError, match="damaged"):
        Case.open(case.path)


def test_damaged_tables_are_told(case, masked):
    with case.writer() as w:
        w.add(masked(case, 1))
    for path in (case.path / "documents").glob("*.parquet"):
        path.write_bytes(b"no parquet")
    with pytest.raises(CaseError, match="cannot be read") as told:
        list(case.refresh().reports())
    assert told.value.hint
    for path in (case.path / "runs" / "_delta_log").iterdir():
        path.unlink()
    with pytest.raises(CaseError, match="missing"):
        Case.open(case.path)


def test_a_damaged_key_is_told(case):
    (case.path / "private" / "key").write_bytes(b"short")
    with pytest.raises(CaseError, match="key is damaged"):
        _ = case.key


def test_a_half_made_case_is_finished(case):
    key = case.key
    (case.path / "format").unlink()
    for path in sorted((case.path / "grades").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert Case.open(case.path, create=True).key == key


def test_erasure_leaves_nothing_but_a_tombstone(case, masked):
    batch = masked(case, 1, 2, 3)
    gone = batch[0].report.document
    with case.writer() as w:
        w.add(batch, judgements=[Judgement("copy_of", gone.id, "x", "positive", 1.0, "editor", "a copy")])
        case.refresh().index().close()
        assert w.erase([gone.id, "nobody"], by="editor", reason="they asked").version == 2
        assert w.erase(["nobody"], by="editor", reason="again").version == 2
    seen = case.refresh()
    assert [r.document.record for r in seen.reports()] == ["r2", "r3"]
    assert seen.originals(gone.id) is None
    [tomb] = seen.judgements()
    assert (tomb.kind, tomb.why) == ("erased", "they asked") and gone.id not in str(tomb)
    with pytest.raises(VersionError, match="was erased"):
        Case.open(case.path, as_of=1)
    with seen.index() as index:
        assert index.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    for path in case.path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"depot 1" not in content and gone.id.encode() not in content, path
    with case.writer() as w:
        assert w.add(batch).new == 1
