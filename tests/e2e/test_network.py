"""`sayso network` end to end: words behind every hop, nobody private, nothing from being named together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso.showing.network import network_json, network_parts
from sayso.showing.network_find import key_of, network_of
from sayso.weighing.networks import ways

TEXTS = [
    ("a", "The Gazette", "Norway gave the Red Column money and weapons, the government of Chile said on Monday."),
    ("b", "The Mirror", "The Red Column shelled the depot at Bergen on 3 May 2020, killing four soldiers."),
    ("c", "The Post", "John Smith met fighters of the Red Column and the Sea League in Lima on 5 May 2020."),
]


def read(texts=TEXTS):
    made = [sayso.read_text(t, uri=i, outlet=o, date="2020-05-06") for i, o, t in texts]
    return [r.record for r in made]


def test_a_way_has_the_words_of_each_hop_and_goes_with_any_of_them() -> None:
    found = network_of(read())
    (way,) = ways(found, start=key_of(found, "norway", where="the case"))
    assert [t.type for h in way.hops for t in h.ties] == ["funding", "weapons", "did"]
    assert all(t.says[0].quote for h in way.hops for t in h.ties)
    for gone in ("a", "b"):
        assert ways(network_of(read([t for t in TEXTS if t[0] != gone]))) == []


def test_no_person_and_no_tie_from_being_named_together() -> None:
    found = network_of(read())
    told = json.dumps(network_json(found, ways(found))) + str(network_parts(found, ways(found)))
    assert "Smith" not in told and "person-" not in told and "Sea League" not in told


def test_nations_swapped_change_no_weight() -> None:
    other = [(i, o, t.replace("Norway", "X").replace("Chile", "Norway").replace("X", "Chile")) for i, o, t in TEXTS]
    one, two = network_of(read()), network_of(read(other))
    assert [(t.type, t.weight) for t in one.ties] == [(t.type, t.weight) for t in two.ties]


def test_the_command_prints_all_forms_and_says_what_it_cannot_find(tmp_path: Path) -> None:
    place = tmp_path / "r.jsonl"
    lines = [sayso.read_text(t, uri=i, outlet=o, date="2020-05-06").to_json() for i, o, t in TEXTS]
    place.write_text("\n".join(lines), encoding="utf-8")

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "sayso", "network", str(place), *more]
        return subprocess.run(command, capture_output=True, text=True, timeout=300, env=os.environ)

    text = run().stdout
    assert "According to" in text and "no denial found" in text and "not of what anybody did" in text
    page = run("--format", "html").stdout
    assert "<svg" in page and "<script" not in page
    missing = run("--from", "Nowhere")
    assert missing.returncode == 2 and missing.stderr.count("\n") == 1


@pytest.mark.parametrize("texts", [[], [("a", "The Post", "It rained in Oslo.")]])
def test_a_case_without_ties_is_a_sentence(texts) -> None:
    found = network_of(read(texts))
    parts = network_parts(found, ways(found))
    assert any("No way leads" in line or "No tie" in line for p in parts for line in p.lines)
