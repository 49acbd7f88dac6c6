"""Names as sequences of pieces, and the persons they name within one report.

A piece is a run of letters ("Abd", "al", "Rahman"); pieces are compared folded: no case, no accents, no invisible
characters. "Petrov" is the person "Ivan Petrov" if he is the only one in the report with that piece.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.lexicon.gazetteers import lookup, name_words
from sayso.lexicon.language import load
from sayso.records.actor import Mention

_MARKS = "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u200b-\u200f\u202a-\u202e\u2060\ufeff"
PIECE = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*")
_STOPS_NAME = re.compile(r"[,;:()\[\]\"“”/]|\n\s*\n")
# "Ivan "Vanya" Petrov": a name in marks within a name.
_NICKNAME = re.compile(
    r"(?<=\w)\s(?:\"[^\"\n]{1,30}\"|“[^”\n]{1,30}”|‘[^’\n]{1,30}’|'[^'\n]{1,30}'|«[^»\n]{1,30}»)\s(?=\w)"
)
_HYPHENS = ("-", "‐", "‑")
_SINGLE = str.maketrans("łøđıßæœþðħŧŋ", "lodisaotdhtn")
SHORT = 3


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists of `data/lang/en/privacy.yaml`, folded."""
    return frozenset(fold(word) for word in load("lang/en/privacy")[name])


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The form in which pieces are compared.

    >>> fold("MÜLLER"), fold("Łuka\u200bsz")
    ('muller', 'lukasz')
    """
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in apart if unicodedata.category(c) not in ("Mn", "Cf"))
    return kept.casefold().translate(_SINGLE)


class Piece(NamedTuple):
    """A run of letters in a text, with its folded form."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def capital(self) -> bool:
        """Whether it is written like a name: a capital first, or a script without case."""
        first = self.text[0]
        if first in "tnhbdg" and self.text[1:2].isupper() and self.text[2:3].islower():
            return True  # "Mac an tSaoir"
        return first.isupper() or first.istitle() or first.lower() == first.upper()


def pieces(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """The pieces of a stretch of text.

    >>> [p.folded for p in pieces("Abd al-Rahman's")]
    ['abd', 'al', 'rahman', 's']
    """
    stretch = PIECE.finditer(text, start, len(text) if end is None else end)
    return [Piece(m.start(), m.end(), m[0], fold(m[0])) for m in stretch]


def name_of(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of the name in a phrase, titles and descriptions left out; empty if it only describes.

    >>> name = "retired teacher Ivan Petrov of Kharkiv"
    >>> [p.text for p in name_of(name, 0, len(name))]
    ['Ivan', 'Petrov']
    >>> name_of("Gunman", 0, 6)
    []
    """
    runs: list[list[Piece]] = [[]]
    before = start
    marks = {m for found in _NICKNAME.finditer(text, start, end) for m in (found.start(), found.end())}
    for piece in pieces(text, start, end):
        marked = bool(runs[-1]) and (before in marks or piece.start in marks)
        gap = " " if marked else text[before : piece.start]
        before = piece.end
        if runs[-1] and runs[-1][-1].folded in words("titles") and piece.folded == "of":
            runs = [[]]  # "U.S. Secretary of State Anna Berg": the office is no part of the name
        elif runs[-1] and (_STOPS_NAME.search(gap) or piece.folded in ("of", "from", "in")):
            break
        elif piece.folded == "s" and gap in ("'", "’", "ʼ"):
            runs = [[]]  # "Petrov's brother" is not Petrov
        elif _opens_or_continues(piece, runs[-1]) or (runs[-1] and gap in _HYPHENS):
            runs[-1].append(piece)
        elif runs[-1]:
            runs.append([])
    if text[before:end].strip("'’ʼ \u00a0") == "" and runs == [[]]:
        return _owner_only(text, start, end)
    return next((run for run in map(_trimmed, reversed(runs)) if run), [])


def _owner_only(text: str, start: int, end: int) -> list[Piece]:
    """The name in a phrase that ends with its possessive mark: "Petrov's"."""
    bare = re.sub(r"['’ʼ]s?$", "", text[start:end])
    return name_of(text, start, start + len(bare)) if bare and len(bare) < end - start else []


def _opens_or_continues(piece: Piece, run: Sequence[Piece]) -> bool:
    if run:
        return piece.capital or piece.folded in words("particles")
    return piece.capital and piece.folded not in words("titles") | words("never")


def _trimmed(run: list[Piece]) -> list[Piece]:
    """A run without trailing lower-case particles; nothing if it is a rank ("Major General") or initials only."""
    while run and run[-1].folded in words("particles") and not run[-1].capital:
        run = run[:-1]
    rank = len(run) > 1 and all(p.folded in words("titles") | words("titular") for p in run)
    return [] if rank or all(len(p.folded) == 1 for p in run) else run


@dataclass(slots=True)
class Person:
    """A private person of one report: the names used, and every piece of them."""

    names: list[tuple[str, ...]] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    mentions: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    first: int = 0

    @property
    def canonical(self) -> str:
        """The fullest name, folded: what a pseudonym in a case is made from."""
        full = max(self.names, key=len)
        return " ".join(p for p in full if p not in words("titular")) or " ".join(full)

    def add(self, name: tuple[str, ...], mention: str | None, actor: str | None, at: int) -> None:
        """Add one use of one of its names."""
        self.first = min(self.first, at) if self.names else at
        self.names.append(name)
        self.forms.update(name)
        self.mentions.update([mention] if mention else [])
        self.actors.update([actor] if actor else [])


class Use(NamedTuple):
    """One use of a private person's name."""

    name: tuple[str, ...]
    mention: str | None
    actor: str | None
    at: int


def uses_in(text: str, mentions: Iterable[Mention]) -> list[Use]:
    """Every named mention of a private person, in text order."""
    found = []
    for mention in mentions:
        if mention.private and mention.kind == "person":
            name = name_of(text, mention.start, mention.end)
            if name and (_named(mention) or _like_a_name(text, mention, name)):
                found.append(Use(tuple(p.folded for p in name), mention.id, mention.actor, name[0].start))
    return found


def _named(mention: Mention) -> bool:
    """Whether the annotator read a name: its actor has an id made from it; a description has none, or its own words."""
    return mention.actor is not None and mention.actor not in mention.text


def _like_a_name(text: str, mention: Mention, name: Sequence[Piece]) -> bool:
    """Whether capitals in a mere description are a name that the annotator missed.

    "Plumber Hope Field" ends in one; "Republican nominee" and "Daily Monitor editor" are only described further.
    """
    written = text[name[0].start : name[-1].end]
    if lookup(written) is not None:
        return False
    ends = name[-1].end == mention.end and name[0].start > mention.start
    return (ends and not written.isupper()) or any(not p.text.isascii() or p.folded in name_words() for p in name)


def persons_of(uses: Sequence[Use]) -> list[Person]:
    """The persons behind some uses of names, in order of first appearance.

    Uses with one actor are one person. Otherwise a name joins the only person who has all of its pieces; one that two
    persons share stays a person of its own, so that neither is taken for the other.
    """
    persons: list[Person] = []
    for use in sorted(uses, key=lambda u: (-len(_core(u.name)), u.at)):
        person = _owner(use, persons)
        if person is None:
            person = Person()
            persons.append(person)
        person.add(*use)
    persons.extend(_shared(persons))
    return sorted(persons, key=lambda p: p.first)


def _core(name: Iterable[str]) -> frozenset[str]:
    return frozenset(p for p in name if len(p) > 1 and p not in words("particles")) or frozenset(name)


def _owner(use: Use, persons: Sequence[Person]) -> Person | None:
    for person in persons:
        if use.actor is not None and use.actor in person.actors:
            return person
    having = [p for p in persons if _core(use.name) <= p.forms and _agree(use.actor, p)]
    exact = [p for p in having if use.name in p.names]
    if len(exact) == 1 or len(having) == 1:
        return (exact or having)[0]
    return None


def _agree(actor: str | None, person: Person) -> bool:
    return actor is None or not person.actors or actor in person.actors


def _shared(persons: Sequence[Person]) -> list[Person]:
    """For each piece that two persons share and nobody has for a whole name: a person known by that piece only."""
    owners: dict[str, int] = {}
    for person in persons:
        for form in person.forms:
            owners[form] = owners.get(form, 0) + 1
    whole = {name for person in persons for name in person.names}
    made = []
    for form, count in sorted(owners.items()):
        if count > 1 and (form,) not in whole and form not in words("particles") and len(form) > 1:
            extra = Person(first=max(p.first for p in persons if form in p.forms) + 1)
            extra.names, extra.forms = [(form,)], {form}
            made.append(extra)
    return made
