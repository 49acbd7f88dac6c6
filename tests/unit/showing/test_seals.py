"""A sealed page names the record that was changed, whatever the change; browsers see what it was hashed as."""

from __future__ import annotations

import random
import re

import pytest

from sayso import showing
from sayso.errors import UsageError
from sayso.records.actor import Mention
from sayso.records.claim import Claim, Holder
from sayso.records.document import Document, Span
from sayso.records.report import Report
from sayso.showing.seals import changes, sealed

PAGE = """<!doctype html>
<html lang="en" data-seal="html" data-name="the page">
<head data-seal="head" data-name="the head"><title data-seal="title" data-name="the title">A &amp; B</title><style>a > b { }</style></head>
<body data-seal="body" data-name="the frame">
  <section data-seal="r1" data-name="First"><h2>First</h2>
    <ol><li data-seal="r1-c1" data-name="claim c1">“Shells fell,” he said<br>&lt;b&gt;</li><li data-seal="r1-c2" data-name="claim c2">Two</li></ol>
    <svg viewBox="0 0 1 1"><path d="M0 0"/></svg>
  </section>
  <section data-seal="r2" data-name="Second"><p title='it"s'>Second</p></section>
</body>
</html>
"""  # noqa: E501


@pytest.fixture(scope="module")
def page() -> str:
    return "".join(sealed([PAGE]))


def test_a_page_is_whole_as_it_was_written_and_in_any_pieces(page: str) -> None:
    found, fingerprint = changes(page)
    assert found == [] and re.fullmatch(r"[0-9a-f]{64}", fingerprint)
    for size in (1, 7, 100):
        assert "".join(sealed(PAGE[n : n + size] for n in range(0, len(PAGE), size))) == page
    assert '<path d="M0 0"></path>' in page and 'title="it&quot;s"' in page


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Shells fell", "Shells feII", ["claim c1 of First: changed"]),
        ("<li data-seal=\"r1-c2\" data-name=\"claim c2\">Two</li>", "", ["claim c2 of First: removed"]),
        ("<h2>First", "<h2>Last", ["First: changed"]),
        ("<p title", "<p class=\"x\" title", ["Second: changed"]),
        ("<br>", "", ["claim c1 of First: changed"]),
        ("A &amp; B", "A &amp; C", ["the title: changed"]),
        ("lang=\"en\"", "lang=\"de\"", ["the page: changed"]),
        ("a > b", "a  b", ["the head: changed"]),
        ("</ol>", "<li data-seal=\"r1-c3\" data-name=\"claim c3\">x</li></ol>", ["claim c3: added"]),
        ("</section><script", "</section>More.<script", ["the frame: changed"]),
        ("</html>\n", "</html>\n<p>More.</p>", None),
        ("<!doctype html>\n", "Before.<!doctype html>\n", None),
        ("<!doctype", "<!DOCTYPE", ["the page around its records: written in another way; a browser shows the same"]),
        ("<li data-seal=\"r1-c2\" ", "<li  data-seal=\"r1-c2\" ",
         ["claim c2 of First: written in another way; a browser shows the same"]),
    ],
)  # fmt: skip
def test_a_change_names_its_record(page: str, old: str, new: str, told: list[str] | None) -> None:
    assert page.count(old) >= 1
    found, _ = changes(page.replace(old, new, 1))
    assert found == told if told is not None else found


def test_records_that_change_places_are_told(page: str) -> None:
    first = re.search(r'<li data-seal="r1-c1".*?</li>', page)
    second = re.search(r'<li data-seal="r1-c2".*?</li>', page)
    assert first and second
    swapped = page.replace(first[0] + second[0], second[0] + first[0])
    assert changes(swapped)[0] == ["claim c1 of First: moved"]


def test_a_changed_list_of_hashes_is_told(page: str) -> None:
    found, _ = changes(page.replace('claim c2", "', 'claim c9", "', 1))
    assert "the list of hashes: changed" in found


def test_no_byte_can_be_changed_unseen(page: str) -> None:
    draw = random.Random(7)
    data = page.encode()
    for _ in range(300):
        at = draw.randrange(len(data))
        other = bytes([draw.choice([b for b in range(32, 127) if b != data[at]])])
        changed = (data[:at] + other + data[at + 1 :]).decode("utf-8", "replace")
        assert changes(changed)[0], (at, data[at - 20 : at + 20], other)


def test_a_page_without_its_list_is_told(page: str) -> None:
    for changed in (
        page.replace('id="seals"', 'id="sealz"'),
        page.replace("[\n[", "[\n"),
        page.replace('"]\n]', '"]\n'),
    ):
        assert changes(changed)[0] == ["the list of hashes: cannot be read, or removed"]


def test_other_files_are_refused() -> None:
    for other in ("", "plain text", "<p>no hashes</p>"):
        with pytest.raises(UsageError):
            changes(other)


def test_a_reading_copy_is_sealed_with_hostile_words_in_it() -> None:
    evil = "</script><script>alert(1)</script>\r\n\x00&amp; <b data-seal='r1'>\u202e\ud800"
    text = f"{evil} The Red Front bombed Turku, he said."
    start = text.index("bombed")
    claim = Claim(id="c1", kind="event", type="ASSAULT", span=Span(start, start + 12), trigger=Span(start, start + 6),
                  holders=(Holder("outlet", "certain"),), certainty="certain", actors=("m1",), main=True)  # fmt: skip
    mention = Mention("m1", start - 14, start - 1, "The Red Front", "armed_group")
    report = Report(Document("d", "c", text, "r", title='"><script data-seal="r1">'), (mention,), claims=(claim,))
    copy = showing.html([showing.story(report), showing.story(report)])
    assert changes(copy)[0] == []
    changed = copy.replace("bombed", "bombad")
    told = changes(changed)[0]
    assert any(line.startswith("the text of ") for line in told) and any(line.startswith("line 1 of ") for line in told)
    assert "\r" not in copy and "\0" not in copy and copy.count("<script>") == 1
