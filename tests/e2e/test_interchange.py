"""What `--format jsonl` promises, on the example reports, masked and unmasked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import sayso
from sayso.records.schema import to_json

MAINILA = Path(__file__).parents[2] / "examples" / "mainila"
PERSON = re.compile(r"person-[0-9a-f]{8}")


@pytest.fixture(scope="module", params=[None, "a test"], ids=["masked", "unmasked"])
def records(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    return [to_json(report.record) for report in sayso.read_all([MAINILA], unmask=request.param)]


def spans(value: Any) -> Iterator[list[int]]:
    if isinstance(value, dict):
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(n) is int for n in value):
            yield value
        else:
            for item in value:
                yield from spans(item)


def test_the_schema_holds(records: list[dict[str, Any]]) -> None:
    validator = jsonschema.Draft202012Validator(sayso.schema())
    for record in records:
        validator.validate(record)


def test_every_span_quotes(records: list[dict[str, Any]]) -> None:
    for record in records:
        text = record["text"]
        for item in record["mentions"] + record["times"]:
            assert text[item["start"] : item["end"]] == item["text"]
        for word in record["loaded"]:
            assert text[slice(*word["span"])] == word["text"]
        for start, end in spans(record):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert not any(p.start() < at < p.end() for p in PERSON.finditer(text) for at in (start, end))


def test_every_id_resolves(records: list[dict[str, Any]]) -> None:
    for record in records:
        ids = {kind: {x["id"] for x in record[kind]} for kind in ("mentions", "attributions", "claims")}
        for kind, found in ids.items():
            assert len(found) == len(record[kind])
        for said in record["attributions"]:
            assert said["mention"] in ids["mentions"] | {None}
            assert said["parent"] in ids["attributions"] - {said["id"]} | {None}
        for claim in record["claims"]:
            roles = [m for role in ("actors", "recipients", "subjects", "objects") for m in claim.get(role) or []]
            assert set(roles) <= ids["mentions"]
            assert claim["within"] in ids["claims"] - {claim["id"]} | {None}
            assert set(claim.get("of") or []) <= ids["claims"]


def test_every_claim_has_its_holders(records: list[dict[str, Any]]) -> None:
    for claim in (claim for record in records for claim in record["claims"]):
        assert [h["kind"] == "outlet" for h in claim["holders"]] == [True] + [False] * (len(claim["holders"]) - 1)
        innermost = claim["holders"][-1]
        assert (innermost["certainty"], innermost["polarity"]) == (claim["certainty"], claim["polarity"])
        assert (claim["polarity"] == "negative") == ("negation" in claim["modes"])
        assert not (claim["main"] and claim["within"])


def test_reading_twice_gives_the_same(records: list[dict[str, Any]]) -> None:
    reason = records[0]["unmasked"]
    assert [to_json(report.record) for report in sayso.read_all([MAINILA], unmask=reason)] == records
