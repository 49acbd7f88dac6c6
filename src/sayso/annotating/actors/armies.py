"""Armies, guards and brigades that no list has: whose they are, a state's or nobody's that is known.

A state's has a nation's name, a number, or an office's word ("Presidential Guard", "Third Army", "Coast Guard"); what
has only a land's or a fanciful name ("Black Thistle Brigade") is an armed body of unknown side.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import english, signs
from sayso.annotating.actors.votes import Name

_OWN = frozenset({"'s", "’s", "'", "’"})
# How adjectives of nations end that no list has: "the Orsavi Guard".
_NATION_ENDINGS = ("ian", "ese", "i", "ish")
_SHORT = 4
_ROMAN = frozenset("ivxl")


def armies(row: Row, names: Sequence[Name]) -> None:
    """Take a body under arms for an armed group of no known side where nothing makes it a state's."""
    states = {n.key for n in names if n.kind == "state_body" and n.sector == "MIL" and _official(row, n)}
    for name in names:
        if _of_rebels(row, name):
            name.kind, name.sector = "organization", None
        formed = name.kind == "state_body" and name.sector == "MIL" and name.entry is None
        if formed and _formation(row, name) and name.country is None and name.key not in states:
            name.kind, name.sector = "armed_group", "UAF"


def _of_rebels(row: Row, name: Name) -> bool:
    """Whether a council or committee is of those who rise: "the Lake Tumba *Liberation* Committee"."""
    civil = name.kind == "state_body" and name.sector == "GOV" and name.entry is None and name.country is None
    council = civil and name.end - name.start > 1 and row.lowers[name.end - 1] in ("council", "committee")
    return council and not signs().rising.isdisjoint(row.lowers[name.start : name.end])


def _formation(row: Row, name: Name) -> bool:
    """Whether a name is of a body of troops: its last word says so, or the word before "of"."""
    lowers = row.lowers[name.start : name.end]
    head = lowers[lowers.index("of") - 1] if "of" in lowers[1:] else lowers[-1]
    return name.end - name.start > 1 and head in signs().formations


def _official(row: Row, name: Name) -> bool:
    return any(_of_office(row, i) for i in range(name.start, name.end)) or _owned(row, name) or _manned(row, name)


def _of_office(row: Row, i: int) -> bool:
    """Whether a word is of a state's army: a nation's, a number, "National", "Armoured"."""
    lower = row.lowers[i]
    if i in row.hits and row.hits[i].entry.form != "body" and row.hits[i].entry.country:
        return True
    if lower.endswith(_NATION_ENDINGS) and len(lower) > _SHORT and not english(row, i):
        return True
    if lower == "coast":
        return row.lowers[i + 1 : i + 2] in (["guard"], ["guards"])
    ordinal = lower in signs().numbers or any(c.isdigit() for c in lower)
    roman = row.texts[i].isupper() and set(lower) <= _ROMAN
    return ordinal or roman or row.pos[i] == "NUM" or not signs().official.isdisjoint((lower, lower.rstrip("s")))


def _owned(row: Row, name: Name) -> bool:
    """Whether a nation or its army has it: "Ostria's Black Brigade", "the army's Black Brigade", "Army of Ostria"."""
    if name.start > 1 and row.lowers[name.start - 1] in _OWN:
        before = name.start - 2
        return before in row.hits or row.lowers[before] in signs().state_bodies
    after = row.lowers[name.end : name.end + 2]
    return len(after) == 2 and after[0] == "of" and row.texts[name.end + 1][0].isupper()


def _manned(row: Row, name: Name) -> bool:
    """Whether those who serve in it are soldiers: "conscripts of the Golan Brigade"."""
    token = row.tokens[name.end - 1]
    of = token.head
    if token.dep_ != "pobj" or of.lower_ not in ("of", "from", "in"):
        return False
    return of.head.lemma_.lower() in signs().serving
