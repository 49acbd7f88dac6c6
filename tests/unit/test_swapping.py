"""The self-audit: forms are exchanged like for like, changes are told, and the benchmarks come with the package."""

from __future__ import annotations

import dataclasses
import importlib
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from sayso.errors import UsageError
from sayso.records.claim import Claim, Holder
from sayso.records.document import Document, Span
from sayso.records.report import Report
from sayso.showing import bench
from sayso.showing.audited import audit_text
from sayso.swapping import audit, exchanged

ROOT = Path(__file__).parents[2]


def test_every_form_is_exchanged_at_once() -> None:
    forms = [("Iran", "Norway"), ("Norway", "Iran"), ("Iranian", "Ugandan")]
    assert exchanged("Iran and an Iranian in Norway", forms) == "Norway and a Ugandan in Iran"
    assert exchanged("Iranians in Tehran", forms) == "Iranians in Tehran"
    assert exchanged("plain", []) == "plain"


def test_parts_of_longer_names_are_left_alone() -> None:
    found = audit(
        ["The Arab-Israeli War began.", "Police in Northern Ireland met.", "She read it in French."], read=Report
    )
    assert found.sentences == 3 and found.swaps == []


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("The U.S. shelled the depot.", r"^[A-Z]\w+ shelled the depot\.$"),
        ("The United States and Iran met.", r"^[A-Z]\w+ and [A-Z]\w+ met\.$"),
        (
            "A U.S. soldier was killed by U.S. troops in the UK.",
            r"^An? (\w+) soldier was killed by \1 troops in [A-Z]\w+\.$",
        ),
        ("The French accused Chinese hackers.", r"^The \w+ accused \w+ hackers\.$"),
    ],
)
def test_what_may_be_name_or_adjective_is_told_apart(said: str, form: str) -> None:
    for text in (swap.after for swap in audit([said], each=2, read=Report).swaps):
        assert re.match(form, text), text
        assert not re.search(r"U\.S|UK|United|Iran|French|Chinese", text)
        assert "soldier" not in text or text.startswith("An ") == (text.split()[1][0] in "AEIO")


def test_a_nation_of_many_forms_has_its_swaps() -> None:
    found = audit(["The U.S. shelled the depot.", "U.S. troops fled.", "The French fled."], each=2, read=Report)
    assert len(found.swaps) == 6


def biased(document: Document) -> Report:
    """A reader that grows sure of itself where Serbia is named."""
    text = document.text
    claim = Claim(id="c1", kind="event", type="ASSAULT", span=Span(0, 4), trigger=Span(0, 4), score=0.5,
                  holders=(Holder("outlet", "certain"),), certainty="possible")  # fmt: skip
    if "Serbia" in text:
        claim = dataclasses.replace(claim, certainty="certain", score=0.9)
    return Report(document, claims=(claim,))


def test_a_reader_that_is_biased_is_found_out() -> None:
    found = audit(["Iran shelled Norway.", "Nobody came."], each=2, read=biased)
    assert found.sentences == 2 and len(found.swaps) == 2
    worst = [s for s in found.swaps if "Serbia" in s.into]
    assert [(s.kept, round(s.shift, 2)) for s in worst] == [(False, 0.4)]
    assert found.kept("nation") == 0.5 and found.kept("name") is None
    told = audit_text(found.sentences, found.swaps, width=100, colour=False)
    assert "the same was read in 1 of 2 (50.0%)" in told and "read otherwise: India shelled Serbia" in told
    assert "+0.400" in told and "Names of persons exchanged: no sentence has any." in told


def test_our_reader_on_a_plain_sentence() -> None:
    found = audit(["Iran accused Norway of arming the rebels.", "Rebels killed Ahmed Bensalah, a fisherman."], each=1)
    assert [s.kind for s in found.swaps] == ["nation", "name"]
    assert found.swaps[0].kept
    assert "Bensalah" not in found.swaps[1].before


def test_benchmarks_come_with_the_package() -> None:
    assert bench.runners(["swap"]) == {"swap": None}
    with pytest.raises(UsageError, match="no benchmark 'x'"):
        bench.runners(["x"])
    files = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["data-files"]
    assert {f"{bench.WHERE}/benchmarks", f"{bench.WHERE}/benchmarks/own"} <= set(files)


def test_benchmarks_run_wherever_the_user_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.benchmarks()
    monkeypatch.chdir(tmp_path)
    scale = importlib.import_module("benchmarks.scale")
    assert scale._apart("incidents", 20)


def test_every_corpus_that_is_needed_is_listed_with_its_licence() -> None:
    listed = yaml.safe_load((ROOT / "benchmarks" / "corpora.yaml").read_text(encoding="utf-8"))
    assert {corpus for corpus in bench.runners(None).values() if corpus} <= set(listed)
    assert all(row["from"] and row["licence"] and row["corpus"] for row in listed.values())
    page = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    for folder, row in listed.items():
        (line,) = [x for x in page.splitlines() if x.startswith(f"| `{folder}/")]
        assert row["from"] in line and row["licence"] in line, folder
    told = bench.corpora_text(Path("nowhere"), width=120)
    assert "CC BY-SA 4.0" in told and "yes" not in told.split("here")[1]


def test_a_figure_that_falls_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("benchmarks.swap")
    monkeypatch.setattr(module, "measure", lambda _data, *, quick: {"kept": 0.5 if quick else 1.0, "sentences": 2.0})
    heard: list[str] = []
    rows, skipped = bench.measured({"swap": None, "plv": "none"}, Path("nowhere"), quick=True, say=heard.append)
    kept = next(r for r in rows if r.figure == "kept")
    assert kept.short and kept.bound.startswith("≥") and heard == ["measuring swap …"]
    assert len(skipped) == 1 and "`sayso bench --list`" in skipped[0]
    assert "short of it" in bench.bench_text(rows, width=100, quick=True)
