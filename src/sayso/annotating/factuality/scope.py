"""In which scope a word stands: the way from the top of a sentence down to it, and the operators on that way.

`assess` walks that way once. At each word its own operators apply (modals, negation, adverbs, "alleged"), and at each
edge what the governing predicate does to its complement ("failed to", "knew that", "fear of").
"""

from __future__ import annotations

from spacy.tokens import Token

from sayso.annotating.factuality.operators import asked, operators
from sayso.annotating.factuality.scope_edges import Scope, project
from sayso.annotating.factuality.stance import Stance
from sayso.annotating.grammar.complements import Step, holder_of, left_open
from sayso.records.document import Span

_DEPTH = 60
_NON_FINITE = frozenset({"xcomp", "advcl", "acl", "pcomp", "prep", "conj"})
_FORMS = {"VBP": "VB", "VBD": "VBN"}
_ANY = frozenset({"any", "further"})
_NONE: frozenset[int] = frozenset()


def assess(
    token: Token,
    *,
    within: Span | None = None,
    trigger: Span | None = None,
    stops: frozenset[int] = _NONE,
    denied: bool = False,
) -> Stance:
    """Where the speaker of a stretch of text stands towards what a word names.

    Args:
        token: the head of the words that name it.
        within: characters of what the speaker says (an attribution's content); None for the whole sentence.
        trigger: characters of the words that name it; they are no operators on it.
        stops: indices of tokens that the way does not pass, such as the cues of attributions.
        denied: whether the speaker denies all of it, so that "any" in it leaves nothing open.

    Returns:
        Certainty, polarity, modes and a sentence that says why, as a `Stance`.
    """
    steps = way_down(token, within=within, stops=stops)
    base = stance = outside = Stance()
    if (effect := asked(steps[0].token)) is not None:
        stance = outside = base.under(effect, "?")
    elif (effect := left_open(steps[0])) is not None:
        stance = outside = base.under(effect, "whether")
    above: Token | None = None
    for number, step in enumerate(steps):
        if above is not None and not _inside(trigger, above):
            outside = project(above, step, Scope(stance, outside, base), top=steps[0].token)
        else:
            outside = stance
        below = steps[number + 1].words() if number + 1 < len(steps) else _NONE
        stance = _local(step, outside, reported=within is not None, trigger=trigger, below=below, denied=denied)
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
            above, via = holder_of(above), above
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


def _local(
    step: Step, stance: Stance, *, reported: bool, trigger: Span | None, below: frozenset[int], denied: bool
) -> Stance:
    """The stance after the operators on the word itself, and those it shares with an earlier conjunct."""
    reported = reported or (step.dep == "ccomp" and step.token.head.tag_ in ("VBD", "VBN"))
    dep = "conj" if step.token.dep_ == "conj" else step.dep
    for effect, word in operators(step.token, dep=dep, reported=reported, trigger=trigger, below=below):
        if not ((stance.negative or denied) and word.lower() in _ANY):
            stance = stance.under(effect, word)
    for other in step.shared:
        disjoint = any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in other.children)
        disjoint = disjoint or any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in step.token.children)
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
        own, above = _stands_alone(first), _joined(first)
        sharing = sharing and not own and _form(first) == _form(above)
        first = above
        if sharing:
            shared.append(first)
    return first, tuple(shared)


def _joined(verb: Token) -> Token:
    """What a word is coordinated with; the parse hangs "and *fled*" in "failed to win and fled" on the infinitive."""
    head = verb.head
    if verb.tag_ != "VBD" or head.tag_ not in ("VB", "VBG"):
        return head
    above = head
    while above.tag_ != "VBD" and above.head.i != above.i and above.dep_ in _NON_FINITE:
        above = above.head
    return above if above.tag_ == "VBD" else head


def _form(token: Token) -> str:
    """The form of a word as far as coordination goes; the tagger confuses the members of each pair."""
    bare = token.tag_ in ("VBD", "VBN") and token.lower_ == token.lemma_
    return "VB" if bare and token.head.tag_ == "VB" else _FORMS.get(token.tag_, token.tag_)
