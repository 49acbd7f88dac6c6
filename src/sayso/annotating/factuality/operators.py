"""Operators that hang on a word itself: modals, negation, adverbs, adjectives such as "alleged", mood.

What stands inside the words of a trigger ("attempted coup", "coup attempt") names the act and is no operator on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from sayso.annotating.factuality.bidding import imperative, requested, suggested
from sayso.annotating.factuality.stance import Effect, is_said, lemma_of, named, tables
from sayso.records.document import Span

# adjectives that, beside a noun of something said or tried, speak of its content: "false claims", "a failed attempt"
_OF_CONTENT = frozenset({"untrue", "failed", "foiled"})
_BESIDE = frozenset({"conj", "ccomp", "parataxis"})
_UNGOVERNED = frozenset({"ROOT", "csubj", "nsubj", "parataxis", "dep"})
_OPEN_TENSES = frozenset({"VB", "VBP", "VBZ", "VBG"})
_FOCUS = frozenset({"only", "just", "merely", "simply", "solely", "until", "necessarily", "alone"})
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_INVERTED = Effect("hypothetical", certainty="possible", modes=("hypothetical",), why="stands under a condition")
_CONSEQUENT = Effect(
    "consequent",
    certainty="possible",
    modes=("hypothetical",),
    why="follows only if something else comes about",
)
_CONSEQUENT_NOW = replace(_CONSEQUENT, certainty="unstated")
_TOLD = Effect("infinitive", certainty="unstated", modes=("hypothetical",), why="is not said to happen")
_ASKED = Effect("question", certainty="unstated", why="is asked, not said")
WISHING = frozenset({"like", "love", "prefer"})
_ANYBODY = Effect("anybody", certainty="unstated", why="is said of anybody, not of one occasion")
_BIDDEN = Effect("bidden", certainty="possible", modes=("future", "hypothetical"), why="is bidden, not said to happen")
_NEGATED = Effect("negated", flip=True, why="is negated")


def operators(
    token: Token, *, dep: str, reported: bool, trigger: Span | None, below: frozenset[int] = frozenset()
) -> Iterator[tuple[Effect, str]]:
    """The effects of what hangs on `token`, each with its word.

    Args:
        token: a word on the way down to the act.
        dep: how it hangs on the word above (of the first conjunct, where it is coordinated).
        reported: whether somebody said it, so that "would" tells of the future.
        trigger: the words that name the act, which are no operators.
        below: the next words on the way down; "no attack was planned" negates the attack once, not the plan too.
    """
    yield from _constructions(token, dep, reported=reported)
    if not _announced(token, trigger) and (condition := _condition(token, dep)) is not None:
        ruled_ = any(c.dep_ == "aux" and c.tag_ == "MD" for c in token.lefts) or token.tag_ == "VB"
        yield (_CONSEQUENT if ruled_ else _CONSEQUENT_NOW), condition.text
    negated, modal = "", None
    for child in token.children:
        named = trigger is not None and trigger.start <= child.idx < trigger.end
        if named and child.dep_ not in _ROLES and not (child.dep_ == "det" and _negates(child)):  # "made *no* arrests"
            continue
        if child.dep_ == "aux" and child.tag_ == "MD":
            modal = child
        elif child.i not in below and _negates(child):
            negated = child.text
        elif (effect := _modifier(child, token)) is not None:
            yield effect, child.text
    negated = negated or _after_nor(token) or (token.text if _nobody(token) else "")
    ruled = None if modal is None or (negated and _did_not(modal, token)) else _modal(modal, token, reported=reported)
    if modal is not None and ruled is not None:
        yield ruled, modal.text
    if negated:
        yield _NEGATED, negated


def _constructions(token: Token, dep: str, *, reported: bool) -> Iterator[tuple[Effect, str]]:
    """The effects of how the word's clause is built."""
    if imperative(token, dep):
        yield _BIDDEN, token.text
    if token.lower_ == "going" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in token.rights):
        yield named("future"), token.text
    if not reported and token.tag_ == "VBP" and any(c.dep_ == "nsubj" and c.lower_ == "you" for c in token.lefts):
        yield _ANYBODY, "you"
    if dep in _BESIDE and _turned_round(token) and _ends_asking(token.sent):
        yield _ASKED, "?"
    if dep == "advcl" and _inverted(token):
        yield _INVERTED, token.left_edge.text
    if dep == "ROOT" and token.tag_ == "VB" and token.sent[0].lower_ == "why" and suggested(token):
        yield _BIDDEN, token.sent[0].text
    if dep in _UNGOVERNED and (to := _infinitive(token)) is not None:
        yield (named("future") if _headline(token) else _TOLD), to.text


def _nobody(pronoun: Token) -> bool:
    """Whether a pronoun denies what is told of it: "*nothing* to do with it", and not "nothing but an arm of it"."""
    after = pronoun.nbor().lower_ if pronoun.i + 1 < len(pronoun.doc) else ""
    return pronoun.lower_ in tables().negative_pronouns and after not in ("but", "more", "less", "other", "short")


def _did_not(modal: Token, verb: Token) -> bool:
    """Whether a modal under negation tells what was not done: "could not reach", "would not comment"."""
    effect = tables().modals.get(modal.lower_)
    if effect is None or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.lefts):
        return False
    return effect.name == "ability" or (effect.name == "conditional" and lemma_of(verb) in tables().withholding)


def _after_nor(token: Token) -> str:
    """The "nor" before a coordinated clause: "nor has it joined the talks"."""
    if token.dep_ != "conj":
        return ""
    before = (c for c in token.head.rights if c.dep_ == "cc" and c.i < token.i)
    return next((c.text for c in before if c.lower_ == "nor"), "") if _alone(token) else ""


def _alone(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.lefts)


def _infinitive(token: Token) -> Token | None:
    """The "to" of an infinitive that nothing governs: "How to prevent it", "Rebels to leave town"."""
    marks = (c for c in token.lefts if c.dep_ == "aux" and (c.tag_ == "TO" or c.lemma_ == "be"))
    return next(marks, None) if token.tag_ == "VB" else None


def _headline(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts)


def _announced(verb: Token, trigger: Span | None) -> bool:
    """Whether the trigger is the announcement, the "will" of a conditional threat, which is made all the same."""
    return trigger is not None and any(
        c.tag_ == "MD" and trigger.start <= c.idx < trigger.end for c in verb.lefts if c.dep_ == "aux"
    )


def _condition(verb: Token, dep: str) -> Token | None:
    """The word that opens a condition on which an act to come depends: "if they attack, we will leave".

    Where the parse takes the condition for a part of the main clause, the word hangs on the main verb itself.
    """
    if verb.tag_ not in _OPEN_TENSES:
        return None
    clauses = [c for c in verb.children if c.dep_ == "advcl" and c.tag_ != "VBN"]
    for clause in [*clauses, verb] if dep == "ROOT" else clauses:
        for mark in clause.lefts:
            if mark.dep_ in ("mark", "advmod") and mark.lower_ in tables().conditions and not _concessive(mark):
                return None if any(c.dep_ == "ccomp" for c in verb.children) else mark
    return None


def _concessive(mark: Token) -> bool:
    """Whether what follows holds whether or not: "even if", "as if"."""
    return mark.i > 0 and mark.doc[mark.i - 1].lower_ in ("even", "as", "only")


def _negates(child: Token) -> bool:
    word, dep = child.lower_, child.dep_
    if dep == "neg" or word == "nt" or (word in ("never", "n't", "not") and dep == "advmod"):
        return not _focus(child)
    if word == "longer" and dep == "advmod":
        return any(c.lower_ == "no" for c in child.lefts)
    if dep in ("aux", "auxpass"):
        return word.endswith("n't") and len(word) > 3
    if dep == "det":
        return word in tables().negative_determiners
    if dep in _ROLES:
        return negative_phrase(child) and not (dep == "dobj" and child.head.lemma_ == "have")
    return dep == "preconj" and word == "neither"


def _modifier(child: Token, token: Token) -> Effect | None:
    word, dep, t = child.lower_, child.dep_, tables()
    if dep in ("advmod", "npadvmod"):
        effect = t.adverbs.get(word)
        if dep == "npadvmod" and effect is None and any(c.lower_ in ("next", "coming") for c in child.lefts):
            effect = t.adverbs["tomorrow"]
        if effect is None or (effect.name == "planned" and not _scheduled(token)):
            return None
        return None if effect.name == "nearly" and not _adjacent(child, token) else effect
    if dep == "amod":
        so_called = word == "called" and any(c.lower_ == "so" for c in child.lefts)
        effect = t.nominal.get("so-called" if so_called else word.rpartition("-")[2])
        return None if effect is not None and effect.name in _OF_CONTENT and is_said(token) else effect
    if dep == "acl" and child.tag_ == "VBN" and not any(c.dep_ in ("agent", "cc") for c in child.children):
        return t.nominal.get(word)
    return t.nominal["any"] if dep == "det" and word == "any" else None


def _scheduled(verb: Token) -> bool:
    """Whether a form of the present tells of what is to come, where a date says so: "are leaving tomorrow"."""
    if verb.tag_ in ("VBZ", "VBP", "VB"):
        return True
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP") for c in verb.lefts)


def _adjacent(adverb: Token, word: Token) -> bool:
    """Whether an adverb stands before the word and its auxiliaries, and not before a number: "nearly a third"."""
    between = word.doc[adverb.i + 1 : word.i]
    return adverb.i < word.i and all(t.pos_ in ("AUX", "ADV", "PART") for t in between)


def _modal(modal: Token, verb: Token, *, reported: bool) -> Effect | None:
    effect = tables().modals.get(modal.lower_)
    if effect is None or _only_courteous(modal, verb):
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


def _only_courteous(modal: Token, verb: Token) -> bool:
    """Whether a modal only softens what is wished or said now: "we *would* like to", "I *must* say that"."""
    lemma = lemma_of(verb)
    if modal.lower_ in ("would", "'d"):
        return lemma in WISHING and any(c.dep_ == "xcomp" for c in verb.rights)
    first = any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in verb.lefts)
    return first and lemma in ("say", "tell", "admit", "add") and modal.lower_ in ("must", "can", "should", "may")


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


def each_time(mark: Token, above: Token) -> bool:
    """Whether a clause in the present tells what happens each time: "when they *come*, others leave"."""
    told_of = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in above.lefts)
    return told_of and mark.lower_ in ("when", "whenever")


def negative_phrase(head: Token) -> bool:
    """Whether a noun phrase denies itself: "no group", "nobody", "neither side"."""
    t = tables()
    if head.lower_ in t.negative_pronouns:
        return True
    return any(c.dep_ in ("det", "preconj") and c.lower_ in t.negative_determiners for c in head.lefts)


def asked(top: Token) -> Effect | None:
    """The effect of a question on what stands in it.

    A question after who or how presupposes what it asks about, and what is told beside a question is told: "they left
    the town, but will they stay away?"
    """
    if requested(top):
        return _BIDDEN
    sent = top.sent
    if not _ends_asking(sent):
        return None
    wh = any(t.tag_ in ("WP", "WRB", "WDT", "WP$") for t in sent[:4]) and not _asked_of_now(top)
    beside = not _turned_round(top) and any(_turned_round(c) for c in top.children if c.dep_ in _BESIDE)
    return None if wh or beside else _ASKED


def _asked_of_now(verb: Token) -> bool:
    """Whether a question after who or how is of habits and views: "what do you think", "how does it work"."""
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.tag_ in ("VBP", "VBZ") for c in verb.lefts)


def _ends_asking(sent: SpacySpan) -> bool:
    return sent[-1].text == "?" or (len(sent) > 1 and sent[-2].text == "?")


def _turned_round(verb: Token) -> bool:
    """Whether the subject stands after an auxiliary, as in "will they stay" and "what should they do"."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None:
        return False
    return any(c.dep_ in ("aux", "auxpass") and c.i < subject.i for c in verb.lefts) or verb.i < subject.i
