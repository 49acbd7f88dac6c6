"""The body that people are of: "the Brigade, whose fighters", "recruits of the Front", "a single fighter of it"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from sayso.annotating.grammar.tree import MentionIndex, prepositional
from sayso.annotating.relations.antecedents import core
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.words import words
from sayso.records.actor import Mention

_BODIES = frozenset({"armed_group", "organization", "state_body", "group"})


def owner_of(token: Token, mention: Mention, party: Callable[[Token], Party | None]) -> Party | None:
    """Whose people a relative names: "*the Brigade*, whose fighters were trained by"."""
    own = next((c for c in token.lefts if c.lower_ == "whose"), None)
    if own is None or not _people(token) or mention.kind not in ("group", "armed_group"):
        return None
    whole = party(own)
    return Party(whole.mention, own) if whole is not None and whole.mention.kind != "person" else None


def merely_sent(party: Party) -> bool:
    """Whether people are called no more than what they are sent as: "*advisers* from the Stasi"."""
    return party.mention.kind == "group" and party.mention.country is None and " " not in party.mention.text


def with_bodies(taken: Iterable[Party], index: MentionIndex) -> list[Party]:
    """With people, the body that they are of: "trained *recruits of the Front*"; for one of them, that alone."""
    found: list[Party] = []
    for party in taken:
        one = party.mention.kind == "person" and party.token.tag_ == "NN"
        whole = _whole_of(party, index) if one or party.mention.kind == "group" else None
        found += [party] if whole is None else [whole] if one else [party, whole]
    return found


def _whole_of(people: Party, index: MentionIndex) -> Party | None:
    noun = core(people.token)
    if not _people(noun):
        return None
    whole = ((m, t) for t in prepositional(noun, "of", "from") if (m := index.headed(t)) is not None)
    return next((Party(m, t) for m, t in whole if m.kind in _BODIES), None)


def _people(noun: Token) -> bool:
    return noun.lemma_.lower() in words().sets["cadres"] | words().sets["fighters"]
