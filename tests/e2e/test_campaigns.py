"""`sayso campaigns` on read reports: a claim with a chronology, denials beside it, a test against the case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sayso
from sayso.cli import main
from sayso.showing.campaigns import campaigns_parts
from sayso.showing.campaigns_find import campaigns_of

TEXTS = [
    (
        "a",
        "The Gazette",
        "The Red Column burned the customs house at Oslo on 2 March 2020 in order to stop the tax. The Red Column "
        "burned the customs house at Bergen on 5 March 2020. The Red Column burned the customs house at Trondheim on "
        "7 March 2020.",
    ),
    (
        "b",
        "The Mirror",
        "Police said on Friday that the Red Column set fire to the customs house at Bergen on 5 March 2020.",
    ),
    ("c", "The Post", "The Red Column denied that it had burned the customs house at Bergen on 5 March 2020."),
    (
        "d",
        "The Courier",
        "The Blue Guard shelled a village near Lima on 5 May 2020. Soldiers shelled a mill near Puno on 5 July 2020. "
        "The Blue Guard shelled a convoy near Puno on 15 August 2020. Gunmen shot a farmer at Cusco on 12 June 2020.",
    ),
]


@pytest.fixture(scope="module")
def reports():
    return [sayso.read_text(t, uri=i, outlet=o, date="2020-09-01") for i, o, t in TEXTS]


def test_a_campaign_is_a_claim_with_a_chronology(reports) -> None:
    found = campaigns_of([r.record for r in reports])
    claimed = next(c for c in found if c.name == "The Gazette")
    assert [link.day for link in claimed.links] == ["2020-03-02", "2020-03-05", "2020-03-07"]
    assert [aim for aim, _ in claimed.purposes] == ["stop the tax"]
    bergen = claimed.links[1]
    assert bergen.agree == ("Police",) and bergen.denied == ("Red Column",)
    parts = campaigns_parts([claimed])
    assert parts[0].lines[0].startswith("According to The Gazette")
    assert any("Denied by" in line for p in parts for line in p.lines)


def test_the_command(reports, tmp_path: Path) -> None:
    place = tmp_path / "r.jsonl"
    place.write_text("\n".join(r.to_json() for r in reports), encoding="utf-8")
    for form, words in (("text", "by chance"), ("md", "## Campaign 1"), ("html", "<svg"), ("json", "comparisons")):
        out = tmp_path / f"out.{form}"
        assert main(["campaigns", str(place), "--format", form, "-o", str(out)]) == 0
        assert words in out.read_text(encoding="utf-8")
    assert main(["campaigns", str(place), "--least", "9", "-o", str(tmp_path / "none.txt")]) == 0
    assert "no campaign to test" in (tmp_path / "none.txt").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["reviewed"] is False
