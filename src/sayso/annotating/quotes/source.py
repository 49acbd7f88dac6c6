"""Who a verb's source is: its subject, through coordination, control, participles and statements."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.annotating.quotes.cues import cue_of
from sayso.annotating.quotes.marks import MARKS
from sayso.annotating.quotes.reading import Range
from sayso.lexicon.cues import words


def source_of(verb: Token) -> tuple[tuple[Range, ...], int | None]:
    """The source's ranges and head: the verb's subject, with its appositions, through coordination and control."""
    head = _subject(verb)
    if head is None or head.i == verb.i or head.dep_ == "expl":
        return (), None
    whole = noun_range(head, verb.i)
    if not whole.start <= head.i < whole.end:
        return (), None
    return (whole,), (author_of(head) or head).i


def author_of(medium: Token) -> Token | None:
    """Whose words a statement or a tweet gives: "a statement released by the navy", "a tweet from the ministry"."""
    if medium.lemma_.lower() not in words("media"):
        return None
    for child in [*medium.rights, *_beside(medium)]:
        made = child.dep_ == "acl" and child.tag_ == "VBN"
        for prep in child.rights if made else (child,):
            if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from"):
                found = next((c for c in prep.children if c.dep_ == "pobj"), None)
                if found is not None and found.ent_type_ not in ("DATE", "TIME") and found.pos_ != "NUM":
                    return found
    return None


def _beside(medium: Token) -> list[Token]:
    """A phrase right after a noun that the parse hangs on its verb: '"It is over," read a letter by the guards'."""
    if medium.dep_ != "dobj":
        return []
    return [c for c in medium.head.rights if c.dep_ in ("prep", "agent") and c.i == medium.right_edge.i + 1]


def _subject(verb: Token) -> Token | None:
    """The head of who speaks; of a participle of saying after a comma, the subject of the clause that speaks."""
    for _ in range(8):
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if own:
            return min(own, key=lambda c: abs(c.i - verb.i))
        if verb.dep_ == "relcl":
            return None
        upper = verb.head
        if verb.dep_ == "acl":
            return _author(upper) or upper
        if verb.dep_ in ("conj", "advcl", "xcomp", "pcomp", "prep") and upper.pos_ in ("VERB", "AUX", "ADP", "SCONJ"):
            if verb.dep_ == "advcl" and verb.tag_ == "VBG":
                upper = _speaking(verb, upper)
            elif verb.dep_ == "xcomp" or (verb.dep_ == "pcomp" and upper.lower_ == "as"):
                upper = upper.head if verb.dep_ == "pcomp" else upper
                found = next((c for c in upper.rights if c.dep_ in ("dobj", "dative") and c.i < verb.i), None)
                if found is not None:
                    return found
            verb = upper
            continue
        if verb.dep_ == "xcomp" and upper.dep_ == "acomp":  # "is pleased to announce"
            verb = upper.head
            continue
        return _author(upper) if verb.dep_ == "prep" else None
    return None


def _author(medium: Token) -> Token | None:
    """Who speaks through a statement or a tweet: "took to Twitter, blaming", "issued a statement saying"."""
    for _ in range(3):  # "posted a message on Twitter blaming"
        if medium.lemma_.lower() not in words("media") or medium.dep_ not in ("dobj", "pobj"):
            return None
        above = medium.head if medium.dep_ == "dobj" else medium.head.head
        if above.pos_ == "VERB":
            return next((c for c in above.lefts if c.dep_ == "nsubj"), None)
        medium = above
    return None


def _speaking(verb: Token, upper: Token) -> Token:
    """The verb above `upper` that speaks its clause, for a participle after a comma: "X said it fell, adding ..."."""
    edge = verb.left_edge.i
    if edge == 0 or verb.doc[edge - 1].text not in {",", *MARKS}:
        return upper
    for beside in upper.rights:
        if beside.dep_ == "parataxis" and beside.i < verb.i and cue_of(beside) is not None:
            return beside
    at = upper
    for _ in range(4):
        if at.dep_ not in ("ccomp", "conj", "relcl", "acl") or at.head.i == at.i:
            break
        at = at.head
        if at.pos_ == "VERB" and at.dep_ in ("ROOT", "conj") and cue_of(at) is not None:
            return at
    return upper


def noun_range(head: Token, verb: int) -> Range:
    """A noun phrase with its appositions, less the clause that holds the verb and trailing participles."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.children:
        left, right = child.left_edge.i, child.right_edge.i
        if left <= verb <= right:
            if child.i < head.i:
                start = max(start, right + 1)
            else:
                end = min(end, left)
        elif child.i > head.i and child.dep_ == "acl" and child.tag_ == "VBG" and head.doc[left - 1].text == ",":
            end = min(end, left)
        elif left == start and child.dep_ == "advmod" and child.lower_ in ("even", "only", "just", "also"):
            start = right + 1
    return Range(start, end)
