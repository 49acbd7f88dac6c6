"""In which scope a word stands: the way from the top of a sentence down to it, and the operators on that way.

`assess` walks that way once. At each word its own operators apply (modals, negation, adverbs, "alleged"), and at each
edge what the governing predicate does to its complement ("failed to", "knew that", "fear of").
"""

from __future__ import annotations

from spacy.tokens import Token

from sayso.annotating.complements import ADJUNCT, VERBAL, Step, edge_kind, governed, opened_by, participle
from sayso.annotating.operators import asked, negative_phrase, operators
from sayso.annotating.stance import Effect, Stance, lemma_of, tables
from sayso.records.document import Span

_DEPTH = 60
_PURPOSE = Effect("purpose", certainty="possible", modes=("future",), why="is a purpose, not said to happen")
_OPEN = Effect("infinitive", certainty="possible", modes=("hypothetical",), why="is not said to happen")
_UNSAID = Effect("unsaid", certainty="possible", clear=True, why="is not said by anybody here")
_CARRYING = frozenset({"implicative", "enabling", "belief"})
_PRESENT = frozenset({"VBP", "VBZ", "VB"})
_REASONS = frozenset({"because", "since", "as", "although", "though", "whereas", "while"})
_NONE: frozenset[int] = frozenset()


def assess(
    token: Token, *, within: Span | None = None, trigger: Span | None = None, stops: frozenset[int] = _NONE
) -> Stance:
    """Where the speaker of a stretch of text stands towards what a word names.

    Args:
        token: the head of the words that name it.
        within: characters of what the speaker says (an attribution's content); None for the whole sentence.
        trigger: characters of the words that name it; they are no operators on it.
        stops: indices of tokens that the way does not pass, such as the cues of attributions.

    Returns:
        Certainty, polarity, modes and a sentence that says why, as a `Stance`.
    """
    steps = way_down(token, within=within, stops=stops)
    base = stance = outside = Stance()
    if (effect := asked(steps[0].token)) is not None:
        stance = outside = base.under(effect, "?")
    above: Token | None = None
    for number, step in enumerate(steps):
        if above is not None and not _inside(trigger, above):
            outside = _project(above, step, stance, outside, base, top=steps[0].token)
        else:
            outside = stance
        below = steps[number + 1].token if number + 1 < len(steps) else None
        stance = _local(step, outside, reported=within is not None, trigger=trigger, below=below)
        above = step.token
    return stance


def _inside(trigger: Span | None, token: Token) -> bool:
    return trigger is not None and trigger.start <= token.idx < trigger.end


def way_down(token: Token, *, within: Span | None = None, stops: frozenset[int] = _NONE) -> list[Step]:
    """The steps from the topmost word of what is said down to `token`."""
    steps: list[Step] = []
    for _ in range(_DEPTH):
        first, shared = _first_conjunct(token)
        above, via = first.head, None
        if first.dep_ in ("pobj", "pcomp") and above.head.i != above.i:
            above, via = above.head, above
        steps.append(Step(token, first, first.dep_, via, shared))
        outside = within is not None and not within.start <= above.idx < within.end
        if first.head.i == first.i or outside or above.i in stops:
            break
        token = above
    steps.reverse()
    return steps


def _stands_alone(verb: Token) -> bool:
    """Whether a coordinated verb has a subject and auxiliaries of its own; "and a coup declared" lacks the latter."""
    kinds = {c.dep_ for c in verb.children}
    gapped = verb.tag_ == "VBN" and "nsubjpass" in kinds and not kinds & {"aux", "auxpass"}
    return bool(kinds & {"nsubj", "nsubjpass", "aux", "auxpass", "expl"}) and not gapped


def _local(step: Step, stance: Stance, *, reported: bool, trigger: Span | None, below: Token | None) -> Stance:
    """The stance after the operators on the word itself, and those it shares with an earlier conjunct."""
    reported = reported or (step.dep == "ccomp" and step.token.head.tag_ in ("VBD", "VBN"))
    dep = "conj" if step.token.dep_ == "conj" else step.dep
    for effect, word in operators(step.token, dep=dep, reported=reported, trigger=trigger, below=below):
        stance = stance.under(effect, word)
    for other in step.shared:
        disjoint = any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in other.children)
        for effect, word in operators(other, dep=other.dep_, reported=reported, trigger=trigger):
            if not effect.flip or disjoint:
                stance = stance.under(effect, word)
    return stance


def _first_conjunct(token: Token) -> tuple[Token, tuple[Token, ...]]:
    """The first of the words that `token` is coordinated with, and those whose operators it shares.

    Operators are shared where the later conjunct has no subject and no auxiliary of its own: "may attack and kill".
    """
    shared: list[Token] = []
    first, sharing = token, True
    while first.dep_ == "conj" and first.head.i != first.i:
        own = _stands_alone(first)
        sharing = sharing and not own and first.tag_ == first.head.tag_
        first = first.head
        if sharing:
            shared.append(first)
    return first, tuple(shared)


def _project(above: Token, step: Step, stance: Stance, outside: Stance, base: Stance, *, top: Token) -> Stance:
    """The stance that reaches a complement, argument or adjunct of `above`."""
    dep = step.dep
    denied = dep in ("relcl", "acl") and negative_phrase(above)
    if denied and (participle(step.token) or governed(above, step, stance, top=top) is None):
        return stance
    if not denied and dep in ("relcl", "parataxis", "dep") and edge_kind(step) != "to":
        open_ = dep == "relcl" and stance.modes and step.token.tag_ in _PRESENT and not _definite(above)
        return _affirmed(stance, outside) if open_ else base
    if dep == "amod" or (dep in ("compound", "nmod", "poss") and step.token.pos_ in VERBAL):
        return base
    effect = opened_by(step) or governed(above, step, stance, top=top)
    if effect is not None:
        presupposed = stance.negative and effect.name in _CARRYING and _given(step.token)
        return base if presupposed else stance.under(effect, above.text)
    if dep == "advcl":
        return _adverbial(step, stance, outside)
    if step.via is not None:
        return _prepositional(above, step, stance, outside, base)
    if dep in ("acl", "relcl"):
        return _modifying(above, step, stance, base)
    if dep == "ccomp" and stance.negative and not outside.negative:
        return stance.under(_UNSAID, above.text)
    if dep in ("compound", "nmod"):
        return _affirmed(stance, outside)
    if dep in ("xcomp", "ccomp") and edge_kind(step) == "to" and not _perfect(step.token):
        return stance.under(_OPEN, above.text)
    if dep in ("nsubj", "dobj", "nsubjpass", "dative", "obj", "poss"):
        return _argument(above, step, stance, outside, base)
    return stance


def _modifying(above: Token, step: Step, stance: Stance, base: Stance) -> Stance:
    """A clause after a noun: told as a fact, or an infinitive that says what the noun is for."""
    if edge_kind(step) != "to":
        return base
    return stance if _superlative(above) else stance.under(_PURPOSE, above.text)


def _superlative(noun: Token) -> bool:
    """Whether an infinitive after a noun tells what was done: "the first to cross", "the worst storm to hit"."""
    return any(c.tag_ == "JJS" or c.lower_ in ("first", "last", "only", "latest", "second") for c in noun.lefts)


def _perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.lefts)


def _adverbial(step: Step, stance: Stance, outside: Stance) -> Stance:
    """An adverbial clause: a condition, a purpose, a participle that goes along, or a fact of its own."""
    token = step.token
    for child in token.lefts:
        if child.dep_ == "mark" and (effect := tables().marks.get(child.lower_)) is not None:
            return outside.under(effect, child.text)
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


def _prepositional(above: Token, step: Step, stance: Stance, outside: Stance, base: Stance) -> Stance:
    via = step.via
    assert via is not None
    effect = tables().prepositions.get(via.lower_)
    if effect is not None and (effect.name != "purpose" or (step.dep == "pcomp" and above.pos_ in VERBAL)):
        if effect.name == "purpose":
            return outside
        return outside.under(effect, via.text)
    if step.dep == "pcomp" and via.lower_ in ("about", "to", "toward", "towards"):
        return stance.under(_OPEN, via.text)
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
        if lemma in t.occurring:
            return stance
    elif lemma in t.creating and not (stance.negative and _definite(step.token)):
        return stance
    if _given(step.token) and lemma not in t.creating:
        return base
    return outside if _definite(step.token) else _affirmed(stance, outside)


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
