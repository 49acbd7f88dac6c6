"""The component on parsed sentences of our own: the tense of the verb turns the direction of a date."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.annotating import marks
from sayso.annotating.dates.component import Dates
from sayso.annotating.pipeline import build
from sayso.records.document import Published, TimePrecision
from sayso.records.event import TimeExpression


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build()


def dates(
    nlp: Language, text: str, *, published: str | None = "2023-04-05", precision: TimePrecision = "day"
) -> tuple[TimeExpression, ...]:
    marks.register()
    with nlp.select_pipes(enable=["tok2vec", "tagger", "sayso_breaks", "parser", "attribute_ruler", "lemmatizer"]):
        doc = nlp(text)
    doc._.sayso_published = Published(published, published, precision if published else None)
    found: tuple[TimeExpression, ...] = Dates()(doc)._.sayso_times
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The rebels attacked the town on Friday.", "2023-03-31"),
        ("The town was attacked on Friday.", "2023-03-31"),
        ("The rebels have attacked the town on Friday.", "2023-03-31"),
        ("The rebels will release the prisoners on Friday.", "2023-04-07"),
        ("The government plans to hold talks on Friday.", "2023-04-07"),
        ("The talks are scheduled for Friday.", "2023-04-07"),
        ("The minister said that the talks would begin on Friday.", "2023-04-07"),
        ("The court ordered the police to release him by Friday.", "2023-04-07"),
        ("He has been in prison since Friday.", "2023-03-31"),
        ("The man arrested on Friday will face trial.", "2023-03-31"),
    ],
)
def test_the_verb_turns_the_direction(nlp: Language, text: str, value: str) -> None:
    (time,) = dates(nlp, text)
    assert time.value == value


def test_ids_count_up_and_offsets_quote(nlp: Language) -> None:
    text = "Shells fell on Monday. Two days later, on 5 April, the army left."
    found = dates(nlp, text)
    assert [time.id for time in found] == ["t1", "t2", "t3"]
    assert [text[time.start : time.end] for time in found] == [time.text for time in found]


def test_a_year_of_publication_gives_no_days(nlp: Language) -> None:
    found = dates(nlp, "Shells fell on Monday and last year.", published="2023-01-01", precision="year")
    assert [time.value for time in found] == ["XXXX-WXX-1", "2022"]


def test_unknown_publication_gives_no_dates(nlp: Language) -> None:
    (time,) = dates(nlp, "Shells fell on Monday.", published=None)
    assert time.value == "XXXX-WXX-1"
