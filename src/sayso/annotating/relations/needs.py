"""Who can be the other side of a tie, by the `need` of its words: fighters, a state at war, a body that one joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.parties import Party, militant, obscure, stems
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words
from sayso.records.claim import Mode, Route

# goods that by themselves say that their taker fights
_TELLING = frozenset({"troops", "territory", "weapons", "intelligence"})
STATE = frozenset({"state", "state_body"})
# whoever they command is under arms as well
_UNDER_ARMS = frozenset({"MIL", "SPY", "REB", "UAF", "PRM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A relation as one construction gives it, before it is checked.

    Attributes:
        start, end: tokens of the trigger, end exclusive.
        head: the token that the trigger hangs on.
        how: the name of the construction, for the feature that explains the score.
    """

    type: str
    need: str
    start: int
    end: int
    head: Token
    subjects: Sequence[Party]
    objects: Sequence[Party]
    how: str
    weight: float = 0.25
    modes: tuple[Mode, ...] = ()
    route: Route | None = None
    words: Sequence[Token] = field(default=())


def civil(party: Party) -> bool:
    """Whether a body is a civil one: a hospital, a club, a court."""
    if militant(party.mention):
        return False
    return bool(set(party.mention.text.lower().split()) & words().sets["civil"]) and (
        party.mention.kind in ("organization", "group")
    )


def mission(party: Party) -> bool:
    """Whether a body is a mission of peace."""
    return bool(set(party.mention.text.lower().replace("-", " ").split()) & words().sets["missions"])


def _fighters(party: Party, found: Found, who: Who) -> bool:
    if (
        who.fights(party.mention)
        or who.fought(party.mention)
        or (who.once_armed(party.mention) and (found.type in _TELLING or who.conflict(found.head)))
        or (militant(party.mention) and (_powers(found) or found.type == "affiliated_with"))
        or (
            _unknown(party, found)
            and (found.type in _TELLING or under_arms(found.subjects) or who.conflict(found.head))
        )
        or (found.type in _TELLING and _named_people(party, found))
        or (found.type in _TELLING and _foreigners(party, found))
    ):
        return True
    if party.mention.kind in ("group", "state_body") and _cadres(party, who):
        return True
    return party.mention.kind in ("group", "organization") and who.called_fighters(party.mention)


def martial(party: Party, who: Who) -> bool:
    """Whether a party fights, or is called so by its name, or is people of one that does."""
    return who.fights(party.mention) or militant(party.mention) or _cadres(party, who)


def under_arms(parties: Sequence[Party]) -> bool:
    """Whether all are soldiers, spies or fighters."""
    return bool(parties) and all(p.mention.sector in _UNDER_ARMS for p in parties)


def _cadres(party: Party, who: Who) -> bool:
    """People of an armed group: "the leaders of the Harbour Front", "the rebels' commanders"."""
    if party.token.lemma_.lower() not in words().sets["cadres"]:
        return False
    whose = [
        *prepositional(party.token, "of", "from"),
        *(c for c in party.token.lefts if c.dep_ in ("poss", "compound")),
    ]
    return any(who.fights(p.mention) or militant(p.mention) for t in whose for p in who.parties(t))


def _unknown(party: Party, found: Found) -> bool:
    """A body of which the text gives a name alone: whom a power arms, shelters or sends soldiers to fights."""
    return obscure(party) and (_powers(found) or (party.token.text.isupper() and len(party.token.text) > 2))


def _powers(found: Found) -> bool:
    """Whether all who give are states, bodies of states or armed groups."""
    return all(s.mention.kind in (*STATE, "armed_group", "place", "facility") for s in found.subjects)


def _named_people(party: Party, found: Found) -> bool:
    """People with a name that is no nation's, "the Phalangists": whom a state gives arms or intelligence fights."""
    mention, states = party.mention, all(s.mention.kind in STATE for s in found.subjects)
    named = party.token.tag_ in ("NNP", "NNPS") and party.token.lower_.endswith("s") and mention.country is None
    return states and named and mention.kind == "group" and mention.sector in (None, "PAR")


def _foreigners(party: Party, found: Found) -> bool:
    """People of another country than the giver's: whom a state gives weapons are armed by it."""
    mention, own = party.mention, {s.mention.country for s in found.subjects}
    states = all(s.mention.kind in STATE for s in found.subjects)
    return found.type == "weapons" and states and mention.kind == "group" and mention.country not in own | {None}


def _military(party: Party, found: Found, who: Who) -> bool:
    if _fighters(party, found, who) or party.mention.kind in STATE:
        return True
    return body(party) and (found.type == "intelligence" or who.conflict(found.head))


def _trainees(party: Party, found: Found, who: Who) -> bool:
    if _fighters(party, found, who):
        return True
    if party.mention.kind == "organization" and party.token.lemma_.lower() in words().sets["bodies"]:
        return True
    return (party.mention.kind in STATE or body(party)) and who.conflict(found.head)


def _funded(party: Party, found: Found, who: Who) -> bool:
    if _fighters(party, found, who) or _party_abroad(party, found):
        return True
    if party.mention.kind == "state" and found.how in ("active", "passive"):
        return who.conflict(found.head)
    return body(party) and who.conflict(found.head)


def _party_abroad(party: Party, found: Found) -> bool:
    """A political party that another country's state or ruling party pays."""
    mention, givers = party.mention, [s.mention for s in found.subjects]
    powers = all(m.sector in ("GOV", "SPY", "MIL", "PAR") and m.country not in (None, mention.country) for m in givers)
    return mention.sector == "PAR" and mention.kind == "organization" and bool(mention.country) and powers


def body(party: Party) -> bool:
    """An organization, or a group called no more than "the group"."""
    mention = party.mention
    called = mention.sector == "PAR" or party.token.lemma_ in words().sets["bodies"] | words().sets["bodily"]
    return mention.kind == "organization" or (mention.kind == "group" and called)


def _sponsored(party: Party, found: Found, who: Who) -> bool:
    if _fighters(party, found, who):
        return True
    return (party.mention.kind in STATE or body(party)) and who.conflict(found.head)


def _commanded(party: Party, found: Found, who: Who) -> bool:
    if party.token.lemma_ in words().sets["struggles"]:
        return False
    if who.fights(party.mention) or party.mention.sector == "IMG" or militant(party.mention):
        return True
    told = _powers(found) and who.conflict(found.head)
    return obscure(party) and (told or all(s.mention.sector in _UNDER_ARMS for s in found.subjects))


def _helped(party: Party, found: Found, who: Who) -> bool:
    """Help is a tie among those who fight: a doctor who helps a rebel is none."""
    able = all(s.mention.kind in (*STATE, "armed_group") or s.mention.sector == "MIL" for s in found.subjects)
    return able and _fighters(party, found, who)


def _created(party: Party, found: Found, who: Who) -> bool:
    if any(s.mention.kind == "group" for s in found.subjects):
        return False
    named = party.token.pos_ == "PROPN" and party.token.lower_ in words().sets["created"]
    if (party.mention.kind == "state_body" and not named) or party.token.lemma_ in (
        "alliance",
        "coalition",
        "union",
        "party",
    ):
        return False
    if _fighters(party, found, who):
        return True
    if party.token.lemma_ not in words().sets["created"] or not all(
        s.mention.kind in ("state", "state_body", "armed_group") for s in found.subjects
    ):
        return False
    return who.conflict(found.head) or (party.token.lemma_ in ("network", "cell") and _abroad(party, found, who))


def _abroad(party: Party, found: Found, who: Who) -> bool:
    """A state's network in another state, and not one "of" anything: "the network set up by X in Y"."""
    if any(c.lower_ in ("of", "for") for c in party.token.rights):
        return False
    own = {s.mention.country for s in found.subjects}
    hosts = [p.mention for t in prepositional(found.head, "in", "inside") for p in who.parties(t)]
    return any(m.kind == "state" and m.country not in own for m in hosts)


def _foe(party: Party, found: Found, who: Who) -> bool:
    mention = party.mention
    unmapped = mention.kind == "place" and mention.country is None
    if who.fights(mention) or mention.kind in STATE or unmapped or mention.sector == "PAR" or militant(mention):
        return True
    return mention.kind == "organization" and who.conflict(found.head)


def _either(party: Party, found: Found, who: Who) -> bool:
    return any(who.fights(p.mention) or militant(p.mention) for p in (party, *found.subjects))


def _party(party: Party, found: Found, who: Who) -> bool:
    return True


def _joined(party: Party, found: Found, who: Who) -> bool:
    mention = party.mention
    if mention.sector == "IGO":
        return True
    last = mention.text.lower().split()[-1]
    martial_council = mention.kind == "state_body" and bool(stems(mention.text) & words().sets["militant"])
    bodies = mention.kind in ("organization", "armed_group") or martial_council
    return bodies and last in words().sets["bodies_joined"]


NEEDS = {
    "helped": _helped,
    "joined": _joined,
    "fighters": _fighters,
    "military": _military,
    "trainees": _trainees,
    "funded": _funded,
    "sponsored": _sponsored,
    "commanded": _commanded,
    "created": _created,
    "foe": _foe,
    "either": _either,
    "party": _party,
}
