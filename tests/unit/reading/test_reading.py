from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import Item, Reading, expand, read_item
from sayso.records.document import Document, content_id

Write = Callable[..., str]
NEWS = "MAINILA, November 26, 1939 - Shells fell near the village on Sunday, officials said."
HTML = """<!doctype html><html lang="en-GB"><head><title>Shells fall near village</title>
<meta property="og:site_name" content="The Lakeland Post"><meta name="author" content="A. Writer">
<meta property="article:published_time" content="1939-11-27T06:00:00+00:00">
<link rel="canonical" href="https://lakeland.example/news/shells-fall"></head>
<body><nav><a href="#">Prices</a></nav><article><h1>Shells fall near village</h1>
<p>Seven shells fell near the border village on Sunday afternoon, the commander of the border guard said.</p>
<p>Nobody was hurt, he said, and the guards wrote down the direction from which the sound had come to them.</p>
</article></body></html>"""


def read(*inputs: str, stdin: bytes = b"") -> list[Reading]:
    return [reading for item in expand(inputs, stdin=BytesIO(stdin)) for reading in read_item(item)]


def document(*inputs: str, stdin: bytes = b"") -> Document:
    (reading,) = read(*inputs, stdin=stdin)
    assert reading.document is not None, reading.error
    return reading.document


def test_text_is_taken_as_it_is(write: Write) -> None:
    text = "\r\n  " + NEWS + " \t\r\n“Café\u00a0…”\u2028\n\n"
    found = document(write("a.txt", "\ufeff" + text))
    assert found.text == text
    assert found.content == content_id(text)
    assert (found.record, found.uri, found.parent) == ("a.txt", "a.txt", None)
    assert found.published.span is not None
    assert found.published.span.of(text) == "November 26, 1939"
    assert (found.language, found.genre, found.media_type) == ("en", "news", "text/plain")


def test_a_page_gives_its_article_and_what_it_says_of_itself(write: Write) -> None:
    found = document(write("page.txt", HTML))
    assert "Seven shells fell" in found.text
    assert "Prices" not in found.text
    assert (found.title, found.outlet) == ("Shells fall near village", "The Lakeland Post")
    assert (found.published.start, found.published.from_) == ("1939-11-27", "metadata")
    assert found.uri == "https://lakeland.example/news/shells-fall"
    assert found.language == "en"
    assert (found.extractor or "").startswith("trafilatura ")
    assert found.media_type == "text/html"


def test_a_named_address_is_fetched_and_dated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.reading.remote.urlopen", lambda *args, **options: BytesIO(HTML.encode()))
    found = document("https://other.example/copy")
    assert found.uri == "https://other.example/copy"
    assert found.retrieved_at is not None


def test_a_pdf_gives_the_text_of_its_pages(write: Write, make_pdf: Callable[..., bytes]) -> None:
    found = document(write("a.pdf", make_pdf("Shells fell near the village.", "Nobody was hurt.")))
    assert found.text == "Shells fell near the village.\n\nNobody was hurt."
    assert (found.extractor or "").startswith("pypdf ")
    assert found.published.start is None


def test_json_lines_come_one_by_one_from_file_and_pipe(write: Write) -> None:
    rows = [{"id": "r1", "text": NEWS}, {"text": NEWS, "outlet": "A"}, {"id": 7, "text": NEWS, "date": 19391127}]
    lines = "\ufeff" + "\r\n".join(map(json.dumps, rows)) + "\n"
    from_file = read(write("a.jsonl", lines))
    assert [reading.record for reading in from_file] == ["r1", "a.jsonl:2", "7"]
    assert [reading.document and reading.document.parent for reading in from_file] == ["a.jsonl"] * 3
    assert [reading.document and reading.document.uri for reading in from_file] == [None] * 3
    piped = read("-", stdin=lines.encode())
    assert [reading.record for reading in piped] == ["r1", "-:2", "7"]
    assert [r.document and r.document.id for r in piped] == [r.document and r.document.id for r in from_file]
    assert [item.line for item in expand(["a.jsonl"])] == [1, 2, 3]
    assert all(pickle.loads(pickle.dumps(item)) == item for item in expand(["a.jsonl"]))


def test_lines_are_told_by_content_too_and_wide_ones_are_read(write: Write) -> None:
    lines = "\n".join(json.dumps({"text": f"{NEWS} {i}"}) for i in range(3))
    assert [r.record for r in read(write("a.txt", lines))] == ["a.txt:1", "a.txt:2", "a.txt:3"]
    assert [r.record for r in read(write("b.jsonl", lines.encode("utf-16")))] == ["b.jsonl:1", "b.jsonl:2", "b.jsonl:3"]


def test_json_may_be_an_object_or_an_array_with_bad_records(write: Write) -> None:
    assert document(write("a.json", json.dumps({"text": NEWS}, indent=2))).record == "a.json"
    assert (
        document("-", stdin=json.dumps({"text": NEWS, "url": "https://a.example/x"}).encode()).uri
        == "https://a.example/x"
    )
    found = read(write("b.json", json.dumps([{"text": NEWS}, {"id": "r2"}, "x", {"id": "r4", "text": NEWS}])))
    assert [reading.record for reading in found] == ["b.json#1", "r2", "b.json#3", "r4"]
    assert [reading.error is None for reading in found] == [True, False, False, True]


def test_a_text_that_begins_like_json_is_text(write: Write) -> None:
    assert document(write("a.txt", "[Editor's note] Shells fell.")).text == "[Editor's note] Shells fell."
    assert document(write("b.txt", "{{byline}} Shells fell.")).media_type == "text/plain"


def test_odd_fields_are_left_out_with_a_warning(write: Write) -> None:
    record = {"text": NEWS, "title": ["A"], "date": "soon", "language": "English", "extra": {"a": 1}}
    (reading,) = read(write("a.json", json.dumps(record)))
    assert reading.document is not None
    assert reading.document.title is None
    assert (reading.document.published.start, reading.document.published.from_) == ("1939-11-26", "dateline")
    assert len(reading.warnings) == 2


def test_folders_are_read_in_order_without_what_is_hidden(write: Write) -> None:
    for name in ("in/b.txt", "in/a/z.txt", "in/.git/x.txt", "in/c.jsonl"):
        write(name, json.dumps({"text": NEWS}) if name.endswith("jsonl") else NEWS)
    assert [reading.record for reading in read("./in/")] == ["in/a/z.txt", "in/b.txt", "in/c.jsonl:1"]
    assert [reading.record for reading in read("in/*.txt", "in/b.txt")] == ["in/b.txt", "in/b.txt"]
    assert [item.uri for item in expand([str(Path("in/b.txt").resolve())])] == ["in/b.txt"]


def test_the_same_report_has_one_name_and_a_copy_another(write: Write) -> None:
    write("a.txt", NEWS)
    write("b.txt", NEWS)
    first, again, copy = document("a.txt"), document("./a.txt"), document("b.txt")
    assert first.id == again.id
    assert first.id != copy.id
    assert first.content == copy.content


def test_a_language_given_is_believed_and_short_latin_text_is_english() -> None:
    french = "Le gouvernement a annoncé que des obus sont tombés mardi près du village, selon la garde. " * 3
    assert document("-", stdin=french.encode()).language == "fr"
    assert document("-", stdin=json.dumps({"text": french, "language": "en-US"}).encode()).language == "en"
    assert document("-", stdin="Explosion à Bangui".encode()).language == "en"


@given(st.text(min_size=1, max_size=300).filter(lambda text: text.strip()))
def test_the_text_of_a_record_is_never_changed(text: str) -> None:
    (reading,) = read_item(Item("-", data=json.dumps({"text": text, "language": "en"}).encode()))
    assert reading.document is not None
    assert reading.document.text == text
    span = reading.document.published.span
    assert span is None or span.of(text)


def test_expanding_is_lazy(write: Write) -> None:
    write("a.jsonl", '{"text": "Shells fell."}\n' * 3)
    items = expand(["a.jsonl", "gone.txt"])
    assert next(items) == Item("a.jsonl", path="a.jsonl", offset=0, length=25, line=1)


def test_plain_english_needs_no_detector_and_its_neighbours_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.reading import language

    asked: list[str] = []

    class Detector:
        def classify(self, sample: str) -> tuple[str, float]:
            asked.append(sample)
            return "xx", 1.0

    monkeypatch.setattr(language, "_identifier", Detector)
    english = "The mayor said on Monday that the bridge had been closed and that it was not safe for the carts. " * 3
    german = "Die Soldaten haben gestern das Dorf angegriffen und was in den Häusern war in der Nacht verbrannt. " * 3
    assert language.language_of(english) == "en" and not asked
    assert language.language_of(german) == "xx" and asked
