"""STIX 2.1: what its own library parses, what our extension's schema says, and what only a reviewer sets free."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import stix2

from sayso.exporting import Item, format_named
from sayso.exporting.stix_schema import EXTENSION, SCHEMA
from sayso.records.judgement import Judgement
from sayso.showing.export_items import items_of

BUNDLE: dict[str, Any] = {
    "type": "object",
    "required": ["type", "id", "objects"],
    "properties": {
        "id": {"pattern": "^bundle--[0-9a-f-]{36}$"},
        "objects": {
            "items": {
                "required": ["type", "id", "spec_version", "created", "modified"],
                "properties": {
                    "id": {"pattern": "^[a-z-]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"},
                    "created": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"},
                    "spec_version": {"const": "2.1"},
                },
            }
        },
    },
}  # fmt: skip
ACCUSING = {"threat-actor", "relationship"}


def bundle(items: list[Item]) -> dict[str, Any]:
    data = b"".join(d for _, d in format_named("stix").pieces(iter(items)))
    found: dict[str, Any] = json.loads(data)
    return found


def of(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [o for o in found["objects"] if o["type"] == kind]


def test_the_bundle_is_sound(items: list[Item]) -> None:
    found = bundle(items)
    jsonschema.validate(found, BUNDLE)
    ids = [o["id"] for o in found["objects"]]
    assert len(set(ids)) == len(ids)
    for made in found["objects"]:
        refs = [v for k, v in made.items() if k.endswith("_ref")]
        refs += [x for k, v in made.items() if k.endswith("_refs") for x in v]
        assert set(refs) <= set(ids), made["type"]
        assert "confidence" not in made or made["type"] == "sayso-claim"
    for claim in of(found, "sayso-claim"):
        jsonschema.validate(claim, SCHEMA)
        assert claim["extensions"] == {EXTENSION: {"extension_type": "new-sdo"}}
    assert json.loads(of(found, "extension-definition")[0]["schema"]) == SCHEMA
    assert bundle([])["objects"]


def test_stix2_parses_it(items: list[Item]) -> None:
    whole = [i for i in items if i.document != "sha256:d2"]
    found = bundle(whole)
    parsed = stix2.parse(found, allow_custom=True)
    assert len(parsed.objects) == len(found["objects"])
    plain = [o for o in found["objects"] if o["type"] in ("identity", "extension-definition", "location")]
    assert len(plain) > 4
    for made in plain:
        stix2.parse(made)


def test_a_denial_is_an_opinion(item: Item) -> None:
    found = bundle([item])
    (opinion,) = of(found, "opinion")
    assert opinion["opinion"] == "strongly-disagree" and opinion["authors"] == ["Red Front"]
    assert opinion["explanation"].startswith("According to The Gazette, citing Red Front (certain, denied)")
    (denied,) = (o for o in found["objects"] if o["id"] == opinion["object_refs"][0])
    assert denied["polarity"] == "positive"


def test_nothing_unreviewed_is_a_threat_actor(items: list[Item]) -> None:
    assert not ACCUSING & {o["type"] for o in bundle(items)["objects"]}


def test_what_a_reviewer_confirmed(item: Item) -> None:
    reviews = [Judgement("reviewed", "sha256:d1", c, "positive", 1.0, "R. Editor", "") for c in ("c1", "c2", "c3")]
    found = bundle(list(items_of([item.report], reviews, reviewed_only=True)))
    actors = {o["name"]: o for o in of(found, "threat-actor")}
    assert set(actors) == {"Freedonia", "Red Front"} and actors["Freedonia"]["roles"] == ["sponsor"]
    kinds = sorted(o["relationship_type"] for o in of(found, "relationship"))
    assert kinds == ["attributed-to", "attributed-to", "attributed-to", "funds"]
    for made in [*actors.values(), *of(found, "relationship"), *of(found, "incident")]:
        assert made["description"].startswith("According to The Gazette")
    assert {c["review"] for c in of(found, "sayso-claim")} == {"reviewed"}
    for made in of(found, "relationship") + of(found, "threat-actor"):
        stix2.parse(made)


def test_grades_and_words_stand_side_by_side(item: Item) -> None:
    claims = of(bundle([item]), "sayso-claim")
    assert {c["admiralty"] for c in claims} == {"F6"}
    assert {c["certainty"] for c in claims} == {"certain", "probable", "possible", "unstated"}
    assert not any(o["identity_class"] == "individual" and "threat" in o for o in of(bundle([item]), "identity"))
