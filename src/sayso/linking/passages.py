"""Texts as numbers: words, sentences and what they weigh, for finding the same words in two reports.

A word counts by how much it tells: not at all if it is a function word, less if every report has it. Words written with
a capital, and numbers, are what two reports of one event share without copying; they are kept apart.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.lexicon.language import load
from sayso.records.document import Span
from sayso.records.report import Report

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SHORT = 6
LONG = 80
MAX_WORDS = 20_000
REACH = 600
NAMED, QUOTED = 1, 2
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BREAK = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n\s*")
_QUOTED = re.compile(r"“[^”\n]{8,1500}”|\"[^\"\n]{8,1500}\"")
_ENDINGS = ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "ers", "er", "es", "ly", "s")


class Text(NamedTuple):
    """What finding copies needs to know of a report."""

    document: str
    text: str
    outlet: str | None = None
    day: str | None = None
    byline: str | None = None
    title: str | None = None


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one text, and its sentences. What takes room is worked out when it is asked for.

    Attributes:
        text: the text.
        codes: of each word the number of its stem in the case's `Stems`, times four, with `NAMED` and `QUOTED`.
        bounds: the first word of each sentence, and the number of words at the end.
    """

    text: str
    codes: NDArray[np.int32]
    bounds: Ints

    @cached_property
    def stems(self) -> Ints:
        """The numbers of the stems."""
        return (self.codes >> 2).astype(np.int64)

    @cached_property
    def detail(self) -> Bools:
        """Whether a word is neither a name nor a number."""
        detail: Bools = (self.codes & NAMED) == 0
        return detail

    @cached_property
    def quoted(self) -> Bools:
        """Whether a word stands in quotation marks."""
        quoted: Bools = (self.codes & QUOTED) != 0
        return quoted

    @cached_property
    def _places(self) -> Ints:
        return np.array([m.span() for m in islice(_WORD.finditer(self.text), MAX_WORDS)], dtype=np.int64).reshape(-1, 2)

    @property
    def starts(self) -> Ints:
        """The character that each word begins at."""
        return self._places[:, 0]

    @property
    def ends(self) -> Ints:
        """The character after each word."""
        return self._places[:, 1]

    def sentence_of(self, at: int) -> int:
        """The number of the sentence that the character offset is in."""
        word = int(np.searchsorted(self.starts, at, side="right")) - 1
        return max(0, int(np.searchsorted(self.bounds, max(word, 0), side="right")) - 1)


class Stems:
    """Stems, numbered in order of first appearance; what is known of each is kept as it comes."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._of_word: dict[str, int] = {}
        self._hashes = np.zeros(1024, dtype=np.uint64)
        self._weights = np.zeros(1024)

    def __len__(self) -> int:
        return len(self._number)

    def number(self, word: str) -> int:
        """The number of a word's stem."""
        return self.read([word])[0] >> 2

    def read(self, words: Sequence[str]) -> list[int]:
        """For each word four times the number of its stem, with `NAMED` if it begins with a capital or a digit."""
        known = self._of_word
        try:
            return [known[word] for word in words]
        except KeyError:
            for word in words:
                if word not in known:
                    known[word] = 4 * self._new(stem(word)) + NAMED * (word[0].isupper() or word[0].isdigit())
            return [known[word] for word in words]

    def _new(self, text: str) -> int:
        found = self._number.setdefault(text, len(self._number))
        if found + 1 == len(self._number):
            self._describe(found, text)
        return found

    def _describe(self, number: int, text: str) -> None:
        if number == len(self._hashes):
            self._hashes = np.concatenate([self._hashes, np.zeros_like(self._hashes)])
            self._weights = np.concatenate([self._weights, np.zeros_like(self._weights)])
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self._hashes[number] = int.from_bytes(digest, "little")
        empty, common = word_classes()
        self._weights[number] = 0.0 if text in empty else 0.4 if text in common else 1.0

    def hashes(self) -> NDArray[np.uint64]:
        """A hash of each stem that does not depend on the case or the machine."""
        return self._hashes[: len(self)]

    def weights(self) -> Floats:
        """How much each stem tells of what a text says: 0 for function words, less than 1 for common ones."""
        return self._weights[: len(self)]


@cache
def word_classes() -> tuple[frozenset[str], frozenset[str]]:
    """Stems of function words and of words common in reports."""
    listed = load("lang/en/linking")["reuse"]
    empty = frozenset(stem(str(w)) for w in listed["function_words"])
    return empty, frozenset(stem(str(w)) for w in listed["common_words"]) - empty


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word without case, possessive and the endings of number and tense: crude, but the same for both texts.

    >>> stem("Soldiers’"), stem("bombings"), stem("burned"), stem("burning")
    ('soldi', 'bomb', 'burn', 'burn')
    """
    bare = word.casefold().replace("’", "'").removesuffix("'s").strip("'")
    if len(bare) > 4 and bare.isalpha():
        for ending in _ENDINGS:
            if bare.endswith(ending) and len(bare) - len(ending) >= 3:
                bare = bare[: -len(ending)]
                break
        bare = bare.removesuffix("e") if len(bare) > 4 else bare
    return bare


def words_of(text: str, stems: Stems) -> Words:
    """Take a text apart. Words past the first `MAX_WORDS` are left out."""
    codes = np.array(stems.read(_WORD.findall(text)[:MAX_WORDS]), dtype=np.int32)
    starts = np.array([m.start() for m in islice(_WORD.finditer(text), MAX_WORDS)], dtype=np.int64)
    bounds = _bounds(text, starts)
    codes[bounds[:-1]] &= ~NAMED  # the first word of a sentence has a capital in any case
    for m in _QUOTED.finditer(text):
        codes[np.searchsorted(starts, m.start()) : np.searchsorted(starts, m.end())] |= QUOTED
    return Words(text, codes, bounds)


def distinct(values: Ints) -> Ints:
    """The different values, sorted; for short arrays faster than what numpy has for it."""
    ordered = np.sort(values)
    keep = np.ones(len(ordered), dtype=np.bool_)
    keep[1:] = ordered[1:] != ordered[:-1]
    return ordered[keep]


def _bounds(text: str, starts: Ints) -> Ints:
    """Word numbers at which sentences begin; pieces of a few words go with what follows, endless ones are cut."""
    if not len(starts):
        return np.zeros(1, dtype=np.int64)
    ends = [m.end() for m in _BREAK.finditer(text)]
    cuts = distinct(np.searchsorted(starts, np.array([0, *ends], dtype=np.int64))).tolist()
    kept = [0]
    for cut in [*(c for c in cuts if 0 < c < len(starts)), len(starts)]:
        while cut - kept[-1] > LONG:
            kept.append(kept[-1] + LONG // 2)
        if cut - kept[-1] >= SHORT:
            kept.append(cut)
    if kept[-1] != len(starts):
        if len(kept) == 1:
            kept.append(len(starts))
        kept[-1] = len(starts)
    return np.array(kept, dtype=np.int64)


def sentence_span(text: str, at: int) -> Span:
    """The sentence around a character, cut to `REACH` on either side.

    >>> text = "Ash lies on the well. Oxen are gone. It rained."
    >>> sentence_span(text, 24).of(text)
    'Oxen are gone.'
    """
    low = max(0, at - REACH)
    begin = max((m.end() for m in _BREAK.finditer(text, low, min(len(text), at + 8)) if m.end() <= at), default=low)
    after = _BREAK.search(text, at, at + REACH)
    end = after.end() if after else min(len(text), at + REACH)
    return Span(begin, max(begin, begin + len(text[begin:end].rstrip())))


def texts_of(reports: Iterable[Report]) -> list[Text]:
    """What finding copies needs to know of reports that could be read."""
    found = []
    for report in reports:
        doc = report.document
        if doc.text:
            day = doc.published.start if doc.published.precision == "day" else doc.published.end
            found.append(Text(doc.id, doc.text, doc.outlet, day, doc.byline, doc.title))
    return found
