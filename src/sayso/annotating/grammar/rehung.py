"""Words hung on another word than the parser hung them on, each by what stands side by side; used by `sayso_mended`."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.lexicon.calendar import months

NAMES = frozenset({"NNP", "NNPS"})


def named_subject(verb: Token) -> None:
    """A name right before a verb that has no other subject is its subject: "*Bulgaria* arms the *Brigades*"."""
    if verb.i == 0 or any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for c in verb.children):
        return
    name = verb.nbor(-1)
    if name.dep_ != "compound" or name.head.i != verb.i or name.tag_ not in NAMES:
        return
    name.dep_ = "nsubj"
    objects = [c for c in verb.rights if c.dep_ in ("dobj", "npadvmod", "dep")]
    if len(objects) == 1 and objects[0].tag_ in NAMES:
        objects[0].dep_ = "dobj"


def relative(who: Token) -> None:
    """Who is spoken of stands before the comma, and the clause is about them: "according to police, *who* said"."""
    verb, noun = who.head, who.nbor(-2)
    told = noun.dep_ == "pobj" and noun.head.lower_ == "to" and noun.head.head.lower_ == "according"
    if verb.dep_ not in ("conj", "advcl") and not (told and verb.dep_ == "relcl"):
        return
    if who.nbor(-1).text != "," or noun.pos_ not in ("NOUN", "PROPN") or verb.head.i == noun.i:
        return
    above = verb.head
    if above.i > noun.i:
        return
    for before in [c for c in verb.lefts if c.i < noun.i]:  # "according to police, who said": of the clause before
        before.head = above
    verb.head, verb.dep_ = noun, "relcl"


def dated(noun: Token) -> None:
    """Who follows a day or a year does it: "On 2 March *gunmen* opened fire", "In 1998 *agents* of X killed him"."""
    prep = noun.head
    verb = prep.head
    date = next((c for c in noun.lefts if c.lower_ in months() or (c.like_num and len(c) == 4)), None)
    if date is None or verb.pos_ != "VERB" or not prep.i < date.i < noun.i < verb.i:
        return
    if any(c.dep_ in ("nsubj", "nsubjpass", "csubj") for c in verb.lefts) or noun.nbor(-1).i != date.i:
        return
    for day in [c for c in noun.lefts if c.i < date.i]:
        day.head = date
    date.head, date.dep_ = prep, "pobj"
    passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"


def victim(verb: Token, harming: frozenset[str]) -> None:
    """Whom one kills is nobody who does: "murdered the *engineer* and the courts let the killers go"."""
    harm = verb.head
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if harm.lemma_ not in harming or subject is None or subject.left_edge.i != harm.i + 1:
        return
    other = next((c for c in subject.rights if c.dep_ == "conj"), None)
    if other is None or any(c.dep_ == "mark" for c in verb.lefts):
        return
    subject.head, subject.dep_ = harm, "dobj"
    other.head, other.dep_ = verb, "nsubj"
    verb.dep_ = "conj"


def denied_as_well(verb: Token) -> None:
    """What else is denied in a row: "denied sheltering rebels, *training* them", "having armed or *sent* them"."""
    denying = verb.head
    first = next((c for c in denying.rights if c.dep_ == "xcomp" and c.tag_ in ("VBG", "VBN") and c.i < verb.i), None)
    if denying.lemma_ != "deny" or first is None or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts):
        return
    choice = any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in (*denying.rights, *first.rights))
    if verb.tag_ == "VBG" or (choice and verb.tag_ in ("VBD", "VBN")):
        verb.head, verb.dep_ = first, "conj"
        verb.tag_ = "VBG" if verb.tag_ == "VBG" else "VBN"


def accused(name: Token) -> None:
    """A word with a capital before "of" is who is accused, not how: "accused *Ishmere* of sponsoring"."""
    if name.i == name.head.i + 1 and name.i + 1 < len(name.doc) and name.nbor().lower_ == "of":
        name.tag_, name.pos_, name.dep_ = "NNP", "PROPN", "dobj"


def agreeing(verb: Token) -> None:
    """Who denies is one, so that the shots do not: "Oran says that the shots came from outside and *denies* it"."""
    if verb.tag_ != "VBZ" or verb.dep_ != "conj" or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return
    if not any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ in ("NNS", "NNPS") for c in verb.head.lefts):
        return
    for above in verb.head.ancestors:
        if any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP") for c in above.lefts):
            if above.tag_ == "VBZ":
                verb.head = above
            return


def promote(word: Token, head: Token) -> None:
    """Put a word in the place of the noun that it was hung on, and the noun under it as its object."""
    if head.head.i == head.i:
        word.head, word.dep_ = word, "ROOT"
    else:
        word.head, word.dep_ = head.head, head.dep_
    for child in [c for c in head.rights if c.dep_ in ("prep", "punct", "advcl", "npadvmod") and not stays(c)]:
        child.head = word
    head.head, head.dep_ = word, "dobj"


def stays(child: Token) -> bool:
    """Whether a word stays with its noun: "bases *of* the Front"."""
    return child.lower_ == "of"


def afterthought(noun: Token) -> None:
    """A second object behind a comma is a word on the whole: "gave the rebels money, *a policy* that failed"."""
    first = noun.left_edge
    if first.lower_ not in ("a", "an") or first.i == 0 or first.nbor(-1).text != ",":
        return
    if any(c.dep_ in ("dobj", "dative") and c.i < first.i for c in noun.head.rights):
        noun.dep_ = "appos"
