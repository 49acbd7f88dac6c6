"""Pages of sport and of novels; reports that only look like them stay."""

from __future__ import annotations

import pytest

from sayso.annotating.events.whole import invented, playing, serious
from sayso.annotating.pipeline import build

MATCH = (
    "The striker scored a goal in the cup final. The visitors attacked all afternoon. "
    "The goalkeeper repelled every attack in the second half of the match. Police arrested two supporters."
)
NOVEL = 'Chapter Three\n\nThe colonel lit a cigarette. "You shot him," said Marta. She took the knife and killed him.'


def test_a_match() -> None:
    doc = build()(MATCH)
    assert playing(doc)
    assert [serious(sent) for sent in doc.sents] == [False, False, False, True]


def test_one_game_in_a_report_is_no_match() -> None:
    doc = build()("Rebels attacked the port. A goal was missed that day in the cup. Police fired at the crowd.")
    assert not playing(doc)


def test_a_novel() -> None:
    assert invented(build()(NOVEL))


@pytest.mark.parametrize(
    "text",
    [
        NOVEL.replace("Chapter Three", "Three"),
        NOVEL.replace("The colonel", "In 1994 the colonel"),
        NOVEL.replace("The colonel", "The Iranian colonel"),
        'Chapter 3: Killings\n\n"They shot him," a witness in Syria said.',
        "Chapter Three\n\nSoldiers shot him.",
    ],
)
def test_reports_have_chapters_too(text: str) -> None:
    assert not invented(build()(text))
