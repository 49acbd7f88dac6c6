"""How many private persons of many naming cultures leave no trace in what is printed: measured end to end."""

from pathlib import Path

import pytest
import yaml

from sayso import linking
from sayso.privacy import mask
from sayso.records.document import Document, content_id
from sayso.records.report import Report
from sayso.records.schema import encode

CASES = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"))
FLOOR = 0.9
PUBLIC = [
    ("President Tadeusz Malik said the truce had failed. Malik will travel on Friday.", "Malik"),
    ("Foreign Minister Amina Sow met the envoy. Sow spoke of progress.", "Sow"),
    ("The spokesman for the army, Colonel Dmitri Orlov, denied the shelling. Orlov gave no details.", "Orlov"),
    ("Senator Grace Mwangi voted against the bill, Mwangi's office said.", "Mwangi"),
    ("Lawmaker Kenji Arakawa called the arrests unlawful.", "Arakawa"),
]


def read(text) -> Report:
    from sayso.annotating.pipeline import annotate_one

    doc = Document(id="sha256:0", content=content_id(text), text=text, record="r", language="en")
    return mask(linking.resolve(annotate_one(doc))).report


def left(text, forms):
    shown = str(encode(read(text)))
    return [form for form in forms if form in shown]


def test_private_names_of_many_cultures_leave_no_trace(record_property):
    missed = {
        culture: [(item["text"], rest) for item in items if (rest := left(item["text"], item["forms"]))]
        for culture, items in CASES.items()
    }
    total = sum(map(len, CASES.values()))
    recall = 1 - sum(map(len, missed.values())) / total
    report = "\n".join(f"{culture}: {rest} left of: {text}" for culture, all_ in missed.items() for text, rest in all_)
    record_property("recall", round(recall, 3))
    assert recall >= FLOOR, report


@pytest.mark.parametrize(("text", "name"), PUBLIC)
def test_public_persons_stay(text, name):
    assert read(text).document.text == text


def test_an_office_beside_a_name_is_not_the_persons():
    assert "Petrov" not in read("Police held Ivan Petrov, lawyers for the minister said.").document.text
