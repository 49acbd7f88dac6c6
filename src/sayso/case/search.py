"""Search in a case: reports by their words, the best first, from the index alone.

Ranked by BM25 (k1 1.2, b .75, the usual values; not tuned). A question is words, all of which must be there;
`"a phrase"` as it stands, `shell*` for any ending, `-word` for what must not be there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.case.words import fold, words_of
from sayso.errors import UsageError

if TYPE_CHECKING:
    import duckdb

    from sayso.case.view import Case

_TERM = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
AROUND = 90
"""Characters of a passage before and after its words."""
K1, B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for, folded: words that must be there, beginnings of words, phrases, and what must not be there.

    `alone` are the words that were asked for by themselves, not as part of a phrase: those are marked.
    """

    words: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()

    @property
    def marks(self) -> re.Pattern[str]:
        """What to mark in a folded text."""
        parts = [rf"\b{re.escape(p)}" for p in self.phrases] + [rf"\b{re.escape(b)}[\w-]*" for b in self.beginnings]
        parts += [rf"\b{re.escape(w[:-1] if w.endswith('y') else w)}(?:y|ies|e?s)?\b" for w in self.alone]
        return re.compile("|".join(parts) or r"(?!)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that answers: what it is, and the passage that shows why.

    Attributes:
        document: its id in the case.
        marks: where in `passage` the words asked for stand.
        claims: the claims whose words they stand in, with type and offsets.
    """

    document: str
    record: str
    outlet: str | None
    title: str | None
    published: str | None
    score: float
    passage: str
    marks: tuple[tuple[int, int], ...]
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits, and how many reports there are that answer."""

    hits: tuple[Hit, ...]
    total: int


def question_of(asked: str) -> Question:
    """What a user's words ask for.

    Raises:
        UsageError: no word is in them that must be there.

    >>> asked = question_of('mines "on the road" shell* -Daily')
    >>> asked.words, asked.alone, asked.phrases, asked.beginnings, asked.without
    (('mine', 'on', 'the', 'road'), ('mine',), ('on the road',), ('shell',), ('daily',))
    """
    words: dict[str, None] = {}
    alone: dict[str, None] = {}
    beginnings, phrases, without = [], [], []
    for term in _TERM.finditer(asked):
        text = term["phrase"] if term["phrase"] is not None else term["word"]
        found = words_of(text)
        if term["no"]:
            without.extend(found[:1])
        elif term["phrase"] is None and text.endswith("*") and found:
            beginnings.append(fold(text).strip("*").strip("-'"))
        elif found:
            words |= dict.fromkeys(found)
            if term["phrase"] is not None and len(found) > 1:
                phrases.append(" ".join(fold(text).split()))
            else:
                alone |= dict.fromkeys(found)
    if not words and not beginnings:
        raise UsageError("no word to look for", where=asked[:60] or "nothing", hint="give words, as in 'burned depot'")
    return Question(tuple(words), tuple(b for b in beginnings if b), tuple(phrases), tuple(without), tuple(alone))


def search(case: Case, asked: str, *, limit: int = 10) -> Found:
    """The reports of a case that answer; names behind pseudonyms are not in the index and find nothing.

    Args:
        case: the case, at a version.
        asked: words, as in `question_of`.
        limit: how many hits at most.

    Raises:
        UsageError: there is nothing to look for.
    """
    question = question_of(asked)
    with case.index() as index:
        rows = _ranked(index, question)
        hits = tuple(_hit(index, document, score, question) for document, score in rows[:limit])
    return Found(hits, len(rows))


def _ranked(index: duckdb.DuckDBPyConnection, question: Question) -> list[tuple[str, float]]:
    """All that answers, best first."""
    clauses: list[str] = []
    values: list[Any] = []
    for word in question.words:
        clauses.append("SELECT document, times, ? AS term FROM words WHERE word = ?")
        values += [word, word]
    for beginning in question.beginnings:
        clauses.append(
            "SELECT document, sum(times) AS times, ? AS term FROM words WHERE starts_with(word, ?) GROUP BY document"
        )
        values += [f"{beginning}*", beginning]
    query = f"""
        WITH hits AS ({" UNION ALL ".join(clauses)}),
        sizes AS (SELECT greatest(count(*), 1) AS n, greatest(avg(words), 1) AS mean FROM texts),
        rare AS (SELECT term, ln(1 + (any_value(n) - count(*) + .5) / (count(*) + .5)) AS idf
            FROM hits, sizes GROUP BY term),
        scored AS (SELECT h.document, count(*) AS terms,
            sum(idf * times * ({K1} + 1) / (times + {K1} * (1 - {B} + {B} * t.words / mean))) AS score
            FROM hits h JOIN rare USING (term) JOIN texts t ON t.document = h.document, sizes GROUP BY h.document)
        SELECT document, score FROM scored WHERE terms = ?"""
    values.append(len(clauses))
    for word in question.without:
        query += " AND document NOT IN (SELECT document FROM words WHERE word = ?)"
        values.append(word)
    for phrase in question.phrases:
        query += (
            " AND document IN (SELECT document FROM texts WHERE contains(regexp_replace(folded, '\\s+', ' ', 'g'), ?))"
        )
        values.append(phrase)
    return [(str(d), float(s)) for d, s in index.execute(f"{query} ORDER BY score DESC, document", values).fetchall()]


def _hit(index: duckdb.DuckDBPyConnection, document: str, score: float, question: Question) -> Hit:
    row = index.execute(
        "SELECT record, outlet, title, published_start, text FROM documents JOIN texts USING (document)"
        " WHERE document = ?",
        [document],
    ).fetchone()
    assert row is not None
    record, outlet, title, published, text = row
    spots = [m.span() for m in question.marks.finditer(fold(text))] if len(fold(text)) == len(text) else []
    start, end = _window(text, spots)
    marks = tuple((a - start, b - start) for a, b in spots if start <= a and b <= end)
    claims = index.execute(
        'SELECT claim, type, start, "end" FROM claims WHERE document = ? ORDER BY position', [document]
    ).fetchall()
    inside = ((c, t or "purpose") for c, t, a, b in claims if any(a < y and x < b for x, y in spots))
    return Hit(document, record, outlet, title, published, score, text[start:end], marks, tuple(inside))


def _window(text: str, spots: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of a text where most of the words stand, cut at words."""
    best = max(spots, key=lambda s: sum(s[0] <= x < s[0] + 2 * AROUND for x, _ in spots), default=(0, 0))
    start, end = max(0, best[0] - AROUND), min(len(text), best[0] + 2 * AROUND)
    if start and (space := text.find(" ", start, best[0])) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", best[1], end)) >= 0:
        end = space
    return start, end
