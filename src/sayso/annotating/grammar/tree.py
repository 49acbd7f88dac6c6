"""Questions that several components ask of a dependency parse: who does, to whom, in which clause.

Labels are those of spaCy's English models (ClearNLP style). All functions are pure and bounded by the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.records.actor import Mention
from sayso.records.document import Span

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_LEFT_OF_NAME = frozenset(
    {"compound", "amod", "nmod", "nummod", "poss", "quantmod", "advmod", "npadvmod", "punct", "case"}
)
_CLAUSAL = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "parataxis", "csubj", "pcomp"})


def span_of(doc: Doc, start: int, end: int) -> Span:
    """Characters of the tokens from `start` up to `end` (token indices, end exclusive), edges trimmed."""
    while start < end and (doc[start].is_space or doc[start].is_punct):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    if start >= end:
        return Span(doc[start].idx, doc[start].idx) if start < len(doc) else Span(0, 0)
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def words_of_span(doc: Doc, span: Span) -> tuple[Token, ...]:
    """The words that a span touches; none where it lies between two."""
    try:
        return tuple(doc.char_span(*span, alignment_mode="expand") or ())
    except IndexError:  # spaCy takes a span of nothing but space for one that ends before it starts
        return ()


def noun_phrase(head: Token) -> Span:
    """The noun phrase that names or describes `head`: its modifiers, without determiner, clauses or apposition.

    A following "of" phrase is kept, because it often is the name ("Ministry of Defence", "members of the network").
    """
    left = head.i
    for child in head.lefts:
        if child.dep_ in _LEFT_OF_NAME and not (child.dep_ == "punct" and child.text not in "-'"):
            left = min(left, child.left_edge.i)
    right = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and (edge := _of_edge(child)) > child.i:
            right = max(right, edge)
        elif child.dep_ in ("compound", "nummod") or child.text in ("-",):
            right = max(right, child.i)
    return span_of(head.doc, left, right + 1)


def _of_edge(of: Token) -> int:
    """The last token of an "of" phrase, clauses and later prepositional phrases left out."""
    edge = of.i
    for child in of.children:
        if child.dep_ == "pobj":
            edge = max(edge, child.i)
            for further in child.rights:
                if further.dep_ == "prep" and further.lower_ == "of":
                    edge = max(edge, _of_edge(further))
                elif further.dep_ in ("compound", "nummod"):
                    edge = max(edge, further.i)
    return edge


def conjuncts(token: Token) -> Iterator[Token]:
    """`token` and all that is coordinated with it, in order."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj" and not _opens_clause(child):
            yield from conjuncts(child)


def _opens_clause(noun: Token) -> bool:
    """Whether a noun taken for a second party does what follows: "hit by gunfire and a *guard* went missing"."""
    at = noun.right_edge.i + 1
    if at >= len(noun.doc) or noun.doc[at].tag_ not in ("VBD", "VBZ", "MD"):
        return False
    verb = noun.doc[at]
    verb = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    return verb.dep_ == "conj" and not any(c.dep_ in SUBJECT for c in verb.children)


def passive(verb: Token) -> bool:
    """Whether a verb form is passive: "was shot", "the bridge destroyed by rebels"."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl"


def subject(verb: Token) -> Token | None:
    """The head of the phrase that is the verb's grammatical subject, through coordination, control and relatives.

    "The rebels *attacked* and burned it" gives rebels for burned; "the group *that* attacked" gives group;
    "X *agreed* to attack" gives X for attack. None where the parse shows none.
    """
    for _ in range(8):
        if before := [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]:
            nearest = before[-1] if _beside_source(before) else before[0]
            relative = nearest.lower_ in ("that", "which", "who") and verb.dep_ == "relcl"
            return verb.head if relative else nearest
        inverted = [c for c in verb.rights if c.dep_ in ("nsubj", "nsubjpass")]
        if inverted:
            return inverted[0]
        if verb.dep_ == "acl":
            return verb.head
        if verb.dep_ == "relcl" and not passive(verb):
            return None
        if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
            if verb.dep_ == "xcomp" and (controller := _object_controller(verb)) is not None:
                return controller
            verb = verb.head
            continue
        return None
    return None


def _beside_source(subjects: list[Token]) -> bool:
    """Whether the first of two subjects only names a source: "according to the mayor, *Ann Lee*, police asked him"."""
    first = subjects[0]
    sources = (c for c in first.head.lefts if c.dep_ == "prep" and c.lower_ == "according")
    return len(subjects) > 1 and any(c.right_edge.i + 2 == first.left_edge.i for c in sources)


def _object_controller(verb: Token) -> Token | None:
    """The object that an infinitive hangs on: "ordered the *army* to withdraw"; no means ("used tanks to shell it")."""
    if verb.head.lemma_ in ("use", "employ"):
        return None
    for child in verb.head.rights:
        if child.dep_ in ("dobj", "dative") and child.i < verb.i:
            return child
    return None


def agent(verb: Token) -> Token | None:
    """The head of a passive verb's "by" phrase."""
    for child in verb.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def direct_object(verb: Token) -> Token | None:
    """The head of the verb's direct object, shared through coordination ("armed and trained the group")."""
    for child in verb.rights:
        if child.dep_ in ("dobj", "obj"):
            return child
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not _has_own_complement(verb):
            return direct_object(child)
    return None


def _has_own_complement(verb: Token) -> bool:
    return any(
        c.dep_ in ("dobj", "prep", "ccomp", "xcomp", "agent", "dative", "oprd", "nsubjpass") for c in verb.children
    )


def prepositional(head: Token, *words: str) -> Iterator[Token]:
    """Heads of the objects of `head`'s prepositions among `words`, coordinated ones included: "from A and from B"."""
    for child in head.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in words:
            again = [c for c in child.rights if c.dep_ == "conj" and c.lower_ in words]
            for inner in (c for prep in (child, *again) for c in prep.children):
                if inner.dep_ == "pobj":
                    yield from conjuncts(inner)


def clause(head: Token) -> Span:
    """The clause around `head`: its subtree without coordinated clauses, parataxis and quotation marks."""
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.rights:
        if (
            child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECT for c in child.lefts)
        ) or child.dep_ == "parataxis":
            end = min(end, child.left_edge.i)
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].dep_ == "cc" or doc[end - 1].is_space):
        end -= 1
    return span_of(doc, start, end)


def path_up(token: Token) -> Iterator[Token]:
    """The tokens above `token`, nearest first, up to the root of its sentence."""
    while token.head.i != token.i:
        token = token.head
        yield token


def settled(pronoun: Token) -> Token | None:
    """The head word of whom a pronoun means, named in an earlier sentence, where the actors left no doubt of it."""
    found = next((other for at, other in pronoun.doc._.sayso_antecedents if at == pronoun.i), None)
    return pronoun.doc[found] if found is not None and found < pronoun.sent.start else None


class MentionIndex:
    """Finds mentions by token: the smallest one whose head word is at that token, else that covers it."""

    def __init__(self, doc: Doc, mentions: tuple[Mention, ...]) -> None:
        self._covering: dict[int, Mention] = {}
        self._headed: dict[int, Mention] = {}
        self._heads: dict[str, Token] = {}
        for mention in sorted(mentions, key=lambda m: m.end - m.start, reverse=True):
            found = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if found is None:
                continue
            for token in found:
                self._covering[token.i] = mention
            self._headed[found.root.i] = mention
            self._heads[mention.id] = found.root

    def headed(self, token: Token) -> Mention | None:
        """The mention whose head word is `token`."""
        return self._headed.get(token.i)

    def head_of(self, mention: Mention) -> Token | None:
        """The head word of a mention."""
        return self._heads.get(mention.id)

    def covering(self, token: Token) -> Mention | None:
        """The smallest mention that covers `token`."""
        return self._covering.get(token.i)
