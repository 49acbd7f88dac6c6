"""What a found relation must pass: who can be its subject and object, and what is never said of a person.

Rule 4 of the design lives here: a natural person is a subject only as the public leader of an armed group or state
body, and nowhere else in a tie but as the public person whom a group is loyal to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from sayso.annotating.draft import Feature
from sayso.annotating.relations_who import Party, Who, is_party
from sayso.annotating.relations_words import words
from sayso.annotating.tree import prepositional
from sayso.records.claim import Mode, Route

_SUPPORT = frozenset(
    {"troops", "territory", "weapons", "materiel", "training", "funding", "intelligence", "infrastructure",
     "other_support", "unspecified_support"}
)  # fmt: skip
_STATE = frozenset({"state", "state_body"})


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


def sound(found: Found, who: Who) -> tuple[list[Party], list[Party]] | None:
    """The subjects and objects that may stand, or None where the relation falls."""
    subjects = [p for p in found.subjects if _may_act(p, found)]
    if found.type == "transits":
        return subjects, []
    objects = [p for p in found.objects if _suits(p, found, who) and not _own(p, subjects, who)]
    if not subjects or not objects:
        return None
    if found.type not in _SUPPORT and not _political(subjects, objects, found, who):
        return None
    return subjects, objects


def _own(party: Party, subjects: Sequence[Party], who: Who) -> bool:
    """Whether an object is the subject itself, or its own: an army trains "its troops" without a tie."""
    ids = {p.mention.id for p in subjects}
    if party.mention.id in ids or party.mention.text in {p.mention.text for p in subjects}:
        return True
    owner = next((c for c in party.token.lefts if c.tag_ == "PRP$"), None)
    found = who.party(owner) if owner is not None else None
    return found is not None and found.mention.id in ids


def _may_act(party: Party, found: Found) -> bool:
    mention = party.mention
    if mention.kind == "person":
        return found.type == "directs" and not mention.private and not party.pronoun
    if found.type in ("part_of", "member_of", "affiliated_with") and _is_members(party):
        return False
    if found.type in ("member_of", "part_of") and (mention.kind == "group" or _several(party, found)):
        return False
    if found.type == "training" and _civil(party):
        return False
    return is_party(mention)


def _several(party: Party, found: Found) -> bool:
    """A number of people, not a body; "the gunmen belong to the Front" is said of a body."""
    if party.token.tag_ != "NNS":
        return False
    counted = any(c.dep_ in ("nummod", "amod", "quantmod") for c in party.token.lefts)
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
    if not is_party(mention) or (found.type in _SUPPORT and (_civil(party) or _mission(party))):
        return False
    if found.type in ("part_of", "member_of") and mention.kind in ("group", "state", "place"):
        return False
    return _NEEDS[found.need](party, found, who)


def _civil(party: Party) -> bool:
    return bool(set(party.mention.text.lower().split()) & words().sets["civil"]) and (
        party.mention.kind in ("organization", "group")
    )


def _mission(party: Party) -> bool:
    return bool(set(party.mention.text.lower().replace("-", " ").split()) & words().sets["missions"])


def _fighters(party: Party, found: Found, who: Who) -> bool:
    if who.fights(party.mention):
        return True
    return party.mention.kind in ("group", "organization") and who.called_fighters(party.mention)


def _military(party: Party, found: Found, who: Who) -> bool:
    if _fighters(party, found, who) or party.mention.kind in _STATE:
        return True
    return _body(party) and who.conflict(found.head)


def _trainees(party: Party, found: Found, who: Who) -> bool:
    if _fighters(party, found, who):
        return True
    if party.mention.kind == "organization" and party.token.lemma_.lower() in words().sets["bodies"]:
        return True
    return (party.mention.kind in _STATE or _body(party)) and who.conflict(found.head)


def _funded(party: Party, found: Found, who: Who) -> bool:
    if _fighters(party, found, who):
        return True
    return _body(party) and who.conflict(found.head)


def _body(party: Party) -> bool:
    """An organization, or a group called no more than "the group"."""
    mention = party.mention
    called = mention.sector == "PAR" or party.token.lemma_ in words().sets["bodies"]
    return mention.kind == "organization" or (mention.kind == "group" and called)


def _sponsored(party: Party, found: Found, who: Who) -> bool:
    if _fighters(party, found, who):
        return True
    return (party.mention.kind in _STATE or _body(party)) and who.conflict(found.head)


def _commanded(party: Party, found: Found, who: Who) -> bool:
    return who.fights(party.mention) or party.mention.sector == "IMG"


def _created(party: Party, found: Found, who: Who) -> bool:
    if party.mention.kind == "state_body":
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
    if who.fights(mention) or mention.kind in _STATE or mention.sector == "PAR":
        return True
    return mention.kind == "organization" and who.conflict(found.head)


def _either(party: Party, found: Found, who: Who) -> bool:
    return who.fights(party.mention) or any(who.fights(p.mention) for p in found.subjects)


def _party(party: Party, found: Found, who: Who) -> bool:
    return True


_NEEDS = {
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


def _political(subjects: list[Party], objects: list[Party], found: Found, who: Who) -> bool:
    """Ties of clubs and firms are none of ours: one side must fight or be a state, and a mere group must fight."""
    sides = [*subjects, *objects]
    strong = [p for p in sides if _strong(p, who)]
    if found.type == "opposes":
        others = [p for p in sides if p not in strong]
        belligerent = all(p.mention.sector == "PAR" for p in others) or who.conflict(found.head)
        return belligerent and any(who.fights(p.mention) or p.mention.kind == "state" for p in sides)
    weak = [p for p in sides if p not in strong and p.mention.kind != "person"]
    armed = any(who.fights(p.mention) for p in sides) or (bool(strong) and who.conflict(found.head))
    if any(p.mention.kind == "group" and not (armed and _body(p)) for p in weak):
        return False
    if found.type == "affiliated_with" and all(p.mention.kind in ("state", "state_body", "place") for p in sides):
        return False
    if weak and not armed:
        return found.type in ("member_of", "part_of") if strong else who.conflict(found.head)
    return True


def _strong(party: Party, who: Who) -> bool:
    mention = party.mention
    return mention.kind in (*_STATE, "place") or who.fights(mention) or mention.sector == "IMG"


def features_of(found: Found, subjects: list[Party], objects: list[Party], who: Who) -> tuple[Feature, ...]:
    """What speaks for and against the reading."""
    features = [Feature(found.how, found.weight, f"the words say {found.type.replace('_', ' ')}")]
    if any(p.pronoun for p in (*subjects, *objects)):
        features.append(Feature("pronoun", -0.15, "a pronoun stands for one side"))
    if any(who.fights(p.mention) for p in (*subjects, *objects)):
        features.append(Feature("fighters", 0.1, "one side is an armed group or fights"))
    if any(p.mention.kind == "group" for p in objects):
        features.append(Feature("group", -0.05, "the other side is described, not named"))
    if not subjects:
        features.append(Feature("no subject", -0.2, "nobody is named who does it"))
    return tuple(features)
