"""`sayso routes` on hand-made and read reports: whose word, denials beside it, what the map says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sayso
from sayso.cli import main
from sayso.showing.routes import routes_json, routes_parts
from sayso.showing.routes_find import corridors_of

TEXTS = [
    ("a", "The Gazette", "Iran moved missiles through Iraq and Syria to Lebanon, the Israeli army said on Monday."),
    ("b", "The Mirror", "Trucks carried weapons from Azerbaijan through Armenia to Nakhchivan, the paper found."),
    ("c", "The Post", "The Iranian government denied that it had moved missiles through Iraq and Syria to Lebanon."),
]


@pytest.fixture(scope="module")
def reports():
    return [sayso.read_text(t, uri=i, outlet=o, date="2020-05-06") for i, o, t in TEXTS]


def test_corridors_stand_on_words_with_denials_beside(reports) -> None:
    found = {c.stops[-1].text: c for c in corridors_of([r.record for r in reports])}
    lebanon, exclave = found["Lebanon"], found["Nakhchivan"]
    assert [s.text for s in lebanon.stops] == ["Iraq", "Syria", "Lebanon"]
    assert len(lebanon.says) == len(lebanon.denies) == 1
    assert exclave.between is not None and set(exclave.between.gate) == {"ARM", "IRN", "TUR"}
    assert [s.left for s in exclave.segments] == [("AZE", "IRN", "AZE.NX")] * 2
    shut = corridors_of([r.record for r in reports], closed={"IRN"})
    assert next(c for c in shut if c.stops[-1].text == "Nakhchivan").segments[0].left[1] != "IRN"


def test_every_corridor_begins_with_whose_word_it_is(reports) -> None:
    parts = routes_parts(corridors_of([r.record for r in reports]))
    corridors = [p for p in parts if p.title.startswith("Corridor")]
    assert corridors and all(p.lines[0].startswith(("According to", "Denied by")) for p in corridors)
    assert json.dumps(routes_json(corridors_of([r.record for r in reports])))


def test_the_command(reports, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "r.jsonl"
    place.write_text("\n".join(r.to_json() for r in reports), encoding="utf-8")
    for form, words in (
        ("text", "Every way by sea"),
        ("md", "## Corridor 1"),
        ("html", "<svg"),
        ("json", '"segments"'),
    ):
        out = tmp_path / f"out.{form}"
        assert main(["routes", str(place), "--format", form, "-o", str(out)]) == 0
        assert words in out.read_text(encoding="utf-8")
    assert main(["routes", str(place), "--closed", "Erewhon"]) == 2
    assert "no such country" in capsys.readouterr().err


def test_a_case_without_corridors_is_a_sentence() -> None:
    parts = routes_parts(corridors_of([sayso.read_text("It rained.").record]))
    assert parts[0].lines == ("Nobody in the case says by what way anything moves.",)
