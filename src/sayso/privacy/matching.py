"""Where the names of private persons stand in a text: every form, spelled in any way that can be recognised.

A piece of a name counts by itself where it is written like a name and means nobody else; a weak piece (a particle, a
title, a month, a word in lower case, a name that somebody public has too) counts only beside another piece of the
same person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.lexicon.gazetteers import name_words
from sayso.privacy.others import CLOSED
from sayso.privacy.persons import PIECE, SHORT, Person, Piece, fold, pieces, words

_JOINS = re.compile(r"[ \t\u00a0\u202f]*\n?[ \t\u00a0\u202f]*|[-‐‑'’ʼ._@]|\.[ \u00a0]?")
_MARKS = re.compile(r"[ \u00a0]?[\"“”'‘’«»][ \u00a0]?")
# The name again in another script: "Xiong Baoguo (熊保国)".
_ALIAS = re.compile(r"[ \u00a0]?[(（\[]((?:[^\W\d_]|[ \u00a0.·'’-]|[\u0300-\u036f\u064b-\u065f])+)[)）\]]")
_SENTENCE_END = frozenset('.!?:\n"“”‘')
_LONG = 4


class Hit(NamedTuple):
    """A stretch of text that names a person (index in the list of persons)."""

    start: int
    end: int
    person: int


class Names:
    """The forms of some private persons, ready to be found in any text.

    Args:
        persons: the private persons of one report.
        shared: folded pieces that somebody else in the report has too: weak by themselves.
    """

    def __init__(self, persons: Sequence[Person], shared: Iterable[str] = ()) -> None:
        self.persons = persons
        self._shared = frozenset(shared)
        self._owners: dict[str, set[int]] = {}
        for index, person in enumerate(persons):
            for form in person.forms:
                for variant in _variants(form):
                    self._owners.setdefault(variant, set()).add(index)
            for name in person.names:
                for joined in _run_together(name):
                    self._owners.setdefault(joined, set()).add(index)

    def find(
        self,
        text: str,
        *,
        known: Mapping[int, int] | None = None,
        closed: bytes | bytearray = b"",
        address: bool = False,
        common: frozenset[str] | None = None,
    ) -> list[Hit]:
        """Every stretch of `text` that names one of the persons, in order, none overlapping.

        Args:
            text: any text of the report.
            known: start of a piece to the person whom it is known to name.
            closed: for each character, how surely it belongs to a name or date that means something else.
            address: whether the text is a uri or the like, where names stand in lower case.
            common: of a text that may have put names into lower case: the words that mean something else there.
        """
        known = known or {}
        if not known and not any(fold(word) in self._owners for word in PIECE.findall(text)):
            return []
        found: list[Hit] = []
        every = pieces(text)
        at = 0
        while at < len(every):
            if every[at].folded not in self._owners and every[at].start not in known:
                at += 1
                continue
            run, person = self._run(every, at, text, known, closed)
            if run and self._names_somebody(run, every, at, text, known, closed, address, common):
                start = _with_initials(every, at, text)
                if found and start < found[-1].end:
                    start = run[0].start
                found.append(Hit(start, run[-1].end, person))
                if (alias := _ALIAS.match(text, run[-1].end)) and _other_script(alias[1]):
                    found.append(Hit(alias.start(1), alias.end(1), person))
            at += max(1, len(run))
            while found and at < len(every) and every[at].start < found[-1].end:
                at += 1
        return found

    def _run(
        self, every: list[Piece], at: int, text: str, known: Mapping[int, int], closed: bytes | bytearray
    ) -> tuple[list[Piece], int]:
        """The longest run of pieces from `at` on that are all one person's, and that person."""
        run: list[Piece] = []
        owners: set[int] = set()
        for index in range(at, len(every)):
            piece = every[index]
            if run and not (_joined(run[-1], piece, text) or _marked(run[-1], piece, text, known)):
                break
            mine = {known[piece.start]} if piece.start in known else self._owners.get(piece.folded, set())
            if closed and closed[piece.start] == CLOSED and piece.start not in known:
                mine = set()
            left = owners & mine if run else mine
            if not left:
                break
            run.append(piece)
            owners = left
        while run and run[-1].folded in words("particles") and run[-1].start not in known and len(run) > 1:
            run.pop()
        return run, self._best(owners, run) if run else -1

    def _best(self, owners: set[int], run: list[Piece]) -> int:
        used = {p.folded for p in run}
        return min(owners, key=lambda i: (len(self.persons[i].forms - used), i))

    def _names_somebody(
        self,
        run: list[Piece],
        every: list[Piece],
        at: int,
        text: str,
        known: Mapping[int, int],
        closed: bytes | bytearray,
        address: bool,
        common: frozenset[str] | None,
    ) -> bool:
        if any(p.start in known for p in run):
            return True
        solid = [p for p in run if len(p.folded) > 1 and p.folded not in words("particles")]
        if len({p.folded for p in solid}) > 1 and (
            address or any(p.capital or p.folded in name_words() for p in solid)
        ):
            return True
        before = every[at - 1] if at else None
        after = every[at + len(run)] if at + len(run) < len(every) else None
        free = [p for p in solid if not (closed and closed[p.start])]
        lower = address or common is not None
        free = [p for p in free if p.capital or common is None or p.folded not in common]
        return any(self._strong(p, before, after, text, lower) for p in free)

    def _strong(self, piece: Piece, before: Piece | None, after: Piece | None, text: str, lower: bool) -> bool:
        """Whether a piece names somebody all by itself."""
        form = piece.folded
        if len(form) < SHORT or form in self._shared:
            return False
        if not piece.capital:
            return len(form) >= _LONG and (lower or _in_handle(piece, text))
        titled = before is not None and before.folded in words("titles") and piece.start - before.end <= 2
        if form in words("calendar"):
            return titled
        if form in words("openers") and not titled:
            return not _opens_sentence(piece, text) and not piece.text.isupper()
        if form in words("titular") and not titled:
            followed = after is not None and after.capital and after.start - piece.end == 1
            return not followed and (before is None or before.folded != "the")
        return True


def _joined(left: Piece, right: Piece, text: str) -> bool:
    """Whether two pieces stand side by side in one name, not at a sentence's end and another's start."""
    gap = text[left.end : right.start]
    if gap[:1] == "." and len(gap) > 1 and len(left.folded) > 2:
        return False
    return _JOINS.fullmatch(gap) is not None


def _marked(left: Piece, right: Piece, text: str, known: Mapping[int, int]) -> bool:
    """Whether only a quotation mark stands between two pieces of one known name: a nickname's."""
    both = right.start in known and known.get(left.start) == known[right.start]
    return both and _MARKS.fullmatch(text, left.end, right.start) is not None


def _other_script(text: str) -> bool:
    """Whether no letter is Latin."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and not any("LATIN" in unicodedata.name(c, "") for c in letters)


def _variants(form: str) -> Iterable[str]:
    yield form
    if len(form) >= _LONG:
        yield form + "s"
        yield form + "es"


def _run_together(name: Sequence[str]) -> Iterable[str]:
    """Names written as one word, as in handles: "ivanpetrov", "petrovivan", "ipetrov", "makdong" of Gal Mak-dong."""
    if len(name) > 1:
        first, last = name[0], name[-1]
        for joined in ("".join(name), "".join(reversed(name)), first[0] + last if len(last) > _LONG else ""):
            if len(joined) > 2 * SHORT:
                yield joined
        for start in range(len(name)):
            yield from (j for end in range(start + 2, len(name) + 1) if len(j := "".join(name[start:end])) > 2 * SHORT)


def _in_handle(piece: Piece, text: str) -> bool:
    before = text[piece.start - 1 : piece.start]
    after = text[piece.end : piece.end + 1]
    linked = before in ("@", "#", "/", "_", "=") or after in ("@", "_", "/")
    return bool(before or after) and linked


def _opens_sentence(piece: Piece, text: str) -> bool:
    before = text[max(0, piece.start - 3) : piece.start].rstrip(" \t\u00a0")
    return not before or before[-1] in _SENTENCE_END


def _with_initials(every: list[Piece], at: int, text: str) -> int:
    """Where a name starts, the initials before it included: "J. K. Petrov"."""
    start = every[at].start
    for piece in reversed(every[max(0, at - 3) : at]):
        gap = text[piece.end : start]
        if len(piece.text) == 1 and piece.text.isupper() and gap in (".", ". ", ".\u00a0"):
            start = piece.start
        else:
            break
    return start
