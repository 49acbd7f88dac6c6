"""The vocabulary of actors, from `data/lang/en/{actors,roles,titles}.yaml`, as sets to look tokens up in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sayso.lexicon.language import load
from sayso.records.actor import MentionKind

_OF_TITLES = (
    "offices",
    "of_public_body",
    "not_held",
    "honorifics",
    "kinship",
    "particles",
    "inside_names",
    "sectors_not_public",
    "stateless",
)
_OF_ROLES = (
    "acts_on", "armed_words", "collectives", "crowds", "places", "modifying", "things_if_many", "of_states",
)  # fmt: skip
_OF_ACTORS = (
    "speech",
    "human_verbs",
    "locative",
    "diplomatic",
    "acts",
    "no_actor_heads",
    "not_names",
    "famous",
    "male",
    "female",
    "definite",
    "not_place_heads",
    "stances",
    "ethnic",
    "place_firsts",
    "happens",
    "undergone",
    "belongings",
)
# Words of offices that are too common to be taken for a title alone.
_NO_OFFICE = frozenset({"of", "the", "to", "staff", "state", "us", "first"})


@dataclass(frozen=True, slots=True)
class Role:
    """What a noun says of the actor it describes. `many` is the kind of its plural."""

    kind: MentionKind
    sector: str | None
    many: MentionKind
    domestic: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """All word lists that the actor components look tokens up in; folded to lower case."""

    roles: dict[str, Role]
    heads: dict[str, tuple[MentionKind, str | None]]
    offices: frozenset[str]
    of_public_body: frozenset[str]
    not_held: frozenset[str]
    honorifics: frozenset[str]
    kinship: frozenset[str]
    particles: frozenset[str]
    inside_names: frozenset[str]
    name_endings: tuple[str, ...]
    armed_words: frozenset[str]
    collectives: frozenset[str]
    acts_on: frozenset[str]
    crowds: frozenset[str]
    places: frozenset[str]
    speech: frozenset[str]
    human_verbs: frozenset[str]
    locative: frozenset[str]
    diplomatic: frozenset[str]
    acts: frozenset[str]
    anaphors: dict[str, tuple[str, ...]]
    precision: dict[str, str]
    office_words: frozenset[str]
    office_heads: frozenset[str]
    no_actor_heads: frozenset[str]
    not_names: frozenset[str]
    famous: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    definite: frozenset[str]
    pronouns: dict[str, str]
    not_place_heads: frozenset[str]
    stances: frozenset[str]
    ethnic: frozenset[str]
    place_firsts: frozenset[str]
    happens: frozenset[str]
    undergone: frozenset[str]
    belongings: frozenset[str]
    modifying: frozenset[str]
    things_if_many: frozenset[str]
    of_states: frozenset[str]
    sectors_not_public: frozenset[str]
    stateless: frozenset[str]


@cache
def words() -> Words:
    """The vocabulary, read once.

    >>> words().roles["rebel"].many, words().roles["ministry"].kind, words().roles["police officer"].sector
    ('armed_group', 'state_body', 'COP')
    """
    roles, titles, actors = (load(f"lang/en/{name}") for name in ("roles", "titles", "actors"))
    anaphors: dict[str, list[str]] = {}
    for kind, nouns in actors["anaphors"].items():
        for noun in nouns:
            anaphors.setdefault(noun, []).append(kind)
    return Words(
        roles=_roles(roles),
        heads=_heads(actors["heads"]),
        anaphors={noun: tuple(kinds) for noun, kinds in anaphors.items()},
        precision={word: level for level, nouns in actors["precision"].items() for word in nouns},
        pronouns=_pronouns(actors["pronouns"]),
        name_endings=tuple(titles["name_endings"]),
        office_words=frozenset(w for o in titles["offices"] for w in o.replace("-", " ").split()) - _NO_OFFICE,
        office_heads=frozenset(w for o in titles["offices"] for w in (o, o.split(" of ")[0].split()[-1])),
        **{key: frozenset(titles[key]) for key in _OF_TITLES},
        **{key: frozenset(roles[key]) for key in _OF_ROLES},
        **{key: frozenset(actors[key]) for key in _OF_ACTORS},
    )


def _pronouns(data: dict[str, Any]) -> dict[str, str]:
    """Pronoun -> "one", "many", "thing", or the kind of mention that a speaker is."""
    table: dict[str, str] = {word: use for use in ("one", "many", "thing") for word in data[use]}
    table.update(data["speaker"])
    return table


def _roles(data: dict[str, dict[str, list[str]]]) -> dict[str, Role]:
    table: dict[str, Role] = {}
    armed, domestic, crowds = set(data["armed"]), set(data["domestic"]), set(data["crowds"])

    def put(noun: str, kind: MentionKind, sector: str, many: MentionKind) -> None:
        if noun not in table:
            table[noun] = Role(kind, sector or None, many, noun in domestic)

    for sector, nouns in data["people"].items():
        for noun in nouns:
            one: MentionKind = "group" if noun in crowds else "person"
            put(noun, one, sector, "armed_group" if noun in armed else "group")
    for section, kind in (("bodies", "state_body"), ("armed_groups", "armed_group"), ("organizations", "organization")):
        for sector, nouns in data[section].items():
            for noun in nouns:
                put(noun, cast(MentionKind, kind), sector, cast(MentionKind, kind))
    plain: tuple[tuple[str, MentionKind, str], ...] = (
        ("facilities", "facility", ""),
        ("crowds", "group", "CVL"),
        ("collectives", "group", ""),
        ("states", "state", "GOV"),
        ("places", "place", ""),
    )
    for section, of_kind, sector in plain:
        for noun in data[section]:
            put(noun, of_kind, sector, of_kind)
    return table


def _heads(data: dict[str, dict[str, list[str]]]) -> dict[str, tuple[MentionKind, str | None]]:
    table: dict[str, tuple[MentionKind, str | None]] = {}
    for kind, sectors in data.items():
        for sector, nouns in sectors.items():
            for noun in nouns:
                table.setdefault(noun, (cast(MentionKind, kind), sector or None))
    return table
