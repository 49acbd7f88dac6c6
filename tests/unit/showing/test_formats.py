"""Terminal, Markdown and page: they say the same, fit, load nothing, and let nothing through that acts."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from sayso import showing
from sayso.records.document import Span
from sayso.records.finding import Linked, Standing
from sayso.records.report import Failure, Report
from sayso.showing import Story
from sayso.showing.charts import network, timeline
from sayso.showing.segments import segments
from sayso.showing.view import Arc, Moment

Made = tuple[Report, Linked, Standing]
EVIL = '<script>alert(1)</script> "><img src=x onerror=alert(2)> \u202eabc\x1b[31m\x07 {{ 7*7 }} </style> `x` | y'


@pytest.fixture(scope="module")
def told(editorial: Made) -> Story:
    return showing.story(*editorial)


@pytest.fixture(scope="module")
def evil(editorial: Made) -> Story:
    report, linked, standing = editorial
    text = EVIL + "\n" + report.document.text
    shift = len(EVIL) + 1

    def moved(record: object) -> object:
        if isinstance(record, Span):
            return Span(record.start + shift, record.end + shift)
        if isinstance(record, tuple):
            return tuple(moved(r) for r in record)
        if dataclasses.is_dataclass(record) and not isinstance(record, type):
            names = [f.name for f in dataclasses.fields(record)]
            changes = {n: moved(getattr(record, n)) for n in names if n not in ("start", "end")}
            ints = {
                n: getattr(record, n) + shift for n in ("start", "end") if isinstance(getattr(record, n, None), int)
            }
            return dataclasses.replace(record, **changes, **ints)
        return record

    mentions = tuple(
        dataclasses.replace(m, text=EVIL if m.kind == "armed_group" else m.text)
        for m in moved(report.mentions)  # type: ignore[attr-defined]
    )
    document = dataclasses.replace(
        report.document, text=text, title=EVIL, outlet=EVIL, byline=EVIL, uri="javascript:alert(3)", genre_why=EVIL
    )
    made = dataclasses.replace(report, document=document, mentions=mentions, claims=moved(report.claims),
                               loaded=moved(report.loaded))  # fmt: skip
    actors = tuple(dataclasses.replace(a, name=EVIL, names=(EVIL, *a.names), why=EVIL) for a in linked.actors)
    return showing.story(made, dataclasses.replace(linked, actors=actors), standing)


class Page(HTMLParser):
    """What a browser would find: tags, ids, links, attributes."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def contents(source: str, tag: str) -> str:
    found = re.search(rf"<{tag}>(.*?)</{tag}>", source, re.S)
    assert found
    return found[1]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_terminal_lines_fit(told: Story, width: int) -> None:
    text = showing.text([told], width=width)
    assert max(map(len, text.split("\n"))) <= width
    assert "\x1b" not in text
    assert "ACCUSATIONS" in text and "WHAT IS NOT SAID" in text


def test_colour_only_on_request(told: Story) -> None:
    coloured = showing.text([told], width=80, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == showing.text([told], width=80).split()


def test_accusations_come_first(told: Story) -> None:
    text = showing.text([told], width=80)
    heads = [line for line in text.split("\n") if line.isupper() or re.fullmatch(r"[A-Z', ]+  \d+", line)]
    assert heads[0].startswith("ACCUSATIONS") and heads[-1].startswith("WHAT IS NOT SAID")


def test_no_control_character_reaches_a_terminal(evil: Story) -> None:
    for output in (showing.text([evil], width=80), showing.markdown([evil])):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output)
        assert "⟨U+202E⟩" in output


def test_several_reports_have_an_overview(told: Story) -> None:
    text = showing.text([told, told], width=100)
    assert text.startswith("━━ 2 reports read")
    assert "one origin, not 2" in text
    assert "# 2 reports" in showing.markdown([told, told])


def test_a_failed_report_says_why() -> None:
    from sayso.records.document import Document

    failure = Failure("empty", "a.txt", "the file has no text", "give a file with text")
    told = showing.story(Report(Document("", "", "", "a.txt"), failures=(failure,)))
    for output in (showing.text([told], width=80), showing.html([told]), showing.markdown([told])):
        assert "the file has no text — give a file with text" in output


def test_page_loads_nothing(told: Story) -> None:
    page = Page(showing.html([told]))
    for tag, attrs in page.tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "audio", "video")
        assert not attrs.get("src") and not attrs.get("style")
        assert not any(name.startswith("on") for name in attrs)
        if tag == "a":
            assert str(attrs["href"]).startswith("#")
    source = showing.html([told])
    assert "@import" not in source and "url(" not in source.replace("url(#", "")


def test_policy_allows_just_our_style_and_script(told: Story) -> None:
    source = showing.html([told])
    (policy,) = [str(a["content"]) for t, a in Page(source).tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(contents(source, tag).encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_page_lets_no_markup_through(evil: Story, told: Story) -> None:
    source = showing.html([evil])
    page, plain = Page(source), Page(showing.html([told]))
    assert [t for t, _ in page.tags].count("script") == [t for t, _ in plain.tags].count("script") == 3
    assert {t for t, _ in page.tags} <= {t for t, _ in plain.tags}
    assert not any(str(a.get("href", "")).lower().startswith("javascript") for _, a in page.tags)
    assert "49" not in re.sub(r"\d{3,}", "", contents(source, "title")) and "{{ 7*7 }}" in source
    assert "\u202e" not in source and "⟨U+202E⟩" in source


def test_ids_are_unique_and_links_lead_somewhere(told: Story) -> None:
    for source in (showing.html([told]), showing.html([told, told])):
        page = Page(source)
        ids = [str(a["id"]) for _, a in page.tags if "id" in a]
        assert len(ids) == len(set(ids))
        links = {str(a["href"])[1:] for t, a in page.tags if t == "a"}
        assert links <= set(ids)
        for _, attrs in page.tags:
            for name in (attrs.get("aria-labelledby") or "").split():
                assert name in ids


def test_every_claim_has_its_words_marked(editorial: Made, told: Story) -> None:
    page = Page(showing.html([told]))
    marked = {key for t, a in page.tags if t == "span" for key in (a.get("data-c") or "").split()}
    assert marked == {c.id for c in editorial[0].claims}


def test_page_shows_the_whole_text(told: Story) -> None:
    source = showing.html([told])
    body = re.search(r'<div class="body"[^>]*>(.*?)</div>', source, re.S)
    assert body
    text = re.sub(r'<a class="ref.*?</a>', "", body[1], flags=re.S)
    assert unescape(re.sub(r"<[^>]+>", "", text)).strip() == told.text.strip()


def test_segments_join_to_the_text(told: Story, evil: Story) -> None:
    for one in (told, evil):
        assert "".join(s.text for s in segments(one)) == one.text


def test_notebook_fragment_stands_alone(told: Story) -> None:
    source = showing.html_fragment(told)
    assert source.startswith('<div class="sayso">') and "<html" not in source and "<script" not in source


def test_network_is_drawn_once_per_pair() -> None:
    arcs = [Arc("A", "B", "weapons", False, True, 1), Arc("A", "B", "money", False, True, 2),
            Arc("B", "A", "opposes", True, False, 3), Arc("A", "A", "part of", False, True, 4)]  # fmt: skip
    drawing = ElementTree.fromstring(network(arcs, id="n"))
    space = "{http://www.w3.org/2000/svg}"
    assert len(drawing.findall(f".//{space}g")) == 2
    assert [t.text for t in drawing.iter(f"{space}text") if t.get("class") == "on"][:2] == ["weapons", "money"]
    assert drawing.find(f"{space}title") is not None and drawing.find(f"{space}desc") is not None
    assert network([], id="n") == ""


def test_many_ties_are_drawn_within_bounds() -> None:
    arcs = [Arc(f"State {i % 7}", f"Group <{i}>", "weapons", False, True, i) for i in range(60)]
    arcs += [Arc(f"Group <{i}>", f"State {i % 5}", "opposes", False, False, i) for i in range(20)]
    drawing = ElementTree.fromstring(network(arcs, id="n"))
    width, height = float(drawing.get("width") or 0), float(drawing.get("height") or 0)
    for rect in drawing.iter("{http://www.w3.org/2000/svg}rect"):
        assert 0 <= float(rect.get("x") or -1) <= width and 0 <= float(rect.get("y") or -1) <= height


def test_timeline_needs_two_dates() -> None:
    one = Moment("1939-11-26", "1939-11-26", "shelling", 1)
    two = Moment("1939-11-30", None, "attack", 2)
    assert timeline([one], id="t") == "" and timeline([one, one], id="t") == ""
    drawing = ElementTree.fromstring(timeline([one, two], id="t"))
    words = [t.text for t in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert "1  shelling" in words and "26 Nov 1939" in words
