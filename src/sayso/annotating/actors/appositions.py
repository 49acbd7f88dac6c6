"""Nouns by which a sentence says what a name is: appositions, complements, what stands behind its comma."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.votes import Name


def said_of(row: Row, name: Name, root: Token) -> Iterable[Token]:
    """Nouns that the sentence says the person is: appositions, complements, "served as"."""
    yield from _beside(root)
    if root.dep_ in ("nsubj", "nsubjpass"):
        verb = root.head
        for child in verb.rights:
            if child.dep_ in ("attr", "oprd"):
                yield child
            elif child.dep_ == "prep" and child.lower_ == "as":
                yield from (c for c in child.children if c.dep_ == "pobj")
    yield from _behind_comma(row, name)


def called(row: Row, name: Name, root: Token) -> Iterable[Token]:
    """Nouns that stand beside a name for the same: "the Night Watch, a *death squad*", "the militia Night Watch"."""
    yield from _beside(root)
    yield from _behind_comma(row, name)


def _beside(root: Token) -> Iterable[Token]:
    yield from (c for c in root.rights if c.dep_ == "appos")
    if root.dep_ == "appos":
        yield root.head


def _behind_comma(row: Row, name: Name) -> Iterable[Token]:
    """The first noun after "NAME, " decides: in "Ivan Petrov, lawyers for the minister said" nobody is a minister."""
    if name.end + 2 >= len(row.tokens) or row.lowers[name.end] != ",":
        return
    for k in range(name.end + 1, min(name.end + 9, len(row.tokens))):
        token = row.tokens[k]
        if token.pos_ in ("VERB", "AUX", "PUNCT", "SCONJ", "ADP") or token.is_sent_start:
            return
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "poss"):
            if token.dep_ not in ("nsubj", "nsubjpass"):
                yield token
            return
