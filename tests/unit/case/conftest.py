import pytest

from sayso.privacy import mask
from sayso.records.actor import Mention
from sayso.records.claim import Claim, Evidence, Holder
from sayso.records.document import Document, Published, Span, content_id, document_id
from sayso.records.event import When
from sayso.records.report import Coding, Failure, LoadedWord, ModelVersion, Report


def make(n=0, rules="1", title=None):
    """A small report, with a private person in it."""
    text = f"Police said Olga Ruiz burned depot {n}. Ruiz fled."
    content = content_id(text)
    name = document_id(content=content, outlet="Gazette", uri=None, published=None, title=title)
    doc = Document(
        id=name, content=content, text=text, record=f"r{n}", outlet="Gazette", title=title,
        published=Published("2020-01-01", "2020-01-01", "day", "input", None),
    )  # fmt: skip
    mentions = (Mention("m1", 0, 6, "Police", "state_body"), Mention("m2", 12, 21, "Olga Ruiz", "person", private=True))
    holders = (Holder("outlet", "certain"), Holder("mention", "certain", mention="m1", span=Span(7, 11)))
    claim = Claim(
        id="c1", kind="event", type="ASSAULT", span=Span(12, 36), trigger=Span(22, 28), holders=holders,
        certainty="certain", actors=("m2",), evidence=(Evidence("image", "cited", Span(0, 6)),),
        when=When("2020-01-01", None, "open"), modes=("historical",), score=0.5, why="a why",
    )  # fmt: skip
    coding = Coding(rules, (ModelVersion("model", "3.8"),))
    return Report(doc, mentions, claims=(claim,), loaded=(LoadedWord(Span(0, 6), "Police"),), coding=coding)


@pytest.fixture
def masked():
    """Numbered reports, masked with a case's key."""
    return lambda case, *numbers, **kw: [mask(make(n, **kw), key=case.key) for n in numbers]


@pytest.fixture
def broken():
    """A record that could not be read."""
    failure = Failure("empty", "a.txt", "the file has no text", "give a file with text")
    return Report(Document(id="", content="", text="", record="a.txt"), failures=(failure,))
