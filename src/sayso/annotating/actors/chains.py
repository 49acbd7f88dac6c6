"""Names that stand in one row, and the role that opens it: "the fishermen, A, B (12) and their uncle C"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import signs
from sayso.annotating.actors.words import words

_PASSED = frozenset({"aged", "(", ")", '"', "“", "”", "‘", "’"})
_LINKS = frozenset({",", "and", "or", "nor", ";", "-", "–"})


def chains(row: Row, spans: list[tuple[int, int]]) -> Iterator[list[int]]:
    """Indexes of names that stand in one row: "A, B (12) and their uncle C", ages and kin left out of account."""
    chain: list[int] = []
    for n, (start, _) in enumerate(spans):
        if chain and not _linked(row.lowers[spans[chain[-1]][1] : start]):
            yield chain
            chain = []
        chain.append(n)
    if chain:
        yield chain


def _linked(between: list[str]) -> bool:
    bare = [w for w in between if not w.isdigit() and w not in _PASSED]
    rest = [w for w in bare if w not in _LINKS and w not in signs().row_words and w not in words().kinship]
    joined = any(w in _LINKS for w in bare) and len(bare) < 8
    return joined and all(w in words().honorifics or w in signs().trades or _person_role(w) for w in rest)


def _person_role(word: str) -> bool:
    role = words().roles.get(word)
    return role is not None and role.kind == "person"


def role_before(row: Row, start: int) -> str | None:
    """The plural role, made singular, that opens a row of names: "the fishermen, A, B and C", "Senators A and B"."""
    i = start - 1
    while i >= 0 and row.lowers[i] in (",", ":", "-", "–", "(", "were", "as", "named", "identified"):
        i -= 1
    if i < 0 or start - i > 4:
        return None
    lower = row.lowers[i]
    if lower in signs().row_openers:
        return "victim"
    single = row.tokens[i].lemma_.lower()
    for form in (single, lower.removesuffix("s"), lower.replace("men", "man")):
        role = words().roles.get(form)
        if form != lower and (form in signs().trades or (role is not None and role.kind == "person")):
            return form
    return None
