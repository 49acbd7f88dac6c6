"""The words of the reports in the index: what `sayso search` looks things up by.

A small inverted index of our own: DuckDB's would have to be downloaded, and a case is searched offline. Words are
folded (case, accents) and plurals brought to the singular (Harman's S-stemmer); everything is masked text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa

from sayso.records.report import Report

_S, _I = pa.string(), pa.int32()
SCHEMAS: Mapping[str, pa.Schema] = {
    "words": pa.schema([("word", _S), ("document", _S), ("times", _I)]),
    "texts": pa.schema([("document", _S), ("words", _I), ("text", _S), ("folded", _S)]),
}
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
LONGEST = 60
TITLE = 3
"""A word of the title counts as so many."""


def fold(text: str) -> str:
    """Text for comparing: without case, accents and curly marks; of the same length wherever that is possible.

    >>> fold("The Café’s")
    "the cafe's"
    """
    if text.isascii():
        return text.lower()
    plain = text.replace("’", "'").casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def stem(word: str) -> str:
    """A folded word in the singular, by Harman's three rules (1991).

    >>> [stem(w) for w in ("bodies", "rebels", "mines", "gas", "corps", "press", "said")]
    ['body', 'rebel', 'mine', 'gas', 'corp', 'press', 'said']
    """
    if len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if word.endswith("es") and word[-3] not in "aeo":
        return word[:-1]
    return word if word[-2] in "us" or word.endswith("'s") else word[:-1]


def words_of(text: str) -> list[str]:
    """The words of a text as they are looked up; of a compound its parts too, and pseudonyms whole.

    >>> words_of("Pro-Russian rebels' mines")
    ['pro-russian', 'pro', 'russian', 'rebel', 'mine']
    """
    found: list[str] = []
    for match in _WORD.finditer(fold(text)):
        word = match[0].removesuffix("'s")[:LONGEST]
        found.append(stem(word))
        parts = _PART.findall(word)
        if len(parts) > 1:
            found.extend(stem(part) for part in parts)
    return found


def tables_of(reports: Sequence[Report]) -> dict[str, pa.Table]:
    """The rows that reports add to the tables of words and texts."""
    words: list[tuple[str, str, int]] = []
    texts: list[tuple[str, int, str, str]] = []
    for report in reports:
        doc = report.document
        counted = Counter(words_of(doc.text))
        for word in words_of(doc.title or ""):
            counted[word] += TITLE
        words.extend((word, doc.id, times) for word, times in sorted(counted.items()))
        texts.append((doc.id, sum(counted.values()), doc.text, fold(f"{doc.title or ''}\n{doc.text}")))
    return {"words": _table(words, SCHEMAS["words"]), "texts": _table(texts, SCHEMAS["texts"])}


def _table(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )
