"""What a town's name adds to the votes for a place, and being said to be where something happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import signs
from sayso.lexicon.geo import Town, towns

if TYPE_CHECKING:
    from sayso.annotating.actors.votes import Name


_SPELLED = {"tal": "tall", "tell": "tall", "tel": "tall", "deir": "dayr", "ain": "ayn", "khirbet": "khirbat"}
_CITY = 100


def named_so(row: Row, name: Name) -> tuple[Town, ...]:
    """The towns of that name, its first word spelled as the gazetteer has it: "Tal Tamr" is Tall Tamr."""
    text = " ".join(row.texts[name.start : name.end]).replace(" - ", "-")
    first, _, rest = text.partition(" ")
    other = _SPELLED.get(first.lower()) if rest else None
    return towns(text) or (towns(f"{other} {rest}") if other else ())


def sure(best: Town) -> bool:
    """Whether a town's name is no word, nobody's name, and no other spelling unless of a city."""
    return not (best.person or best.word or (best.alternate and best.thousands < _CITY))


def sure_town(row: Row, name: Name) -> bool:
    """Whether a name without a title is a town's that hardly anybody bears."""
    found = named_so(row, name)
    return bool(found) and not name.titled and sure(found[0])


def city(row: Row, name: Name, kind: str) -> bool:
    """Whether what a model takes for a body is a city's name: "one from Florence"."""
    found = named_so(row, name)
    return kind == "organization" and bool(found) and found[0].thousands >= _CITY and not found[0].word


def of_place(row: Row, name: Name) -> bool:
    """Whether it is what residents, outskirts or a siege are of: "residents of X, Y and Z"."""
    token = _first_of_row(row, name)
    return token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in signs().of_places


def _first_of_row(row: Row, name: Name) -> Token:
    token = row.tokens[name.end - 1]
    for _ in range(6):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def large(name: Name, best: Town) -> float:
    """What a large town's whole name adds: most where it has several words, nothing where it is a word of names."""
    if best.thousands < 100 or best.word:
        return 0.0
    if name.end - name.start > 1 and not name.titled:
        return 4.0
    return 0.0 if best.person or best.alternate else 1.0


def whole_town(row: Row, name: Name, best: Town) -> float:
    """What a town's name of several words adds if it opens as names of towns do: "Santa Rosa de Copán"."""
    if name.end - name.start < 2 or best.word or name.titled:
        return 0.0
    twice = row.texts[name.start] == row.texts[name.end - 1]  # "Gorom-Gorom"
    first = row.lowers[name.start]
    opens = twice or first in signs().town_firsts or first in signs().place_firsts
    return (2.5 if first in ("abu", "umm", "ben") else 4.5) if opens else 0.0


def own_dead(name: Name, row: Row) -> float:
    """What "its" adds to a town that does something: "Buenaventura wept for its dead"."""
    token = row.tokens[name.end - 1]
    if token.dep_ != "nsubj" or token.head.pos_ not in ("VERB", "AUX"):
        return 0.0
    return 2.0 if any(t.lower_ == "its" for t in token.head.subtree if t.i > token.i) else 0.0


def within(row: Row, name: Name) -> bool:
    """Whether things are said to happen in it: "in X", "in Y and X"; nobody believes or trusts in a town."""
    token = _first_of_row(row, name)
    inner = token.dep_ == "pobj" and token.head.lower_ == "in"
    return inner and token.head.head.lemma_.lower() not in signs().trusting
