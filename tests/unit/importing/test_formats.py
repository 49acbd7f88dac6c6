"""What each importer takes from a file of its format, what it leaves, and that the docs say so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import stix2

from sayso.errors import UsageError
from sayso.importing import Article, Notes, Remark, origin_named, origins
from sayso.importing.fields import crosswalk
from sayso.records.context import ContextEvent

DOCS = Path(__file__).parents[3] / "docs" / "imports.md"


def read(name: str, path: Path, content: str | bytes | list[Any] | dict[str, Any]) -> tuple[list[Any], Notes]:
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    notes = Notes()
    return list(origin_named(name).read(path, notes, limit=100_000)), notes


def test_articledata(tmp_path: Path) -> None:
    whole = {
        "id": "a1", "title": "Depot shelled", "section": "world", "date": "1939-11-27", "url": "https://example.org/a",
        "tags": ["x"], "site": "The Gazette", "language": "eng", "locale": "en_GB", "bylines": ["A. Writer", 7],
        "description": "d", "lede": "l", "text": "The Red Front shelled the depot.", "extracted_at": "2020", "mood": 3,
    }  # fmt: skip
    found, notes = read(
        "articledata", tmp_path / "a", [whole, {"id": "a2", "text": " "}, 7, {"text": ["x"], "id": None}]
    )
    assert found[0] == Article("a1", "The Red Front shelled the depot.", "Depot shelled", "1939-11-27", "The Gazette",
                               "https://example.org/a", "A. Writer", "en")  # fmt: skip
    assert found[1].record.endswith(":4") and len(found) == 2
    assert notes.damaged == 2 and notes.left == {"field 'mood'": 1}
    assert [e.where.rpartition(":")[2] for e in notes.errors if e.where] == ["2", "3"]


def test_ftm(tmp_path: Path) -> None:
    def entity(id_: str, schema: str, **properties: Any) -> dict[str, Any]:
        return {"id": id_, "schema": schema, "properties": properties}

    lines = [
        entity("p2", "Page", document=["d1"], index=["2"], bodyText=["Second."]),
        entity("d1", "Pages", fileName=["a.pdf"], parent=["d1"]),
        entity("p1", "Page", document=["d1"], index=["1"], bodyText=["First."]),
        entity("loop", "Page", document=["loop"], bodyText=["x"]),
        entity("d2", "Article", title=["T"], bodyText=["Rebels burned it."], publisher=["The Gazette"],
               publishedAt=["2019"]),
        entity("d3", "Document", title=["Empty"]),
        entity("x", "Person", name=["Somebody"]),
        {"id": 7, "schema": "Person"},
        entity("d4", "HyperText", bodyText={"a": 1}, title=7),
    ]  # fmt: skip
    found, notes = read("ftm", tmp_path / "e", "\n".join(map(json.dumps, lines)))
    assert [(a.record, a.text, a.title) for a in found] == [
        ("d1", "First.\n\nSecond.", "a.pdf"),
        ("d2", "Rebels burned it.", "T"),
    ]
    assert (found[1].outlet, found[1].date) == ("The Gazette", "2019")
    assert notes.left == {"Person": 1} and notes.damaged == 3


def test_stix(tmp_path: Path) -> None:
    maker = stix2.Identity(name="The Desk", identity_class="organization")
    seen = stix2.Indicator(name="x", pattern="[file:name = 'a']", pattern_type="stix", created_by_ref=maker.id)
    told = stix2.Report(
        name="Depot", description="The Red Front shelled the depot.", published="1939-11-27T00:00:00Z",
        created_by_ref=maker.id, object_refs=[seen.id, maker.id],
        external_references=[{"source_name": "s", "url": "https://example.org/a"}],
    )  # fmt: skip
    ours = json.loads(told.serialize()) | {"id": "report--x", "object_refs": ["sayso-claim--1"]}
    bare = {k: v for k, v in ours.items() if k not in ("description", "object_refs")}
    objects = [json.loads(o.serialize()) for o in (told, maker, seen)] + [ours, bare, 7]
    found, notes = read("stix", tmp_path / "b", {"type": "bundle", "id": "bundle--1", "objects": objects})
    assert [(a.record, a.text, a.title, a.outlet, a.uri) for a in found] == [
        (told.id, "The Red Front shelled the depot.", "Depot", "The Desk", "https://example.org/a")
    ]
    assert notes.damaged == 2
    assert dict(notes.left) == {"identity": 1, "indicator": 1, "report that sayso made: import what it was made of": 1}


ACLED = (
    "event_id_cnty;event_date;time_precision;event_type;sub_event_type;actor1;assoc_actor_1;actor2;country;location;"
    "latitude;longitude;geo_precision;source;notes;fatalities\n"
    "DZA1;03 March 2019;1;Battles;Armed clash;Red Front;;Border Guard;Algeria;Oran;35.7;-0.63;1;The Gazette;=1+1;4\n"
    "DZA2;03 March 2019;3;Battles;Armed clash;Red Front;;;Algeria;Oran;35.7;-0.63;3;The Gazette; Mirror;nan;-1\n"
    "DZA3;someday;1;Battles;Armed clash;;;;Algeria;Oran;;;1;;;\n"
    ";03 March 2019;1;Battles;;;;;Algeria;Oran;1e400;;1;;;9" + "9" * 400 + "\n"
)


def test_acled(tmp_path: Path) -> None:
    found, notes = read("acled", tmp_path / "t.csv", ACLED)
    assert found[0] == ContextEvent(
        "ACLED", "DZA1", "Battles / Armed clash", "2019-03-03", "2019-03-03", "day", ("Red Front", "Border Guard"),
        "Oran", "DZA", 35.7, -0.63, "city", None, 4, None, ("The Gazette",),
    )  # fmt: skip
    assert len(found) == 1 and notes.damaged == 3


def test_no_pin_is_finer_than_its_table_says(tmp_path: Path) -> None:
    line = "A1,2019-03-03,3,Battles,x,,,,Algeria,Oran,35.7,-0.63,3,,,"
    (event,), _ = read("acled", tmp_path / "t.csv", ACLED.splitlines()[0].replace(";", ",") + "\n" + line)
    assert (event.place_precision, event.pin, event.precision) == ("province", None, "month")


def test_ucdp(data: Path) -> None:
    notes = Notes()
    found = list(origin_named("ucdp").read(data / "ucdp" / "ucdpged_1000.csv", notes, limit=1_000_000))
    assert len(found) == 1_000 and notes.damaged == 0
    assert all(e.sides and e.deaths_best is not None and e.start <= e.end for e in found)
    assert all((e.pin is not None) == (e.place_precision in ("exact", "near")) for e in found)
    assert sum(e.country is not None for e in found) >= 995


def test_gdelt_without_a_heading(tmp_path: Path) -> None:
    names = crosswalk("gdelt")["headings"][61]
    row = dict.fromkeys(names, "") | {
        "GLOBALEVENTID": "1", "SQLDATE": "19391126", "Actor1Name": "A PRIVATE NAME", "Actor1CountryCode": "FIN",
        "EventCode": "194", "ActionGeo_Type": "4", "ActionGeo_FullName": "Mainila, Leningradskaya Oblast, Russia",
        "ActionGeo_Lat": "60.2", "ActionGeo_Long": "29.9", "SOURCEURL": "https://example.org/a",
    }  # fmt: skip
    (event,), notes = read("gdelt", tmp_path / "20.export.CSV", "\t".join(row.values()) + "\n")
    assert event == ContextEvent(
        "GDELT", "1", "CAMEO 194", "1939-11-26", "1939-11-26", "day", ("FIN",),
        "Mainila, Leningradskaya Oblast, Russia",
        "RUS", 60.2, 29.9, "city", None, None, None, ("https://example.org/a",),
    )  # fmt: skip
    assert not notes.lines()
    for count in (57, 58):
        cells = [row[n] for n in names if "ADM2" not in n][:count]
        (event,), _ = read("gdelt", tmp_path / "20.export.CSV", "\t".join(cells) + "\n")
        assert (event.id, event.place, len(event.sources)) == (
            "1",
            "Mainila, Leningradskaya Oblast, Russia",
            count - 57,
        )


@pytest.mark.parametrize("name", ["acled", "ucdp", "gdelt"])
def test_another_table_is_refused(tmp_path: Path, name: str) -> None:
    for text in ("a,b\n1,2\n", "", "\x00\xff", "=cmd|' /C calc'!A0"):
        with pytest.raises(UsageError, match="this is no table of"):
            read(name, tmp_path / "t.csv", text)


def note(**more: Any) -> dict[str, Any]:
    return {
        "id": "n1",
        "type": "Annotation",
        "creator": {"type": "Person", "name": "R. Editor"},
        "target": "urn:x",
    } | more


def test_annotations(tmp_path: Path) -> None:
    tag = {"type": "TextualBody", "purpose": "tagging"}
    page = {"@context": "x", "type": "AnnotationPage", "items": [
        note(body=[tag | {"value": "Rejected"}, {"value": "a market, not a depot"}], created="2020-01-02T03:04:05Z"),
        note(id="n2", target="n1", bodyValue="certainty = possible"),
        note(id="n3", body={"value": "how sad"}),
        note(id="n4", target="n5", body="confirmed"), note(id="n5", target="n4", body="confirmed"),
        note(id="n6", body=tag | {"value": "sayso:confirmed"}, creator="https://example.org/me", target={
            "source": "https://example.org/a",
            "selector": [{"type": "TextQuoteSelector", "exact": "burned it"},
                         {"type": "TextPositionSelector", "start": 1, "end": 9}],
        }),
        {"id": "n7"},
        note(id="n8", creator={"type": "Software", "name": "sayso"}, body="x")
        | {"sayso:document": "d", "sayso:claim": "c1", "sayso:certainty": "possible"},
    ]}  # fmt: skip
    found, notes = read("annotations", tmp_path / "p", page)
    where = [r.where.rpartition(":")[2] for r in found]
    assert where == ["1", "2", "6", "8"]
    first, second, third, fourth = found
    assert (first.decisions, first.why, first.by, first.at, first.note) == (
        ("rejected",), "a market, not a depot", "R. Editor", "2020-01-02", "urn:x",
    )  # fmt: skip
    assert (second.decisions, second.note) == (("certainty=possible",), "urn:x")
    assert (third.source, third.quote, third.position) == ("https://example.org/a", "burned it", (1, 9))
    assert (fourth.shown, fourth.by, fourth.claim) == (("certainty=possible",), None, "c1")
    assert notes.left == {"annotation that decides nothing": 1} and notes.damaged == 3
    collection = {"type": "AnnotationCollection", "first": page}
    assert [r.decisions for r in read("annotations", tmp_path / "c", collection)[0]] == [r.decisions for r in found]


def test_rows_of_hypothesis(tmp_path: Path) -> None:
    target = [{"source": "https://example.org/a", "selector": [{"type": "TextQuoteSelector", "exact": "burned it"}]}]
    row = {"id": "h1", "user": "acct:ada@example.org", "uri": "https://example.org/a", "text": "no depot",
           "tags": ["rejected"], "target": target, "created": "2020-01-02T03:04:05+00:00"}  # fmt: skip
    reply = row | {"id": "h2", "references": ["h1"], "tags": ["certainty=possible"], "target": [{"source": "x"}]}
    found, notes = read("annotations", tmp_path / "h", {"total": 2, "rows": [row, reply]})
    first, second = found
    assert (first.decisions, first.by, first.why, first.quote, first.source) == (
        ("rejected",), "ada", "no depot", "burned it", "https://example.org/a",
    )  # fmt: skip
    assert (second.decisions, second.note, notes.lines()) == (("certainty=possible",), "h1", [])
    assert (second.quote, second.source) == ("burned it", "https://example.org/a")


def test_hostile_strings_pass_as_strings(tmp_path: Path) -> None:
    odd = "=HYPERLINK(1)\u2028\x1b[31m<b>&\x00 \u202e" + "9" * 5_000
    (article,), _ = read("articledata", tmp_path / "a", {"id": odd, "text": odd, "date": odd, "site": {"a": []}})
    assert article.text == odd and article.outlet is None and len(article.record) <= 300
    found, _ = read("annotations", tmp_path / "p", [note(target=odd, body=odd), note(target=[], body="confirmed")])
    assert [type(r) for r in found] == [Remark]


def test_the_docs_show_every_field(tmp_path: Path) -> None:
    page = DOCS.read_text(encoding="utf-8")
    for name in origins():
        assert f"`{name}`" in page, name
        walk = crosswalk(name)
        fields = walk.get("takes") or [c for columns in walk["columns"].values() for c in columns]
        for field in fields:
            assert f"`{field}`" in page, f"{name}: {field}"
        for lost in walk["leaves"]:
            assert lost in page, f"{name}: {lost}"
