"""How many: numbers in words and figures, with the bounds that the words around them set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from sayso.lexicon.language import load

_WINDOW = 6


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its bounds and the tokens that state it (end exclusive)."""

    low: int | None
    best: int | None
    high: int | None
    start: int
    end: int


@cache
def _data() -> Any:
    return load("lang/en/deaths")


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(p) for p in _data()[name]), key=len, reverse=True))


def number_at(doc: Doc, i: int) -> tuple[int, int] | None:
    """The number that starts at token `i` and the token after it: "two hundred", "1,200", "twenty-three", "a dozen"."""
    total, current, j, seen = 0, 0, i, False
    ones, scales = _data()["ones"], _data()["scales"]
    if doc[j].lower_ == "a" and j + 1 < len(doc) and doc[j + 1].lower_ in scales:
        current, j, seen = 1, j + 1, True
    while j < len(doc):
        word = doc[j].lower_
        figure = word.replace(",", "")
        if word in ones:
            current, seen = current + ones[word], True
        elif figure.isascii() and figure.isdigit() and not seen:
            current, seen = int(figure), True
        elif seen and word in scales:
            current = max(current, 1) * scales[word]
            if scales[word] >= 1000:
                total, current = total + current, 0
        elif not (seen and word in ("-", "and") and j + 1 < len(doc) and _joins(doc, j, current)):
            break
        j += 1
    return (total + current, j) if seen else None


def _joins(doc: Doc, j: int, current: int) -> bool:
    """Whether "-" or "and" stands inside one number: "twenty-three", "two hundred and five"."""
    following = _data()["ones"].get(doc[j + 1].lower_)
    if following is None:
        return False
    return current in range(20, 100, 10) and following < 10 if doc[j].text == "-" else current >= 100


def amount_from(doc: Doc, i: int) -> Amount | None:
    """The amount whose number starts at token `i`, read with the words before and after it."""
    found = number_at(doc, i)
    if found is None:
        return None
    value, end = found
    start, kind = _before(doc, i)
    if (until := _range_end(doc, end)) is not None and until[0] > value:
        start = i - 1 if i and doc[i - 1].lower_ in ("between", "from") else i
        return Amount(value, None, until[0], start, until[1])
    if any(_matches(doc, end, p) for p in _phrases("or_more")):
        kind = "low"
    low = {"low": value, "over": value + 1, "high": None, "about": None, "": value}[kind]
    best = value if kind in ("", "about") else None
    high = value if kind in ("", "high") else None
    return Amount(low, best, high, start, end)


def _before(doc: Doc, i: int) -> tuple[int, str]:
    for kind in ("low", "high", "over", "about"):
        for phrase in _phrases(kind):
            start = i - len(phrase)
            if start >= 0 and _matches(doc, start, phrase):
                return start, kind
    return i, ""


def _matches(doc: Doc, start: int, phrase: tuple[str, ...]) -> bool:
    return start + len(phrase) <= len(doc) and all(doc[start + k].lower_ == w for k, w in enumerate(phrase))


def _range_end(doc: Doc, i: int) -> tuple[int, int] | None:
    """The upper end of "12 to 15", "12-15", "between 12 and 15"; `i` is the token after the first number."""
    if i + 1 >= len(doc) or doc[i].lower_ not in ("to", "-", "–", "and", "or"):
        return None
    if doc[i].lower_ == "and" and not any(doc[k].lower_ == "between" for k in range(max(0, i - 4), i)):
        return None
    return number_at(doc, i + 1)


def amount_at(head: Token) -> Amount | None:
    """The amount of one noun phrase, without what is coordinated with it."""
    doc = head.doc
    if head.lemma_.lower() in _data()["never"]:
        return None
    left = max(head.left_edge.i, head.i - _WINDOW)
    for i in range(left, head.i + 1):
        if (i == left or number_at(doc, i - 1) is None) and (found := amount_from(doc, i)) is not None:
            return found if found.end <= head.i + 1 or head.pos_ == "NUM" else None
    return None


def amount_of(head: Token) -> Amount | None:
    """The amount of a coordination: "a driver and two guards" is three; None where no number is stated."""
    parts = [(token, amount_at(token)) for token in _coordinated(head)]
    stated = [a for _, a in parts if a is not None]
    if not stated:
        return None
    if len(parts) == 1:
        return stated[0]
    ones = sum(1 for token, a in parts if a is None and token.tag_ in ("NN", "NNP"))
    vague = any(a is None and token.tag_ in ("NNS", "NNPS") for token, a in parts)
    lows, bests, highs = ([getattr(a, k) for a in stated] for k in ("low", "best", "high"))
    return Amount(
        _sum(lows, ones),
        None if vague else _sum(bests, ones),
        None if vague else _sum(highs, ones),
        min(a.start for a in stated),
        max(a.end for a in stated),
    )


def _sum(values: list[int | None], extra: int) -> int | None:
    known = [v for v in values if v is not None]
    return sum(known) + extra if len(known) == len(values) else None


def _coordinated(head: Token) -> Iterator[Token]:
    ahead = [head]
    while ahead:
        token = ahead.pop(0)
        yield token
        ahead += [c for c in token.rights if c.dep_ == "conj" and c.pos_ not in ("VERB", "AUX")]


def last_amount(token: Token) -> Amount | None:
    """The amount before "dead": "22 dead", "two guards dead"; not across a verb or a comma."""
    doc = token.doc
    for i in range(token.i - 1, max(token.sent.start, token.i - _WINDOW) - 1, -1):
        if doc[i].pos_ in ("VERB", "PUNCT") and doc[i].text != "-":
            return None
        if number_at(doc, i) is None or (i > 0 and number_at(doc, i - 1) is not None):
            continue
        first = i - 2 if i > 1 and doc[i - 1].lower_ in ("and", "to", "-") and number_at(doc, i - 2) else i
        return amount_from(doc, first)
    return None


def first_amount(token: Token) -> Amount | None:
    """The amount after "death toll": "rose to 22", "of at least 40"."""
    doc = token.doc
    for i in range(token.i + 1, min(token.sent.end, token.i + 2 + _WINDOW)):
        if doc[i].text in (";", ",", "("):
            return None
        if (found := amount_from(doc, i)) is not None:
            return found
    return None
