"""What tells of a body that is only named that it fights: its name, who gives, what is given, and how it is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts, prepositional
from sayso.annotating.relations.antecedents import core
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.parties import Party, militant, obscure, stems
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

if TYPE_CHECKING:
    from sayso.annotating.relations.needs import Found

# goods that by themselves say that their taker fights
TELLING = frozenset({"troops", "territory", "weapons", "intelligence"})
STATE = frozenset({"state", "state_body"})
# whoever they command is under arms as well
UNDER_ARMS = frozenset({"MIL", "SPY", "REB", "UAF", "PRM"})


def belligerent(party: Party, who: Who) -> bool:
    """Whether a party fights, or fought under a name that is known: enough to read boats and camps as help."""
    return martial(party, who) or who.fought(party.mention) or who.once_armed(party.mention)


def martial(party: Party, who: Who) -> bool:
    """Whether a party fights, or is called so by its name, or is people of one that does."""
    return who.fights(party.mention) or militant(party.mention) or cadres(party, who)


def under_arms(parties: Sequence[Party]) -> bool:
    """Whether all are soldiers, spies or fighters."""
    return bool(parties) and all(p.mention.sector in UNDER_ARMS for p in parties)


def cadres(party: Party, who: Who) -> bool:
    """People of an armed group: "the leaders of the Harbour Front", "the rebels' commanders"."""
    people = party.token if party.token.lemma_.lower() in words().sets["cadres"] else core(party.token)
    if people.lemma_.lower() not in words().sets["cadres"]:
        return False
    whose = [
        *prepositional(people, "of", "from"),
        *(c for c in people.lefts if c.dep_ in ("poss", "compound", "nmod")),
    ]
    if any(t.pos_ == "PROPN" and t.lower_ in words().sets["militant_heads"] for t in whose):
        return True
    theirs = [p.mention for t in whose for p in who.parties(t) if p.mention.kind != "person"]
    unread = " ".join(c.text for c in people.lefts if c.dep_ == "compound")  # no mention: "*PLO* cadres"
    return who.listed(unread) or any(who.fights(m) or militant(m) or who.fought(m) or who.once_armed(m) for m in theirs)


def telling(found: Found) -> bool:
    """Whether the goods by themselves say that their taker fights: arms, ground, and what soldiers wear."""
    given = found.head.doc[found.start : found.end]
    return found.type in TELLING or any(t.lemma_.lower() in words().sets["martial_goods"] for t in given)


def hidden(party: Party, found: Found) -> bool:
    """Whether a nation's body gives in secret, is said to do so and denies it, or pays wages: no aid to a club."""
    table = words().sets
    if stems(party.mention.text) & table["movements"] or not all(national(p) for p in found.subjects):
        return False
    heads = [found.head, *islice(found.head.ancestors, 4)]
    told = {t.lemma_.lower() for head in heads for t in (head, *head.children)}
    return bool(told & table["covert"]) or (found.how == "bills" and found.type == "funding")


def national(party: Party) -> bool:
    """Whether somebody is said to be some nation's: by its record, or by a name with a capital before it."""
    named = (c.text[:1].isupper() for c in party.token.lefts if c.dep_ in ("amod", "compound", "nmod", "poss"))
    return bool(party.mention.country) or party.mention.kind == "state" or any(named)


def unknown(party: Party, found: Found) -> bool:
    """A body of which the text gives a name alone: whom a power arms, shelters or sends soldiers to fights."""
    return obscure(party) and (powers(found) or (party.token.text.isupper() and len(party.token.text) > 2))


def powers(found: Found) -> bool:
    """Whether all who give are states, bodies of states or armed groups."""
    strong = (*STATE, "armed_group", "place", "facility")
    return all(s.mention.kind in strong or _soldiers(s) for s in found.subjects)


def named_people(party: Party, found: Found) -> bool:
    """People with a name that is no nation's, "the Phalangists": whom a state gives arms or intelligence fights."""
    mention, states = party.mention, all(s.mention.kind in STATE for s in found.subjects)
    named = party.token.tag_ in ("NNP", "NNPS") and party.token.lower_.endswith("s") and mention.country is None
    return states and named and mention.kind == "group" and mention.sector in (None, "PAR")


def foreigners(party: Party, found: Found) -> bool:
    """People of another country than the giver's: whom a state gives weapons are armed by it."""
    mention, own = party.mention, {s.mention.country for s in found.subjects}
    states = all(s.mention.kind in STATE for s in found.subjects)
    return found.type == "weapons" and states and mention.kind == "group" and mention.country not in own | {None}


def _soldiers(party: Party) -> bool:
    return words().goods.get(core(party.token).lemma_.lower()) == "troops"


def soldiers(token: Token) -> bool:
    """Whether soldiers, crews or aircraft of some nation are meant, more than one: they fight for somebody."""
    heads = [core(t) for t in conjuncts(token)]
    led = [c for h in heads for c in h.lefts if c.dep_ in ("amod", "compound", "nmod", "poss")]
    led += [t for h in heads for of in prepositional(h, "of", "from") for t in (of, *of.lefts)]
    return any(map(_fighting_men, heads)) and any(t.text[:1].isupper() for t in led)


def _fighting_men(noun: Token) -> bool:
    """Whether a noun means soldiers, crews, guns or aircraft, more than one."""
    table, kind = words().sets, noun.lemma_.lower()
    many = noun.tag_ in ("NNS", "NNPS") or kind in ("artillery", "infantry", "cavalry", "aircraft", "armour", "armor")
    armed = kind in table["intervenors"] | table["formations"] or words().goods.get(kind) == "troops"
    return many and (armed or kind in ("plane", "pilot", "aircraft", "airman", "unit", "force"))


def no_state(party: Party) -> bool:
    """Whether a party is no state and no army of one: beside an army, soldiers of another are its allies."""
    return party.mention.kind not in STATE and party.mention.sector != "MIL"


def engaged(verb: Token) -> bool:
    """Whether a verb says what a nation's soldiers do: "*bombed* the town"."""
    doer = bearer(verb) if verb.lemma_ in words().sets["fighting"] else None
    return doer is not None and soldiers(doer)
