"""Rows of capitalised words, cut into titles, known names and the rest: where names can be.

The model's entities are votes here, not boundaries: it cuts long names, takes towns for people and people for bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from spacy.tokens import Doc, Token

from sayso.annotating.actors.openings import after_elision, after_nickname, after_of, dated_name, opens_name, strange
from sayso.annotating.actors.signs import signs
from sayso.annotating.actors.words import words
from sayso.lexicon.gazetteers import Hit, match
from sayso.lexicon.geo import towns

_CLOSED = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT", "SPACE", "SYM", "NUM"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_TIMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
_HYPHENS = frozenset({"-", "–", "‑"})
# A small letter and an apostrophe before the capital: "d'Aubert", "dell'Orso".
_ELIDED = re.compile(r"[^\W\d_]{1,4}['’][^\W\d_]|[tnhbdg][A-ZÁÉÍÓÚ][a-záéíóú]")  # "mac an tSaoir"

PieceType = Literal["hit", "title", "rest"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens `start` to `end` of a run: a name in the gazetteers, titles, or words that are neither."""

    type: PieceType
    start: int
    end: int
    hit: Hit | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The tokens of a Doc as plain lists, read once."""

    doc: Doc
    tokens: list[Token]
    texts: list[str]
    lowers: list[str]
    pos: list[str]
    ents: list[str]
    starts: list[bool]
    sents: list[int]
    hits: dict[int, Hit]
    english: frozenset[str] = frozenset()

    def foreign(self, i: int) -> bool:
        """Whether no English dictionary word is written so."""
        word = self.lowers[i]
        return word not in self.english and (not word.endswith("s") or word[:-1] not in self.english)


def row_of(doc: Doc, english: frozenset[str] = frozenset()) -> Row:
    """The Doc's tokens and the gazetteer names among them."""
    tokens = list(doc)
    texts = [t.text for t in tokens]
    pos = [t.pos_ for t in tokens]
    starts = [bool(t.is_sent_start) for t in tokens]
    sents = list(accumulate(int(s) for s in starts))
    for i in range(1, len(tokens)):
        starts[i] = (
            starts[i] or (starts[i - 1] and pos[i - 1] in ("PUNCT", "SPACE")) or texts[i - 1] in ('"', "''", "``")
        )
    hits = {h.start: h for h in match(texts) if _plausible(h, tokens, starts)}
    return Row(
        doc=doc,
        tokens=tokens,
        texts=texts,
        lowers=[t.lower() for t in texts],
        pos=pos,
        ents=[t.ent_type_ for t in tokens],
        starts=starts,
        sents=sents,
        hits=hits,
        english=english,
    )


def _plausible(hit: Hit, tokens: list[Token], starts: list[bool]) -> bool:
    """Not a capitalised common word: a one-word name must look like a name to the tagger or stand within a sentence."""
    token = tokens[hit.start]
    if hit.start > 1 and tokens[hit.start - 1].text == "-" and tokens[hit.start - 2].lower_ in words().stances:
        return False
    if hit.end < len(tokens) and tokens[hit.end].lower_ in words().not_place_heads and hit.entry.place is not None:
        return False
    if hit.end - hit.start > 1 or hit.entry.form in ("state", "capital", "adjective", "people"):
        return not (token.ent_type_ in _TIMES and token.ent_type_ != "LANGUAGE" and hit.entry.form == "capital")
    if token.pos_ in ("PROPN", "ADJ") or token.ent_type_ in _NAMED:
        return True
    return token.pos_ == "NOUN" and not starts[hit.start]


def runs(row: Row) -> Iterator[tuple[int, int]]:
    """Maximal rows of capitalised words; small words of names and hyphens inside them belong to them.

    "Iran-backed Harbour Front" has two.
    """
    i, n = 0, len(row.texts)
    while i < n:
        if not (_capital(row, i) or _article(row, i)):
            i += 1
            continue
        end = row.hits[i].end if i in row.hits else i + 1
        while end < n:
            following = _next(row, end)
            if following == end:
                break
            end = following
        yield from _backed(row, i, end)
        i = end


def _backed(row: Row, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run cut after whose it is: "*Iran*-backed *Harbour Front*" has two names."""
    known = row.hits[start].end if start in row.hits else start
    for i in range(max(start + 1, known), end - 1):
        if row.texts[i] in _HYPHENS and row.lowers[i + 1] in signs().hyphened:
            yield start, i
            if i + 2 < end:
                yield i + 2, end
            return
    yield start, end


def _of_band(row: Row, i: int) -> bool:
    """Whether a time of day opens a name of many: "the *Night* Herons", "the *Dawn* Brigades"."""
    after = row.texts[i + 1 : i + 2]
    many = bool(after) and after[0][0].isupper() and row.tokens[i + 1].tag_ in ("NNPS", "NNP")
    day = row.lowers[i] in ("night", "dawn", "morning", "midnight", "evening", "noon")
    return day and many and row.lowers[i - 1 : i] == ["the"] and row.pos[i] == "PROPN"


def _capital(row: Row, i: int) -> bool:
    if (hit := row.hits.get(i)) is not None and hit.end > i:
        return True
    text = row.texts[i]
    if not text[0].isupper() or not any(c.isalpha() for c in text):
        return len(text) > 3 and _ELIDED.match(text) is not None and text[1:].lower() != text[1:]
    pos, ent, lower = row.pos[i], row.ents[i], row.lowers[i]
    if ent in _TIMES and pos != "PROPN":
        return False
    if ent in ("DATE", "TIME"):
        return dated_name(row, i) or _of_band(row, i)
    if pos == "PROPN":
        return True
    if row.starts[i] and pos in _CLOSED | {"ADV", "VERB", "INTJ"} and ent not in ("PERSON", "GPE", "ORG"):
        return (lower in words().honorifics and len(text) > 1) or opens_name(row, i)
    if (
        pos in _CLOSED
        and not row.starts[i]
        and len(text) > 3
        and not row.tokens[i].is_stop
        and pos not in ("PUNCT", "NUM")
    ):
        return True
    if pos in _CLOSED or lower in ("i", "he", "she", "it", "they", "we", "you"):
        return ent in ("PERSON",) and not row.starts[i] and pos != "PRON"
    opens = strange(row, i) or (
        lower in words().honorifics and i + 1 < len(row.texts) and row.texts[i + 1][0].isupper()
    )
    return ent in _NAMED or not row.starts[i] or (pos in ("NOUN", "ADJ", "X") and opens)


def _article(row: Row, i: int) -> bool:
    """A lower-case "al-" that opens a name."""
    if row.lowers[i] not in ("al", "el", "an", "ash", "as", "ad", "ar", "az", "at") or i + 2 >= len(row.texts):
        return False
    joined = row.texts[i + 1] in _HYPHENS and not row.tokens[i].whitespace_ and not row.tokens[i + 1].whitespace_
    return joined and row.texts[i + 2][0].isupper()


def _next(row: Row, end: int) -> int:
    """The end of the run once the word at `end` is added, or `end` if it does not belong."""
    n, texts = len(row.texts), row.texts
    if row.starts[end] or "\n" in row.tokens[end - 1].whitespace_:
        return end
    if (hit := row.hits.get(end)) is not None:
        return hit.end
    if _capital(row, end):
        return end + 1
    inner = row.texts[end][0].isupper() and row.lowers[end] in words().inside_names
    if inner and end + 1 < n and (row.foreign(end - 1) or row.lowers[end - 1] in words().honorifics):
        twice = end + 2 if texts[end + 1] == texts[end] else end + 1  # "Daw Than Than Nwe"
        if twice < n and _capital(row, twice):
            return twice + 1
    if (past := after_nickname(row, end) or after_elision(row, end) or after_of(row, end)) is not None:
        return past
    if (
        texts[end] in _HYPHENS
        and not row.tokens[end - 1].whitespace_
        and end + 1 < n
        and not row.tokens[end].whitespace_
    ):
        joined = texts[end + 1]
        return end + 2 if joined[0].isalpha() and (joined[0].isupper() or len(joined) < 8) else end
    if row.lowers[end] in words().particles and end + 1 < n and row.lowers[end] not in ("i", "na", "di"):
        for step in (1, 2, 3, 4):
            if end + step < n and _capital(row, end + step):
                between = row.lowers[end + 1 : end + step]
                if all(w in words().particles or w in _HYPHENS or w in ("'", "’", "t") for w in between):
                    return end + step + 1
    return end


def pieces(row: Row, start: int, end: int) -> list[Piece]:
    """A run in pieces: known names, titles (only before a name or after a known one), and the rest."""
    vocabulary = words()
    found: list[Piece] = []
    i, rest = start, start
    while i < end:
        hit = row.hits.get(i)
        fresh = rest == i
        if hit is not None and hit.end <= end:
            _close(found, rest, i)
            found.append(Piece("hit", i, hit.end, hit))
            i = rest = hit.end
            continue
        lower = row.lowers[i]
        titled = lower in vocabulary.honorifics or _role(lower) or _office(row, i, end)
        if titled and fresh and lower in vocabulary.honorifics and _town(row, i, end):
            titled = False
        if titled and i + 1 < end and (fresh or (lower in vocabulary.offices and len(lower) > 3)):
            _close(found, rest, i)
            found.append(Piece("title", i, i + 1))
            i = rest = i + 1
            continue
        i += 1
    _close(found, rest, end)
    return found


def _office(row: Row, i: int, end: int) -> bool:
    """Whether a word belongs to an office: "Foreign" does in "Foreign Minister Eld", not in "Foreign Affairs"."""
    vocabulary = words()
    for k in range(i, min(i + 4, end)):
        if row.lowers[k] not in vocabulary.office_words:
            return False
        if row.lowers[k] in vocabulary.office_heads:
            return True
    return False


def _town(row: Row, start: int, end: int) -> bool:
    """Whether a form of address opens a town's name: "Saint-Marc", "Khan Younis"."""
    return end - start < 8 and bool(towns(" ".join(row.texts[start:end]).replace(" - ", "-")))


def _role(lower: str) -> bool:
    role = words().roles.get(lower)
    return role is not None and role.kind == "person" and lower not in ("may", "grant")


def _close(found: list[Piece], start: int, end: int) -> None:
    if start < end:
        found.append(Piece("rest", start, end))
