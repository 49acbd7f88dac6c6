"""The English of relations, read once from data/lang/en/relations.yaml into lookup tables.

Lookups go by lemma; a participle that the tagger takes for an adjective keeps its own form as lemma ("armed"), so the
tables of verbs know participles as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.lexicon.language import load

_FORMS = {
    "fight": "fought",
    "lead": "led",
    "run": "run",
    "build": "built",
    "bring": "brought",
    "hide": "hidden",
    "underwrite": "underwritten",
    "teach": "taught",
    "found": "founded",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """How a word ties a subject to an object.

    Attributes:
        type: the relation type; empty where the goods say it.
        need: who can be the object (see data/ontology/relations.yaml).
        preps: prepositions that bring the complement.
        flip: whether the complement is the subject of the tie ("proxy of Iran").
        passive_only: whether only the passive is a tie ("is supplied by").
        lead: for a phrase, the preposition before the noun ("under" of "under the command of").
    """

    type: str
    need: str
    preps: frozenset[str] = frozenset()
    flip: bool = False
    passive_only: bool = False
    lead: str = ""


@dataclass(frozen=True)
class Words:
    """All tables of one language."""

    acts: Mapping[str, Frame]
    participles: Mapping[str, Frame]
    bound: Mapping[str, tuple[Frame, ...]]
    roles: Mapping[str, tuple[Frame, ...]]
    tie_nouns: Mapping[str, tuple[Frame, ...]]
    phrases: Mapping[str, tuple[Frame, ...]]
    light: Mapping[str, tuple[tuple[Frame, frozenset[str]], ...]]
    hyphened: Mapping[str, Frame]
    aid_nouns: Mapping[str, str]
    goods: Mapping[str, str]
    of_support: Mapping[str, str]
    needs: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    routes: Mapping[str, frozenset[str]]
    harbouring: Mapping[str, frozenset[str]]
    triggers: frozenset[str]


@cache
def words() -> Words:
    """The tables.

    >>> words().participles["bankrolled"].type, words().goods["rocket"]
    ('funding', 'weapons')
    """
    raw = load("lang/en/relations")
    needs = {name: row["need"] for name, row in load("ontology/relations")["types"].items()}
    acts = {word: _frame(row, needs) for row in raw["acts"] for word in row["words"]}
    simple = {verb: frame for verb, frame in acts.items() if " " not in verb}
    hyphened = {participle(verb): frame for verb, frame in simple.items()}
    hyphened |= {word: Frame(kind, needs[kind]) for kind, members in raw["hyphened"].items() for word in members}
    participles = {form: frame for verb, frame in simple.items() for form in (participle(verb), gerund(verb))}
    many = {name: _many(raw[name], needs) for name in ("bound", "roles", "tie_nouns")}
    phrases = _phrases(raw["phrases"], needs)
    sets = {name: frozenset(raw[name]) for name in _SETS}
    routes = {name: frozenset(members) for name, members in raw["routes"].items()}
    aid = _inverted(raw["aid_nouns"])
    return Words(
        acts=acts,
        participles=participles,
        **many,
        phrases=phrases,
        light=_light(raw["light"], needs),
        hyphened=hyphened,
        aid_nouns=aid,
        goods=_inverted(raw["goods"]),
        of_support=_inverted(raw["of_support"]),
        needs=needs,
        sets=sets | {"pronouns": frozenset(w for p in raw["pronouns"].values() for w in p)},
        routes=routes,
        harbouring={name: frozenset(members) for name, members in raw["harbouring"].items()},
        triggers=_triggers(acts | participles, many, phrases, hyphened, aid, sets, routes, raw),
    )


_SETS = (
    "gives_to", "with_goods", "sales", "receives", "not_goods", "ambiguous", "carriers", "tie_verbs", "deliveries",
    "fighters", "bodies", "created", "conflict", "civil", "partitive", "asking", "bodily", "realms", "missions",
    "exemplifying", "agents", "blaming", "laying_down", "owed", "pouring", "flows", "leaning", "suppliers", "joint",
    "joint_nouns",
    "intervening", "bodies_joined", "run_by", "seeing",
    "own_flow", "stores", "using", "given", "loyalty",
    "sustaining", "reports", "secrets", "tasking", "occasions",
    "camps", "talking", "buying", "bearing", "tipping", "leagues", "including", "consent", "cadres",
    "showering", "ditransitive", "keeping", "betraying", "tapped", "causes", "helping", "intervenors", "stakes",
    "besides", "seats", "resting", "embroiling", "attending", "attended", "abiding", "discharged",
    "contests", "peaceful_pacts", "forces_of_state", "formations", "peaceful_lessons",
    "possessions", "gathering", "covert", "bills", "paying", "martial_goods", "generosity", "captives", "getting",
    "building", "evidence", "fighting", "flying", "combative", "based", "seized", "voicing", "propaganda", "speeches",
    "media", "official", "recruiting", "recruits", "stopping", "bound_for", "for_show",
    "militant", "militant_heads", "defending", "defence_leagues", "movements", "struggles",
)  # fmt: skip


def participle(verb: str) -> str:
    """The past participle of a verb of the tables.

    >>> [participle(v) for v in ("back", "finance", "supply", "equip", "fight")]
    ['backed', 'financed', 'supplied', 'equipped', 'fought']
    """
    if verb in _FORMS:
        return _FORMS[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ied"
    doubled = verb in ("equip", "abet", "prop", "control", "outfit", "re-equip", "kit")
    return verb + (verb[-1] if doubled else "") + "ed"


def gerund(verb: str) -> str:
    """The form in -ing of a verb of the tables; taggers take it for a noun that is its own lemma.

    >>> [gerund(v) for v in ("arm", "finance", "equip")]
    ['arming', 'financing', 'equipping']
    """
    done = participle(verb)
    stem = done[:-2] if done.endswith("ed") and not verb.endswith(("e", "y")) else verb.removesuffix("e")
    return (verb if verb in _FORMS or verb.endswith("y") else stem) + "ing"


def _frame(row: Mapping[str, Any], needs: Mapping[str, str]) -> Frame:
    return Frame(
        row["type"],
        row.get("need", needs[row["type"]]),
        frozenset(row.get("preps", ())),
        row.get("flip", False),
        row.get("passive_only", False),
        row["words"][0] if len(row["words"]) == 2 else "",
    )


def _many(rows: Iterable[Mapping[str, Any]], needs: Mapping[str, str]) -> dict[str, tuple[Frame, ...]]:
    table: dict[str, tuple[Frame, ...]] = {}
    for row in rows:
        for word in row["words"]:
            table[word] = (*table.get(word, ()), _frame(row, needs))
    return table


def _phrases(rows: Iterable[Mapping[str, Any]], needs: Mapping[str, str]) -> dict[str, tuple[Frame, ...]]:
    table: dict[str, tuple[Frame, ...]] = {}
    for row in rows:
        noun = row["words"][1]
        table[noun] = (*table.get(noun, ()), _frame(row, needs))
    return table


def _light(
    rows: Iterable[Mapping[str, Any]], needs: Mapping[str, str]
) -> dict[str, tuple[tuple[Frame, frozenset[str]], ...]]:
    """Noun -> frames with the verbs that make a tie of it: "join *forces* with", "take up *arms* against"."""
    table: dict[str, tuple[tuple[Frame, frozenset[str]], ...]] = {}
    for row in rows:
        for noun in row["words"]:
            table[noun] = (*table.get(noun, ()), (_frame({**row, "words": [noun]}, needs), frozenset(row["verbs"])))
    return table


def _inverted(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: name for name, members in groups.items() for word in members}


def _triggers(*tables: Any) -> frozenset[str]:
    acts, many, phrases, hyphened, aid, sets, routes, raw = tables
    found: set[str] = {verb.split()[0] for verb in acts} | set(phrases) | set(hyphened) | set(aid)
    for table in many.values():
        found |= set(table)
    found |= {
        "without",
        "but",
        "keep",
        "available",
        "recipient",
        "beneficiary",
        "receipt",
        "make",
        "travel",
        "travels",
        "treat",
        "nurse",
        "tend",
        *sets["paying"],
        *sets["tapped"],
    }
    found |= sets["building"]
    found |= {word for kind in ("weapons", "materiel") for word in raw["goods"][kind] if " " not in word}
    found |= {"participate", "join", "travel"}
    found |= {
        "take",
        "learn",
        "show",
        "thanks",
        "owe",
        "disposal",
        "put",
        "tolerate",
        "condone",
        "turn",
        "bases",
        "pit",
        "shoulder",
        "side",
        "hand",
    }
    found |= {noun for row in raw["light"] for noun in row["words"]}
    for name in (
        "gives_to",
        "with_goods",
        "receives",
        "deliveries",
        "flows",
        "sustaining",
        "leaning",
        "suppliers",
        "joint_nouns",
        "using",
        "bearing",
        "tipping",
        "run_by",
        "consent",
        "buying",
        "attending",
        "attended",
        "camps",
        "fighting",
        "flying",
        "based",
        "voicing",
        "recruiting",
    ):
        found |= sets[name]
    for name in ("handling", "carry_any", "carry_goods", "carry_nouns", "ways", "passing", "conduits"):
        found |= routes[name]
    for name in ("allow", "grant", "use"):
        found |= set(raw["harbouring"][name])
    return frozenset(found)
