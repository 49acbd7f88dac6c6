"""Where a text says why: the cue, what it explains, and the words of the aim.

Each finder looks at one token and yields `Cue`s; whether the explained words are an act at all is decided later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from sayso.annotating.grammar.tree import clause, conjuncts, span_of
from sayso.annotating.relations.bearer import bearer
from sayso.lexicon.language import load
from sayso.records.document import Span


@dataclass(frozen=True, slots=True)
class Cue:
    """A purpose as its words give it.

    Attributes:
        start, end: tokens of the cue, end exclusive.
        explained: the verb or noun of the act that the aim is said to explain.
        aim: the words of the aim; characters.
        aim_head: their head, so that acts inside the aim are not explained by it.
        how: the construction: infinitive, order, noun, participle, predicate, because, this, campaign.
    """

    start: int
    end: int
    explained: Token
    aim: Span
    aim_head: Token
    how: str


@cache
def tables() -> Mapping[str, frozenset[str]]:
    """Word lists of purposes.yaml; those that go by preposition as "nouns with", "participles to"."""
    found: dict[str, frozenset[str]] = {}
    for name, value in load("lang/en/purposes").items():
        if isinstance(value, dict):
            found |= {f"{name} {key}": frozenset(members) for key, members in value.items()}
        else:
            found[name] = frozenset(value)
    return found


def infinitives(to: Token) -> Iterator[Cue]:
    """Cues such as "in order to", "so as to", and the bare "to" of a purpose clause."""
    verb, doc = to.head, to.doc
    before = doc[to.i - 1].lower_ if to.i else ""
    if verb.i < to.i or to.dep_ != "aux" or verb.tag_ != "VB" or any(c.dep_ == "nsubj" for c in verb.lefts):
        return
    aim = _aim(verb)
    if before == "order" and to.i > 1 and doc[to.i - 2].lower_ == "in":
        above = doc[to.i - 2].head
        yield Cue(to.i - 2, to.i + 1, above, aim, verb, "order")
    elif before == "as" and to.i > 1 and doc[to.i - 2].lower_ == "so":
        yield Cue(to.i - 2, to.i + 1, verb.head, aim, verb, "order")
    elif (explained := _explained(to, verb, before)) is not None:
        yield Cue(to.i, to.i + 1, explained, aim, verb, "infinitive")


def _explained(to: Token, verb: Token, before: str) -> Token | None:
    """The verb that a bare infinitive gives the purpose of, if it does."""
    words = tables()
    above = verb.head
    if before in words["not_before"] or verb.lemma_ in words["idioms"]:
        return None
    if verb.dep_ == "conj" and above.pos_ == "VERB" and any(c.lower_ == "to" for c in above.lefts):
        return None
    if above.dep_ in ("acomp", "amod", "csubj", "pcomp") and above.tag_ != "VBG":
        return None
    if verb.dep_ == "advcl" and above.pos_ == "VERB" and above.lemma_ not in words["complements"]:
        return above
    if verb.dep_ in ("xcomp", "acl", "relcl", "ccomp"):
        if verb.dep_ == "acl" and above.dep_ in ("dobj", "conj", "pobj"):
            above = next((t for t in above.ancestors if t.pos_ == "VERB"), above)
        if above.lemma_ in words["means"] and any(c.dep_ in ("dobj", "nsubjpass") for c in above.children):
            return above
    return None


def nouns(noun: Token) -> Iterator[Cue]:
    """Cues such as "with the aim of weakening", "in a bid to", "in retaliation for"."""
    words, prep = tables(), noun.head
    if noun.dep_ != "pobj" or noun.lemma_ not in words.get(f"nouns {prep.lower_}", ()):
        if not (prep.lower_ == "of" and prep.head.lower_ == "out" and noun.lemma_ in words["nouns out"]):
            return
        prep = prep.head
    above = _verb_above(prep)
    if noun.lemma_ == "part":
        yield from _campaign(noun, above)
        return
    if noun.lemma_ in words["reactions"]:
        follows = [c for c in noun.rights if c.dep_ in ("prep", "acl")]
        if follows or prep.lower_ == "out":
            end = noun.right_edge.i + 1
            yield Cue(prep.i, noun.i + 1, above, span_of(noun.doc, noun.i, end), noun, "noun")
        return
    verb = _complement(noun)
    if verb is not None:
        yield Cue(prep.i, verb.left_edge.i if verb.left_edge.i > noun.i else verb.i, above, _aim(verb), verb, "noun")


def participles(word: Token) -> Iterator[Cue]:
    """Cues such as "was designed to derail", "an operation aimed at destroying", "motivated by hatred"."""
    words = tables()
    if word.tag_ not in ("VBN", "VBD", "JJ") or word.dep_ not in (
        "ROOT",
        "acl",
        "relcl",
        "conj",
        "ccomp",
        "advcl",
        "acomp",
    ):
        return
    about = bearer(word)
    if about is None:
        return
    if word.lemma_ in words["participles to"]:
        for verb in word.rights:
            if verb.dep_ in ("xcomp", "advcl") and any(c.tag_ == "TO" for c in verb.lefts):
                yield Cue(word.i, verb.i, about, _aim(verb), verb, "participle")
    for prep in word.rights:
        if prep.lower_ not in ("at", "by") or word.lemma_ not in words[f"participles {prep.lower_}"]:
            continue
        for inner in prep.children:
            gerund = inner.dep_ == "pcomp" and prep.lower_ == "at"
            motive = inner.dep_ == "pobj" and prep.lower_ == "by" and inner.lemma_ in words["motives"]
            if gerund or motive:
                yield Cue(word.i, prep.i + 1, about, _aim(inner), inner, "participle")


def predicates(noun: Token) -> Iterator[Cue]:
    """Cues such as "The purpose of the raid was to free", "serve one purpose: to put"."""
    words = tables()
    if noun.lemma_ not in words["aims"]:
        return
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ == "be":
        aim = next((c for c in verb.rights if c.dep_ in ("xcomp", "advcl", "ccomp", "attr", "acomp")), None)
        if aim is not None and (aim.pos_ == "VERB" or aim.tag_ == "VBG"):
            of = next(
                (p for c in noun.rights if c.lower_ in ("of", "behind") for p in c.children if p.dep_ == "pobj"), noun
            )
            yield Cue(noun.i, noun.i + 1, of, _aim(aim), aim, "predicate")
    elif noun.dep_ == "dobj" and verb.lemma_ in words["serve"]:
        about = bearer(verb)
        aim = _complement(noun) or _said_after(verb)
        if about is not None and aim is not None:
            yield Cue(noun.i, noun.i + 1, about, _aim(aim), aim, "predicate")


def becauses(mark: Token) -> Iterator[Cue]:
    """Cues such as "because it wants to isolate the rebels"."""
    verb = mark.head
    if mark.dep_ != "mark" or verb.dep_ != "advcl" or verb.lemma_ not in tables()["wanting"]:
        return
    wanted = next((c for c in verb.rights if c.dep_ in ("xcomp", "dobj")), None)
    if wanted is not None and verb.head.pos_ == "VERB":
        yield Cue(mark.i, verb.i + 1, verb.head, _aim(wanted), wanted, "because")


def this(noun: Token) -> Iterator[Cue]:
    """Cues such as "For this reason", "to this end": the aim is what the sentence before says somebody wants."""
    prep = noun.head
    pointed = any(c.lower_ in ("this", "that") for c in noun.lefts)
    if noun.dep_ != "pobj" or prep.lower_ not in ("for", "to", "with") or not pointed or not noun.sent.start:
        return
    if prep.i - noun.sent.start > 2 or prep.head.pos_ != "VERB":
        return
    before = noun.doc[noun.sent.start - 1].sent
    for token in before:
        if token.lemma_ in tables()["wanting"] and token.pos_ == "VERB":
            wanted = next((c for c in token.rights if c.dep_ == "xcomp"), None)
            if wanted is not None:
                yield Cue(prep.i, noun.i + 1, prep.head, _aim(wanted), wanted, "this")
                return


def parts(noun: Token) -> Iterator[Cue]:
    """Cues such as "The arrests are part of a campaign to silence journalists"."""
    if noun.dep_ in ("attr", "appos", "acomp") and (about := bearer(noun)) is not None:
        yield from _campaign(noun, about)


def _campaign(part: Token, about: Token) -> Iterator[Cue]:
    for of in part.rights:
        for noun in of.children if of.lower_ == "of" else ():
            named = [c for c in noun.rights if c.dep_ in ("acl", "relcl") or c.lower_ in ("of", "against", "for")]
            if noun.dep_ == "pobj" and noun.lemma_ in tables()["campaigns"] and named:
                end = noun.right_edge.i + 1
                yield Cue(part.i, of.i + 1, about, span_of(part.doc, noun.left_edge.i, end), noun, "campaign")


def _complement(noun: Token) -> Token | None:
    """The verb of "aim of weakening", "bid to free", "purpose: to put"."""
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl", "xcomp") and any(c.tag_ == "TO" for c in child.lefts):
            return child
        if child.dep_ == "prep" and child.lower_ in ("of", "to"):
            for inner in child.children:
                if inner.dep_ == "pcomp":
                    return inner
    return None


def _said_after(verb: Token) -> Token | None:
    """The aim of "serve one purpose, he wrote, which is to close the harbour"."""
    for token in (verb, *(t for t in verb.ancestors)):
        for child in token.rights:
            if child.dep_ in ("relcl", "xcomp", "advcl", "ccomp", "parataxis") and child.i > verb.i:
                inner = next((c for c in child.rights if c.dep_ == "xcomp"), child)
                if any(c.tag_ == "TO" for c in inner.lefts):
                    return inner
    return None


def _verb_above(prep: Token) -> Token:
    """The verb that a phrase hangs on, through the nouns that the parser may have hung it on."""
    above = prep.head
    while above.pos_ not in ("VERB", "AUX") and above.dep_ in ("dobj", "pobj", "prep", "conj", "nsubjpass", "appos"):
        above = above.head
    return above


def _aim(head: Token) -> Span:
    """The words of an aim: its clause from the verb on, or the noun phrase."""
    whole = clause(head)
    if head.pos_ not in ("VERB", "AUX"):
        return whole
    last = [t for t in conjuncts(head)][-1]
    end = max(whole.end, clause(last).end) if last.i - head.i < 40 else whole.end
    return Span(head.idx, end)
