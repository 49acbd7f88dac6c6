"""What a found relation must pass: who can be its subject and object, and what is never said of a person.

Rule 4 of the design lives here: a natural person is a subject only as the public leader of an armed group or state
body, and nowhere else in a tie but as the public person whom a group is loyal to.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.annotating.draft import Feature
from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.reasons import tie_reason, words_of
from sayso.annotating.relations.antecedents import core
from sayso.annotating.relations.needs import NEEDS, STATE, Found, body, civil, mission
from sayso.annotating.relations.parties import PARTIES, Party, is_party, militant, obscure, peaceful, same_nation
from sayso.annotating.relations.warlike import national
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

_SUPPORT = frozenset(
    {"troops", "territory", "weapons", "materiel", "training", "funding", "intelligence", "infrastructure",
     "other_support", "unspecified_support"}
)  # fmt: skip

_NAMING = frozenset({"know", "call", "name", "dub", "style"})
# what civil bodies are given as well
_CIVIL_AID = frozenset({"materiel", "funding", "training", "other_support", "unspecified_support"})


def sound(found: Found, who: Who) -> tuple[list[Party], list[Party]] | None:
    """The subjects and objects that may stand, or None where the relation falls."""
    subjects = [p for p in found.subjects if _may_act(p, found)]
    if found.type == "transits":
        return subjects, []
    objects = [
        p
        for o in found.objects
        if (_suits(p := called(o, who), found, who) or _suits(o, found, who)) and not _own(p, subjects, who)
    ]
    if found.type in _SUPPORT:
        subjects = [p for p in subjects if found.type == "funding" or not _sells(p, objects)]
        if found.type == "materiel" and not who.conflict(found.head):
            subjects = [p for p in subjects if p.mention.sector != "BUS"]  # an outfitter
        objects = [p for p in objects if not (_own_forces(p, subjects) or _compatriots(p, subjects, found))]
    if found.type == "directs":
        objects = [p for p in objects if not _chain_of_command(p, subjects)]
    if not subjects or not objects:
        return None
    if found.type not in _SUPPORT and not _political(subjects, objects, found, who):
        return None
    return subjects, objects


def called(party: Party, who: Who) -> Party:
    """The name of a body that is only described: "the militia *known as the Coast Lions*", "the movement"."""
    at = (who.index.head_of(party.mention) if party.pronoun else None) or party.token
    for clause in (at.head, *at.rights):  # the parser may take "called" for the verb of the sentence
        if clause.dep_ in ("acl", "ROOT") and clause.i > at.i and clause.lemma_ in _NAMING:
            names = [*prepositional(clause, "as"), *(c for c in clause.rights if c.dep_ in ("oprd", "dobj"))]
            own = [m for t in names if t.pos_ == "PROPN" and (m := who.index.headed(t)) is not None]
            if own and own[0].kind in PARTIES:
                return Party(own[0], party.token)
    if not party.mention.actor or party.token.pos_ != "NOUN" or party.mention.text[:1].isupper():
        return party
    same = [m for m in who.mentions if m.actor == party.mention.actor and m.text[:1].isupper() and m.kind in PARTIES]
    first = party.token.sent.start_char
    return next((Party(m, party.token) for m in same if first <= m.start < party.mention.start), party)


def _own(party: Party, subjects: Sequence[Party], who: Who) -> bool:
    """Whether an object is the subject itself, or its own: an army trains "its troops" without a tie."""
    ids = {p.mention.id for p in subjects}
    if party.mention.id in ids or party.mention.text in {p.mention.text for p in subjects}:
        return True
    owner = next((c for c in party.token.lefts if c.tag_ == "PRP$"), None)
    found = who.party(owner) if owner is not None else None
    return found is not None and found.mention.id in ids


def _sells(party: Party, objects: Sequence[Party]) -> bool:
    """A firm that provides for a state sells to it."""
    return party.mention.sector == "BUS" and all(p.mention.kind in STATE for p in objects)


def _own_forces(party: Party, subjects: Sequence[Party]) -> bool:
    """Whether a state provides for its own army or police, which are called no more than that."""
    mention = party.mention
    named = party.token.pos_ == "PROPN" or (party.token.pos_ == "PRON" and mention.text[:1].isupper())
    if mention.sector not in ("MIL", "COP") or (named and not mention.country) or not subjects:
        return False
    if party.token.pos_ == "PROPN":
        return False
    own = {s.mention.country for s in subjects}
    if any(c.dep_ == "poss" and c.tag_ != "PRP$" for c in party.token.lefts):
        return False
    if mention.kind == "group" and all(s.mention.kind == "state_body" for s in subjects):
        return mention.country is None and len(mention.text.split()) <= 2
    if mention.kind != "state_body":
        return False
    foreign = any(c.text[:1].isupper() for c in party.token.lefts if c.dep_ in ("amod", "compound", "nmod"))
    foreign = foreign and not any(same_nation(s.mention, mention) for s in subjects)  # "the *Sarnian* army"
    ours = mention.country in own if mention.country else not foreign
    return all(s.mention.kind in STATE for s in subjects) and ours


def _compatriots(party: Party, subjects: Sequence[Party], found: Found) -> bool:
    """Whether soldiers fight for their own state, or recruits are trained by the army that they joined."""
    if found.type == "troops" and found.how in ("fights for", "light verb", "bound"):
        return party.mention.kind in STATE and any(same_nation(s.mention, party.mention) for s in subjects)
    if found.how == "flies from" and any(same_nation(s.mention, party.mention) for s in subjects):
        return True
    head = core(party.token)
    if found.type != "training" or head.lemma_.lower() not in words().sets["recruits"]:
        return False
    led = [c for c in head.lefts if c.dep_ in ("amod", "compound", "nmod", "poss")]
    named = [c for c in (*led, *prepositional(head, "of", "from", "for")) if c.text[:1].isupper() or c.dep_ == "pobj"]
    if any(c.lower_ == "own" for c in head.lefts) or any(same_nation(s.mention, party.mention) for s in subjects):
        return True
    if any(c.tag_ == "JJ" and c.text[:1].isupper() for c in led):  # "the French army", "*French* recruits"
        return any(s.mention.country == party.mention.country is not None for s in subjects)
    bare = not named and not any(c.lower_ in ("foreign", "rebel", "guerrilla") for c in led)
    return bare and all(s.mention.kind != "armed_group" for s in subjects)


def _chain_of_command(party: Party, subjects: Sequence[Party]) -> bool:
    """Whether a state's army or police, called no more than that, is under who is over it in any state."""
    mention = party.mention
    plain = mention.kind == "state_body" and party.token.pos_ != "PROPN" and len(mention.text.split()) <= 2
    over = all(s.mention.kind in (*STATE, "person") and s.mention.sector in ("GOV", "JUD", "MIL") for s in subjects)
    own = {s.mention.country for s in subjects}
    return plain and over and mention.sector in ("MIL", "COP") and mention.country in (*own, None)


def _may_act(party: Party, found: Found) -> bool:
    mention = party.mention
    if found.how == "bound" and found.type == "troops":
        soldiers = mention.sector in ("MIL", "UAF", "PRM") or words().goods.get(core(party.token).lemma_) == "troops"
        return soldiers and _national(party)
    nameless = mention.sector == "MIL" and party.token.pos_ == "NOUN" and mention.text[1:].islower()
    nameless = nameless and not any(c.dep_ == "poss" for c in party.token.lefts)
    if found.how == "phrase" and found.type == "troops" and nameless and not _national(party):
        return False
    if found.type == "training" and any(c.lower_ == "own" for c in party.token.lefts):
        return False  # "by their own officers"
    if mention.kind == "person":
        return found.type == "directs" and not mention.private and not party.pronoun
    if found.type in ("part_of", "member_of", "affiliated_with") and _is_members(party):
        return False
    if found.type in ("member_of", "part_of") and (mention.kind == "group" or _several(party, found)):
        return False
    if found.type == "training" and civil(party):
        return False
    if found.type == "member_of" and mention.sector == "BUS":
        return False
    if _brought(party.token):
        return False
    return is_party(mention) or _unmapped(party, found) or (found.type in _SUPPORT and _stores(party))


def _brought(noun: Token) -> bool:
    """Whether something is said to come from somebody, so that it is no body: "*intelligence* supplied by X"."""
    brought = any(c.dep_ == "acl" or c.lower_ == "from" for c in noun.rights)
    return noun.lemma_.lower() == "intelligence" and noun.pos_ != "PROPN" and brought


def _stores(party: Party) -> bool:
    """A nation's depots or airfields, which stand for it where things are given from them."""
    return party.mention.kind == "facility" and national(party)


def _national(party: Party) -> bool:
    """Whether soldiers are said to be some nation's."""
    people = core(party.token)
    led = (c for c in people.lefts if c.dep_ in ("amod", "compound", "nmod", "poss"))
    named = (t.text[:1].isupper() for t in (*led, *prepositional(people, "of", "from")))
    return bool(party.mention.country) or any(named)


def _unmapped(party: Party, found: Found) -> bool:
    """A place that no gazetteer has, where it acts or gives sanctuary: a land of its own."""
    mention = party.mention
    alone = mention.kind == "place" and mention.country is None and party.token.pos_ == "PROPN"
    haven = found.type == "territory" and found.head.doc[found.start].lemma_ in ("sanctuary", "haven", "asylum")
    given = {"receives": ("from",), "voices": ("in", "of"), "fights for": ("of", "from")}.get(found.how, ())
    by = party.token.dep_ == "pobj" and party.token.head.lower_ in ("by", *(("in",) if haven else ()), *given)
    return alone and " " not in mention.text and (by or party.token.dep_ in ("nsubj", "poss"))


def _several(party: Party, found: Found) -> bool:
    """A number of people, not a body; "the gunmen belong to the Front" is said of a body."""
    if party.token.tag_ != "NNS":
        return False
    counted = any(c.dep_ in ("nummod", "amod", "quantmod") for c in party.token.lefts)
    if party.mention.kind == "organization" and party.token.text[:1].isupper() and not counted:
        return False  # "the Wolves of Karsan" is one body
    return found.type == "member_of" or party.mention.kind != "armed_group" or counted


def _is_members(party: Party) -> bool:
    """A phrase such as "many members of the network": it says who they are of, and is no tie."""
    return party.mention.kind == "group" and party.token.lemma_ in (
        "member", "leader", "supporter", "activist", "official", "people", "follower", "person", "soldier", "officer",
    )  # fmt: skip


def _suits(party: Party, found: Found, who: Who) -> bool:
    mention = party.mention
    if mention.kind == "person":
        return found.type == "affiliated_with" and not mention.private and not party.pronoun
    if found.type in _SUPPORT and party.token.lemma_.lower() in words().sets["captives"]:
        return False
    if peaceful(mention) and found.type in _CIVIL_AID:
        return False
    if not is_party(mention) or _brought(party.token) or (found.type in _SUPPORT and (civil(party) or mission(party))):
        return False
    if found.type in ("part_of", "member_of") and mention.kind in ("group", "state", "place"):
        return False
    return NEEDS[found.need](party, found, who)


def _armed_limb(found: Found) -> bool:
    """Whether the word of the tie itself is of fighters: "the *armed wing* of the party"."""
    return any(c.lower_ in ("armed", "military", "paramilitary", "guerrilla") for c in found.head.lefts)


def _political(subjects: list[Party], objects: list[Party], found: Found, who: Who) -> bool:
    """Ties of clubs and firms are none of ours: one side must fight or be a state, and a mere group must fight."""
    sides = [*subjects, *objects]
    strong = [p for p in sides if _strong(p, who)]
    if found.type == "opposes":
        others = [p for p in sides if p not in strong and not who.ever_fought(p.mention)]
        belligerent = all(p.mention.sector == "PAR" for p in others) or who.conflict(found.head)
        fought = who.conflict(found.head) and any(who.ever_fought(p.mention) for p in sides)
        return belligerent and (fought or any(_strong(p, who) for p in sides))
    weak = [p for p in sides if p not in strong and p.mention.kind != "person"]
    armed = any(who.ever_fought(p.mention) or militant(p.mention) for p in sides)
    armed = armed or (bool(strong) and who.conflict(found.head)) or _armed_limb(found)
    if any(p.mention.kind == "group" and not (armed and body(p)) for p in weak):
        return False
    loyal = found.head.lemma_ in words().sets["loyalty"]
    if found.type == "affiliated_with" and not loyal and all(p.mention.kind in (*STATE, "place") for p in sides):
        return False
    if weak and not armed:
        if found.type == "directs" and found.how not in ("active", "passive"):
            return bool(strong) and all(obscure(p) for p in weak)
        if found.type in ("member_of", "affiliated_with") and all(
            p.mention.sector == "PAR" and p.token.pos_ == "PROPN" for p in objects
        ):
            return True
        return found.type in ("member_of", "part_of") if strong else who.conflict(found.head)
    return True


def _named_party(party: Party) -> bool:
    return party.mention.sector == "PAR" and party.token.pos_ == "PROPN"


def _strong(party: Party, who: Who) -> bool:
    mention = party.mention
    return mention.kind in (*STATE, "place") or who.fights(mention) or mention.sector == "IMG" or militant(mention)


def features_of(found: Found, subjects: list[Party], objects: list[Party], who: Who) -> tuple[Feature, ...]:
    """What speaks for and against the reading."""
    features = [
        Feature(
            found.how,
            found.weight,
            tie_reason(words_of(found.head.doc, [*range(found.start, found.end)]), found.type, found.how),
        )
    ]
    if any(p.pronoun for p in (*subjects, *objects)):
        features.append(Feature("pronoun", -0.15, "score: a pronoun stands for one side"))
    if any(who.fights(p.mention) for p in (*subjects, *objects)):
        features.append(Feature("fighters", 0.1, "score: one side is an armed group or fights"))
    if any(p.mention.kind == "group" for p in objects):
        features.append(Feature("group", -0.05, "score: the other side is described, not named"))
    if not subjects:
        features.append(Feature("no subject", -0.2, "subject: nobody is named who does it"))
    return tuple(features)
