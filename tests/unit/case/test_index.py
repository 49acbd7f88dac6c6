from sayso import linking
from sayso.case import Case


def ask(case, query, link=linking.link):
    with case.index(link) as index:
        return index.execute(query).fetchall()


def test_the_index_is_flat_and_of_one_version(tmp_path, masked):
    case = Case.open(tmp_path / "case", create=True)
    with case.writer() as w:
        w.add(masked(case, 1, 2))
        w.add(masked(case, 3))
    case = case.refresh()
    assert ask(case, "SELECT count(*) FROM claims") == [(3,)]
    assert ask(Case.open(case.path, as_of=1), "SELECT count(DISTINCT document) FROM mentions") == [(2,)]
    query = """
        SELECT DISTINCT m.text, c.trigger, e.kind FROM claims c JOIN holders h USING (document, claim)
        JOIN mentions m ON m.document = h.document AND m.mention = h.mention JOIN evidence e USING (document, claim)
        WHERE h.innermost"""
    assert ask(case, query) == [("Police", "burned", "image")]
    assert ask(case, "SELECT count(*) FROM incidents") == [(3,)]
    assert ask(case, "SELECT count(*) FROM actors WHERE private") == [(3,)]


def test_a_stale_or_damaged_index_is_rebuilt(tmp_path, masked):
    case = Case.open(tmp_path / "case", create=True)
    assert ask(case, "SELECT count(*) FROM documents") == [(0,)]
    with case.writer() as w:
        w.add(masked(case, 1))
    case = case.refresh()
    assert ask(case, "SELECT count(*) FROM documents") == [(1,)]
    before = (case.path / "index.duckdb").stat().st_mtime_ns
    ask(case, "SELECT 1")
    assert (case.path / "index.duckdb").stat().st_mtime_ns == before
    (case.path / "index.duckdb").write_bytes(b"no database")
    assert ask(case, "SELECT count(*) FROM documents") == [(1,)]
    assert ask(case, "SELECT count(*) FROM actors", link=None) == [(0,)]
    assert [p.name for p in case.path.glob("index.duckdb*")] == ["index.duckdb"]
