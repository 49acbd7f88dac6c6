"""Words by which a report gives its matter to another source: dateline, byline, last line, "according to the Herald".

A credit is for the whole report or for its sentence, and for the next one if that goes on with the same source ("The
paper added …"). A report's credit to its own outlet is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from sayso.lexicon.language import load
from sayso.linking.naming import fold
from sayso.linking.passages import Text, sentence_span
from sayso.records.document import Span
from sayso.records.origin import Credit, SourceKind

HEAD, FOOT = 160, 320
LONGEST, DROPPED = 6, 2
_NAME = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w.’'/&-]*(?:\s+(?:of\s+|de\s+|for\s+|and\s+)?[^\W\d_a-zß-öø-ÿ][\w.’'/&-]*)*|\bdpa\b"
)
_BRACKET = re.compile(r"\(([^()\n]{2,48})\)")
_NO_SENTENCE = re.compile(r"(?:[\s,;:|/–—-]|[A-Z0-9][\w.’'-]*|and|in|at|staff|correspondents?|agencies){0,12}")
_DAY = r"(?:on\s+\w+day,?\s+|earlier\s+|later\s+|also\s+|has\s+|had\s+|\w+day\s+)?"
_TOKEN = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^(?:the)\s+", re.IGNORECASE)


class Source(NamedTuple):
    """A medium: what tells it apart, its name as written, what it is."""

    key: str
    name: str
    kind: SourceKind


@cache
def agencies() -> Mapping[str, str]:
    """The key of each agency by each of its names, folded."""
    listed = load("lang/en/linking")["credits"]["agencies"]
    return {outlet_name(str(n)): key for key, names in listed.items() for n in names}


@lru_cache(maxsize=65_536)
def outlet_name(name: str) -> str:
    """A medium's name for comparing: folded, without article and the address's ending."""
    bare = _ARTICLE.sub("", fold(name)).removeprefix("www.")
    return re.sub(r"\.(?:com|org|net|co|info|news|int)(?:\.\w\w)?$|\.\w\w$", "", bare).strip(" .,;:")


def source_of(name: str | None) -> Source | None:
    """The medium that an outlet's name stands for.

    >>> source_of("The Northern Herald"), source_of("Associated Press").key
    (Source(key='northern herald', name='The Northern Herald', kind='outlet'), 'ap')
    """
    if not name or not name.strip():
        return None
    return _source(name)


@lru_cache(maxsize=65_536)
def _source(name: str) -> Source:
    key = outlet_name(name)
    agency = agencies().get(key)
    return Source(agency, name, "agency") if agency else Source(key, name, "outlet")


def known_media(outlets: Iterable[str | None]) -> frozenset[str]:
    """The names, for comparing, of the outlets of a case."""
    return frozenset(outlet_name(o) for o in set(outlets) if o and len(outlet_name(o)) > 2)


def credits_of(text: Text, known: frozenset[str]) -> list[Credit]:
    """The credits of one report, in the order of the text; those for all of it first."""
    own = source_of(text.outlet)
    found: dict[tuple[str, Span], Credit] = {}
    whole = Span(0, len(text.text))
    for source, span in (*_whole(text, known), *_inside(text.text, known)):
        if own is not None and source.key == own.key:
            continue
        all_of_it = span is None or _is_line(text.text, span)
        scope = whole if all_of_it or span is None else _scope(text.text, span)
        credit = Credit(text.document, source.key, source.name, source.kind, all_of_it, span, scope)
        found.setdefault((source.key, scope), credit)
    return sorted(found.values(), key=lambda c: (not c.whole, c.scope, c.span or whole, c.key))


def _is_line(text: str, span: Span) -> bool:
    """Whether a credit stands alone: in the brackets of a dateline, or on a line of its own."""
    return (span.end <= HEAD and _closes(text, span)) or (span.start >= len(text) - FOOT and _alone(text, span))


def _closes(text: str, span: Span) -> bool:
    return text[: span.start].endswith("(") and text[span.end :].startswith(")")


def _alone(text: str, span: Span) -> bool:
    before = text[: span.start].rpartition("\n")[2].strip(" -–—(*[|").casefold().rstrip(" :0123456789")
    after = text[span.end :].partition("\n")[0].strip(" -–—.)*]|")
    last_brackets = _closes(text, span) and not text[span.end + 1 :].strip(" .\n")
    named = _NO_SENTENCE.fullmatch(after) is not None
    return last_brackets or (named and not before) or (before in _lines() and len(after) < 60)


@cache
def _lines() -> frozenset[str]:
    return frozenset(map(str, load("lang/en/linking")["credits"]["lines"]))


def _whole(text: Text, known: frozenset[str]) -> Iterator[tuple[Source, Span | None]]:
    """Media in the byline, the dateline and the last lines."""
    for m in _NAME.finditer(text.byline or ""):
        yield from ((source, None) for source, _ in _media(m[0], 0, known))
    for m in _BRACKET.finditer(text.text[:HEAD]):
        yield from _media(m[1], m.start(1), known)
    begin = max(0, len(text.text) - FOOT)
    for m in _NAME.finditer(text.text, begin):
        for source, span in _media(m[0], m.start(), known):
            if _alone(text.text, span):
                yield source, span


def _media(phrase: str, at: int, known: frozenset[str]) -> list[tuple[Source, Span]]:
    """The medium that a phrase of words with capitals names, if it names one: the longest that ends it, or nearly."""
    if _tails(known).isdisjoint(_tokens(phrase)):  # nearly all phrases
        return []
    places = [m.span() for m in re.finditer(r"\S+", phrase)]
    stops = [n for n, (_, end) in enumerate(places) if phrase[end - 1] == "." and n < len(places) - 1]
    found = []
    for low, high in pairwise([0, *(n + 1 for n in stops), len(places)]):  # sentences run together
        if (hit := _medium(phrase, places[low:high], known)) is not None:
            source, begin, end = hit
            found.append((source, Span(at + begin, at + end)))
    return found


@lru_cache(maxsize=8)
def _tails(known: frozenset[str]) -> frozenset[str]:
    """The last words of all names of media."""
    names = (*known, *agencies(), *_media_words())
    return frozenset(words[-1] for n in names if (words := _TOKEN.findall(n)))


@lru_cache(maxsize=65_536)
def _tokens(phrase: str) -> frozenset[str]:
    """The words of a phrase as they may end a medium's name, with and without what follows an apostrophe."""
    words = {*_TOKEN.findall(fold(phrase)), *_TOKEN.findall(fold(re.sub("['’]", " ", phrase)))}
    return frozenset(words | {w.removesuffix("s") for w in words})


def _medium(phrase: str, places: Sequence[tuple[int, int]], known: frozenset[str]) -> tuple[Source, int, int] | None:
    for last in range(len(places), max(0, len(places) - DROPPED - 1), -1):
        for first in range(max(0, last - LONGEST), last):
            begin, end = places[first][0], places[last - 1][1]
            name = phrase[begin:end].rstrip(".,;:'’")
            name = name[:-2] if name.endswith(("'s", "’s")) else name
            key = outlet_name(name)
            if key in known or (key in agencies() and name != name.casefold()) or _medial(key):
                return _source(name), begin, begin + len(name)
    return None


def _medial(key: str) -> bool:
    """Whether the last word of a name says that it is a medium's."""
    parts = key.split()
    return 1 < len(parts) <= 5 and parts[-1] in _media_words()


@cache
def _media_words() -> frozenset[str]:
    return frozenset(map(str, load("lang/en/linking")["credits"]["media_words"]))


def _inside(text: str, known: frozenset[str]) -> Iterator[tuple[Source, Span]]:
    """Media that a sentence cites."""
    before, after = _cues()
    for m in _NAME.finditer(text):
        for source, span in _media(m[0], m.start(), known):
            if before.search(text[max(0, span.start - 80) : span.start]) or after.match(text[span.end : span.end + 90]):
                yield source, span


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and what stands after a medium that is cited."""
    listed = load("lang/en/linking")["credits"]

    def any_of(name: str) -> str:
        return "|".join(sorted((re.escape(str(w)) for w in listed[name]), key=len, reverse=True))

    before = rf"\b(?:{any_of('before')})\s+(?:(?:{any_of('articles')})\s+)*$"
    after = rf"(?:['’]s?)?(?:\s+{any_of('report_nouns')})?(?:,[^,.;\n]{{1,50}},)?\s+{_DAY}(?:{any_of('reported')})\b"
    nouns = rf"['’]s?\s+(?:\w+\s+)?(?:{any_of('report_nouns')})\b"
    return re.compile(before, re.IGNORECASE), re.compile(f"{after}|{nouns}")


def _scope(text: str, span: Span) -> Span:
    """The sentence of a credit, and the next one if it goes on with the source."""
    here = sentence_span(text, span.start)
    gap = text[here.end : here.end + 8]
    begin = here.end + len(gap) - len(gap.lstrip())
    if _goes_on().match(text, begin):
        return Span(here.start, sentence_span(text, begin).end)
    return here


@cache
def _goes_on() -> re.Pattern[str]:
    listed = load("lang/en/linking")["credits"]
    who, says = ("|".join(map(re.escape, map(str, listed[name]))) for name in ("goes_on", "reported"))
    return re.compile(rf"(?:{who})\s+(?:\w+\s+)?(?:{says})\b", re.IGNORECASE)
