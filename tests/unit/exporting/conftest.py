"""Hand-made reports: one with all that a report can hold, and one of hostile strings."""

from __future__ import annotations

import pytest

from sayso.exporting import Item
from sayso.records.actor import Mention, Place
from sayso.records.claim import Attribution, Claim, Evidence, Holder, Route
from sayso.records.document import Document, Published, Span, content_id
from sayso.records.event import Deaths, TimeExpression, When, Where
from sayso.records.report import Coding, LoadedWord, ModelVersion, Report
from sayso.showing.export_items import items_of

TEXT = (
    "ORAN, 3 March 2019 - The Red Front shelled the depot in Oran on Friday, the mayor said, and four died. "
    "Freedonia funds the Red Front, person-0a1b2c3d, a fisherman, told the paper; photographs show it. "
    "The Red Front denied that it shelled the depot. Its thugs will attack Sylvania, it is believed."
)
OUTLET = Holder("outlet", "certain")


def span(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def mention(id_: str, words: str, kind: str, nth: int = 0, **more: object) -> Mention:
    at = span(words, nth)
    return Mention(id_, *at, words, kind, **more)  # type: ignore[arg-type]


def holder(id_: str, certainty: str = "certain", polarity: str = "positive") -> Holder:
    return Holder("mention", certainty, polarity, span=span("said"), mention=id_)  # type: ignore[arg-type]


ORAN = Where("Oran", "DZA", 35.7, -0.63, "city", span("Oran"))
MENTIONS = (
    mention("m1", "The Red Front", "armed_group", actor="Red Front"),
    mention("m2", "the depot", "facility"),
    mention("m3", "the mayor", "person", actor=None),
    mention("m4", "Freedonia", "organization", actor="freedonia"),
    mention("m5", "the Red Front", "armed_group", actor="Red Front"),
    mention("m6", "person-0a1b2c3d, a fisherman", "person", private=True),
    mention("m7", "The Red Front", "armed_group", 1, actor="Red Front"),
    mention("m8", "Its thugs", "group"),
    mention("m9", "Sylvania", "state", place=Place("Sylvania", "DZA", 28.0, 3.0, "country")),
)
CLAIMS = (
    Claim(
        id="c1", kind="event", type="ASSAULT", mode="heavy-weapons", contexts=("military",), main=True,
        span=span("The Red Front shelled the depot in Oran on Friday"), trigger=span("shelled"),
        actors=("m1",), recipients=("m2",), target_kind="infrastructure", holders=(OUTLET, holder("m3")),
        certainty="certain", when=When("2019-03-01", "2019-03-01", "day", "relative", span("on Friday")), where=ORAN,
        deaths=Deaths(4, 4, 4, span("four died")), legal_status="alleged", score=0.9, why="type: listed.",
    ),
    Claim(
        id="c2", kind="relation", type="funding", span=span("Freedonia funds the Red Front"), trigger=span("funds"),
        subjects=("m4",), objects=("m5",), holders=(OUTLET, holder("m6", "probable")), certainty="probable",
        evidence=(Evidence("image", "cited", span("photographs")),), score=0.8,
        when=When(None, "2019-03-03", "open", "relative"),
    ),
    Claim(
        id="c3", kind="event", type="ASSAULT", span=span("it shelled the depot"), trigger=span("shelled", 1),
        actors=("m7",), recipients=("m2",), holders=(OUTLET, holder("m7", polarity="negative")), certainty="certain",
        polarity="negative", modes=("negation",), main=True, score=0.7,
    ),
    Claim(
        id="c4", kind="event", type="ASSAULT", span=span("Its thugs will attack Sylvania"), trigger=span("attack"),
        actors=("m8",), recipients=("m9",), modes=("future",), certainty="possible", within=None,
        holders=(OUTLET, Holder("unnamed", "possible", text="it is believed")), loaded=(span("thugs"),),
        where=Where("Sylvania", "DZA", 28.0, 3.0, "country", span("Sylvania")), score=0.5,
    ),
    Claim(
        id="c5", kind="purpose", type=None, span=span("Its thugs will attack Sylvania"), trigger=span("attack"),
        actors=("m8",), of=("c4",), aim=span("Sylvania"), holders=(OUTLET,), certainty="unstated", score=0.4,
    ),
    Claim(
        id="c6", kind="relation", type="transits", span=span("Its thugs will attack Sylvania"), trigger=span("attack"),
        subjects=("m8",), route=Route(("m9",), (), ("m2",), (span("thugs"),)), holders=(OUTLET,),
        certainty="unstated", modes=("hypothetical",), within="c4",
    ),
)  # fmt: skip


def report() -> Report:
    document = Document(
        id="sha256:d1", content=content_id(TEXT), text=TEXT, record="a.txt", uri="https://example.org/a",
        outlet="The Gazette", title="Depot shelled", published=Published("2019-03-03", "2019-03-03", "day", "dateline"),
        language="en", genre="news",
    )  # fmt: skip
    return Report(
        document, MENTIONS, (TimeExpression("t1", *span("Friday"), "Friday", "DATE", "2019-03-01", "relative"),),
        (Attribution("a1", (span("the mayor"),), (span("said"),), (span("The Red Front shelled the depot"),), "m3"),),
        CLAIMS, (LoadedWord(span("thugs"), "thugs"),), coding=Coding("1", (ModelVersion("m", "2"),)),
    )  # fmt: skip


def hostile() -> Report:
    """A text that a spreadsheet, an XML parser, a JSON reader and Markdown would each stumble over."""
    text = '=HYPERLINK("x")\x00\x0b\u2028 <b>&]]> |cell|\nwas "burned" \ud800 by @army, `*said*` -1'
    at = Span(0, len(text))
    mine = Mention("m1", *Span(0, 15), text[:15], "organization", actor="=cmd|' /C'!A0")
    claim = Claim(id="c1", kind="event", type="ASSAULT", span=at, trigger=Span(2, 5), holders=(OUTLET,), actors=("m1",),
                  certainty="certain", where=Where("=Oran", "DZA", 35.7, -0.6, "city"))  # fmt: skip
    tie = Claim(id="c2", kind="relation", type="funding", span=at, trigger=Span(2, 5), holders=(OUTLET,),
                subjects=("m1",), objects=("m2",), certainty="certain")  # fmt: skip
    other = Mention("m2", 17, 19, text[17:19], "organization", actor="<B>&")
    document = Document(id="sha256:d2", content="c", text=text, record="\x1b[31mr", outlet='+"Evil" <Times> | & Co',
                        uri="javascript:alert(1)", title="# <script>\x00")  # fmt: skip
    return Report(document, (mine, other), claims=(claim, tie))


def bare() -> Report:
    """A report that could not be read."""
    return Report(Document(id="", content="", text="", record="bad.pdf"))


@pytest.fixture
def items() -> list[Item]:
    return list(items_of([report(), hostile(), bare()]))


@pytest.fixture
def item(items: list[Item]) -> Item:
    return items[0]
