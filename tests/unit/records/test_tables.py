from sayso.records.actor import Mention, Place
from sayso.records.claim import Claim, Evidence, Holder, Route
from sayso.records.document import Document, Span, content_id
from sayso.records.event import Deaths, When, Where
from sayso.records.report import LoadedWord, Report
from sayso.records.tables import flatten, rows, schemas

TEXT = "The vile attack on Aden killed 3, police said."


def report():
    doc = Document(id="d", content=content_id(TEXT), text=TEXT, record="r")
    place = Place("Aden", "YEM", 12.8, 45.0, "city")
    mentions = (Mention("m1", 19, 23, "Aden", "place", place=place), Mention("m2", 34, 40, "police", "state_body"))
    claim = Claim(
        id="c1", kind="event", type="ASSAULT", span=Span(0, 32), trigger=Span(9, 15), recipients=("m1",),
        holders=(Holder("outlet", "certain"), Holder("mention", "certain", mention="m2", span=Span(41, 45))),
        certainty="certain", evidence=(Evidence("statistics", "cited", Span(24, 32)),),
        deaths=Deaths(3, 3, 3, Span(31, 32)),
        when=When("2020-01-01", None, "open", "relative", Span(0, 3)), where=Where("Aden", "YEM", span=Span(19, 23)),
    )  # fmt: skip
    route = Route(from_=("m1",), to=("m2",))
    moved = Claim(
        id="c2", kind="relation", type="transits", span=Span(0, 5), trigger=Span(0, 3), route=route,
        holders=(Holder("outlet", "certain"),), certainty="certain",
    )  # fmt: skip
    return Report(doc, mentions, claims=(claim, moved), loaded=(LoadedWord(Span(4, 8), "vile"),))


def test_each_row_names_its_document_and_its_words():
    tables = flatten([report()])
    assert [t.num_rows for t in tables] == [1, 2, 2, 3, 3, 1, 1]
    assert all(set(t.column("document").to_pylist()) == {"d"} for t in tables)
    claim = tables.claims.to_pylist()[0]
    assert (claim["trigger"], claim["before"], claim["quote"]) == ("attack", "The vile ", TEXT[:32])
    assert (claim["place"], claim["deaths_best"], claim["when_from_char"], claim["place_to_char"]) == ("Aden", 3, 0, 23)
    assert [r["role"] for r in tables.roles.to_pylist()] == ["recipient", "from", "to"]
    assert [h["innermost"] for h in tables.holders.to_pylist()] == [False, True, True]


def test_plain_rows_are_those_of_arrow():
    plain = rows(report())
    for table, given in zip(flatten([report()]), plain, strict=True):
        tuples = [{k: list(v) if isinstance(v, tuple) else v for k, v in row.items()} for row in given]
        assert table.to_pylist() == tuples
    assert all(
        set(row) == set(schema.names) for schema, given in zip(schemas().values(), plain, strict=True) for row in given
    )
