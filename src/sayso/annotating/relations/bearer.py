"""Whom a verb, participle or adjective says something about: the noun that bears it, through control and gerunds."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.annotating.relations.words import words

# what one is accused of, and what the accused does with it
_CHARGES = frozenset({"charge", "accusation", "allegation", "claim", "suspicion", "suggestion", "report"})
_FACING = frozenset(
    {
        "deny",
        "reject",
        "dismiss",
        "refute",
        "dispute",
        "repudiate",
        "rebut",
        "ridicule",
        "face",
        "scorn",
        "wave",
        "brush",
    }
)
# what shows that a clause is told, or that a participle is a verb indeed
_OPENING = frozenset({"that", "whether", "if", "has", "have", "had"})


def bearer(word: Token) -> Token | None:
    """The noun that a verb, participle or predicate adjective says something about."""
    for _ in range(8):
        subjects = [c for c in word.lefts if c.dep_ in ("nsubj", "nsubjpass")]
        if not subjects and (late := _after_participle(word) or _past_participle(word)) is not None:
            return late
        if subjects:
            named = len(subjects) > 1 and subjects[-1].pos_ == "PROPN" and subjects[-1].left_edge.i == subjects[0].i + 1
            return subjects[-1] if named else subjects[0]
        if word.dep_ == "pcomp" or (word.dep_ == "pobj" and word.tag_ == "VBG"):
            return _of_gerund(word.head)
        if word.dep_ == "prep" and word.tag_ == "VBN":
            above = next((t for t in word.ancestors if t.pos_ in ("VERB", "AUX")), None)
            return bearer(above) if above is not None and above.lemma_ == "have" else None
        if word.dep_ in ("acl", "amod", "appos") or (word.dep_ == "relcl" and word.tag_ in ("VBN", "VBG")):
            return word.head
        if (word.dep_ == "xcomp" or _task(word)) and (controller := _controller(word)) is not None:
            return controller
        if word.dep_ in ("conj", "xcomp", "advcl", "acomp", "attr", "oprd") and word.head.i != word.i:
            if word.dep_ == "conj" and word.head.pos_ in ("NOUN", "PROPN", "PRON") and not is_gerund(word.head):
                return None
            word = _before_aside(word) or word.head
            continue
        if is_gerund(word) and word.dep_ in ("pobj", "dobj") and word.head.i != word.i:
            if word.dep_ == "pobj":
                return _of_gerund(word.head)
            word = word.head
            continue
        return next((c for c in word.rights if c.dep_ in ("nsubj", "nsubjpass")), None)
    return None


def _after_participle(verb: Token) -> Token | None:
    """The subject that the parser takes for an apposition: "Founded to fight the Front, *the Rifles* have remained"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.sent[0].tag_ not in ("VBN", "VBG"):
        return None
    first = next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass")), verb)
    noun = first.nbor(-1) if first.i > verb.sent.start else verb
    comma = noun.left_edge.i - 1
    return noun if noun.dep_ == "appos" and comma > verb.sent.start and noun.doc[comma].text == "," else None


def _past_participle(verb: Token) -> Token | None:
    """The subject that the parser gives to a participle: "*the militia* called the Oxen was run by"."""
    said = verb.head
    if verb.dep_ != "ccomp" or said.i > verb.i or said.tag_ not in ("VBD", "VBN"):
        return None
    finite = any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.lefts)
    if not finite or any(
        c.dep_ in ("mark", "aux", "auxpass") for c in (*verb.lefts, *said.lefts) if c.lower_ in _OPENING
    ):
        return None
    return next((c for c in said.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)


def _before_aside(word: Token) -> Token | None:
    """The verb that a clause goes on from, past who says so: "the rebels *fled*, the author argues, but took"."""
    said = word.head
    if word.dep_ != "conj" or not any(c.dep_ == "cc" and said.nbor(1).text == "," for c in said.rights):
        return None
    return next((c for c in said.lefts if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)


def is_gerund(word: Token) -> bool:
    """Whether a noun is a gerund that the tagger missed: "denied *arming* or financing the rebels"."""
    if word.tag_ != "NN" or not word.lower_.endswith("ing") or word.dep_ not in ("dobj", "pobj", "pcomp", "conj"):
        return False
    if any(c.dep_ in ("det", "amod", "poss", "compound", "prep") for c in word.children):
        return False
    return any(c.dep_ == "dobj" or (c.dep_ == "conj" and c.tag_ == "VBG") for c in word.rights)


def _of_gerund(prep: Token) -> Token | None:
    """Who does what a gerund says: the accused in "accused Qatar of arming", else the subject of the verb above."""
    above = prep.head
    if above.dep_ == "pobj" and above.head.dep_ == "agent" and above.head.head.lemma_ in words().sets["blaming"]:
        return bearer(above.head.head)  # "Rwanda was accused by the panel of arming"
    if above.pos_ in ("NOUN", "PROPN"):
        owner = next((c for c in above.lefts if c.dep_ == "poss"), None)
        if above.dep_ not in ("dobj", "nsubjpass") or above.head.pos_ != "VERB":
            return owner
        if prep.lower_ == "in":
            return owner or bearer(above.head)
        if prep.lower_ == "of" and above.lemma_ in _CHARGES and above.head.lemma_ in _FACING:
            return bearer(above.head)  # "rejects the charge of arming the rebels"
        return above if above.head.lemma_ in words().sets["blaming"] else owner
    if prep.lower_ in ("of", "for", "from", "with"):
        for child in above.rights:
            if child.dep_ == "dobj":
                return child
    above = above.head if above.pos_ == "ADV" else above
    return bearer(above) if above.pos_ in ("VERB", "AUX", "ADJ") else None


def _controller(verb: Token) -> Token | None:
    for child in verb.head.rights:
        if child.dep_ in ("dobj", "dative") and child.i < verb.i:
            return child
    return None


def _task(verb: Token) -> bool:
    """Whether an infinitive says what somebody is sent or made for: "sent soldiers *to fight* the rebels"."""
    if verb.dep_ != "advcl" or verb.tag_ != "VB" or verb.head.lemma_ not in words().sets["tasking"]:
        return False
    return any(c.lower_ == "to" for c in verb.lefts)
