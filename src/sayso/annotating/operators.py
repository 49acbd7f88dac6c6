"""Operators that hang on a word itself: modals, negation, adverbs, adjectives such as "alleged", mood.

What stands inside the words of a trigger ("attempted coup", "coup attempt") names the act and is no operator on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.stance import Effect, named, tables
from sayso.records.document import Span

_FOCUS = frozenset({"only", "just", "merely", "simply", "solely", "until", "necessarily", "alone"})
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_INVERTED = Effect("hypothetical", certainty="possible", modes=("hypothetical",), why="stands under a condition")
_ASKED = Effect("question", certainty="possible", modes=("hypothetical",), why="is asked, not said")
_BIDDEN = Effect("bidden", certainty="possible", modes=("hypothetical",), why="is bidden, not said to happen")
_NEGATED = Effect("negated", flip=True, why="is negated")


def operators(
    token: Token, *, dep: str, reported: bool, trigger: Span | None, below: Token | None = None
) -> Iterator[tuple[Effect, str]]:
    """The effects of what hangs on `token`, each with its word.

    Args:
        token: a word on the way down to the act.
        dep: how it hangs on the word above (of the first conjunct, where it is coordinated).
        reported: whether somebody said it, so that "would" tells of the future.
        trigger: the words that name the act, which are no operators.
        below: the next word on the way down; "no attack was planned" negates the attack once, not the plan too.
    """
    if _imperative(token, dep):
        yield _BIDDEN, token.text
    if token.lower_ == "going" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in token.rights):
        yield named("future"), token.text
    if dep == "advcl" and _inverted(token):
        yield _INVERTED, token.left_edge.text
    negated = ""
    for child in token.children:
        if trigger is not None and trigger.start <= child.idx < trigger.end and child.dep_ not in _ROLES:
            continue
        if child.dep_ == "aux" and child.tag_ == "MD":
            if (effect := _modal(child, token, reported=reported)) is not None:
                yield effect, child.text
        elif (below is None or child.i != below.i) and _negates(child):
            negated = child.text
        elif (effect := _modifier(child)) is not None:
            yield effect, child.text
    if negated:
        yield _NEGATED, negated


def _negates(child: Token) -> bool:
    word, dep = child.lower_, child.dep_
    if dep == "neg" or (word in ("never", "n't", "not") and dep == "advmod"):
        return not _focus(child)
    if word == "longer" and dep == "advmod":
        return any(c.lower_ == "no" for c in child.lefts)
    if dep in ("aux", "auxpass"):
        return word.endswith("n't") and len(word) > 3
    if dep == "det":
        return word in tables().negative_determiners
    if dep in _ROLES:
        return negative_phrase(child)
    return dep == "preconj" and word == "neither"


def _modifier(child: Token) -> Effect | None:
    word, dep, t = child.lower_, child.dep_, tables()
    if dep in ("advmod", "npadvmod"):
        return t.adverbs.get(word)
    if dep == "amod":
        so_called = word == "called" and any(c.lower_ == "so" for c in child.lefts)
        return t.nominal.get("so-called" if so_called else word)
    return t.nominal["any"] if dep == "det" and word == "any" else None


def _modal(modal: Token, verb: Token, *, reported: bool) -> Effect | None:
    effect = tables().modals.get(modal.lower_)
    if effect is None:
        return None
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.lefts)
    conditional = any(c.dep_ == "advcl" and any(m.lower_ == "if" for m in c.lefts) for c in verb.children)
    if effect.name == "conditional":
        if perfect:
            return named("counterfactual")
        return named("reported_future") if reported and not conditional else effect
    if perfect and effect.name in ("possible", "ability"):
        return named("possible_perfect")
    if perfect and effect.name == "duty":
        return named("duty_perfect" if modal.lower_ == "must" else "counterfactual")
    return effect


def _focus(negation: Token) -> bool:
    """Whether a negation is of "not only", "not until": the clause itself is affirmed."""
    doc, after = negation.doc, negation.i + 1
    return after < len(doc) and doc[after].lower_ in _FOCUS


def _inverted(verb: Token) -> bool:
    """Whether a clause is a condition by its order of words: "had they attacked", "should they attack"."""
    opening = verb.left_edge
    return (
        opening.lower_ in ("had", "were", "should") and opening.dep_ in ("aux", "auxpass") and opening.head.i == verb.i
    )


def negative_phrase(head: Token) -> bool:
    """Whether a noun phrase denies itself: "no group", "nobody", "neither side"."""
    t = tables()
    if head.lower_ in t.negative_pronouns:
        return True
    return any(c.dep_ in ("det", "preconj") and c.lower_ in t.negative_determiners for c in head.lefts)


def _imperative(token: Token, dep: str) -> bool:
    if any(c.lower_ == "please" for c in token.children):
        return True
    if token.tag_ != "VB" or dep not in ("ROOT", "ccomp", "parataxis", "dep", "advcl"):
        return False
    kinds = ("nsubj", "nsubjpass", "csubj", "expl", "mark")
    return not any(c.dep_ in kinds or (c.dep_ == "aux" and c.lemma_ != "do") for c in token.children)


def asked(top: Token) -> Effect | None:
    """The effect of a question on what stands in it; a question after who or how presupposes what it asks about."""
    sent = top.sent
    if sent[-1].text != "?" and not (len(sent) > 1 and sent[-2].text == "?"):
        return None
    wh = any(t.tag_ in ("WP", "WRB", "WDT", "WP$") for t in sent[:4])
    return None if wh else _ASKED
