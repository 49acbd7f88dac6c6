"""Words that only look like no part of a name: at a sentence's start, a day or a month, within quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.annotating.actors.signs import english, signs
from sayso.annotating.actors.words import words
from sayso.lexicon.gazetteers import name_words
from sayso.lexicon.names import fold

if TYPE_CHECKING:
    from sayso.annotating.actors.runs import Row

QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "«", "»", "``", "''"})
_LENITED = re.compile(r"[tnhbdg][A-ZÁÉÍÓÚ][a-záéíóú]")
_NICKNAME = 3
_AFTER_NAME = frozenset({"VBD", "VBZ", "POS", ","})
_ENDS = frozenset({",", ".", "and", ";", ":"})


def opens_name(row: Row, i: int) -> bool:
    """Whether a sentence's first word, which the tagger takes for a verb or the like, opens a name.

    "Bok Sun-deok waited" does, for no English word is written so; "Will Long told" does by the verb after it.
    """
    after = i + 2 if row.lowers[i + 1 : i + 2] and row.lowers[i + 1] in words().particles else i + 1
    if not row.english or len(row.texts[i]) < 3 or not _joins(row, after):
        return False
    if not english(row, i):
        return not row.tokens[i].is_stop
    return row.lowers[i] in signs().given_words and i + 2 < len(row.tokens) and row.tokens[i + 2].tag_ in _AFTER_NAME


def strange(row: Row, i: int) -> bool:
    """Whether a sentence's first word is no English word in any form, and so may be a name."""
    return bool(row.english) and len(row.texts[i]) > 2 and not row.tokens[i].is_stop and not english(row, i)


def dated_name(row: Row, i: int) -> bool:
    """Whether a day's or month's name is a person's: "Sunday Okafor", "her brother, August,"."""
    lowers = row.lowers
    if lowers[i] not in signs().calendar_names or not row.texts[i][0].isupper():
        return False
    before = lowers[i - 1] if i else ""
    if before == "," and i > 1 and lowers[i - 2] in words().kinship:
        return i + 1 >= len(lowers) or lowers[i + 1] in _ENDS
    return before not in signs().before_dates and _joins(row, i + 1) and _like_name(row, i + 1)


def labels_line(row: Row, start: int, end: int) -> bool:
    """Whether a name opens a line before a colon in a transcript: "TSEHAYE: I do not know." where others do so too."""
    strangers = not all(english(row, i) for i in range(start, end))
    return strangers and _label(row, start, end) and sum(_label_at(row, i) for i in range(len(row.texts))) > 1


def _label_at(row: Row, i: int) -> bool:
    return row.texts[i][0].isupper() and any(_label(row, i, i + n) for n in (1, 2))


def _label(row: Row, start: int, end: int) -> bool:
    spoken = row.starts[start] and row.texts[start].isupper()
    opens = start == 0 or spoken or "\n" in row.texts[start - 1] or "\n" in row.tokens[start - 1].whitespace_
    return opens and row.texts[end : end + 1] == [":"]


def after_nickname(row: Row, start: int) -> int | None:
    """Past the surname in `Ivan "Vanya" Petrov`, from the opening mark on; None where no name is cut so."""
    if row.texts[start] not in QUOTES or not start or not _like_name(row, start - 1):
        return None
    for end in range(start + 2, min(start + _NICKNAME + 2, len(row.texts) - 1)):
        if row.texts[end] in QUOTES:
            named = any(t[0].isupper() for t in row.texts[start + 1 : end]) and _like_name(row, end + 1)
            return end + 2 if named and not row.tokens[end + 1].is_sent_start else None
    return None


def after_elision(row: Row, start: int) -> int | None:
    """Past the name in "Gijsbert 't Hoen" and "Cathal Mac an tSaoir", from the small word on."""
    if row.lowers[start] == "an" and row.texts[start + 1 : start + 2] and _LENITED.match(row.texts[start + 1]):
        return start + 2
    cut = row.texts[start] in ("'", "’") and row.lowers[start + 1 : start + 2] == ["t"]
    return start + 3 if cut and start + 2 < len(row.texts) and row.texts[start + 2][0].isupper() else None


def after_of(row: Row, start: int) -> int | None:
    """Past the last word of "Umkhonto we Sizwe", from the small word on: "we" between words that are no English."""
    if row.lowers[start] != "we" or not start or start + 1 >= len(row.texts):
        return None
    strangers = all(row.foreign(i) and row.texts[i][0].isupper() for i in (start - 1, start + 1))
    return start + 2 if strangers else None


def _joins(row: Row, i: int) -> bool:
    """Whether a word can go on with a name: capitalised, in the same sentence, nothing that the gazetteers know."""
    if i >= len(row.texts) or row.tokens[i].is_sent_start or row.hits.get(i) is not None:
        return False
    return row.texts[i][0].isupper() and row.texts[i][0].isalpha()


def _like_name(row: Row, i: int) -> bool:
    text = row.texts[i]
    known = fold(text) in name_words() or row.lowers[i] in signs().given_words
    return text[:1].isupper() and row.hits.get(i) is None and (known or not english(row, i))
