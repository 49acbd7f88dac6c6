"""Goods and means in other words than giving: "made its airfields available to", "owes its radios to", "without"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.giving import owners, sources, stock
from sayso.annotating.relations.goods import Good, goods_of
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.shapes import agents, listed, object_of, particle, undergone
from sayso.annotating.relations.takers import whose
from sayso.annotating.relations.verbs import found
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

_SITES = frozenset({"infrastructure", "territory"})


def available(word: Token, who: Who) -> Iterator[Found]:
    """SUBJECT made GOODS available to OBJECT; SUBJECT's GOODS were made available to OBJECT."""
    made = word.head
    if word.lower_ != "available" or made.lemma_ != "make":
        return
    moves = undergone(made)
    thing = next((c for c in word.lefts if c.dep_ == "nsubj"), None) or object_of(made)
    thing = bearer(made) if moves else thing
    if thing is None:
        return
    by = agents(made) or agents(word) if moves else [t for t in (bearer(made),) if t is not None]
    givers = [p for t in by for p in who.behind(t)] or (stock(thing, who) if moves else [])
    at = [t for head in (word, made) for t in prepositional(head, "to")]
    takers = [p for t in at for p in whose(t, who)]
    for good in goods_of(thing, conflict=True) if givers and takers else ():
        yield found(good, "fighters", made, givers, takers, how="available", words=[thing, *at])


def at_disposal(noun: Token, who: Who) -> Iterator[Found]:
    """SUBJECT's GOODS were placed at the disposal of OBJECT, by nobody that is named."""
    verb = noun.head.head
    if noun.lemma_ != "disposal" or noun.dep_ != "pobj" or not undergone(verb) or agents(verb):
        return
    thing = bearer(verb)
    takers = [p for t in prepositional(noun, "of") for p in who.parties(t)] or who.modifier(noun)
    for good in goods_of(thing, conflict=True) if thing is not None else ():
        yield found(good, "fighters", verb, stock(good.noun, who), takers, how="disposal", words=[noun, thing])


def builds(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT built an airstrip for OBJECT; the airstrip from which OBJECT flies was built by SUBJECT."""
    if verb.lemma_ not in words().sets["building"] or verb.pos_ != "VERB":
        return
    moves = undergone(verb)
    site = bearer(verb) if moves else object_of(verb)
    doers = agents(verb) if moves else [t for t in (bearer(verb),) if t is not None]
    if site is None or not doers:
        return
    used = [t for c in site.rights if c.dep_ == "relcl" and _whence(c) for t in c.lefts if t.dep_ == "nsubj"]
    at = [*(t for head in (site, verb) for t in prepositional(head, "for")), *used]
    takers = [p for t in at for p in who.parties(t)]
    givers = [p for t in doers for p in who.behind(t)]
    for good in goods_of(site, conflict=True) if takers else ():
        if good.type in _SITES:
            yield found(good, "fighters", verb, givers, takers, how="builds", words=[site, *at])


def _whence(verb: Token) -> bool:
    """Whether a relative clause says who uses a place: "*from which* the Front flies", "where it lands"."""
    return any(c.lower_ in ("from", "at", "on", "where") for c in verb.lefts)


def owes(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT owes its GOODS to SUBJECT, to the generosity of SUBJECT."""
    thing = object_of(verb)
    if verb.lemma_ != "owe" or verb.pos_ != "VERB" or thing is None:
        return
    takers = who.parties(bearer(verb))
    for to in prepositional(verb, "to"):
        kind = to.lemma_.lower() in words().sets["generosity"]
        of = prepositional(to, "of", "from") if kind else []
        givers = (who.modifier(to) if kind else []) or [p for t in (of if kind else [to]) for p in who.parties(t)]
        for good in goods_of(thing, conflict=True) if givers else ():
            yield found(good, "fighters", verb, givers, takers, how="owes", words=[thing, to])


def bills(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT paid the wages of OBJECT, put up the money for OBJECT; OBJECT's bills are met by SUBJECT."""
    table = words().sets
    if verb.lemma_ not in table["paying"] or verb.pos_ != "VERB":
        return
    owing, doer = object_of(verb), bearer(verb)
    if undergone(verb):
        owing, doer = doer, next(iter(agents(verb)), None)
    if (money := _money(doer)) and verb.lemma_ == "pay":  # "Libyan *money paid for* the Front's rifles"
        for thing in prepositional(verb, "for"):
            takers = who.modifier(thing) or [p for t in prepositional(thing, "of") for p in who.parties(t)]
            givers = sources([money[0].noun], who) or owners(money[0], who)
            yield found(money[0], "fighters", verb, givers, takers, how="bills", words=[doer, thing])
        return
    if owing is None or doer is None or not (owing.lemma_.lower() in table["bills"] or _put_up(verb, owing)):
        return
    at = [c for c in owing.lefts if c.dep_ == "poss" and c.tag_ != "PRP$"]
    at += [t for head in (*listed(owing), verb) for t in prepositional(head, "of", "for")]
    takers = [p for t in at for p in (who.parties(t) or who.modifier(t))]
    good = Good("funding", verb.i, verb.i + 1, verb)
    yield found(good, "fighters", verb, who.behind(doer), takers, how="bills", words=[owing, *at])


def _money(doer: Token | None) -> list[Good]:
    return [g for g in goods_of(doer, conflict=True) if g.type == "funding"]


def _put_up(verb: Token, owing: Token) -> bool:
    """Whether money is found for somebody: "put up the money for"."""
    return particle(verb, "up") and any(g.type == "funding" for g in goods_of(owing, conflict=True))


def hands(noun: Token, who: Who) -> Iterator[Found]:
    """SUBJECT put GOODS into the hands of OBJECT."""
    verb = noun.head.head
    if noun.lemma_ != "hand" or noun.dep_ != "pobj" or verb.lemma_ not in ("put", "place", "press", "leave"):
        return
    thing, doer = object_of(verb), bearer(verb)
    if thing is None or doer is None or undergone(verb):
        return
    takers = whose(noun, who)
    for good in goods_of(thing, conflict=True):
        yield found(good, "fighters", verb, who.behind(doer), takers, how="gives", words=[doer, thing, noun])


def treats(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT's hospitals treated OBJECT's fighters; they were treated in SUBJECT's hospitals."""
    if verb.lemma_ not in ("treat", "nurse", "tend", "operate") or verb.pos_ != "VERB":
        return
    sick = bearer(verb) if undergone(verb) else object_of(verb)
    sick = next(iter(prepositional(verb, "on")), None) if verb.lemma_ == "operate" else sick
    suffered = undergone(verb) and verb.lemma_ != "operate"
    wards = [*prepositional(verb, "in", "at"), *(agents(verb) if suffered else [bearer(verb)])]
    for ward in (t for t in wards if t is not None and (t.lemma_ in ("hospital", "clinic", "infirmary") or _medics(t))):
        good = Good("other_support", verb.i, verb.i + 1, verb)
        takers = who.parties(sick)
        givers = stock(ward, who) or (who.parties(ward) if _medics(ward) else [])
        yield found(good, "fighters", verb, givers, takers, how="treats", words=[sick, ward])


def _medics(noun: Token) -> bool:
    """Doctors under arms; any other doctor treats whoever is wounded."""
    doctors = noun.lemma_ in ("doctor", "surgeon", "medic", "nurse", "physician", "orderly")
    return doctors and any(c.lower_ in ("army", "military", "navy", "naval", "force") for c in noun.lefts)


def lacks(prep: Token, who: Who) -> Iterator[Found]:
    """Without SUBJECT's GOODS, OBJECT would have lost; but for GOODS from SUBJECT."""
    but = prep.lower_ == "but" and prep.i + 1 < len(prep.doc) and prep.nbor().lower_ == "for"
    if not (prep.lower_ == "without" or but):
        return
    prep = prep.nbor() if but else prep
    verb = main_verb(prep.head)
    if verb.pos_ not in ("VERB", "AUX"):
        return
    for thing in (c for c in prep.children if c.dep_ == "pobj"):
        for good in goods_of(thing, conflict=True):
            if good.type == "unspecified_support":  # read with the nouns of support
                continue
            givers = sources([good.noun], who) or owners(good, who)
            takers = who.parties(bearer(verb))
            yield found(good, "fighters", thing, givers, takers, how="sustains", words=[thing])


def main_verb(verb: Token) -> Token:
    """The verb of the statement, where a speaker's verb stands between: "Without X, *historians agree*, Y would"."""
    return verb.head if verb.dep_ in ("advcl", "parataxis") and verb.tag_ in ("VBP", "VBZ", "VBD") else verb


def keeps_in(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT kept OBJECT in GOODS: "kept the rebels in fuel and ammunition"."""
    kept, doer = object_of(verb), bearer(verb)
    if verb.lemma_ != "keep" or verb.pos_ != "VERB" or kept is None or doer is None or undergone(verb):
        return
    for thing in (t for head in (kept, verb) for t in prepositional(head, "in")):
        for good in goods_of(thing, conflict=True):
            if good.type in ("weapons", "materiel", "funding"):
                yield found(good, "fighters", verb, who.behind(doer), who.parties(kept), how="gives", words=[thing])


def recipients(noun: Token, who: Who) -> Iterator[Found]:
    """OBJECT is a recipient of SUBJECT's GOODS, in receipt of GOODS from SUBJECT."""
    if noun.lemma_.lower() not in ("recipient", "beneficiary", "receipt") or noun.pos_ != "NOUN":
        return
    if noun.dep_ == "pobj" and noun.head.lower_ == "in":
        takers = who.parties(bearer(noun.head.head)) if noun.head.head.pos_ in ("VERB", "AUX") else []
    else:
        takers = who.parties(noun.head if noun.dep_ == "appos" else bearer(noun)) if noun.dep_ != "nsubj" else []
    for thing in prepositional(noun, "of") if takers else ():
        for good in goods_of(thing, conflict=True):
            givers = sources([good.noun, noun], who) or owners(good, who)
            need = words().needs[good.type]
            yield found(good, need, noun, givers, takers, how="receives", words=[thing])


def overtaken(heard: Token, who: Who) -> Iterator[Found]:
    """SUBJECT passed intercepted messages to OBJECT, where the parser takes the giving for an auxiliary."""
    if heard.lower_ not in words().sets["tapped"] or heard.tag_ not in ("VBN", "VBD"):
        return
    gives_to = words().sets["gives_to"]
    given = next((c for c in heard.lefts if c.dep_ == "aux" and c.tag_ == "VBD" and _base(c.lower_) & gives_to), None)
    if given is None:
        return
    thing, doer = object_of(heard), next((c for c in given.lefts if c.dep_ == "nsubj"), None) or bearer(heard)
    if thing is None or doer is None:
        return
    takers = [p for t in prepositional(heard, "to") for p in whose(t, who)]
    good = Good("intelligence", thing.i, thing.i + 1, thing)
    yield found(good, "fighters", heard, who.behind(doer), takers, how="gives", words=[doer, thing])


def _base(form: str) -> set[str]:
    """What verb a form in -ed may be of."""
    return {
        form.removesuffix("ed"),
        form.removesuffix("d"),
        {"gave": "give", "sent": "send", "sold": "sell"}.get(form, form),
    }
