"""What can be a side of a tie, and what a name or a description says of whether somebody fights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from sayso.annotating.actors.signs import signs
from sayso.annotating.relations.words import words
from sayso.lexicon.gazetteers import match
from sayso.records.actor import Mention

# sectors that leave open whether a body fights: parties, unions (by the word alone), and none
_OPEN = frozenset({None, "PAR", "LAB", "REB"})
PARTIES = frozenset({"state", "state_body", "armed_group", "organization", "group"})


@dataclass(frozen=True, slots=True)
class Party:
    """A mention as a word of the sentence stands for it; `token` is that word."""

    mention: Mention
    token: Token
    pronoun: bool = False


def is_party(mention: Mention) -> bool:
    """Whether a mention can be a side of a tie; a capital can, for its government, and "the kingdom"."""
    if mention.kind == "facility":
        return mention.text.lower().split()[-1] in words().sets["seats"]
    if mention.kind != "place":
        return mention.kind in PARTIES
    if mention.country is None and mention.text[:1].isupper() and " " not in mention.text:
        return mention.text.lower().endswith(signs().country_endings)
    return mention.text.lower() in words().sets["realms"] or (bool(mention.country) and _capital(mention.text))


@lru_cache(maxsize=1024)
def _capital(text: str) -> bool:
    tokens = text.split()
    return any(hit.entry.form == "capital" and hit.end - hit.start == len(tokens) for hit in match(tokens))


@lru_cache(maxsize=1024)
def known_to_fight(text: str, *, always: bool) -> bool:
    """Whether a name is an armed group's in the gazetteer: first of all, or among what else it means or meant."""
    tokens = text.split()
    hits = [hit for hit in match(tokens) if hit.end - hit.start == len(tokens)]
    return any(e.kind == "armed_group" for h in hits for e in ((h.entry,) if always else (h.entry, *h.others)))


def stems(text: str) -> set[str]:
    """Lower-case words of a text, plural endings cut as well.

    >>> sorted(stems("Allied militias"))
    ['allied', 'militia', 'militias']
    """
    found = {w.strip("'\"()[],.") for w in text.lower().replace("-", " ").split()}
    found |= {w[:-1] for w in found if w.endswith("s")} | {w[:-3] + "y" for w in found if w.endswith("ies")}
    return found | {w[:-3] + "man" for w in found if w.endswith("men")}


@lru_cache(maxsize=1024)
def militant(mention: Mention) -> bool:
    """Whether a body's name says that it fights or means to: "Salvation Front", "Free Highlands Movement"."""
    table, name = words().sets, stems(mention.text)
    if mention.kind != "organization" or not mention.text[:1].isupper():
        return False
    first, *_, last = (*mention.text.lower().split()[:1], *mention.text.lower().split())
    if mention.sector not in _OPEN:
        return bool(name & table["defending"]) and last in table["defence_leagues"]  # "Hill Defence League"
    return (
        first in signs().emblems
        or bool(name & table["militant"])
        or last in table["militant_heads"]
        or ("movement" in (first, last) and not name & table["movements"])
    )


@lru_cache(maxsize=1024)
def peaceful(mention: Mention) -> bool:
    """Whether a front or movement says by its name that it is for something else: "Front for Conservation"."""
    table, name = words().sets, stems(mention.text)
    headed = mention.text[:1].isupper() and bool(name & {"front", "movement"})
    if not headed or mention.kind not in ("armed_group", "organization") or name & table["militant"]:
        return False
    return bool(name & table["movements"]) and not known_to_fight(mention.text, always=False)


def obscure(party: Party) -> bool:
    """Whether a body has a name of its own that says nothing of what it does."""
    mention = party.mention
    told = party.pronoun and party.mention.text[:1].isupper()
    shouted = party.token.text.isupper()  # the tagger takes "ZIPRA" for a common noun
    named = told or shouted or party.token.pos_ == "PROPN"
    several = mention.kind == "group" and mention.country is None and " " in mention.text and not party.pronoun
    body = mention.kind == "organization" or (several and party.token.pos_ == "PROPN")  # "the Northern Band"
    peaceful = stems(mention.text) & words().sets["movements"] and "movement" in mention.text.lower()
    return body and mention.sector in _OPEN and named and not peaceful  # "the Scout Movement"


def unsorted(mention: Mention, token: Token) -> bool:
    """Whether a name that nothing is known of stands where a place does: "by way of *Orsava*"."""
    named = token.pos_ == "PROPN" and mention.kind in ("organization", "person", "group")
    return named and " " not in mention.text and mention.country is None and mention.sector is None


def same_nation(one: Mention, other: Mention) -> bool:
    """Whether two are called after one nation: "Sarnia", "Sarnian"; a state's own record says so, too."""
    if one.country and other.country == one.country and other.kind == "state":
        return True
    left, right = (_nations(m.text) for m in (one, other))
    return any(a[:-2].startswith(b[:-2]) or b[:-2].startswith(a[:-2]) for a in left for b in right)


def _nations(text: str) -> list[str]:
    """The words with a capital in a text that are long enough to tell one land from another."""
    return [w.removesuffix("'s") for w in text.split() if w[:1].isupper() and len(w) > 4]
