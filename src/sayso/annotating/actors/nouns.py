"""Actors that the text describes by a noun: "the ministry", "Armenian separatist groups", "twelve villagers"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.actors.phrase import first_object, phrase
from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.sketch import Sketch, country_at, stateless_at
from sayso.annotating.actors.votes import Name
from sayso.annotating.actors.words import Role, words
from sayso.lexicon.names import fold, slug
from sayso.records.actor import MentionKind

_DIPLOMATIC = frozenset({"embassy", "consulate", "diplomatic mission", "consulate general", "chancellery", "legation"})
_ONLY_OF_COUNTRY = frozenset({"state"})
_RULERS = frozenset(
    {
        "government",
        "regime",
        "authority",
        "authorities",
        "leadership",
        "administration",
        "state",
        "junta",
        "officialdom",
    }
)


_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "dative"})


def nouns_of(row: Row, covered: set[int], names: dict[int, Name]) -> Iterator[Sketch]:
    """Sketches of described actors, facilities and places; `covered` are tokens of names and their titles."""
    for token in row.tokens:
        i = token.i
        if i in covered or row.pos[i] not in ("NOUN", "PROPN", "ADJ"):
            continue
        modifier = token.dep_ in ("compound", "nmod", "amod") and token.head.i > i
        if modifier and token.head.pos_ in ("NOUN", "PROPN") and not first_object(token):
            if _may_modify(row, token) and (sketch := _modifying(row, token, names)) is not None:
                yield sketch
            continue
        if row.pos[i] == "ADJ" and token.dep_ not in _ARGUMENT:
            continue
        role = role_at(row, token)
        if role is not None and not _of_a_name(row, token):
            sketch = _sketch(row, token, role, names)
            if sketch is not None:
                yield sketch


def _may_modify(row: Row, token: Token) -> bool:
    """Whether a noun before another may act or be hit by it: "police fire", "the embassy attack"."""
    if row.lowers[token.i] in words().modifying:
        return True
    role = words().roles.get(row.lowers[token.i])
    premises = role is not None and (role.kind == "facility" or row.lowers[token.i] in _DIPLOMATIC)
    return premises and token.head.lemma_.lower() in words().acts_on


def _of_a_name(row: Row, token: Token) -> bool:
    """Whether a noun only belongs to a name or title: "People" in "People's Commissar", "staff" in "chief of staff"."""
    i = token.i
    if token.tag_ == "NNS" and token.lemma_ in words().things_if_many:
        return True
    if i > 1 and row.lowers[i - 1] == "of" and " ".join(row.lowers[i - 2 : i + 1]) in words().offices:
        return True
    follows = i + 2 < len(row.texts) and row.lowers[i + 1] == "'s" and row.texts[i + 2][0].isupper()
    return follows and row.texts[i][0].isupper()


def _modifying(row: Row, token: Token, names: dict[int, Name]) -> Sketch | None:
    """The body in "a rebel attack" or "Israeli police fire": it acts, though the act is the head."""
    role = role_at(row, token)
    if role is None or token.i + 1 != token.head.i or role_at(row, token.head) is not None:
        return None
    start = token.i
    while start and (hit := row.hits.get(start - 1)) is not None and hit.entry.form in ("adjective", "people", "state"):
        start -= 1
    kind = role.many if role.kind == "person" else role.kind
    kind = "facility" if row.lowers[token.i] in _DIPLOMATIC else kind
    sketch = Sketch(start, token.i + 1, token.i, kind, sector=role.sector, domestic=role.domestic)
    sketch.country = country_of(row, token, start, token.i + 1, names)
    belong(row, sketch, names)
    return sketch


def _within(row: Row, sketch: Sketch, names: dict[int, Name]) -> str | None:
    """The sector of those whom a collective gathers: "*opposition* groups", "a group of *diplomats*"."""
    for i in (*range(sketch.head - 1, sketch.start - 1, -1), *range(sketch.head + 1, sketch.end)):
        name = names.get(i)
        if name is not None and name.sector and name.kind != "state":
            return name.sector
        role = role_at(row, row.tokens[i])
        if role is not None and role.sector and role.kind not in ("facility", "place"):
            return role.sector
    return None


def belong(row: Row, sketch: Sketch, names: dict[int, Name]) -> None:
    """Give those of a body between states its sector, and no country: "U.N. inspectors" are nobody's officials."""
    if sketch.country is None and sketch.kind not in ("place", "facility"):
        sector = stateless_at(row, sketch.start, sketch.end, sketch.head, names)
        if sector is not None:
            sketch.sector, sketch.domestic = sector, False


def role_at(row: Row, token: Token) -> Role | None:
    """The role that a noun names, the longest phrase first ("police officer" before "officer")."""
    roles, i = words().roles, token.i
    lemma = token.lemma_.lower()
    for size in (2, 1):
        if i >= size:
            before = " ".join(row.lowers[i - size : i])
            role = roles.get(f"{before} {row.lowers[i]}") or roles.get(f"{before} {lemma}")
            if role is not None:
                return role
    role = roles.get(row.lowers[i]) or roles.get(lemma)
    if role is not None and role.kind == "state_body" and lemma == "crown" and token.tag_ == "NNS":
        return None  # money
    if role is None and row.pos[i] == "PROPN":
        role = roles.get(lemma.removesuffix("s")) or (roles.get(lemma[:-3] + "man") if lemma.endswith("men") else None)
    if role is None and i >= 2 and row.texts[i - 1] == "-":
        role = roles.get(f"{row.lowers[i - 2]}-{lemma}") or roles.get(lemma)
    return role


def _sketch(row: Row, token: Token, role: Role, names: dict[int, Name]) -> Sketch | None:
    start, end = phrase(row, token)
    if role.kind in ("place", "state") and not _definite_place(row, token, start, names):
        return None
    lower = row.lowers[token.i]
    plural = token.tag_ in ("NNS", "NNPS") or (row.pos[token.i] == "PROPN" and lower[:-1] in words().roles)
    kind, sector = _kind(row, token, role, start, plural)
    if kind == "person" and row.lowers[token.i] in words().of_states and start < token.i:
        held = stateless_at(row, start, token.i, token.i, names) if row.texts[token.i - 1][0].isupper() else None
        kind, sector = ("state", "GOV") if held == "IGO" else (kind, sector)
    sketch = Sketch(start, end, token.i, kind, sector=sector, plural=plural, domestic=role.domestic)
    sketch.country = country_of(row, token, start, end, names)
    gathers = token.lemma_.lower() in words().collectives
    if gathers and (sketch.sector is None or token.lemma_.lower() == "member"):
        sketch.sector = _within(row, sketch, names) or sketch.sector
    if kind != "state":
        belong(row, sketch, names)
    if token.lemma_.lower() in _ONLY_OF_COUNTRY and sketch.country is None:
        return None
    sketch.private = (
        kind == "person"
        and " ".join(row.lowers[start : token.i + 1]) not in words().offices
        and not _official(row, token, start)
    )
    sketch.actor = _actor(row, token, sketch, names)
    return sketch


def _definite_place(row: Row, token: Token, start: int, names: dict[int, Name]) -> bool:
    """A place noun is a mention where it points at one place: definite, or with a name."""
    if any(
        c.dep_ in ("det", "poss") and c.lower_ in ("the", "this", "that", "its", "their", "these", "those")
        for c in token.lefts
    ):
        return True
    return any(i in names for i in range(start, token.i))


def _kind(row: Row, token: Token, role: Role, start: int, plural: bool) -> tuple[MentionKind, str | None]:
    vocabulary, lower = words(), row.lowers[token.i]
    lemma = token.lemma_.lower()
    before = row.lowers[start : token.i]
    compound = " ".join([*before[-1:], lower]) in vocabulary.roles
    armed = not compound and any(w in vocabulary.armed_words for w in before)
    loose = role.kind in ("group", "organization") or lemma in (
        "force",
        "army",
        "unit",
        "command",
        "brigade",
        "wing",
        "network",
    )
    if armed and (loose or lemma in vocabulary.collectives):
        return "armed_group", "REB"
    if role.kind == "person":
        return (role.many if plural else "person"), role.sector
    if lemma in _DIPLOMATIC or " ".join([*before[-1:], lemma]) in _DIPLOMATIC or lower in _DIPLOMATIC:
        return ("state_body" if _acting(token) else "facility"), "GOV"
    if lemma == "force" and not plural and not before:
        return "group", None
    return role.kind, role.sector


def _acting(token: Token) -> bool:
    verb = token.head
    return (
        token.dep_ == "nsubj" and verb.pos_ == "VERB" and (verb.lemma_ in words().speech or verb.lemma_ in words().acts)
    )


def _official(row: Row, token: Token, start: int) -> bool:
    """Whether a description is an office: "the foreign minister" is no private person."""
    lemma = token.lemma_.lower()
    return lemma in words().offices or row.lowers[token.i] in words().offices


def country_of(row: Row, head: Token, start: int, end: int, names: dict[int, Name]) -> str | None:
    """The country that the words of a phrase give: its adjectives and owners first, then its "of" phrase."""
    for i in range(head.i - 1, start - 1, -1):
        if (code := country_at(row, i, names)) is not None:
            return code
    for i in range(head.i + 1, end):
        if row.lowers[i - 1] in ("of", "the", "-") or row.pos[i - 1] == "ADJ":
            code = country_at(row, i, names)
            if code is not None:
                return code
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "in" and head.lemma_.lower() in _RULERS:
            for inner in child.children:
                if inner.dep_ == "pobj" and (code := country_at(row, inner.i, names)) is not None:
                    return code
    return None


def _owns(row: Row, name: Name) -> bool:
    """Whether a possessive mark, and not a closing quotation mark, follows a name."""
    quoted = name.start > 0 and row.texts[name.start - 1] in ("'", '"', "`")
    return row.lowers[name.end] in ("'s", "'", "’s") and not (quoted and row.lowers[name.end] == "'")


def _actor(row: Row, token: Token, sketch: Sketch, names: dict[int, Name]) -> str | None:
    """Who a description stands for: a government for its state, "Taliban fighters" for the Taliban; else None."""
    lemma, i = token.lemma_.lower(), token.i
    inner = [names[k] for k in range(sketch.start, i) if k in names and names[k].end <= i]
    bodies = ("armed_group", "state_body", "organization")
    tied = [n for n in inner if n.kind in bodies and not _owns(row, n)]
    if (
        tied
        and sketch.kind in ("armed_group", "group", "organization", "state_body")
        and (lemma in words().collectives or sketch.kind == "armed_group")
    ) and lemma not in ("member", "leadership", "leader", "side", "branch", "affiliate", "offshoot", "splinter"):
        return tied[-1].entry.actor if tied[-1].entry else slug(tied[-1].key)
    if (
        sketch.country
        and sketch.kind == "state_body"
        and (lemma in _RULERS or row.lowers[i] in _RULERS)
        and sketch.end - i < 4
    ):
        return sketch.country if not tied else None
    counted = any(row.pos[k] == "NUM" for k in range(sketch.start, i))
    if sketch.country and sketch.kind == "state_body" and not tied and not counted:
        own = " ".join(
            t
            for k, t in enumerate(row.texts[sketch.start : i + 1], sketch.start)
            if k not in row.hits and t not in ("'s", "’s", "'")
        )
        return slug(f"{sketch.country} {fold(own)}")
    return None
