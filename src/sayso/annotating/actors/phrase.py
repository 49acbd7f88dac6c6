"""How far the noun phrase around a head reaches, where the parse takes too much into it."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.sketch import trimmed
from sayso.annotating.actors.words import words
from sayso.lexicon.calendar import months

_LEFT = frozenset({"compound", "amod", "nmod", "nummod", "poss", "quantmod", "advmod", "npadvmod", "punct", "case"})
_NEAR = 6
# What is left of "at least 34", "as many as 40", "up to 20" is no word of who they are.
_COUNTING = frozenset({"least", "most", "many", "few", "much", "as", "to"})
_BEFORE_COUNTING = frozenset({"at", "as", "up", "many", "few", "much"})
_NO_FIRST = frozenset({"DET", "PUNCT", "ADV", "ADP", "CCONJ", "SCONJ"})
# After these, "of" and a gerund tell of a deed: "accused the sultanate *of sheltering* rebels".
_CHARGED = frozenset({"accuse", "suspect", "convict", "acquit", "clear", "charge", "absolve", "warn", "blame"})


# Verbs that take somebody and something: "gave the rebels bases".
_GIVE = frozenset(
    {
        "give",
        "send",
        "lend",
        "hand",
        "offer",
        "supply",
        "sell",
        "grant",
        "pay",
        "promise",
        "deny",
        "teach",
        "show",
        "ship",
    }
    | {"provide", "loan", "feed", "deliver", "bring", "award", "cede", "lease", "guarantee", "allot", "allocate"}
)


def first_object(token: Token) -> bool:
    """Whether a plural before another noun is whom it is given to: "gave the Dhofar *rebels* bases"."""
    thing = token.head
    if token.tag_ not in ("NNS", "NNPS") or token.dep_ not in ("compound", "nmod") or token.i + 1 != thing.i:
        return False
    return thing.dep_ == "dobj" and thing.head.lemma_ in _GIVE and thing.head.i < token.i


def _taker(things: Token) -> int:
    """The last word of a name before goods, whose they become: "gave the Northern *Front* forty trucks"; or -1."""
    verb = things.head
    if things.dep_ != "dobj" or verb.lemma_ not in _GIVE or verb.i > things.i:
        return -1
    for i in range(things.i - 1, max(verb.i, things.i - _NEAR), -1):
        token = things.doc[i]
        led = token.head is things or token.nbor().pos_ == "NUM"
        if token.pos_ == "PROPN" and led and token.lower_ in words().heads:
            return i
    return -1


def phrase(row: Row, head: Token) -> tuple[int, int]:
    """The noun phrase around a head: modifiers and "of" phrases, without determiner, clause or apposition."""
    left, right = head.i, head.i
    around = [*head.lefts, *(head.head.lefts if first_object(head) else ())]
    taker = _taker(head)
    for child in around:
        if child.i >= head.i or child.i <= taker:
            continue
        if (
            child.dep_ in _LEFT
            and not (child.dep_ == "punct" and child.text not in "-'")
            and head.i - child.left_edge.i < 15
        ):
            left = min(left, child.left_edge.i)
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and (edge := _of_edge(child, 3)) > child.i:
            right = right if _deed(head, child) else max(right, edge)
        elif child.dep_ in ("compound", "nummod") or child.text == "-":
            right = max(right, child.i)
    left = _past_verb(row, left, head)
    while left < head.i and (
        row.pos[left] in _NO_FIRST
        or (left and row.lowers[left] in _COUNTING and row.lowers[left - 1] in _BEFORE_COUNTING)
        or (row.ents[left] in ("DATE", "TIME") and left not in row.hits)
        or _of_date(row, left)
        or (row.lowers[left] == "called" and left and row.texts[left - 1] == "-")
    ):
        left += 1
    return trimmed(row, left, right + 1)


def _of_date(row: Row, i: int) -> bool:
    """Whether a word is of a date that the parser took into a phrase: "on *12 May 2019* fighters attacked"."""
    if row.lowers[i] in months() and row.texts[i][0].isupper():
        return i > 0 and row.texts[i - 1].isdigit()
    beside = row.lowers[i + 1 : i + 2] if len(row.texts[i]) < 3 else row.lowers[i - 1 : i]
    return row.texts[i].isdigit() and bool(beside) and beside[0] in months()


def _of_edge(of: Token, depth: int) -> int:
    edge = of.i
    for child in of.children:
        if child.dep_ == "pobj":
            edge = max(edge, child.i)
            for further in child.rights:
                if further.dep_ == "prep" and further.lower_ == "of" and depth:
                    edge = max(edge, _of_edge(further, depth - 1))
                elif further.dep_ in ("compound", "nummod"):
                    edge = max(edge, further.i)
    return edge


def _deed(head: Token, of: Token) -> bool:
    """Whether "of" opens what somebody is accused of: a gerund taken for an adjective, or a bare noun at the end."""
    inner = of.nbor() if of.i + 1 < len(of.doc) else of
    if head.dep_ not in ("dobj", "nsubjpass") or head.head.lemma_ not in _CHARGED:
        return False
    return inner.tag_ == "VBG" or (inner.tag_ == "NN" and inner.dep_ == "pobj" and not _again(inner))


def _again(noun: Token) -> bool:
    """Whether another "of" tells the deed: "accused members *of parliament* of treason"."""
    return any(t.lower_ == "of" for t in noun.sent[noun.i + 1 - noun.sent.start :])


def _past_verb(row: Row, left: int, head: Token) -> int:
    """Where a phrase begins that swallowed a clause: "Libya *armed* Chadian rebels" is about Chadian rebels."""
    for i in range(left + 1, head.i):
        if row.tokens[i].tag_ in ("VBD", "VBN") and (hit := row.hits.get(left)) is not None:
            joined = row.texts[i - 1] in ("-", "–") or row.lowers[left + 1] in ("'s", "’s", "'", "-")
            if hit.end == i and hit.entry.form in ("state", "capital", "body") and not joined:
                return i + 1
    return left
