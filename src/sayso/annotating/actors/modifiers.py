"""States named by an adjective before a hyphen ("Saudi-led") or before somebody of theirs ("an Iranian proxy")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from sayso.annotating.actors.nouns import role_at
from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.sketch import Sketch
from sayso.annotating.actors.votes import Name
from sayso.lexicon.language import load


@cache
def _tables() -> tuple[frozenset[str], frozenset[str]]:
    raw = load("lang/en/modifiers")
    return frozenset(raw["nouns"]), frozenset(raw["participles"])


def modifiers(row: Row, names: Iterable[Name]) -> Iterator[Sketch]:
    """Sketches of the states that such adjectives name; those of other nouns ("Iranian support") are read elsewhere."""
    for name in names:
        entry = name.entry
        if entry is None or entry.form not in ("adjective", "people") or not name.country:
            continue
        if name.kind != "person" and _acts(row, name.end - 1):
            yield Sketch(name.start, name.end, name.end - 1, "state", name.country, "GOV", name.country, name=name)


def _acts(row: Row, last: int) -> bool:
    nouns, participles = _tables()
    token, lowers = row.tokens[last], row.lowers
    if lowers[last + 1 : last + 2] == ["-"] and last + 2 < len(lowers):
        return lowers[last + 2] in participles
    head = token.head
    if head.i <= last or token.dep_ not in ("amod", "compound", "nmod") or head.lemma_.lower() not in nouns:
        return False
    return role_at(row, head) is not None
