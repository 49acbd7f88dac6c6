"""Each format read back: by its own library where one is at hand, else against what its standard says."""

from __future__ import annotations

import csv
import io
import json
import uuid
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest
from pyarrow import parquet

from sayso.exporting import Item, format_named
from sayso.exporting.encoding import cell, dense, json_line, sane, xml_attribute, xml_text
from sayso.exporting.flat_rows import COLUMNS


def made(name: str, items: list[Item]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for file, data in format_named(name).pieces(iter(items)):
        found[file] = found.get(file, b"") + data
    return found


def one(name: str, items: list[Item]) -> Any:
    (data,) = made(name, items).values()
    return json.loads(data)


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_csv_and_parquet_say_the_same(items: list[Item]) -> None:
    plain, packed = made("csv", items), made("parquet", items)
    for name, columns in COLUMNS.items():
        rows = table(plain[f"{name}.csv"])
        other = parquet.read_table(io.BytesIO(packed[f"{name}.parquet"]))
        assert other.column_names == list(columns) and other.num_rows == len(rows)
        assert [{k: cell(v) for k, v in row.items()} for row in other.to_pylist()] == rows, name


def test_duckdb_reads_both(tmp_path: Path, item: Item) -> None:
    for name in ("csv", "parquet"):
        for file, data in made(name, [item]).items():
            (tmp_path / file).write_bytes(data)
    for kind in ("csv", "parquet"):
        told = duckdb.sql(f"select subject, object, holder from '{tmp_path}/ties.{kind}'").fetchall()
        assert told == [("Freedonia", "Red Front", "person-0a1b2c3d, a fisherman")]
        found = duckdb.sql(f"select claim, deaths_best, main from '{tmp_path}/claims.{kind}' where deaths_best > 3")
        assert found.fetchall() == [("c1", 4, True)]


def test_spans_of_the_tables_quote(item: Item) -> None:
    for name, data in made("csv", [item]).items():
        for row in table(data):
            words = row.get("quote") or row.get("text")
            if row.get("start") and words and name != "documents.csv":
                where = slice(int(row["start"]), int(row["end"]))
                assert item.text[where] == words or name == "holders.csv"


def test_parquet_goes_out_in_groups(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.exporting.flat.GROUP_ROWS", 10)
    data = made("parquet", [item] * 5)["claims.parquet"]
    file = parquet.ParquetFile(io.BytesIO(data))
    assert file.num_row_groups > 2 and file.read().num_rows == 30


def test_no_cell_is_a_formula(items: list[Item]) -> None:
    for name in ("csv", "events", "ftm"):
        for file, data in made(name, items).items():
            if file.endswith(".csv"):
                for row in table(data):
                    for column, value in row.items():
                        number = value.lstrip("-").replace(".", "").isdigit()
                        assert number or not value.startswith(("=", "+", "-", "@", "\t", "\r")), (file, column)
    assert cell("-5") == "'-5" and cell(-5) == "-5" and cell("a\x00b") == "ab"


def test_plover(item: Item) -> None:
    lines = made("plover", [item])["plover.jsonl"].decode().splitlines()
    events = [json.loads(line) for line in lines]
    assert [e["claim_id"] for e in events] == ["c1", "c3", "c4"]
    for event in events:
        assert event["holders"] and event["certainty"] and event["polarity"]
        assert {"auxiliary_modes", "main", "within"} <= set(event)
    assert events[0]["denied_by"] == ["c3"] and events[1]["polarity"] == "negative"
    assert (events[0]["location"]["lat"], events[2]["location"]["lat"]) == (35.7, None)


def test_events_table(items: list[Item]) -> None:
    rows = table(made("events", items)["events.csv"])
    assert [r["claim_id"] for r in rows] == ["c1", "c3", "c4", "c1"]
    first, denied, planned, _ = rows
    assert (first["EventRootCode"], first["QuadClass"], first["SQLDATE"]) == ("19", "4", "20190301")
    assert (denied["polarity"], denied["modes"]) == ("negative", "negation")
    assert (planned["ActionGeo_Precision"], planned["ActionGeo_Lat"], planned["IsRootEvent"]) == ("country", "", "0")
    for row in rows:
        assert row["holders"] and row["holder"] and row["certainty"] and row["polarity"] and row["main"]
    assert not {"GoldsteinScale", "AvgTone", "NumMentions"} & set(rows[0])


def test_geojson(items: list[Item]) -> None:
    whole = one("geojson", items)
    assert whole["type"] == "FeatureCollection" and len(whole["features"]) == 3
    town, country, _ = whole["features"]
    assert town["geometry"] == {"type": "Point", "coordinates": [-0.63, 35.7]}
    assert country["geometry"] is None and country["properties"]["country"] == "DZA"
    for feature in whole["features"]:
        assert feature["type"] == "Feature" and uuid.UUID(feature["id"])
        assert feature["properties"]["told"].startswith("According to")


def test_networks(items: list[Item], tmp_path: Path) -> None:
    nx = pytest.importorskip("networkx")
    for name, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        (data,) = made(name, items).values()
        (tmp_path / name).write_bytes(data)
        graph = read(tmp_path / name)
        assert graph.is_directed() and graph.number_of_edges() == 2
        edges = {e["claim"] + e["report"]: e for _, _, e in graph.edges(data=True)}
        edge = edges["c2sha256:d1"]
        assert edge["told"].startswith("According to The Gazette, citing person-0a1b2c3d")
        assert (edge["type"], edge["polarity"], edge["end"]) == ("funding", "positive", "2019-03-03")
        labels = {d["label"] for _, d in graph.nodes(data=True)}
        assert {"Freedonia", "Red Front"} <= labels and not any("person-" in x for x in labels)
    assert nx.read_gexf(io.BytesIO(made("gexf", [])["ties.gexf"])).number_of_nodes() == 0


def test_annotations_find_their_words(items: list[Item]) -> None:
    whole = one("annotations", items)
    assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and whole["type"] == "AnnotationPage"
    texts = {i.document: i.text for i in items}
    assert len({a["id"] for a in whole["items"]}) == len(whole["items"]) == 19
    for note in whole["items"]:
        assert note["type"] == "Annotation" and note["target"]["source"].startswith(("urn:uuid:", "https://"))
        quote, position = note["target"]["selector"]
        text = texts[note["sayso:document"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text.index(quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")) >= 0


def test_schemaorg_claims_are_never_rated(items: list[Item]) -> None:
    (data,) = made("schemaorg", items).values()
    assert b"Rating" not in data and b"ClaimReview" not in data
    graph = json.loads(data)["@graph"]
    claims = [n for n in graph if n["@type"] == "Claim"]
    known = {n["@id"] for n in graph}
    assert len(claims) == 8
    for claim in claims:
        assert claim["author"]["name"] and claim["appearance"]["@id"] in known
        assert claim["text"].startswith("According to")
    assert claims[0]["sayso:deniedBy"][0]["@id"] in known


def test_prov_refers_to_what_it_has(items: list[Item]) -> None:
    graph = one("prov", items)["@graph"]
    known = {n["@id"] for n in graph}
    assert len(known) == len(graph)
    for node in graph:
        refs = json.dumps({k: v for k, v in node.items() if k.startswith(("prov:", "sayso:denies"))})
        assert all(r.split('"')[0] in known for r in refs.split('"@id": "')[1:])
    claims = [n for n in graph if "prov:wasQuotedFrom" in n]
    assert len(claims) == 8 and all(n["prov:wasAttributedTo"] and n["prov:wasGeneratedBy"] for n in claims)
    assert [a["sayso:depth"] for a in claims[0]["prov:qualifiedAttribution"]] == [0, 1]


FTM = {
    "Article": {"title", "publisher", "publishedAt", "sourceUrl", "language", "bodyText"},
    "Mention": {"document", "name", "resolved", "detectedSchema", "contextCountry"},
    "Person": {"name", "country"}, "PublicBody": {"name", "country"}, "Organization": {"name", "country"},
    "LegalEntity": {"name", "country"}, "Note": {"name", "description", "entity"},
    "Event": {"name", "summary", "description", "date", "startDate", "endDate", "location", "country", "involved",
              "publisher", "proof"},
    "UnknownLink": {"subject", "object", "role", "summary", "date", "startDate", "endDate", "publisher", "proof"},
    "Membership": {"member", "organization", "role", "summary", "date", "startDate", "endDate", "publisher", "proof"},
}  # fmt: skip
ENTITY = {
    "type": "object",
    "required": ["id", "schema", "properties", "datasets", "caption"],
    "properties": {
        "schema": {"enum": sorted(FTM)},
        "properties": {"additionalProperties": {"type": "array", "items": {"type": "string"}, "minItems": 1}},
        "datasets": {"type": "array", "items": {"pattern": "^[a-z0-9][a-z0-9_]*$"}},
    },
}
REFERENCES = ("document", "resolved", "proof", "involved", "subject", "object", "member", "organization", "entity")


def test_followthemoney(items: list[Item]) -> None:
    files = made("ftm", items)
    found = [json.loads(line) for line in files["entities.ftm.json"].decode().splitlines()]
    ids = {e["id"] for e in found}
    for entity in found:
        jsonschema.validate(entity, ENTITY)
        assert set(entity["properties"]) <= FTM[entity["schema"]]
        for name in REFERENCES:
            assert set(entity["properties"].get(name, [])) <= ids
        if entity["schema"] in ("UnknownLink", "Membership"):
            told = entity["properties"]["role"] + entity["properties"]["summary"]
            assert all(t.startswith("according to ") for t in told) and entity["properties"]["proof"]
    text = files["entities.ftm.json"] + files["statements.csv"]
    assert b"topics" not in text and b"crime" not in text
    people = [e for e in found if e["schema"] == "Person"]
    assert people == []  # the mayor has an office but no name here, and the fisherman is private
    kinds = [e["schema"] for e in found]
    assert kinds.count("Event") == 2 and kinds.count("UnknownLink") == 2 and kinds.count("Note") == 4
    events = [e for e in found if e["schema"] == "Event" and "description" in e["properties"]]
    assert "denied" in events[0]["properties"]["description"][0]


def test_statements_and_their_asserters(item: Item) -> None:
    files = made("ftm", [item])
    statements, told = table(files["statements.csv"]), table(files["asserters.csv"])
    assert len({s["id"] for s in statements}) == len(statements)
    assert {s["dataset"] for s in statements} == {"the_gazette"} and {s["origin"] for s in statements} == {
        "sayso-rules-1"
    }
    links = {s["id"] for s in statements if s["schema"] in ("Event", "UnknownLink", "Membership", "Note")}
    assert links == {a["statement_id"] for a in told}
    for row in told:
        assert row["according_to"] and row["certainty"] and row["status"] == "unreviewed"
        assert item.text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_brief(items: list[Item]) -> None:
    told = made("md", items)["brief.md"].decode()
    assert "denied according to The Gazette, citing Red Front (c3)" in told
    assert "<script>" not in told.replace("\\<script\\>", "") and "\x1b" not in told
    assert told.endswith("Reports: 3 · claims: 8 · of them accusations: 7 · reviewed: 0\n")


def test_encoding_takes_anything() -> None:
    odd = 'a\x00\x0b\ud800\u2028<&">'
    assert json.loads(json_line({"a": odd})) == {"a": odd}
    assert json_line({"a": odd}).count(b"\n") == 1
    assert "\x00" not in xml_text(odd) + xml_attribute(odd) and sane("\ud800") == "\\ud800"
    assert dense([{"a": None, "b": 0}]) == [{"b": 0}]
