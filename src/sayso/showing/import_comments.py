"""Comments of imported annotations without private persons: those whom the case masks, and those whom reading finds.

A reason is kept where no name is. Whoever annotates an open page can write "Ahmed told me so"; the words stay, the
person gets the pseudonym that the case has for the name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.privacy import Originals, mask
from sayso.privacy.edits import Edits
from sayso.privacy.persons import fold, pieces
from sayso.records.document import Document

if TYPE_CHECKING:
    from sayso.case import Case

Names = Mapping[tuple[str, ...], str]


class Comments:
    """Masks what people wrote beside the claims of a case."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._done: dict[str, str] = {}

    def masked(self, said: str) -> str:
        """A comment without private persons; without a capital it holds no name but of those whom the case knows."""
        from sayso.annotating.pipeline import english_words

        if said not in self._done:
            self._done[said] = self._read(without(said, self._names, word=english_words().__contains__))
        return self._done[said]

    @cached_property
    def _names(self) -> Names:
        return names_in(self._case.all_originals())

    def _read(self, said: str) -> str:
        """What reading takes for a private person goes under the key of the case."""
        from sayso.annotating.pipeline import annotate_one

        if said == said.lower():
            return said
        document = Document(id="", content="", text=said, record="comment", language="en")
        return mask(annotate_one(document), key=self._case.key).report.document.text


def names_in(originals: Iterable[Originals]) -> Names:
    """Every way in which the private persons of a case are written, folded, with the pseudonym."""
    found: dict[tuple[str, ...], str] = {}
    for kept in originals:
        for known in kept.persons:
            for name in known.names:
                folded = tuple(p.folded for p in pieces(name) if len(fold(p.text)) > 1)
                if folded:
                    found.setdefault(folded, known.pseudonym)
    return found


def without(said: str, names: Names, *, word: Callable[[str], bool]) -> str:
    """A text with these names replaced, the longest first; a `word` of the language only where it has a capital.

    >>> names = {("ahmed", "bensalah"): "person-1a2b3c4d", ("green",): "person-5e6f7a8b"}
    >>> without("Ahmed bensalah saw the green boat, not Green.", names, word={"green"}.__contains__)
    'person-1a2b3c4d saw the green boat, not person-5e6f7a8b.'
    """
    longest = max(map(len, names), default=0)
    words = pieces(said)
    changes: list[tuple[int, int, str]] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            run = words[at : at + size]
            stand_in = names.get(tuple(p.folded for p in run))
            if stand_in is not None and (size > 1 or run[0].capital or not word(run[0].folded)):
                changes.append((run[0].start, run[-1].end, stand_in))
                at += size - 1
                break
        at += 1
    return Edits.of(said, changes).apply(said)
