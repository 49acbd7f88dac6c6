"""What a text tells of a person beside a name: an age, a role, kin and belongings, what only persons do or undergo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Token

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import signs
from sayso.annotating.actors.words import words

if TYPE_CHECKING:
    from sayso.annotating.actors.votes import Name

_AGE = re.compile(r"^\d{1,3}$")


def age(after: list[str]) -> float:
    """An age after the name: "Omar Yusuf, 34, said", "Omar Yusuf (34)"."""
    if after[:2] == [",", "aged"]:
        return 3.0
    if len(after) < 2 or not _AGE.match(after[1]):
        return 0.0
    closed = len(after) < 3 or after[2] in (",", ".", "and", "-", "of", "from", ")", ";", "who", "was")
    return 3.0 if after[0] in (",", "(") and closed else 0.0


def introduced(row: Row, start: int) -> float:
    """As in "A man named X", "identified the suspect as X"."""
    lowers = row.lowers
    before = lowers[max(0, start - 5) : start]
    naming = {"named", "identified", "known", "names", "identifies", "identify", "name"}
    if before[-1:] and before[-1] in (
        "named",
        "called",
        "identified",
        "nicknamed",
        "alias",
        "née",
        "nee",
        "surnamed",
        "signed",
    ):
        return 1.5
    if before[-1:] == ["one"] or (before[-1:] == [","] and before[-2:-1] and before[-2] in signs().closings):
        return 3.0 if before[-1] == "," else 1.0  # "Yours, X", "one X"
    return 1.5 if before[-1:] == ["as"] and naming & set(before) else 0.0


def described(row: Row, name: Name) -> float:
    """As in "X, a widow, ..." and "the lawyer, X, ...": a person's role beside the name."""
    lowers, end = row.lowers, name.end
    if end + 2 < len(lowers) and lowers[end] == "," and lowers[end + 1] in ("a", "an", "the", "his", "her"):
        for k in range(end + 2, min(end + 7, len(lowers))):
            role = words().roles.get(lowers[k])
            if role is not None and role.kind == "person" and row.texts[k].islower():
                return 0.0 if _tells(row.tokens[k]) else 2.0
            if row.pos[k] in ("VERB", "AUX", "PUNCT", "ADP"):
                break
    root = row.tokens[end - 1]
    if root.dep_ == "appos" and root.head.i < name.start and row.lowers[name.start - 1] == ",":
        role = words().roles.get(root.head.lemma_.lower())
        return 2.0 if role is not None and role.kind == "person" and root.head.tag_ == "NN" else 0.0
    return 0.0


def _tells(noun: Token) -> bool:
    """Whether a role is who tells it: "the generosity of X, a retired *colonel* recalled"."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    return after.tag_ in ("VBD", "VBN", "VBZ") and after.lemma_ in words().speech


def owner(row: Row, start: int, end: int) -> float:
    """As in "The body of X", "X's brother": what only people have."""
    lowers, own = row.lowers, words().belongings
    if start > 1 and lowers[start - 1] == "of" and lowers[start - 2] in own:
        return 1.5
    return 1.5 if end + 1 < len(lowers) and lowers[end] in ("'s", "’s", "'") and lowers[end + 1] in own else 0.0


def _part(row: Row, name: Name) -> tuple[str, Token]:
    """What a name is to its verb, rows of names followed to their first; and the verb."""
    root = row.tokens[name.end - 1]
    for _ in range(4):
        if root.dep_ != "conj":
            break
        root = root.head
    return root.dep_, root.head


def acts(row: Row, name: Name) -> float:
    """What the verb says of its subject or object: persons are arrested, and marry."""
    dep, verb = _part(row, name)
    if verb.pos_ != "VERB":
        return 0.0
    lemma, bare = verb.lemma_, name.start == 0 or row.lowers[name.start - 1] not in ("the", "a", "an")
    if dep in ("dobj", "nsubjpass") and lemma in words().undergone and bare:
        return 2.0
    if dep == "dobj" and lemma == "hold" and bare and _captor(verb):
        return 2.0
    human = lemma in words().human_verbs and (dep == "nsubj" or lemma not in signs().accusing)
    return 1.5 if dep in ("nsubj", "nsubjpass", "dobj") and human else 0.0


def speaks(row: Row, name: Name) -> float:
    """What it counts that a name says something or is accused; states and bodies are as well."""
    dep, verb = _part(row, name)
    if verb.pos_ != "VERB":
        return 0.0
    if dep in ("nsubjpass", "dobj") and verb.lemma_ in signs().accusing:
        return 1.5
    return 1.0 if dep == "nsubj" and verb.lemma_ in words().speech else 0.0


def _captor(verb: Token) -> bool:
    """As in "Police held X": who holds persons, not towns."""
    return any(c.dep_ == "nsubj" and c.lower_ in signs().captors for c in verb.lefts)


def personal_noun(row: Row, i: int) -> bool:
    """Whether the word before a name is a person's role, kin or form of address: "journalist", "his brother"."""
    lower = row.lowers[i]
    if row.tokens[i].tag_ == "VBD":
        return False  # "accused X"
    if lower == "," and i and row.lowers[i - 1] in words().kinship:
        return True
    role = words().roles.get(lower) or words().roles.get(lower.rstrip("s"))
    return (
        lower.rstrip("s") in words().kinship
        or (lower in words().honorifics and row.texts[i][0].isupper())
        or (role is not None and role.kind == "person")
    )
