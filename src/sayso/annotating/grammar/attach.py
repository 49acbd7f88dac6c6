"""What an expression of time or place hangs on, and whether that is a given act.

A parse attaches "on Monday" or "in Turku" to a verb, or to a noun inside its arguments; a fronted one often to the verb
of saying. An expression belongs to an act where it hangs on the act, on the verb that brings it about, or on a noun
among its arguments that is no act itself; what hangs on a verb of saying tells when or where it was said.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from sayso.annotating.grammar.tree import path_up
from sayso.lexicon import cues
from sayso.records.document import Span

_CROSSED = frozenset({"relcl", "ccomp", "parataxis", "csubj"})
_NOMINAL = frozenset({"pobj", "prep", "compound", "poss", "amod", "nmod", "appos", "conj", "nummod", "dobj", "attr"})
_TIGHT = frozenset({"xcomp", "conj", "advcl", "acl", "pcomp"})


def anchor(expression: Token, inside: Span) -> tuple[Token, Token | None]:
    """The word that an expression hangs on, and the preposition between them.

    Args:
        expression: the head word of the expression.
        inside: characters of the expression; words within it are passed.
    """
    token, preposition = expression, None
    while token.head.i != token.i:
        token = token.head
        if inside.start <= token.idx < inside.end:
            continue
        if token.dep_ in ("prep", "mark", "agent") or token.pos_ in ("ADP", "SCONJ"):
            preposition = preposition or token
            continue
        if token.pos_ == "ADV" and token.dep_ in ("advmod", "npadvmod", "prep"):
            continue
        break
    return token, preposition


def distance(hung: Token, head: Token, trigger: Span, heads: frozenset[int]) -> int | None:
    """How loosely an expression that hangs on `hung` belongs to the act at `head`; None where it does not.

    Args:
        hung: what `anchor` found.
        head: the head word of the act.
        trigger: characters of the act's words.
        heads: the head words of all acts, so that one act does not take what hangs on another.
    """
    if hung.i == head.i or trigger.start <= hung.idx < trigger.end:
        return 0
    if hung.i in heads:
        return 3 if _shares(head, hung) else None
    if _among_arguments(hung, head, heads):
        return 2
    return 1 if _brings_about(hung, head) else None


def _shares(head: Token, hung: Token) -> bool:
    """Whether a later act shares what hangs on an earlier one: "on Monday they attacked and burned it"."""
    return head.dep_ in ("conj", "xcomp", "advcl") and head.head.i == hung.i and _dependent(head)


def _dependent(verb: Token) -> bool:
    return not any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in verb.children)


def _among_arguments(hung: Token, head: Token, heads: frozenset[int]) -> bool:
    """Whether the way up from a noun to the act passes nominals only, none of them an act or the agent."""
    token = hung
    for above in path_up(hung):
        if token.dep_ in ("agent", "nsubj") or (token.dep_ == "pobj" and token.head.dep_ == "agent"):
            return False
        if token.dep_ not in _NOMINAL and token.dep_ not in ("nsubjpass",):
            return False
        if above.i == head.i:
            return True
        if above.i in heads or above.pos_ in ("VERB", "AUX"):
            return False
        token = above
    return False


def _brings_about(hung: Token, head: Token) -> bool:
    """Whether `hung` is the verb that an act depends on within one clause, and no verb of saying."""
    token = head
    for above in path_up(head):
        if token.dep_ in _CROSSED or (token.pos_ in ("VERB", "AUX") and token.dep_ not in _TIGHT):
            return False
        if token.pos_ in ("VERB", "AUX") and not _dependent(token):
            return False
        if above.i == hung.i:
            return above.pos_ == "AUX" or cues.lookup(above.lemma_.lower(), "verb") is None
        token = above
    return False


def words_at(doc: Doc, span: Span) -> str:
    """The words of a span; `Doc.text` would build the whole text anew for each."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return "" if found is None else found.text[span.start - found.start_char :][: span.end - span.start]
