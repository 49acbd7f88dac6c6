"""What a whole text is about, where that takes its acts away: a page of sport, a page of a novel.

A sentence of a match report need not name the game: "They were attacked all afternoon." What is serious there stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc
from spacy.tokens import Span as Sentence

from sayso.annotating.events.lexicon import lexicon
from sayso.lexicon.language import load

# A text is about a theme where so many of its sentences have a word of it, and so much weight in all.
_SHARE, _WEIGHT = 0.4, 8
_BODY = 400


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("lang/en/events_not")["whole"][name])


@cache
def _heading() -> re.Pattern[str]:
    numbers = "|".join(sorted(_words("numbers")))
    names = "|".join(sorted(_words("parts")))
    return re.compile(rf"(?im)^\s*(?:(?:{names})\s+(?:{numbers}|\d+|[ivxl]+)|prologue|epilogue)\W*$")


def playing(doc: Doc) -> bool:
    """Whether a text reports a match or a game."""
    weights = [_weight(sentence) for sentence in doc.sents if len(sentence) > 2]
    hits = sum(w > 0 for w in weights)
    return sum(weights) >= _WEIGHT and hits >= _SHARE * len(weights)


def _weight(sentence: Sentence) -> int:
    themes: Mapping[str, Mapping[str, int]] = lexicon().themes
    lemmas = {t.lemma_.lower() for t in sentence if t.pos_ in ("NOUN", "PROPN", "ADJ")}
    return max(sum(themes[name].get(w, 0) for w in lemmas) for name in ("sport", "game"))


def serious(sentence: Sentence) -> bool:
    """Whether a sentence of such a text tells of what is no play: police, the injured, violence."""
    return any(t.lemma_.lower() in _words("serious") for t in sentence)


def invented(doc: Doc) -> bool:
    """Whether a text is a page of a novel: under a chapter's heading, with talk, and without one number or known name.

    Reports have chapters too, but also dates, figures or countries; where one stands, the text is none.
    """
    heading = _heading().search(doc.text[:_BODY])
    if heading is None or '"' not in doc.text:
        return False
    body = doc.text[heading.end() :]
    named = any(m.country is not None or (m.actor or "").isupper() for m in doc._.sayso_mentions)
    return not named and not any(c.isdigit() for c in body)
