"""Whether a report is news, opinion or a statement, as a sum of named features that explains itself in one sentence.

Nothing is looked up about the outlet itself: only its name, the address, the form and the words count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from urllib.parse import urlsplit

from sayso.lexicon.language import load
from sayso.reading.dateline import opens_like_wire
from sayso.reading.item import Raw
from sayso.records.document import Genre

Kind = Literal["news", "opinion", "statement", "study"]
_READ_CHARS = 30_000
_QUOTED = re.compile(r"“[^”\n]{1,1500}”|\"[^\"\n]{1,1500}\"|«[^»\n]{1,1500}»|(?:``|'')[^\n]{1,1500}?''")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COUNTED = ("reporting", "obligation", "stance", "first_person", "we", "formula", "scholarly", "newsy")
_OPINIONATED = ("obligation", "stance", "first_person", "we", "formula", "judging", "scholarly")
# Fewer words than this say little by their rates; the rates are reckoned as if there were as many.
_FEW_WORDS = 90
_PLAIN_WORDS = 40
_NAMES = {"news": "news", "opinion": "opinion", "statement": "a statement"}
_REASONS = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A reason for a genre, and its points."""

    genre: Kind
    points: float
    why: str


def genre_of(raw: Raw, *, uri: str | None, language: str | None) -> tuple[Genre, str]:
    """The genre of a report, and why in one sentence.

    >>> genre_of(Raw(text="KYIV, May 3 - Two people died, officials said.", media_type="text/plain"), uri=None,
    ...          language="en")[0]
    'news'
    """
    if language not in ("en", None):
        return "unknown", f"The genre is only told for English, and this is {language}."
    marks = [*form_marks(raw, uri), *word_marks(raw.text[:_READ_CHARS])]
    points: Counter[Kind] = Counter()
    for mark in marks:
        points[mark.genre] += mark.points  # type: ignore[assignment]
    decision = _data()["decision"]
    ranked = [*points.most_common(2), ("news", 0.0), ("news", 0.0)]
    (best, top), (_, second) = ranked[0], ranked[1]
    if top < decision["enough"] or top - second < decision["lead"]:
        return "unknown", _undecided(points)
    reasons = sorted((m for m in marks if m.genre == best), key=lambda mark: -mark.points)
    told = list(dict.fromkeys(mark.why for mark in reasons))[:_REASONS]
    if best == "study":
        return "unknown", f"Read as a study, which is none of the genres told apart, because {_listed(told)}."
    return best, f"Read as {_NAMES[best]} because {_listed(told)}."


def _undecided(points: Counter[Kind]) -> str:
    if not points:
        return "The text is too short or too plain to tell its genre."
    kinds = [f"{kind} {value:.1f}" for kind, value in points.most_common()]
    return f"The signs do not decide the genre ({', '.join(kinds)} points)."


def _listed(told: list[str]) -> str:
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def form_marks(raw: Raw, uri: str | None) -> Iterator[Mark]:
    """What the address, the outlet's name, the title, the opening and the end say."""
    data = _data()
    parts = urlsplit(uri or "") if (uri or "").startswith("http") else urlsplit("")
    sections = parts.path.lower().strip("/").split("/")[:-1] if parts.path.count("/") > 1 else []
    for kind, words in data["address"].items():
        if found := next((section for section in sections if section in words), None):
            yield _mark("address", kind, found)
    for kind, patterns in _compiled("hosts").items():
        if any(pattern.search(parts.hostname or "") for pattern in patterns):
            yield _mark("hosts", kind)
    outlet = (raw.outlet or "").lower()
    for kind, words in data["outlet"].items():
        if any(re.search(rf"\b{re.escape(word)}", outlet) for word in words):
            yield _mark("outlet", kind, data["outlet_like"][kind])
            break
    text = raw.text.strip()
    places = {"title": raw.title or "", "opening": text[:300], "closing": text[-600:]}
    for place, words_there in places.items():
        for kind, patterns in _compiled(place).items():
            if any(pattern.search(words_there.strip()) for pattern in patterns):
                yield _mark(place, kind, data["like"][kind])
    if opens_like_wire(raw.text):
        yield _mark("wire", "news")


def _mark(name: str, kind: Kind, filled: str = "") -> Mark:
    mark: dict[str, Any] = _data()["marks"][name]
    return Mark(kind, float(mark.get(kind, mark["weight"])), str(mark["why"]).format(filled))


def word_marks(text: str) -> Iterator[Mark]:
    """What the words outside quotation marks say, by their rates."""
    quotes = _QUOTED.findall(text)
    own = _QUOTED.sub(" ", text).lower()
    words = _WORD.findall(own)
    if not words:
        return
    counts = counted(own, words)
    counts["quoted"] = sum(1 for quote in quotes if quote.count(" ") > 3)
    counts["questions"] = own.count("? ") + own.count("?\n") + own.endswith("?")
    if counts["reporting"] * 150 < len(words) and len(words) >= _FEW_WORDS:
        counts["unattributed"] = len(words) // 100
    hundreds = max(len(words), _FEW_WORDS) / 100
    if len(words) >= _PLAIN_WORDS and sum(counts[name] for name in _OPINIONATED) < 1.5 * hundreds:
        counts["plain"] = int(hundreds) + 1
    for feature in _data()["features"]:
        rate = counts[feature["name"]] / hundreds
        points = feature["weight"] * min(1.0, rate / feature["rate"])
        if points >= 0.1:
            yield Mark(feature["genre"], points, feature["why"])


def counted(own: str, words: list[str]) -> Counter[str]:
    """How often each feature's words and phrases occur."""
    counts: Counter[str] = Counter()
    features = _words()
    for word in words:
        for name in features.get(word, ()):
            counts[name] += 1
    for match in _phrases().finditer(own):
        for name in features[match.group()]:
            counts[name] += 1
    return counts


def _data() -> dict[str, Any]:
    data: dict[str, Any] = load("lang/en/genre")
    return data


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Each word or phrase with the features that it counts for; judging words are those of loaded.yaml."""
    found: dict[str, list[str]] = {}
    for name in _COUNTED:
        for word in (*_data()[name].get("words", ()), *_data()[name].get("phrases", ())):
            found.setdefault(str(word), []).append(name)
    loaded = load("lang/en/loaded")
    for group in ("evaluation", "booster", "label"):
        for word in loaded[group]:
            for form in (str(word), f"{word}s"):
                found.setdefault(form, []).append("judging")
    return {word: tuple(names) for word, names in found.items()}


@cache
def _phrases() -> re.Pattern[str]:
    phrases = [phrase for name in _COUNTED for phrase in _data()[name].get("phrases", ())]
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, phrases), key=len, reverse=True)) + r")\b")


@cache
def _compiled(place: str) -> dict[Kind, list[re.Pattern[str]]]:
    flags = re.IGNORECASE | (re.MULTILINE if place == "closing" else 0)
    return {kind: [re.compile(each, flags) for each in patterns] for kind, patterns in _data()[place].items()}
