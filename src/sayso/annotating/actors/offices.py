"""Offices and roles in capitals, which are no names by themselves: "Prime Minister", "Minister of Information"."""

from __future__ import annotations

from sayso.annotating.actors.runs import Piece, Row
from sayso.annotating.actors.votes import Name
from sayso.annotating.actors.words import words
from sayso.lexicon.gazetteers import name_words
from sayso.lexicon.names import fold


def described(row: Row, name: Name) -> bool:
    """Whether a "name" is only a capitalised description: "Prime Minister", but not "Forest Guard", which is a body."""
    text = " ".join(row.lowers[name.start : name.end])
    role = words().roles.get(text) or words().roles.get(text.removesuffix("s"))
    if name.entry is not None or role is None:
        return False
    body = role.kind == "person" and name.end - name.start > 1 and row.lowers[name.end - 1] in words().heads
    return not (body and all(w[0].isupper() for w in row.texts[name.start : name.end]))


def portfolio(row: Row, piece: Piece) -> int:
    """Where the name begins in "Minister of Information Karim Aliani": the portfolio is no part of it."""
    start = piece.start
    if start < 2 or row.lowers[start - 1] != "of" or piece.end - piece.start < 2:
        return start
    if row.lowers[start - 2] not in words().office_heads:
        return start
    for i in range(start + 1, piece.end):
        if row.ents[i] == "PERSON" or fold(row.texts[i]) in name_words():
            return i
    return start


def only_office(row: Row, piece: Piece) -> bool:
    """Whether the words are an office in capitals, without a name: "Chief Medical Officer"."""
    last = row.lowers[piece.end - 1]
    role = words().roles.get(last)
    office = last in words().office_heads or (role is not None and role.kind == "person")
    return office and piece.end - piece.start > 1 and fold(last) not in name_words()
