"""The encoder that ships: whole, small, the same alone and among others, and calm about any input."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import sayso
from sayso.annotating.encoder import model as reader
from sayso.annotating.pipeline import annotate, annotate_one, build, coding, parse
from sayso.records.document import Document, content_id

TEXT = (
    "The harbour master said that smugglers had burned the depot on Monday. “They came by boat,” he told reporters. "
    "A spokesman for the guild denied it.\n\nAccording to the coroner, two guards were killed."
)


def document(text: str) -> Document:
    return Document(content_id(text), content_id(text), text, "test", language="en")


@pytest.fixture(autouse=True)
def _shipped(shipped: Path) -> None:
    """All of these read with the weights that ship."""


def test_it_is_whole_and_small(shipped: Path) -> None:
    assert reader.load() is not None
    assert (shipped / reader.MODEL).stat().st_size <= 30_000_000
    assert (shipped / "README.md").exists()


def test_it_is_found_where_nothing_is_said(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAYSO_MODELS")
    assert reader.folder() == shipped


def test_its_hash_is_in_every_report() -> None:
    record = sayso.read_text(TEXT).record
    names = {model.name: model.version for model in record.coding.models} if record.coding else {}
    encoder = reader.load()
    assert encoder is not None
    assert names["sayso-encoder"] == f"sha256:{encoder.model_hash}"
    assert coding() == record.coding


def test_it_finds_who_says_what() -> None:
    doc = parse(document(TEXT))
    found = {(doc[a.start : a.end].text, a.role) for a in doc._.sayso_encoded.spans}
    assert {("The harbour master", "source"), ("said", "cue"), ("denied", "cue")} <= found


def test_spacy_need_not_look_for_names() -> None:
    assert "ner" not in build().pipe_names


def test_a_report_is_read_alone_as_among_others() -> None:
    others = [document(f"The mayor thanked {n} firemen, police said.") for n in range(9)]
    among = list(annotate([*others, document(TEXT)]))[-1]
    assert among == annotate_one(document(TEXT))


def test_it_does_not_know_which_nation_it_reads_of() -> None:
    told = "{A} said that {B} had shelled the border post. {B} denied it, and the envoy of {A} left."
    pairs = [("Iran", "Israel"), ("Russia", "Ukraine"), ("the United States", "China"), ("Armenia", "Azerbaijan")]
    read = []
    for a, b in pairs:
        doc = parse(document(told.format(A=a[0].upper() + a[1:], B=b)))
        read.append([(s.role, round(s.score, 5)) for s in doc._.sayso_encoded.spans])
    assert all(spans == read[0] for spans in read[:2] + read[3:])


ODD = {
    "empty": "",
    "blank": " \n\t\n ",
    "emoji": "🔥🔥 the mill 🔥 said nobody 🙈",
    "controls": "Police\x00 said\x07 it\x1b[0m fell.",
    "right to left": "قال المتحدث إن المتمردين أحرقوا الطاحونة.",
    "another language": "Der Bürgermeister sagte, die Rebellen hätten die Mühle angezündet.",
    "one letter": "a" * 20_000,
    "no stop": "the mill and the dam and " * 2_000,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_input_takes_bounded_time_and_invents_no_holder(name: str) -> None:
    begun = time.process_time()
    record = annotate_one(document(ODD[name]))
    assert time.process_time() - begun < 60
    assert all(h.kind == "outlet" for c in record.claims for h in c.holders)
