"""Ground that somebody is left: bases lent to those who raid from them, camps that a state says are not on its soil."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import Good, stem
from sayso.annotating.relations.ground import sort_of
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.shapes import agents, object_of, undergone
from sayso.annotating.relations.verbs import found
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

_IN = ("from", "in", "at", "on", "inside", "within")
_LENDING = frozenset({"put", "place", "set", "let", "lease", "rent", "open", "make"})
_BEARING_WITH = frozenset({"tolerate", "condone", "allow", "permit", "countenance", "accept", "protect", "overlook"})
_DENYING = frozenset({"deny", "dispute", "reject", "refute", "disclaim"})


def lends(verb: Token, who: Who) -> Iterator[Found]:
    """From bases provided by SUBJECT, OBJECT raided the villages."""
    ground = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or verb.lemma_ not in words().sets["given"] | _LENDING:
        return
    if not _lair(ground) or ground.dep_ != "pobj" or not _inside(ground.head) or any(prepositional(verb, "to", "for")):
        return
    use = ground.head.head
    while use.pos_ != "VERB" and use.head.i != use.i:
        use = use.head
    givers = [p for t in agents(verb) for p in who.parties(t)]
    takers = who.parties(bearer(use)) if not undergone(use) else []
    good = Good(sort_of(ground), ground.i, ground.i + 1, ground)
    yield found(good, "fighters", use, givers, takers, how="lent ground", words=[ground, verb])


def keeps_there(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT, where OBJECT keeps its rear bases; SUBJECT, on whose soil OBJECT has its camps."""
    if verb.dep_ != "relcl" or verb.lemma_ not in words().harbouring["use"]:
        return
    done = object_of(verb)
    grounds = [t for t in _all(done) if _lair(t)] if done is not None and done.i > verb.i else []
    whose = _on_whose_soil(verb)
    if not grounds or not (whose or (_where(verb) and any(_rear(t) for t in grounds))):
        return
    hosts = [p for p in who.parties(verb.head) if p.mention.kind == "state"]
    takers = [p for p in who.parties(bearer(verb)) if p.token.i != verb.head.i]
    good = Good("territory", grounds[0].i, grounds[0].i + 1, grounds[0])
    yield found(good, "fighters", verb, hosts, takers, how="hosts", words=grounds)


def none_there(ground: Token, who: Who) -> Iterator[Found]:
    """SUBJECT insisted that no bases of OBJECT existed on its soil."""
    if stem(ground) not in words().sets["camps"] | {"sanctuary", "haven", "hideout"}:
        return
    verb = ground.head
    if ground.dep_ not in ("nsubj", "attr") or verb.lemma_ not in words().sets["abiding"]:
        return
    if not (_denied(verb) or any(c.lower_ == "no" for c in ground.lefts)):
        return
    soil = [t for h in (verb, ground) for t in prepositional(h, *_IN) if stem(t) in words().harbouring["soil"]]
    hosts = [p for t in soil for p in who.modifier(t)]
    takers = [p for t in prepositional(ground, "of", "for") for p in who.parties(t)]
    takers = takers or who.named_within(ground, after=ground.left_edge.i - 1)
    good = Good("territory", ground.i, ground.i + 1, ground)
    yield found(good, "fighters", verb, hosts, takers, how="hosts", words=[*soil, ground])


def overlooks(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT tolerated OBJECT's camps on its soil; turned a blind eye to them."""
    done = object_of(verb)
    if verb.lemma_ == "turn" and done is not None and done.lemma_ == "eye":
        sites = [*prepositional(verb, "to"), *prepositional(done, "to")]
    else:
        sites = [done] if done is not None and verb.lemma_ in _BEARING_WITH else []
    for site in (t for t in sites if _lair(t)):
        takers = who.modifier(site) or [p for t in prepositional(site, "of", "for") for p in who.parties(t)]
        takers = takers or who.named_within(site, after=verb.i)
        good = Good("territory", site.i, site.i + 1, site)
        yield found(good, "fighters", verb, _owners(verb, site, who), takers, how="hosts", words=[site])


def _inside(prep: Token) -> bool:
    return prep.lower_ in _IN or (prep.lower_ == "of" and prep.head.lower_ == "out")


def _owners(verb: Token, site: Token, who: Who) -> list[Party]:
    """The subject, where it says that the soil is its own."""
    soil = [t for h in (verb, site) for t in prepositional(h, *_IN) if stem(t) in words().harbouring["soil"]]
    doers = who.parties(bearer(verb))
    ids = {p.mention.id for t in soil for p in who.modifier(t)}
    return [p for p in doers if p.mention.id in ids]


def _all(noun: Token) -> Iterator[Token]:
    yield noun
    yield from (c for c in noun.rights if c.dep_ == "conj")


def _lair(noun: Token) -> bool:
    table = words()
    return stem(noun) in table.sets["camps"] or table.goods.get(stem(noun)) in ("territory", "infrastructure")


def _rear(ground: Token) -> bool:
    """Whether ground is by its word that of guests: "*rear* bases", a sanctuary."""
    sheltered = stem(ground) in ("sanctuary", "haven", "hideout", "refuge")
    led = (t for t in ground.subtree if t.i < ground.i)  # "its depots and *rear* bases"
    return sheltered or any(t.lower_ in ("rear", "training") for t in led)


def _where(verb: Token) -> bool:
    led = any(c.lower_ in ("where", "whence") for c in verb.lefts)
    return led or any(c.lower_ == "which" and c.head.lower_ in _IN for c in verb.subtree if c.i < verb.i)


def _on_whose_soil(verb: Token) -> bool:
    before = (t for t in verb.subtree if t.i < verb.i and t.lower_ == "whose")
    return any(stem(t.head) in words().harbouring["soil"] and t.head.head.lower_ in _IN for t in before)


def _denied(verb: Token) -> bool:
    """Whether a clause is what somebody denies."""
    return verb.dep_ == "ccomp" and verb.head.lemma_ in _DENYING
