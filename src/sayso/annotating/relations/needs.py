"""Who can be the other side of a tie, by the `need` of its words: fighters, a state at war, a body that one joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.parties import Party, militant, obscure, stems
from sayso.annotating.relations.warlike import STATE as STATE
from sayso.annotating.relations.warlike import (
    TELLING,
    UNDER_ARMS,
    cadres,
    foreigners,
    hidden,
    named_people,
    powers,
    telling,
    under_arms,
    unknown,
)
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words
from sayso.records.claim import Mode, Route


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
    return bool(stems(party.mention.text) & words().sets["missions"])


def _fighters(party: Party, found: Found, who: Who) -> bool:
    if (
        who.fights(party.mention)
        or who.fought(party.mention)
        or (who.once_armed(party.mention) and (found.type in TELLING or who.conflict(found.head)))
        or (militant(party.mention) and (powers(found) or found.type == "affiliated_with"))
        or (
            unknown(party, found)
            and (telling(found) or under_arms(found.subjects) or who.conflict(found.head) or hidden(party, found))
        )
        or (found.type in TELLING and named_people(party, found))
        or (found.type in TELLING and foreigners(party, found))
    ):
        return True
    if party.mention.kind in ("group", "state_body", "armed_group") and cadres(party, who):
        return True
    return party.mention.kind in ("group", "organization") and who.called_fighters(party.mention)


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
    told = powers(found) and who.conflict(found.head)
    return obscure(party) and (told or all(_of_force(s) for s in found.subjects))


def _of_force(party: Party) -> bool:
    """Whether a body commands those under arms: soldiers, spies, the ministries over them."""
    ministry = party.mention.kind == "state_body" and bool(stems(party.mention.text) & words().sets["forces_of_state"])
    return party.mention.sector in UNDER_ARMS or ministry


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
    return mention.kind == "organization" and (who.conflict(found.head) or who.ever_fought(mention))


def _either(party: Party, found: Found, who: Who) -> bool:
    return any(who.ever_fought(p.mention) or militant(p.mention) for p in (party, *found.subjects))


def _party(party: Party, found: Found, who: Who) -> bool:
    return True


def _joined(party: Party, found: Found, who: Who) -> bool:
    mention = party.mention
    if mention.sector == "IGO":
        return True
    armed = all(who.fights(s.mention) or militant(s.mention) for s in found.subjects)
    martial = mention.text[:1].isupper() and (armed or bool(stems(mention.text) & words().sets["militant"]))
    bodies = mention.kind in ("organization", "armed_group") or (mention.kind == "state_body" and martial)
    heads = {part.split()[-1] for part in mention.text.lower().split(" of ")[:1]} | {mention.text.lower().split()[-1]}
    return bodies and bool(heads & (words().sets["bodies_joined"] | ({"command"} if armed else set())))


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
