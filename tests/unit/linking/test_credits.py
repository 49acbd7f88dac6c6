"""Words by which a report gives its matter to another source."""

import pytest

from sayso.linking.credits import credits_of, known_media, outlet_name, source_of
from sayso.linking.passages import Text

BODY = "Raiders burned the granary at Tarsk. The miller hid in the sluice. Flour is dear."


def credited(text, *, outlet="The Mirror", known=("Northern Herald",), byline=None):
    made = Text("d", text, outlet, None, byline)
    return credits_of(made, known_media(known))


@pytest.mark.parametrize(
    "text",
    [
        f"TARSK (Reuters) — {BODY}",
        f"TARSK, May 3 (Reuters) - {BODY}",
        f"{BODY}\n\nSource: Reuters",
        f"{BODY}\n(Reuters)",
        f"{BODY}\n\n© 2020 Reuters",
        f"{BODY}\n\nWith files from Reuters",
        f"{BODY}\n\n— Reuters",
    ],
)
def test_a_dateline_or_a_last_line_is_for_the_whole_report(text):
    (credit,) = credited(text)
    assert (credit.key, credit.kind, credit.whole) == ("reuters", "agency", True)
    assert credit.scope == (0, len(text)) and credit.span.of(text) == "Reuters"


def test_a_byline_is_too():
    (credit,) = credited(BODY, byline="By Agence France-Presse")
    assert (credit.key, credit.whole, credit.span) == ("afp", True, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "According to the Northern Herald, raiders burned the granary.",
        "Raiders burned the granary, the Northern Herald reported.",
        "Raiders burned the granary, Northern Herald said on Monday.",
        "Raiders, the Northern Herald wrote, burned the granary.",
        "Raiders burned the granary, said the reeve, as quoted by the Northern Herald.",
        "“They burned it,” the reeve told the Northern Herald.",
        "The Northern Herald’s report has it that raiders burned the granary.",
        "Raiders burned the granary, according to a report in the Northern Herald.",
    ],
)
def test_a_sentence_cites(sentence):
    text = f"Flour is dear this month. {sentence} It rained on the hills."
    (credit,) = credited(text)
    assert (credit.key, credit.whole) == ("northern herald", False)
    assert credit.scope.of(text).strip(".") == sentence.strip(".")


def test_the_next_sentence_goes_on_with_the_same_source():
    text = "The Northern Herald reported a raid. The paper added that oxen were gone. It rained on the hills all day."
    (credit,) = credited(text)
    assert credit.scope.of(text).endswith("oxen were gone.")


def test_a_medium_that_nobody_knows_is_known_by_its_last_word():
    (credit,) = credited("The Ostrin Evening Chronicle reported that raiders burned the granary at Tarsk.", known=())
    assert credit.key == "ostrin evening chronicle"


@pytest.mark.parametrize(
    "text",
    [
        "Raiders attacked the offices of the Northern Herald.",
        "The Northern Herald was closed by the governor.",
        "He reads the Northern Herald and Reuters every morning.",
        "Members of the AP clan (a family of Tarsk) fled.",
        "The minister told parliament that the granary burned.",
    ],
)
def test_to_be_named_is_not_to_be_cited(text):
    assert credited(text) == []


def test_nobody_credits_himself():
    assert credited(f"TARSK (Reuters) — {BODY} He told Reuters so.", outlet="Reuters") == []
    assert credited("The Northern Herald reported it first, it said.", outlet="Northern Herald") == []


def test_one_medium_has_one_name():
    assert outlet_name("The Northern Herald") == outlet_name("northern herald.com") == "northern herald"
    assert source_of("Associated Press").key == source_of("AP").key == "ap"
    assert source_of(None) is source_of("  ") is None
