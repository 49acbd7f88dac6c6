"""Other packages: an extractor and an exporter are installed, found and held to our rules; ours are found by spaCy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from sayso.annotating.extractors import Extractor, extended
from sayso.errors import UsageError
from sayso.records.claim import Claim, Holder
from sayso.records.document import Document, Span
from sayso.records.report import Report

DOCS = Path(__file__).parents[2] / "docs" / "extending.md"
TEXT = "The mill was quiet during the go-slow, the mayor said."
OUTLET = Holder("outlet", "certain")


def block(name: str) -> str:
    """A file of the template in the docs."""
    page = DOCS.read_text(encoding="utf-8")
    return page.split(f"# {name}\n")[1].split("```")[0]


def test_the_template_of_the_docs_installs_and_works(tmp_path: Path) -> None:
    package, site = tmp_path / "package", tmp_path / "site"
    package.mkdir()
    for name in ("pyproject.toml", "sayso_slowdowns.py"):
        (package / name).write_text(block(name), encoding="utf-8")
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check", "-q")
    install = [sys.executable, "-m", "pip", "install", *offline, "--target", str(site), str(package)]
    done = subprocess.run(install, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    code = (
        "import json, sayso\n"
        f"report = sayso.read_text({TEXT!r})\n"
        "told = sayso.export([report], to='told').decode()\n"
        "print(json.dumps([report.record.coding.models[-1].name, [c.why for c in report.claims], told]))\n"
    )
    env = os.environ | {"PYTHONPATH": str(site), "SAYSO_MODELS": ""}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    model, reasons, told = json.loads(done.stdout)
    assert model == "extractor slowdowns" and "type: the word “go-slow”." in reasons
    assert "according to" in told.lower() and "go-slow" in told


def report() -> Report:
    return Report(Document("d", "c", TEXT, "r"))


def claim(**more: object) -> Claim:
    given = {"id": "x", "kind": "event", "type": "PROTEST", "span": Span(29, 36), "trigger": Span(29, 35),
             "holders": (OUTLET,), "certainty": "certain"}  # fmt: skip
    return Claim(**(given | more))  # type: ignore[arg-type]


def test_claims_are_numbered_anew() -> None:
    found = [claim(), claim(id="y", within="x")]
    made = extended(report(), [Extractor("a", "1", lambda _: found), Extractor("b", "1", lambda _: found[:1])])
    assert [(c.id, c.within) for c in made.claims] == [("c1", None), ("c2", "c1"), ("c3", None)]
    assert extended(report(), []) == report()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"span": Span(40, 400)}, "stands on no words"),
        ({"actors": ("m9",)}, "mentions that the report does not have"),
        ({"within": "c9"}, "claims that the report does not have"),
        ({"within": "z"}, "within each other in a ring"),
    ],
)
def test_what_stands_on_nothing_is_refused(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        extended(report(), [Extractor("mine", "1", lambda _: [claim(**wrong), claim(id="z", within="x")])])
    assert caught.value.where == "extractor mine"


def test_spacy_finds_our_components_and_claims_work_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso_claims")
    doc = nlp("Ahmed Bensalah, a fisherman, said that rebels burned the depot at Oran. The union denied it.")
    spans = list(doc.spans["sayso_claims"])
    assert "ASSAULT" in {span.label_ for span in spans}
    assert all(span._.sayso_told.startswith("according to ") for span in spans)
    assert any("burned the depot" in span.text for span in spans)
    told = " ".join(span._.sayso_told for span in spans) + doc._.sayso_report.to_json()
    assert "Bensalah" not in told and "person-" in told
    assert {c.id for c in doc._.sayso_report.claims} == {span._.sayso_claim for span in spans}
    other = spacy.blank("en")
    for name in ("sayso_breaks", "sayso_dates", "sayso_loaded"):
        other.add_pipe(name)
    assert other.pipe_names == ["sayso_breaks", "sayso_dates", "sayso_loaded"]
