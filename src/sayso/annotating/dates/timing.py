"""When an act is said to have happened: the temporal expression that belongs to it, as an interval of days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from spacy.tokens import Doc, Token

from sayso.annotating.draft import Draft
from sayso.annotating.grammar.attach import anchor, distance
from sayso.lexicon.intervals import joined, when_of
from sayso.lexicon.language import load
from sayso.records.document import Published, Span
from sayso.records.event import TimeExpression, When

# An act is historical where it ended this long before publication; PLOVER's manual asks for "well before" only.
_HISTORICAL_DAYS = 180
# What opens a stretch of time, and what stands before its end.
_CLOSING = {"between": frozenset({"and"}), "from": frozenset({"to", "until", "till", "through"})}


@dataclass(frozen=True, slots=True)
class _Hung:
    when: When
    at: int
    on: Token


@cache
def _former_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for first, *rest in load("lang/en/factuality")["historical_phrases"]:
        found[first].append(tuple(rest))
    return {first: tuple(rests) for first, rests in found.items()}


def _former(doc: Doc, start: int) -> Iterator[Token]:
    """The first word of each phrase in a sentence that puts what is told into former times."""
    for token in doc[start].sent:
        for rest in _former_phrases().get(token.lower_, ()):
            end = token.i + 1 + len(rest)
            if end <= len(doc) and all(doc[token.i + 1 + n].lower_ == w for n, w in enumerate(rest)):
                yield token
                break


def _stretched(doc: Doc, hung: list[_Hung]) -> None:
    """Make one of two dates that open and close a stretch: "between *January* and *June 2019*"."""
    for one, other in zip(tuple(hung), tuple(hung)[1:], strict=False):
        if one.when.span is None or other.when.span is None or one not in hung:
            continue
        left = doc.char_span(*one.when.span, alignment_mode="expand")
        between = doc.text[one.when.span.end : other.when.span.start].strip().lower()
        opening = doc[left.start - 1].lower_ if left is not None and left.start else ""
        if between in _CLOSING.get(opening, frozenset()) and one.when.start and other.when.end:
            hung[hung.index(one)] = _Hung(joined(one.when, other.when), one.at, one.on)
            hung.remove(other)


class Times:
    """The temporal expressions of a Doc, by sentence, each with what it hangs on."""

    def __init__(self, doc: Doc, drafts: Sequence[Draft]) -> None:
        self._doc = doc
        self._published: Published = doc._.sayso_published
        self._heads = frozenset(d.head for d in drafts)
        self._wanted = {doc[d.head].sent.start for d in drafts}
        self._by_sentence: dict[int, list[_Hung]] = defaultdict(list)
        for time in doc._.sayso_times:
            self._place(time)
        for hung in self._by_sentence.values():
            _stretched(doc, hung)
        self._former = {start: list(_former(doc, start)) for start in self._wanted}

    def _place(self, time: TimeExpression) -> None:
        found = self._doc.char_span(time.start, time.end, alignment_mode="expand")
        if found is None or time.type == "SET" or found.sent.start not in self._wanted:
            return
        on, preposition = anchor(found.root, time.span)
        before = self._doc[found.start - 1].lower_ if found.start else ""
        word = preposition.lower_ if preposition is not None else before
        when = when_of(time, published=self._published, preposition=word or None)
        if when is not None:
            self._by_sentence[found.sent.start].append(_Hung(when, time.start, on))

    def when(self, draft: Draft) -> When | None:
        """The interval of the expression that belongs most tightly to a draft; None where none does."""
        head = self._doc[draft.head]
        best: tuple[int, int, int] | None = None
        chosen: _Hung | None = None
        for hung in self._by_sentence.get(head.sent.start, ()):
            loose = distance(hung.on, head, draft.trigger, self._heads)
            if loose is None and self._fronted(hung, draft):
                loose = 4
            if loose is None or (draft.kind == "relation" and not draft.span.start <= hung.at < draft.span.end):
                continue
            rank = (loose, hung.when.start is None, abs(hung.at - draft.trigger.start))
            if best is None or rank < best:
                best, chosen = rank, hung
        return None if chosen is None else chosen.when

    def _fronted(self, hung: _Hung, draft: Draft) -> bool:
        """Whether an expression opens the sentence of its main act, wherever the parse has hung it."""
        first = self._doc[draft.head].sent.start
        opening = self._doc[first : first + 3].end_char if first + 3 <= len(self._doc) else hung.at
        return hung.at <= opening and draft.main

    def told_of_former_times(self, draft: Draft) -> bool:
        """Whether words such as "decades ago", "back to the years of" belong to a draft."""
        head = self._doc[draft.head]
        for first in self._former.get(head.sent.start, ()):
            hung, _ = anchor(first, Span(first.idx, first.idx + 1))
            if distance(hung, head, draft.trigger, self._heads) is not None:
                return True
        return False

    def far_back(self, when: When | None) -> bool:
        """Whether an interval lies so far before publication that what is told of it is history."""
        published = self._published.start or self._published.end
        if when is None or when.end is None or when.precision == "open" or not published:
            return False
        try:
            end, now = date.fromisoformat(when.end), date.fromisoformat(published[:10])
        except ValueError:
            return False
        earlier = when.precision == "year" and end.year < now.year
        return earlier or (now - end).days > _HISTORICAL_DAYS
