"""Who did it, where the grammar leaves it open: gerunds after prepositions, embedded questions, what is only told of.

To name the wrong doer of a violent act is the worst error there is. Where the words could mean two, nobody is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from spacy.tokens import Token

from sayso.annotating.events.lexicon import lexicon
from sayso.annotating.grammar.complements import holder_of
from sayso.annotating.grammar.tree import path_up
from sayso.lexicon.gazetteers import match
from sayso.lexicon.language import load
from sayso.records.actor import Mention

# Who bids an act is nobody it is done to: "on orders from".
BIDDING = frozenset({"order", "instruction", "behalf", "command", "bidding", "request", "behest"})
# Acts that nobody is given for the sake of the act around them, if their own words name another doer or none.
GRAVE = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION"})
# Acts around them whose doer means to do what is told in the passive: "threatened that the dam would be blown up".
_MEANT = frozenset({"intend", "threaten"})
_VERBAL = frozenset({"VERB", "AUX"})
_OVERT = frozenset({"nsubj", "nsubjpass", "csubj"})
_AFTER = frozenset({"after", "before", "upon", "while", "when"})
_WHO = frozenset({"who", "whom", "whose", "which", "what"})


@cache
def legal_verbs() -> frozenset[str]:
    """What police, prosecutors and courts do to others."""
    rungs = load("lang/en/legal")["verbs"]
    return frozenset(verb for rung in ("arrested", "charged", "convicted", "acquitted") for verb in rungs[rung])


def law_deals(token: Token) -> bool:
    """Whether the law deals with whom a pronoun means: prosecutors said that "12 of *them* would be charged"."""
    verb = next((t for t in path_up(token) if t.pos_ in _VERBAL), None)
    return verb is not None and verb.lemma_ in legal_verbs()


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(nouns) for name, nouns in load("lang/en/doers").items()}


def gerund_doer(verb: Token) -> tuple[Token | None, bool]:
    """The word that does a gerund after a preposition, and whether that settles it.

    "kept the *rebels* from attacking", "jailed the *officer* for beating", "held two *men* on suspicion of killing";
    not settled (None, False) where the doer is that of the clause around it: "*rebels* left after burning it".
    """
    while verb.dep_ == "conj" and verb.head.pos_ in _VERBAL:
        verb = verb.head
    prep = verb.head
    if verb.dep_ != "pcomp" or prep.pos_ not in ("ADP", "SCONJ"):
        return None, False
    lists, word = _lists(), prep.lower_
    above: Token | None = holder_of(prep)
    if prep.head.pos_ == "NOUN" and prep.head.lemma_ in lists["blame"] and word == "of":
        above = _clause_of(prep.head)
    if above is None or above.pos_ not in _VERBAL:
        return None, False
    whom = _undergoer(above)
    if word == "from":
        return whom, whom is not None and above.lemma_ in lists["prevent"]
    if word in ("for", "of", "over", "against"):
        return whom, whom is not None and (word == "against" or _animate(whom))
    if word in _AFTER and whom is not None and _animate(whom) and above.lemma_ in lists["seizing"]:
        return None, True
    return None, False


def _clause_of(noun: Token) -> Token | None:
    return next((t for t in path_up(noun) if t.pos_ in _VERBAL), None)


def _undergoer(verb: Token) -> Token | None:
    """Whom the verb is done to: its object, or the subject of its passive."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    for child in verb.children:
        if child.dep_ == ("nsubjpass" if passive else "dobj"):
            relative = child.lower_ in _WHO and verb.dep_ == "relcl"
            return verb.head if relative else child
    return verb.head if verb.dep_ == "acl" and verb.tag_ == "VBN" else None


def _animate(noun: Token) -> bool:
    classes, lemma = lexicon().classes, noun.lemma_.lower()
    known = classes.get(lemma, frozenset()) | classes.get(noun.lower_, frozenset())
    if noun.pos_ in ("PROPN", "PRON") or noun.ent_type_ in ("PERSON", "NORP", "ORG", "GPE"):
        return noun.lower_ not in ("it", "this", "that")
    return not known.isdisjoint(("@person_noun", "@armed", "@actor", "@group", "@party", "@government", "@crowd"))


def asked_about(verb: Token) -> bool:
    """Whether "who" asks and does not refer back: "asked the mayor *who* had shot the judge"."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.dep_ not in ("dobj", "dative", "pobj") or noun.i + 1 >= len(noun.doc):
        return False
    who = noun.nbor()
    return who.lower_ == "who" and noun.head.lemma_ in _lists()["asking"]


def confesses(verb: Token, pronoun: Token) -> bool:
    """Whether a verb of saying is said of oneself: "admitted", "confessed"; "*announced* they will strike" is too."""
    lists, told = _lists(), pronoun.head
    if verb.lemma_ in lists["confessing"]:
        return True
    going = told.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in told.lefts)
    return verb.lemma_ in lists["committing"] and pronoun.dep_ == "nsubj" and (going or _ahead(told))


def press_asked(verb: Token) -> bool:
    """Whether a participle only tells that reporters asked: "*Asked* who burned it, the captain said …"."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBN" or verb.lemma_ not in _lists()["pressing"]:
        return False
    return not any(c.dep_ == "agent" for c in verb.rights)


def only_told(verb: Token, content: Token) -> bool:
    """Whether a verb of telling keeps its content apart from the act around it: "refused to *say* who killed him"."""
    lists = _lists()
    if verb.lemma_ not in lists["telling"]:
        return False
    if verb.lemma_ in lists["declaring"]:
        finite = content.dep_ == "ccomp" and any(c.dep_ in _OVERT for c in content.lefts)
        return finite and not _ahead(content)
    return content.dep_ != "xcomp" and not _ahead(content)


def _ahead(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in lexicon().lists["will"] for c in verb.lefts)


def names_another(host: Token, *, frame: str | None, passive: bool) -> bool:
    """Whether the clause of a content has a doer of its own, or hides one in a passive, so that none is handed down."""
    if passive:
        return frame not in _MEANT
    return any(c.dep_ in _OVERT for c in host.lefts)


def only_where(mention: Mention, head: Token | None, act: Token) -> bool:
    """Whether a name before a noun of violence says where it was and not whose: "the *Oran* blast"."""
    if head is None or head.dep_ not in ("compound", "nmod", "amod") or not head.i < act.i:
        return False
    if mention.kind in ("place", "facility"):
        return True
    named = any(c.dep_ in ("det", "poss", "nummod") for c in act.lefts)
    return named and mention.kind == "state" and act.lemma_.lower() in _lists()["placed"] and _bare_state(mention.text)


@lru_cache(maxsize=1024)
def _bare_state(text: str) -> bool:
    """Whether a name is a state's own and neither its adjective nor letters that serve as one ("a *U.S.* raid")."""
    return not text.isupper() and any(hit.entry.form in ("state", "capital") for hit in match(text.split()))
