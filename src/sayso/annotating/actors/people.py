"""People: the titles before a name, who is public in this text, and which names are one person.

A natural person is private unless this text gives them a public office or lets them speak for one. Being famous,
accused or arrested changes nothing. A description without a name ("the gunman") is a person as well, and private unless
it is an office.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from sayso.annotating.actors.appositions import said_of
from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.votes import Name
from sayso.annotating.actors.words import words
from sayso.lexicon.names import fold, skeleton, slug

_MODIFIER = frozenset({"amod", "compound", "nmod", "nummod", "npadvmod"})
_LINKS = frozenset({",", "and", "&"})
_ROW = 20
_LIFE = re.compile(r"\([12]?\d{3}[-–—]([12]?\d{3})\)")
# Nobody who died before this year has relatives whom an old report would newly expose.
_LONG_DEAD = 1930
_HISTORY = "historical figure"


def left_edge(row: Row, name: Name) -> int:
    """Where the phrase around a person's name begins: titles, roles, nationality and institution before it."""
    i, titled = name.start, False
    while i > 0 and not row.tokens[i].is_sent_start:
        j = i - 1
        if _title_word(row, j):
            i, titled = j, True
        elif (holder := _portfolio(row, j, name.start)) is not None:
            i, titled = holder, True
        elif (row.lowers[j] in ("-", "–") and i >= 2 and not row.tokens[j].whitespace_ and i < name.start) or (
            row.lowers[j] == "of" and i < name.start and j and row.lowers[j - 1] in words().office_heads
        ):
            i = j - 1
        elif row.lowers[j] in ("'s", "'", "’s") and titled and j and _owner(row, j) < j:
            i = _owner(row, j)
        elif _modifies(row, j, name.end):
            i = j
        else:
            break
    while i < name.start and (
        row.pos[i] in ("DET", "PUNCT", "PART", "ADP", "ADV")
        or row.lowers[i] in ("his", "her", "their", "its", "my", "our")
    ):
        i += 1
    return i


def _portfolio(row: Row, last: int, start: int) -> int | None:
    """The office word in "Minister of Foreign Affairs NAME", seen from the portfolio's last word."""
    if last + 1 != start or not row.texts[last][0].isupper():
        return None
    for j in range(last - 1, max(last - 6, 0), -1):
        if row.lowers[j] == "of":
            return j - 1 if row.lowers[j - 1] in words().office_heads else None
        if row.pos[j] not in ("NOUN", "PROPN", "ADJ", "CCONJ", "DET"):
            return None
    return None


def _title_word(row: Row, j: int) -> bool:
    lower = row.lowers[j]
    if row.pos[j] in ("VERB", "AUX", "DET", "PUNCT", "ADP", "PRON", "CCONJ"):
        return False
    role = words().roles.get(lower)
    return (
        (lower in words().honorifics and row.texts[j][0].isupper())
        or lower in words().office_words
        or (role is not None and role.kind == "person")
    )


def _modifies(row: Row, j: int, end: int) -> bool:
    token = row.tokens[j]
    return token.dep_ in _MODIFIER and j < token.head.i < end and token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")


def _owner(row: Row, mark: int) -> int:
    """The first token of the capitalised owner before a possessive mark."""
    i = mark
    while i > 0 and row.texts[i - 1][0].isupper() and not row.starts[i]:
        i -= 1
    return i


def office(lowers: Sequence[str]) -> str | None:
    """The office that the words before a name end in; None where the nearest role is none.

    >>> office(["the", "former", "prime", "minister"]), office(["minister", "'s", "brother"]), office(["journalist"])
    ('prime minister', None, None)
    """
    vocabulary = words()
    for k in range(len(lowers) - 1, -1, -1):
        word = lowers[k]
        for size in (5, 4, 3, 2, 1):
            phrase = " ".join(lowers[max(0, k + 1 - size) : k + 1])
            phrase = phrase if phrase in vocabulary.offices else phrase.removesuffix("s")
            if size <= k + 1 and phrase in vocabulary.offices and not set(lowers[k + 1 :]) & vocabulary.not_held:
                return phrase
        role = vocabulary.roles.get(word)
        if word in vocabulary.not_held or (role is not None and role.kind == "person") or word in ("'s", "’s"):
            return None
    return None


def holds_office(row: Row, name: Name, left: int) -> str | None:
    """The public office that the words around a name give the person, or None."""
    before = row.lowers[left : name.start]
    held = office(before) or (office(before[: before.index("of")]) if "of" in before else None)
    if held is not None and _public(row, held, range(left, name.start)):
        return held
    if (held := _shared(row, name)) is not None or _settled(row, name):
        return held or _HISTORY
    if (held := _before_comma(row, name)) is not None:
        return held
    root = row.doc[name.start : name.end].root
    for noun in said_of(row, name, root):
        span = _around(noun)
        if (held := _office_at(row, noun)) is not None and _public(row, held, span):
            return held
    return None


def _shared(row: Row, name: Name) -> str | None:
    """The office of a row of names, seen from one behind the first: "Senators Ann Crick and Bo Hammer"."""
    i = name.start - 1
    if i < 1 or row.lowers[i] not in _LINKS:
        return None
    while i >= 0 and name.start - i < _ROW:
        lower = row.lowers[i]
        if lower.endswith("s") and (held := office([lower])) is not None:
            return held if _public(row, held, range(max(0, i - 3), i)) else None
        if lower not in _LINKS and not row.texts[i][0].isupper():
            return None
        i -= 1
    return None


def _settled(row: Row, name: Name) -> bool:
    """Whether the text gives life dates that ended long ago: history, not a private person."""
    found = _LIFE.match("".join(row.texts[name.end : name.end + 6]))
    return found is not None and int(found[1]) < _LONG_DEAD


def _office_at(row: Row, noun: Token) -> str | None:
    i = noun.i
    before = row.lowers[max(noun.left_edge.i, i - 4) : i + 1]
    held = office(before)
    if held is None and i + 2 < len(row.lowers) and row.lowers[i + 1] == "of":
        phrase = " ".join(row.lowers[i : i + 3])
        held = phrase if phrase in words().offices else None
    return held


def _before_comma(row: Row, name: Name) -> str | None:
    """The office in "The ambassador of Chile, NAME," and "The speaker of the Upper House, NAME,"."""
    end = name.start - 1
    if end < 2 or row.lowers[end] != ",":
        return None
    i = end
    while i > 0 and end - i < _ROW and not row.starts[i]:
        i -= 1
        if row.lowers[i] == "of" and i and (held := office(row.lowers[max(0, i - 4) : i])) is not None:
            return held if _public(row, held, range(max(0, i - 4), end)) else None
        if not (row.texts[i][0].isupper() or row.lowers[i] in ("the", "and", "for", "of")):
            return None
    return None


def _around(noun: Token) -> range:
    return range(noun.left_edge.i, min(noun.right_edge.i + 1, noun.i + 12))


def _public(row: Row, held: str, span: Iterable[int]) -> bool:
    """Whether an office is a public one: a firm's president is not."""
    if held not in words().of_public_body:
        return True
    for i in span:
        hit = row.hits.get(i)
        sector = hit.entry.sector if hit is not None else None
        role = words().roles.get(row.lowers[i])
        if role is not None and role.kind == "organization":
            sector = sector or role.sector
        if sector in words().sectors_not_public:
            return False
    return True


class People:
    """The persons of one report: which names are one person, and who of them is public."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._public: set[str] = set()
        self._full: list[str] = []

    def add(self, name: Name, *, public: bool) -> None:
        """Take note of a name; call for the full names first, then for the others."""
        key = self.resolve(name.key, learn=True)
        if public and key:
            self._public.add(key)

    def resolve(self, key: str, *, learn: bool = False) -> str | None:
        """The full name that a name stands for; None where it could be several."""
        if key in self._full:
            return key
        parts = [w for w in key.split() if w not in words().particles and len(w) > 1] or key.split()
        found = self._holding(parts)
        if len(found) == 1:
            return found[0]
        if not found or (learn and len(parts) > 1):
            return self._learn(key, parts) if learn else None
        last = [f for f in found if f.split()[-1] == parts[-1]]
        return last[0] if len(last) == 1 else None

    def _holding(self, parts: list[str]) -> list[str]:
        sets = [set(self._by_word.get(w, ())) or set(self._by_word.get("~" + skeleton(w), ())) for w in parts]
        both = set.intersection(*sets) if sets else set()
        return [f for f in self._full if f in both]

    def _learn(self, key: str, parts: list[str]) -> str:
        self._full.append(key)
        for word in parts:
            self._by_word[word].append(key)
            if len(word) > 3:
                self._by_word["~" + skeleton(word)].append(key)
        return key

    def private(self, key: str) -> bool:
        """Whether nobody of that name is public: of two who share it, one private one makes it private."""
        parts = [w for w in key.split() if w not in words().particles and len(w) > 1] or key.split()
        holders = [self.resolve(key)] if self.resolve(key) else self._holding(parts)
        return not holders or any(h not in self._public for h in holders)

    def actor(self, key: str) -> str | None:
        """The slug of the person that a name stands for."""
        full = self.resolve(key)
        return slug(full) if full else None


def people_of(names: Iterable[tuple[Name, str | None]]) -> People:
    """The persons behind the names of a report; each name comes with the office that its words give, or None."""
    people, listed = People(), list(names)
    for name, held in sorted(listed, key=lambda n: -len(n[0].key.split())):
        people.add(name, public=held is not None)
    return people


def folded_parts(text: str) -> list[str]:
    """The folded words of a name without its small words.

    >>> folded_parts("Nabil al-Quaety")
    ['nabil', 'quaety']
    """
    return [w for w in fold(text).split() if w not in words().particles]
