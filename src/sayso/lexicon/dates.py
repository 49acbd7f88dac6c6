"""The grammar of temporal expressions: where a text names a time, whatever that time turns out to be.

A text becomes a string with one letter a word, the letter standing for the word's classes (month, weekday, unit, …;
most words are `_`). All rules of data/lang/en/dates.yaml are regular expressions over that string, so that one scan of
a short string finds the candidates; at each, the longest rule wins. What a candidate means is settled by `timex.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sayso.lexicon.language import load

# Words first, for they are most of a text; everything that begins with a digit behind one look ahead.
_TOKEN = re.compile(
    r"""
    (?P<ampm>\b[aApP](?:\.\s?[mM]\b\.?|[mM]\b))
  | (?P<oclock>\b[oO]['’]\s?clock\b)
  | (?P<word>[^\W\d_]+)
  | (?=[\d'’])(?:
      (?P<iso>\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?\b)
    | (?P<numdate>\b\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})\b(?![.:/-]\d))
    | (?P<nine>\b9/11\b(?!/))
    | (?P<clock>\b[012]?\d:[0-5]\d(?::[0-5]\d)?\b(?![:.]\d))
    | (?P<dotclock>\b[012]?\d\.[0-5]\d\b(?![.%]?\d))
    | (?P<decade>\b(?:1[5-9]|20)\d0['’]?s\b|['’]?\b[2-9]0['’]?s\b)
    | (?P<ordinal>\b\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)\b)
    | (?P<number>\b\d+(?:,\d{3})*(?:\.\d+)?(?![\d,]*\d))
    | (?P<shortyear>['’]\d{2}\b)
    )
  | (?P<nl>\n)
  | (?P<punct>[^\s\w])
    """,
    re.VERBOSE,
)
_NAME = re.compile(r"\(\?P<\w+>|[A-Za-z]\w*")
_PUNCT = {
    ",": "comma", ".": "dot", "(": "lparen", ")": "rparen", "/": "slash", "%": "percent", "+": "plus",
    "-": "dash", "‐": "dash", "‑": "dash", "–": "dash", "—": "longdash", "−": "dash", "$": "money", "£": "money",
    "€": "money", "#": "money",
}  # fmt: skip
_KINDS = (
    "iso",
    "numdate",
    "clock",
    "dotclock",
    "decade",
    "ordinal",
    "nine",
    "shortyear",
    "ampm",
    "oclock",
    "nl",
    "name",
)
OTHER = "_"


class Token(NamedTuple):
    """A word or number of the text, with the values of its classes."""

    start: int
    end: int
    text: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A temporal expression as it stands: the rule that matched, and the words caught by the rule's groups."""

    start: int
    end: int
    make: str
    given: Mapping[str, Any]
    caught: Mapping[str, tuple[Token, ...]]


@dataclass(frozen=True, slots=True)
class _Rule:
    make: str
    given: Mapping[str, Any]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Grammar:
    letters: Mapping[str, str]  # a word (or #kind) to its letter
    values: Mapping[str, Mapping[str, Any]]  # a word to the values of its classes
    rules: tuple[_Rule, ...]
    any_rule: re.Pattern[str]


def scan(text: str) -> Iterator[Found]:
    """The temporal expressions of a text, in order; they do not overlap.

    >>> [text[f.start : f.end] for text in ["Shelling went on last Monday, 27 November 1939."] for f in scan(text)]
    ['last Monday', '27 November 1939']
    """
    grammar = _grammar()
    letters, tokens = _letters(text, grammar)
    position = 0
    while (hit := grammar.any_rule.search(letters, position)) is not None:
        best: re.Match[str] | None = None
        for rule in grammar.rules:
            match = rule.pattern.match(letters, hit.start())
            if match is not None and (best is None or match.end() > best.end()):
                best, chosen = match, rule
        if best is None or best.end() == best.start():
            position = hit.start() + 1
            continue
        yield _found(best, chosen, tokens, text, grammar)
        position = best.end()


def _found(match: re.Match[str], rule: _Rule, tokens: list[tuple[int, int]], text: str, grammar: _Grammar) -> Found:
    caught = {
        name: tuple(_token(text, *tokens[i], grammar) for i in range(match.start(name), match.end(name)))
        for name, value in match.groupdict().items()
        if value is not None
    }
    return Found(tokens[match.start()][0], tokens[match.end() - 1][1], rule.make, rule.given, caught)


def _token(text: str, start: int, end: int, grammar: _Grammar) -> Token:
    word = text[start:end]
    values = grammar.values.get(word) or grammar.values.get(word.lower()) or {}
    return Token(start, end, word, values)


def _letters(text: str, grammar: _Grammar) -> tuple[str, list[tuple[int, int]]]:
    """The text's letter string, and where each letter's word stands."""
    letters = grammar.letters
    out: list[str] = []
    tokens: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            word = match.group()
            letter = letters.get(word) or letters.get(word.lower())
            out.append(letter or (letters["#name"] if word[0].isupper() else OTHER))
        elif kind == "number":
            out.append(letters[_number_kind(match.group())])
        elif kind == "punct":
            out.append(letters.get(match.group(), OTHER))
        else:
            out.append(letters[f"#{kind}"])
        tokens.append(match.span())
    return "".join(out), tokens


def _number_kind(number: str) -> str:
    """Which of the classes of numbers a number belongs to."""
    if not number.isdigit():
        return "#other"
    if len(number) <= 2:
        return "#day" if 1 <= int(number) <= 31 else "#pair"
    if len(number) == 4:
        value = int(number)
        if 1900 <= value <= 2039:
            return "#year"
        if 1000 <= value <= 2399:
            return "#oldyear" if value % 100 > 59 else "#oldfour"
        return "#four"
    return "#other"


# The classes of each kind of number; one number may be read in several ways.
_NUMBERS = {
    "#day": ("day", "digits", "pair"),
    "#pair": ("digits", "pair"),
    "#year": ("year", "digits", "four"),
    "#oldyear": ("oldyear", "digits"),
    "#oldfour": ("oldyear", "digits", "four"),
    "#four": ("digits", "four"),
    "#other": ("digits",),
}


@cache
def _grammar() -> _Grammar:
    data = load("lang/en/dates")
    values: dict[str, dict[str, Any]] = {}
    for name, words in (data["words"] | _literals(data)).items():
        for word, value in words.items():
            forms = (word.capitalize(), word.upper()) if name in data["capital"] else (word,)
            forms += (word,) if word in data["lower_too"] else ()
            for form in forms:
                values.setdefault(form, {})[name] = value
    classes: dict[str, tuple[str, ...]] = {word: tuple(sorted(found)) for word, found in values.items()}
    for word in [w for w in classes if w.lower() != w and w.lower() in classes]:
        classes[word] = tuple(sorted({*classes[word], *classes[word.lower()]}))
        values[word] = values[word.lower()] | values[word]
    classes |= _NUMBERS | {f"#{kind}": (kind,) for kind in _KINDS}
    classes |= {char: (name,) for char, name in _PUNCT.items()}
    letter_of = {combo: chr(0x100 + i) for i, combo in enumerate(dict.fromkeys(classes.values()))}
    members: dict[str, str] = {}
    for combo, letter in letter_of.items():
        for name in combo:
            members[name] = members.get(name, "") + letter
    rules = tuple(_rule(each, data["macros"], members) for each in data["rules"])
    anyhow = "|".join(re.sub(r"\?P<\w+>", "?:", rule.pattern.pattern) for rule in rules)
    letters = {word: letter_of[combo] for word, combo in classes.items()}
    return _Grammar(letters, values, rules, re.compile(f"(?![{OTHER}{letters['#name']}])(?:{anyhow})"))


def _literals(data: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Words that patterns name directly: a letter-only name that is no class stands for itself."""
    patterns = [*(each["pattern"] for each in data["rules"]), *data["macros"].values()]
    kinds = {*_KINDS, *_PUNCT.values(), *(name for combo in _NUMBERS.values() for name in combo)}
    known = kinds | set(data["words"]) | set(data["macros"])
    names = {name for pattern in patterns for name in _NAME.findall(pattern) if not name.startswith("(")}
    return {name: {name: 0} for name in sorted(names - known)}


def _rule(each: Mapping[str, Any], macros: Mapping[str, str], members: Mapping[str, str]) -> _Rule:
    def letters(match: re.Match[str]) -> str:
        name = match.group()
        if name.startswith("("):
            return name
        return expanded(macros[name]) if name in macros else f"[{members[name]}]"

    def expanded(pattern: str) -> str:
        return _NAME.sub(letters, pattern)

    pattern = expanded(each["pattern"]).replace(" ", "")
    given = {key: value for key, value in each.items() if key not in ("make", "pattern")}
    return _Rule(each["make"], given, re.compile(pattern))
