"""A case read, exported, and opened by the tools that the formats are for: the validators' own words, not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pandas
import polars
import pytest

if sys.platform != "linux":
    pytest.skip("followthemoney is locked for Linux only: pyicu has wheels for few others", allow_module_level=True)
from followthemoney import registry
from followthemoney.dataset import Dataset
from followthemoney.entity import ValueEntity
from followthemoney.statement import Statement, StatementEntity
from followthemoney.statement.serialize import read_csv_statements

import sayso
from sayso.exporting import Item, format_named, save
from sayso.exporting.flat_rows import COLUMNS
from sayso.exporting.ftm_entities import country_code
from sayso.exporting.items import table
from sayso.records.judgement import Judgement
from sayso.showing.export_items import items_of

csv.field_size_limit(131_072)  # followthemoney raises it for the whole process
ROOT = Path(__file__).parents[3]
EXAMPLE, DOCS = ROOT / "examples" / "mainila", ROOT / "docs"
# Warnings that docs/exports.md explains: ids that stay the same, acts that are attributed, no hashes of pages.
WARNINGS = {"103", "202", "302"}


@pytest.fixture(scope="module")
def case() -> list[sayso.Report]:
    return list(sayso.read_all([str(p) for p in sorted(EXAMPLE.glob("*.txt"))] + [str(EXAMPLE / "reports.jsonl")]))


@pytest.fixture(scope="module")
def unreviewed(case: list[sayso.Report]) -> list[Item]:
    return list(items_of([r.record for r in case]))


@pytest.fixture(scope="module")
def confirmed(case: list[sayso.Report]) -> list[Item]:
    """Everything confirmed by a person."""
    reviews = [Judgement("reviewed", r.record.document.id, c.id, "positive", 1.0, "R. Editor", "read it")
               for r in case for c in r.claims]  # fmt: skip
    return list(items_of([r.record for r in case], reviews, reviewed_only=True))


def made(name: str, items: list[Item], folder: Path) -> Path:
    format_ = format_named(name)
    path = folder / name
    save(format_.pieces(iter(items)), path, folder=format_.folder)
    return path


@pytest.fixture
def validator(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """stix2-validator; `cpe`, which it wants for programs alone, is to be had as source only and stands empty here."""
    if "cpe" not in sys.modules:
        empty = ModuleType("cpe")
        empty.CPE = object  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "cpe", empty)
    import stix2validator

    yield stix2validator


def judged(validator: Any, path: Path) -> tuple[list[str], set[str]]:
    found = validator.validate_file(str(path), validator.ValidationOptions(version="2.1", strict=False))
    results = found.object_results
    errors = [str(e) for o in results for e in o.errors] + ([str(found.fatal)] if found.fatal else [])
    assert found.is_valid == (not errors)
    return errors, {str(w) for o in results for w in o.warnings}


def test_stix_has_only_the_documented_warnings(
    validator: Any, unreviewed: list[Item], confirmed: list[Item], items: list[Item], tmp_path: Path
) -> None:
    codes: set[str] = set()
    for made_of, accusing in ((unreviewed, False), (confirmed, True), (items, False)):
        path = made("stix", made_of, tmp_path)
        errors, warnings = judged(validator, path)
        assert not errors
        codes |= {re.findall(r"\{(\d+)\}", w)[0] for w in warnings}
        kinds = {o["type"] for o in json.loads(path.read_text(encoding="utf-8"))["objects"]}
        assert ({"threat-actor", "relationship"} <= kinds) == accusing and {"sayso-claim", "report"} <= kinds
    assert codes == WARNINGS
    page = (DOCS / "exports.md").read_text(encoding="utf-8")
    assert all(f"`{code}`" in page for code in codes)


def test_the_stix_validator_can_fail(validator: Any, items: list[Item], tmp_path: Path) -> None:
    path = made("stix", items, tmp_path)
    bundle = json.loads(path.read_text(encoding="utf-8"))
    next(o for o in bundle["objects"] if o["type"] == "report").pop("name")
    path.write_text(json.dumps(bundle), encoding="utf-8")
    assert judged(validator, path)[0]


def test_followthemoney_takes_entities_and_statements(
    unreviewed: list[Item], confirmed: list[Item], tmp_path: Path
) -> None:
    for made_of in (unreviewed, confirmed):
        folder = made("ftm", made_of, tmp_path)
        lines = (folder / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
        taken = [ValueEntity.from_dict(json.loads(line), cleaned=False) for line in lines]
        told = [json.loads(line) for line in lines]
        assert len(taken) > 100
        for entity, given in zip(taken, told, strict=True):
            assert entity.schema.name == given["schema"] and not entity.schema.deprecated
            assert not entity.schema.abstract
            # Nothing was thrown away: unknown fields, countries and dates would be.
            assert {p: [v.strip() for v in vs] for p, vs in entity.properties.items()} == {
                p: [v.strip() for v in vs] for p, vs in given["properties"].items()
            }
            for prop in entity.iterprops():
                if prop.type.name == "entity" and prop.range is not None:
                    assert set(entity.get(prop)) <= {t.id for t in taken if t.schema.is_a(prop.range)}, prop


def test_statements_say_what_the_entities_say(unreviewed: list[Item], tmp_path: Path) -> None:
    folder = made("ftm", unreviewed, tmp_path)
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in read_csv_statements(io.BytesIO((folder / "statements.csv").read_bytes())):
        assert statement.prop == "id" or statement.id == statement.generate_key()
        groups[statement.canonical_id].append(statement)
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for line in (folder / "entities.ftm.json").read_text(encoding="utf-8").splitlines():
        entity = json.loads(line)
        for name, values in entity["properties"].items():
            said[entity["id"]][name] |= set(values)
    dataset = Dataset.make({"name": "sayso"})
    for key, statements in groups.items():
        whole = StatementEntity.from_statements(dataset, statements)
        assert {p: set(v) for p, v in whole.properties.items()} == said.pop(key)
    assert not said


def test_every_country_has_a_code_of_followthemoney() -> None:
    codes = {code: country_code(code) for code in table("alpha2")}
    assert {c: found for c, found in codes.items() if registry.country.clean(found) != found} == {}
    assert codes["SUN"] == "suhh"


def test_tables_open_in_pandas_polars_duckdb_and_arrow(unreviewed: list[Item], tmp_path: Path) -> None:
    tables, plain = made("parquet", unreviewed, tmp_path), made("csv", unreviewed, tmp_path)
    for name, columns in COLUMNS.items():
        lazy = polars.scan_parquet(tables / f"{name}.parquet").collect()
        many = len(lazy)
        assert lazy.columns == list(columns) == list(pandas.read_parquet(tables / f"{name}.parquet").columns)
        for kind, folder in (("parquet", tables), ("csv", plain)):
            found = duckdb.sql(f"select count(*) from '{folder}/{name}.{kind}'").fetchall()
            assert found == [(many,)], (name, kind)
        if many:
            text = polars.read_csv(plain / f"{name}.csv", infer_schema_length=None)
            assert (text.columns, len(text)) == (lazy.columns, many)
    holders = polars.read_parquet(tables / "holders.parquet").filter(polars.col("innermost"))
    assert holders.group_by("holder").len()["len"].sum() == len(polars.read_parquet(tables / "claims.parquet"))


def test_the_api_gives_frames(case: list[sayso.Report]) -> None:
    claims = sayso.table(case, "claims")
    frames = claims.to_pandas(), claims.to_polars(), claims.arrow
    assert isinstance(frames[0], pandas.DataFrame) and isinstance(frames[1], polars.DataFrame)
    assert {len(frames[0]), len(frames[1]), frames[2].num_rows} == {len(list(claims))}
    assert list(frames[0].columns) == frames[1].columns == frames[2].column_names
