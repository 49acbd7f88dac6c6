"""What reaches a word from the one above it: complements share its fate, circumstances and relative clauses do not.

A predicate with a signature ("failed to", "fear of") decides first; without one the construction does. What is given
("the attack", "his departure") is presupposed and outlives a denial around it.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from sayso.annotating.factuality.absent import needed
from sayso.annotating.factuality.operators import WISHING, each_time, negative_phrase
from sayso.annotating.factuality.stance import Effect, Stance, lemma_of, signature, tables
from sayso.annotating.grammar.complements import (
    ADJUNCT,
    COPULAS,
    VERBAL,
    Step,
    any_of,
    described,
    edge_kind,
    governed,
    opened_by,
    participle,
    perfect,
)
from sayso.lexicon.cues import lookup

_PURPOSE = Effect("purpose", certainty="possible", modes=("future",), why="is a purpose, not said to happen")
_OPEN = Effect("infinitive", certainty="unstated", modes=("hypothetical",), why="is not said to happen")
_SUCH = Effect("such", certainty="unstated", why="is named as a thing to do, not said to happen")
# Nouns whose infinitive tells what one can do with them: "the best place to stay".
_SOMETHING_TO_DO = frozenset({"place", "way", "time", "thing", "option", "choice", "method", "means", "spot", "one"})
_SUCH_AS = frozenset({"of", "in", "on", "at", "for"})
_UNSAID = Effect("unsaid", certainty="possible", clear=True, why="is not said by anybody here")
_UNTRULY = Effect("untruly", flip=True, why="is said not to be so")
# What stands behind a verb and so is what it is about; operators by which a speaker frames his own words.
_FILLING = frozenset({"dobj", "xcomp", "ccomp", "attr", "acomp", "oprd"})
_FRAMING = frozenset({"necessity", "desire", "duty", "conditional"})
# Verbs that do what they say, however politely: "we would like to *thank* you".
_PERFORMED = frozenset(
    {"thank", "congratulate", "welcome", "express", "apologize", "apologise", "say", "add", "stress"}
)
_HELD = frozenset({"belief", "doubtful"})
_CARRYING = frozenset({"implicative", "enabling", "belief"})
_CLAUSES_OF_NOUNS = frozenset({"relcl", "acl", "parataxis", "dep"})
_PRESENT = frozenset({"VBP", "VBZ", "VB"})
_REASONS = frozenset({"because", "since", "as", "although", "though", "whereas", "while"})
# prepositions whose phrase tells a circumstance that holds whether or not the act came about
_CIRCUMSTANCE = frozenset({"because", "through", "during", "amid", "despite", "since", "following", "after", "before"})


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a speaker stands around a word.

    Attributes:
        stance: towards the word above, with the operators on it.
        outside: towards the word above, before the operators on it.
        base: towards what is simply told.
    """

    stance: Stance
    outside: Stance
    base: Stance


def project(above: Token, step: Step, scope: Scope, *, top: Token) -> Stance:
    """The stance that reaches a complement, argument or adjunct of `above`.

    Args:
        above: the word that the step hangs on.
        step: the complement, argument or adjunct.
        scope: where the speaker stands around it.
        top: the topmost word of what is said.
    """
    if step.dep == "ccomp" and (_run_on(above, step) or _only_framed(above, step, scope.stance)):
        return scope.base
    if step.dep == "xcomp" and lemma_of(above) in WISHING and lemma_of(step.token) in _PERFORMED:
        return scope.base
    if step.dep == "prep" and step.token.tag_ == "VBG":
        return scope.base
    if step.dep in _CLAUSES_OF_NOUNS and (reached := _beside(above, step, scope, top)) is not None:
        return reached
    if step.dep == "amod" or (step.dep in ("compound", "nmod", "poss") and step.token.pos_ in VERBAL):
        return scope.base
    if step.dep in ("dobj", "pobj", "nsubjpass") and scope.stance.negative and any_of(step.token):
        return scope.stance
    effect = opened_by(step) or governed(above, step, scope.stance, top=top)
    held = step.dep in ("ccomp", "xcomp") or step.via is not None or (effect is not None and effect.name in _HELD)
    if held and (word := _untruly(above)):
        return scope.stance.under(_UNTRULY, word)
    if effect is None:
        return _ungoverned(above, step, scope)
    presupposed = scope.stance.negative and effect.name in _CARRYING and _given(step.token)
    return scope.base if presupposed else scope.stance.under(effect, above.text)


def _beside(above: Token, step: Step, scope: Scope, top: Token) -> Stance | None:
    """The stance that reaches a relative clause or the like: told as a fact of its own; None for a content clause."""
    stance = scope.stance
    denied = step.dep in ("relcl", "acl") and (negative_phrase(above) or (stance.negative and any_of(above)))
    if denied:
        inside = participle(step.token) or governed(above, step, stance, top=top) is None
        return stance if inside else None
    if step.dep == "acl" or edge_kind(step) == "to":
        return None
    open_ = step.dep == "relcl" and stance.modes and step.token.tag_ in _PRESENT and not _definite(above)
    return _affirmed(stance, scope.outside) if open_ else scope.base


def _ungoverned(above: Token, step: Step, scope: Scope) -> Stance:
    """The stance that reaches what no predicate's signature speaks of."""
    dep, stance, outside, base = step.dep, scope.stance, scope.outside, scope.base
    if dep == "advcl":
        return _adverbial(step, stance, outside, base)
    if dep == "csubj" and step.token.tag_ == "VBG" and above.tag_ in _PRESENT and not _whose(step.token):
        return outside.under(_SUCH, step.token.text)
    if dep in ("csubj", "compound", "nmod") and step.via is None:
        return _affirmed(stance, outside)
    if step.via is not None:
        return _prepositional(above, step, stance, outside, base)
    if dep in ("acl", "relcl"):
        return _modifying(above, step, stance, base)
    if dep == "ccomp" and stance.negative and not outside.negative:
        return stance.under(_UNSAID, above.text)
    if dep == "xcomp" and step.token.tag_ == "VB" and above.lemma_ == "be" and above.tag_ in _PRESENT:
        return stance.under(_OPEN, above.text)
    if dep in ("xcomp", "ccomp") and edge_kind(step) == "to" and not perfect(step.token):
        return stance.under(_OPEN, above.text)
    if dep in ("nsubj", "dobj", "nsubjpass", "dative", "obj", "poss"):
        return _argument(above, step, stance, outside, base)
    return stance


def _whose(gerund: Token) -> bool:
    return any(c.dep_ in ("poss", "nsubj") for c in gerund.lefts)


def _run_on(above: Token, step: Step) -> bool:
    """Whether a clause only stands before another that a parser hung it on: "we had frosts, I would not come late".

    What somebody says or thinks can stand before the verb of it; not so where that has its object behind it.
    """
    clause = step.token
    if clause.i > above.i or any(c.dep_ == "mark" for c in clause.lefts) or not _finite(clause):
        return False
    filled = any(c.dep_ in _FILLING for c in above.rights)
    lemma = lemma_of(above)
    return filled or (lookup(lemma, "verb") is None and signature("verbs", lemma, "that") is None)


def _finite(verb: Token) -> bool:
    auxiliaries = [c.tag_ for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    return (auxiliaries[0] if auxiliaries else verb.tag_) in ("VBD", "VBP", "VBZ", "MD")


def _only_framed(above: Token, step: Step, stance: Stance) -> bool:
    """Whether a speaker only frames what he says all the same: "I *have to say* that it amazes me"."""
    if not stance.trail or stance.trail[-1] not in (*_FRAMING, "infinitive") or lookup(lemma_of(above), "verb") is None:
        return False
    if not _finite(step.token) or step.token.i < above.i:
        return False
    verbs = (above, *above.ancestors)
    who = next((c for v in verbs for c in v.lefts if c.dep_ == "nsubj"), None)
    return who is not None and who.lower_ in ("i", "we", "it")


def _modifying(above: Token, step: Step, stance: Stance, base: Stance) -> Stance:
    """A clause after a noun: told as a fact, or an infinitive that says what the noun is for.

    "have the *programme printed*" tells what is brought about with the noun, and shares the fate of "have".
    """
    if step.token.tag_ == "VBN" and above.dep_ == "dobj" and lemma_of(above.head) in ("have", "get"):
        return stance
    if edge_kind(step) != "to":
        return base
    return stance if _superlative(above) else stance.under(_PURPOSE, above.text)


def _superlative(noun: Token) -> bool:
    """Whether an infinitive after a noun tells what was done: "the first to cross", "the worst storm to hit"."""
    if noun.lemma_.lower() in _SOMETHING_TO_DO:
        return False
    return any(c.tag_ == "JJS" or c.lower_ in ("first", "last", "only", "latest", "second") for c in noun.lefts)


def _untruly(verb: Token) -> str:
    """The adverb that says that a holder is wrong: "wrongly believes", "falsely accused"."""
    return next((c.text for c in verb.children if c.lower_ in tables().untruly), "")


def _adverbial(step: Step, stance: Stance, outside: Stance, base: Stance) -> Stance:
    """An adverbial clause: a condition, a purpose, a participle that goes along, or a fact of its own."""
    token = step.token
    if _so_that(token):
        return outside.under(_PURPOSE, "so that")
    for child in token.lefts:
        if child.dep_ in ("mark", "advmod") and (effect := tables().marks.get(child.lower_)) is not None:
            if effect.name == "awaited" and not _present(token):
                break
            if each_time(child, step.first.head) and not outside.modes and not stance.modes:
                return outside
            return outside.under(effect, child.text)
    if outside.negative and _past(token) and any(c.dep_ in ("mark", "advmod") for c in token.lefts):
        return base
    edge = edge_kind(step)
    if edge == "to":
        return outside.under(_PURPOSE, "to")
    if any(c.dep_ == "mark" and c.lower_ in _REASONS for c in token.lefts):
        return outside
    if stance.modes and token.tag_ in _PRESENT:
        return _affirmed(stance, outside)
    if edge == "ing" or participle(token):
        return _affirmed(stance, outside)
    return outside


def _so_that(verb: Token) -> bool:
    """Whether a clause in the present or with a modal tells what something is for: "so that they *can* leave"."""
    mark = next((c for c in verb.lefts if c.dep_ == "mark" and c.lower_ == "that"), None)
    return mark is not None and mark.i > 0 and mark.nbor(-1).lower_ == "so" and not _past(verb)


def _present(verb: Token) -> bool:
    """Whether a clause is in the present, or the perfect of it: "until they *leave*", "once they *have* left"."""
    auxiliaries = [c.tag_ for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    return (auxiliaries[0] if auxiliaries else verb.tag_) in ("VBP", "VBZ")


def _past(verb: Token) -> bool:
    auxiliaries = [c.tag_ for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    return (auxiliaries[0] if auxiliaries else verb.tag_) == "VBD"


def _prepositional(above: Token, step: Step, stance: Stance, outside: Stance, base: Stance) -> Stance:
    via = step.via
    assert via is not None
    effect = tables().prepositions.get(via.lower_)
    if via.lower_ == "than" and not (via.i and via.doc[via.i - 1].lower_ in ("rather", "other")):
        return outside
    if step.dep == "pobj" and (needed(above, via) or (outside.negative and via.lower_ in _CIRCUMSTANCE)):
        return base
    if effect is not None and (effect.name != "purpose" or (step.dep == "pcomp" and above.pos_ in VERBAL)):
        if effect.name == "purpose":
            return outside
        return outside.under(effect, via.text)
    if step.dep == "pcomp" and via.lower_ in ("about", "to", "toward", "towards"):
        return stance.under(_OPEN, via.text)
    if step.dep == "pcomp" and via.lower_ in _SUCH_AS and above.pos_ in ("NOUN", "ADJ") and not stance.negative:
        return stance.under(_SUCH, above.text)
    if _given(step.token) and via.lower_ != "of":
        return base
    if above.pos_ in ("NOUN", "ADJ"):
        return stance
    if via.lower_ in ADJUNCT or _definite(step.token):
        return outside if _definite(step.token) else _affirmed(stance, outside)
    return stance


def _argument(above: Token, step: Step, stance: Stance, outside: Stance, base: Stance) -> Stance:
    """A noun as subject or object: it shares the verb's fate where the verb brings it about or it is indefinite."""
    lemma = lemma_of(above)
    t = tables()
    if step.dep in ("nsubj", "poss"):
        if lemma in COPULAS and (found := described(above)) is not None:
            return stance.under(*found)
        if lemma in t.occurring and not (lemma == "be" and _predicative(above)):
            return stance
    elif lemma in t.creating and (step.dep == "nsubjpass" or not (stance.negative and _definite(step.token))):
        return stance
    if _given(step.token) and lemma not in t.creating:
        return base
    if outside.negative and step.dep in ("nsubj", "nsubjpass", "poss") and _definite(step.token):
        return base
    return outside if _definite(step.token) else _affirmed(stance, outside)


def _predicative(be: Token) -> bool:
    """Whether "be" says something of its subject, whose being is not in question: "the attack was not big"."""
    return any(c.dep_ in ("acomp", "attr", "advmod", "prep") for c in be.rights)


def _given(token: Token) -> bool:
    """Whether a noun points at something already spoken of: "the air strikes", "those attacks"."""
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those") for c in token.lefts)


def _definite(token: Token) -> bool:
    if token.pos_ in ("PROPN", "PRON"):
        return True
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in tables().definite) for c in token.lefts)


def _affirmed(stance: Stance, outside: Stance) -> Stance:
    """The stance with the polarity it had before the governor's own negation."""
    return Stance(stance.certainty, outside.negative, stance.modes, stance.trail, stance.why)
