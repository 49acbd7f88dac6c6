"""Voice and coordination: whether a verb is passive, who then does it, to whom, and what "and" or a hyphen joins."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from sayso.annotating.events.lexicon import lexicon
from sayso.annotating.grammar.tree import SUBJECT, conjuncts

# Tags of relative pronouns in the parser's tag set.
RELATIVE = frozenset({"WDT", "WP", "WP$"})


def joined(token: Token) -> str:
    """The lemma of a word that the tokenizer cut at its hyphen: "cease-fire", "test-fired"; else the word's own.

    >>> import spacy
    >>> doc = spacy.blank("en")("They broke the cease-fire")
    >>> [doc[5].text, joined(doc[5])]
    ['fire', 'cease-fire']
    """
    lemma = token.lemma_.lower() or token.lower_
    if token.i < 2 or token.nbor(-1).text != "-" or token.nbor(-1).whitespace_:
        return lemma
    return f"{token.nbor(-2).lower_}-{lemma}"


def cut(token: Token) -> list[int]:
    """The tokens before `token` that a hyphen joins to it."""
    return [] if joined(token) == token.lemma_.lower() else [token.i - 2, token.i - 1]


def passive(verb: Token) -> bool:
    """Whether a verb form is passive, coordinated participles included: "was seized and *burned*"."""
    for child in verb.children:
        if child.dep_ in ("auxpass", "nsubjpass") or (child.dep_ == "agent" and not _means(child)):
            return True
    if _caused(verb) or headless(verb):
        return True
    if verb.tag_ != "VBN":
        return False
    if any(c.dep_ in ("aux", "nsubj", "dobj") for c in verb.children):
        return False
    if verb.dep_ in ("acl", "advcl"):
        return True
    return verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head.tag_ == "VBN" and passive(verb.head)


def headless(verb: Token) -> bool:
    """Whether a headline left out the auxiliary: "mayor *shot* dead", "man *charged* with murder"."""
    if verb.tag_ not in ("VBN", "VBD") or verb.lemma_ not in lexicon().lists["undergone"] or verb.dep_ == "relcl":
        return False
    if any(t.text == "." for t in verb.sent[-2:]):
        return False
    deps = {c.dep_ for c in verb.children}
    if "nsubj" not in deps or not deps.isdisjoint(("aux", "dobj", "dative", "ccomp", "xcomp", "conj", "prt")):
        return False
    before = [c for c in verb.lefts if c.dep_ == "nsubj"]
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    charged = verb.lemma_ not in ("charge", "shoot", "question")
    charged = charged or any(c.dep_ == "oprd" or (verb.lemma_ == "charge" and _offence(c)) for c in verb.rights)
    return bool(before) and charged and (after.pos_ in ("ADP", "SCONJ", "ADJ") or after.is_punct or after.is_space)


def _offence(prep: Token) -> bool:
    """Whether somebody is charged with a deed, as with no baton: "*with* murder", "*over* the killing"."""
    deeds = ("@attack", "@atrocity", "@case")
    inner = [c for c in prep.children if c.dep_ in ("pobj", "pcomp")] if prep.dep_ == "prep" else []
    classes = lexicon().classes
    return any(
        c.dep_ == "pcomp" or c.lemma_ in lexicon().nouns or not classes.get(c.lemma_, frozenset()).isdisjoint(deeds)
        for c in inner
    )


def _means(by: Token) -> bool:
    """Whether "by" opens a means and no doer: "spoke *by* telephone", "left *by* sea"."""
    return any(c.dep_ == "pobj" and not c.n_lefts and c.lower_ in lexicon().lists["by_means"] for c in by.rights)


def _caused(verb: Token) -> bool:
    """Whether a participle tells what somebody has done to another: "ordered the *editor* jailed"."""
    if verb.dep_ != "ccomp" or verb.tag_ not in ("VBN", "VBD") or verb.head.lemma_ not in lexicon().lists["causing"]:
        return False
    deps = {c.dep_ for c in verb.children}
    whom = "nsubj" in deps if verb.tag_ == "VBN" else _before(verb) is not None
    return (whom or _before(verb) is not None) and deps.isdisjoint(("aux", "dobj", "mark"))


def _before(verb: Token) -> Token | None:
    """The object between a verb and the participle it brings about."""
    return next((c for c in verb.head.rights if c.dep_ == "dobj" and c.i < verb.i), None)


def undergoer(verb: Token, mentioned: Callable[[Token], bool]) -> Token | None:
    """The direct object of an active verb, as the parse has it or, where it went astray, as it must be meant.

    Of several objects the one that is `mentioned` counts ("freed two *ex-ministers*" is cut at its hyphen); and the
    subject of a bare gerund that the parser made a clause of is one ("accepted any *refugees* fleeing the war").
    """
    objects = [c for c in verb.children if c.dep_ in ("dobj", "obj")]
    if objects:
        cut_up = [c for n, c in enumerate(objects) if c.i - n == objects[0].i]
        return next((c for c in cut_up if len(cut_up) > 1 and mentioned(c)), objects[0])
    if verb.lemma_ in lexicon().lists["perceiving"]:
        return None
    for child in verb.rights:
        if child.dep_ == "ccomp" and child.tag_ == "VBG" and not any(c.dep_ in ("aux", "mark") for c in child.lefts):
            return next((c for c in child.lefts if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")), None)
    return None


def agent_of(verb: Token) -> Token | None:
    """The head of a passive verb's "by" phrase, or of a later verb's: "seized and burned *by rebels*"."""
    while True:
        for child in verb.rights:
            if (child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")) and not _means(child):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        return inner
        later = [c for c in verb.rights if c.dep_ == "conj" and c.tag_ == "VBN"]
        if not later:
            return None
        verb = later[0]


def patient_of(verb: Token) -> Token | None:
    """The subject of a passive, through coordination, relatives and reduced relatives."""
    for _ in range(8):
        for child in verb.children:
            if child.dep_ in ("nsubjpass", "nsubj", "csubjpass"):
                relative = child.tag_ in RELATIVE and verb.dep_ == "relcl"
                return verb.head if relative else child
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if verb.dep_ == "ccomp" and _caused(verb):
            return _before(verb)
        if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
            continue
        above = verb.head.head if verb.dep_ == "pcomp" else verb
        if above.i != verb.i and above.pos_ in ("VERB", "AUX"):  # "the envoy died after *being shot*"
            verb = above
            continue
        return None
    return None


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own before it."""
    return any(c.dep_ in SUBJECT for c in verb.lefts)


def parts(token: Token) -> list[Token]:
    """A noun and what is coordinated with it, at most twenty."""
    found: list[Token] = []
    for part in conjuncts(token):
        found.append(part)
        if len(found) == 20:
            break
    return found


def sent(verb: Token) -> Token | None:
    """Whom somebody moves so that he undergoes it: "extradited the *gunman* to face charges"."""
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)
    if not to or verb.dep_ not in ("advcl", "xcomp"):
        return None
    return next((c for c in verb.head.rights if c.dep_ == "dobj" and c.i < verb.i), None)
