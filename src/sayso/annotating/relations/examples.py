"""Members that a text names of a group: "groups such as A and B", "several states, especially C", "D, including E".

What is said of the group is said of them; of no other group, and of nothing past a verb or a nearer plural.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts
from sayso.annotating.relations.words import words

_REACH = 14
_PLURAL = frozenset({"NNS", "NNPS"})


def examples(token: Token) -> Iterator[Token]:
    """Heads of the phrases that name members of the plural noun `token`; none for a singular one."""
    if token.tag_ not in _PLURAL and token.lemma_ not in words().sets["partitive"]:
        return
    cue = _cue(token)
    if cue is None:
        return
    named = next((c for c in cue.rights if c.dep_ == "pobj" and c.pos_ in ("PROPN", "NOUN")), None)
    if named is None and cue.head.i > cue.i:
        named = cue.head
    if named is None:
        named = next((t for t in token.doc[cue.i + 1 : cue.i + 5] if t.pos_ in ("PROPN", "NOUN")), None)
        named = named.head if named is not None and named.dep_ in ("compound", "nmod", "amod") else named
    if named is not None and named.i > cue.i:
        yield from conjuncts(named)


def _cue(token: Token) -> Token | None:
    doc, cues = token.doc, words().sets["exemplifying"]
    own = _complement(token)
    for t in doc[token.i + 1 : min(token.i + _REACH, token.sent.end)]:
        lower = t.lower_
        if lower in cues and (lower != "as" or doc[t.i - 1].lower_ == "such"):
            if lower == "among" and doc[t.i + 1].lower_ not in ("them", "these", "those"):
                return None
            return t if lower != "like" or t.dep_ == "prep" else None
        if t.i == own:
            continue
        if t.tag_ in _PLURAL or t.pos_ == "AUX" or (t.pos_ == "VERB" and t.dep_ not in ("amod", "acl")):
            return None
    return None


def _complement(token: Token) -> int:
    """The place of what a role noun is of, which the names are no examples of: "backers *of the rebels*, such as"."""
    if token.lemma_.lower() not in words().roles:
        return -1
    inner = (p.i for c in token.rights if c.lower_ in ("of", "to") for p in c.children if p.dep_ == "pobj")
    return next(inner, -1)
