"""Bodies by what is done to them, and by what they are called: "armed the Dawn Column", "the Red Hand, a militia".

Nothing else may be known of such a name, and no word of it says what it is; persons have no article.
"""

from __future__ import annotations

from spacy.tokens import Token

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import signs
from sayso.annotating.actors.words import words

_TO = frozenset({"to", "for", "of", "with", "behind", "between"})


def helped(row: Row, start: int, end: int) -> float:
    """What it counts for a body that a name of several words under an article is helped, or called one."""
    article = bool(start) and row.lowers[start - 1] == "the"
    named = sum(row.texts[i][:1].isupper() for i in range(start, end))
    if not article or named < 2 or row.hits.get(end - 1) is not None:
        return 0.0
    token = row.tokens[end - 1]
    if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in signs().arming:
        return 2.0
    return 1.0 if _done_to(token) or _called(token) else 0.0


def called_body(row: Row, start: int, end: int) -> float:
    """What it counts for a body, with or without an article, that a name is called one: "Sizwe, the armed wing of"."""
    told = row.lowers[end : end + 1] in ([","], ["is"], ["was"])
    return 4.0 if told and any(_called(row.tokens[i]) for i in range(start, end)) else 0.0


def _called(token: Token) -> bool:
    """Whether a word is said to be a body: "the Red Hand, *a militia*", "the Column is *the military wing* of"."""
    said = [c for c in token.rights if c.dep_ == "appos"]
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        said += [c for c in token.head.rights if c.dep_ == "attr"]
    return any(_is_body(c) for c in said)


def _is_body(noun: Token) -> bool:
    role = words().roles.get(noun.lemma_.lower())
    fights = role is not None and role.kind == "armed_group"
    limb = noun.lemma_.lower() in signs().limbs and any(c.lower_ == "of" for c in noun.rights)
    return noun.tag_ == "NN" and (fights or limb)


def _done_to(token: Token) -> bool:
    """Whether a word is the object of help or of orders, or who takes it."""
    while token.dep_ in ("conj", "appos") and token.head.i < token.i:
        token = token.head
    head = token.head
    if token.dep_ in ("dobj", "dative", "nsubjpass", "iobj"):
        return head.lemma_ in signs().state_acts | signs().helping_acts | signs().joining | signs().backing
    if token.dep_ == "nsubj":
        return head.lemma_ in signs().taking_acts
    if token.dep_ != "pobj" or head.lower_ not in _TO:
        return False
    above = head.head
    return above.lemma_.lower() in signs().helping_acts | signs().state_acts | signs().help_nouns
