"""What small words around an unknown name say of a person: "with X gone", "s/o X", `"la Negra" X`, "thanks to X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotating.actors.signs import english, signs
from sayso.annotating.actors.words import words

if TYPE_CHECKING:
    from sayso.annotating.actors.runs import Row

_MARKS = frozenset({'"', "“", "”", "«", "»", "``", "''"})
_INITIALS = frozenset({"s", "d", "w"})
_NICKNAME = 4


def around(row: Row, start: int, end: int) -> float:
    """The votes for a person, summed."""
    before, after = row.lowers[max(0, start - 3) : start], row.lowers[end : end + 1]
    vote = 2.0 if before[-1:] == ["with"] and after and after[0] in signs().absent else 0.0
    vote += 3.0 if _kin_of(before) or _nicknamed(row, start) or _of_trade(row, start, before) else 0.0
    if not all(english(row, i) for i in range(start, end)):
        vote += (2.0 if _beside_somebody(row, end) else 0.0) + (1.5 if before[-1:] == ["let"] else 0.0)
    return vote + (1.5 if _dealt_with(row, start, end, before) else 0.0)


def _beside_somebody(row: Row, end: int) -> bool:
    """As in "X, Y and a third girl": in one row with one person by their role."""
    return any(other.tag_ == "NN" and _person(other.lemma_.lower()) for other in row.tokens[end - 1].conjuncts)


def _person(noun: str) -> bool:
    role = words().roles.get(noun)
    return (role is not None and role.kind == "person") or noun in words().kinship


def _kin_of(before: list[str]) -> bool:
    """As in "s/o Muniyappa": son, daughter or wife of."""
    return "".join(before[-3:]).endswith("/o") and "".join(before[-3:])[-3:-2] in _INITIALS


def _nicknamed(row: Row, start: int) -> bool:
    """As in `"la Negra" Bonilla`: a name of one's own in marks before the surname."""
    if start < 3 or row.texts[start - 1] not in _MARKS:
        return False
    for i in range(start - 2, max(-1, start - 2 - _NICKNAME), -1):
        if row.texts[i] in _MARKS:
            article = i > 0 and row.lowers[i - 1] in ("the", "a", "an")
            return not article and any(t[0].isupper() for t in row.texts[i + 1 : start - 1])
        if not row.texts[i].isalpha():
            return False
    return False


def _of_trade(row: Row, start: int, before: list[str]) -> bool:
    """As in "the maid, Sukaina": somebody's trade, and after a comma who it is."""
    return before[-1:] == [","] and before[-2:-1] != [] and before[-2] in signs().trades and _definite(row, start - 2)


def _definite(row: Row, noun: int) -> bool:
    own = ("the", "his", "her", "their", "our", "my", "'s", "’s")
    return any(w in own for w in row.lowers[max(0, noun - 3) : noun])


def _dealt_with(row: Row, start: int, end: int, before: list[str]) -> bool:
    """As in "thanks to X", "apologised to X", "took two goats from X X": what is done with persons."""
    if before[-1:] not in (["to"], ["from"]) or all(english(row, i) for i in range(start, end)):
        return False
    token = row.tokens[end - 1]
    if token.dep_ != "pobj":
        return False
    verb = token.head.head.lemma_.lower()
    if before[-1] == "to":
        return before[-2:-1] == ["thanks"] or verb in signs().done_to
    return end - start > 1 and verb in signs().taken_from
