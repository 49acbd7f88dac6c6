"""States named by an adjective: "Iranian support", "Saudi-led" name who acts; "Italian food" names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from sayso.annotating.actors_runs import Row
from sayso.annotating.actors_sketch import Sketch
from sayso.annotating.actors_votes import Name
from sayso.lexicon.language import load


@cache
def _tables() -> tuple[frozenset[str], frozenset[str]]:
    raw = load("lang/en/modifiers")
    return frozenset(raw["nouns"]), frozenset(raw["participles"])


def modifiers(row: Row, names: Iterable[Name]) -> Iterator[Sketch]:
    """Sketches of the states whose adjective modifies an act, or stands before a hyphen and a participle."""
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
    if token.dep_ == "conj":
        token, head = head, head.head
    return (
        head.i > last
        and head.pos_ in ("NOUN", "PROPN")
        and token.dep_ in ("amod", "compound", "nmod")
        and head.lemma_.lower() in nouns
    )
