"""What the words in and around a capitalised name say of its kind: votes, summed over the report."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from sayso.annotating.actors.around import around
from sayso.annotating.actors.helped import called_body, helped
from sayso.annotating.actors.openings import QUOTES, labels_line
from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import brand, english, firm, personal, pronouns, several, signs, thing
from sayso.annotating.actors.told import acts, age, described, introduced, owner, personal_noun, speaks
from sayso.annotating.actors.towns import city, large, named_so, of_place, own_dead, sure, sure_town, whole_town, within
from sayso.annotating.actors.words import words
from sayso.lexicon.gazetteers import Entry, name_words
from sayso.lexicon.geo import towns
from sayso.lexicon.names import fold
from sayso.records.actor import MentionKind

_LABEL_VOTES = {"PERSON": ("person", 2.0), "ORG": ("organization", 2.0), "GPE": ("place", 2.0), "LOC": ("place", 2.0),
                "FAC": ("facility", 2.0), "NORP": ("group", 2.0)}  # fmt: skip
_WHO = frozenset({"nsubj", "nsubjpass", "poss", "appos", "conj", "dobj", "npadvmod", "nmod", "oprd", "attr"})
# Of so many thousand on, an unknown name is sooner the town than somebody.
_TOWN = 30
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&.-]{1,7}$")


@dataclass(slots=True)
class Name:
    """A name where it stands: tokens `start` to `end`, and what its surroundings say of its kind.

    `personal` is what persons alone have of the votes for one: no model's label, no strange word, nothing states do.
    """

    start: int
    end: int
    key: str
    entry: Entry | None = None
    others: tuple[Entry, ...] = ()
    kind: MentionKind | None = None
    sector: str | None = None
    country: str | None = None
    titled: bool = False
    sited: bool = False
    votes: dict[str, float] = field(default_factory=dict)
    personal: float = 0.0


def rest_name(row: Row, start: int, end: int, *, titled: bool) -> Name:
    """A name that no gazetteer knows, with its votes; `titled` says that a title stands before it."""
    while end - start > 1 and row.texts[end - 1] in ("-", "–"):
        end -= 1
    key = fold(" ".join(t for t in row.texts[start:end] if t not in QUOTES))
    name = Name(start, end, key, titled=titled)
    votes: dict[str, float] = defaultdict(float)
    votes["person"] -= _unlikely(row, name)
    _vote_form(row, name, votes)
    _vote_label(row, name, votes)
    hints = votes["person"]
    _vote_person(row, name, votes)
    _vote_place(row, name, votes)
    if end - start == 1 and _ACRONYM.match(row.texts[start]) and not _loud(row, start):
        votes["organization"] += 1.5
    if start and row.lowers[start - 1] == "the":
        votes["person"] -= 2.0
        votes["organization"] += 0.5
        votes["organization"] += 1.5 if several(row, start, end) else helped(row, start, end)
    body = called_body(row, start, end)
    votes["organization"] += body
    votes["person"] -= body
    votes["organization"] += brand(row, start, end) or firm(row, start, end)
    votes["person"] += personal(row, start, end) + around(row, start, end) - thing(row, start, end)
    name.personal = votes["person"] - hints
    votes["person"] += speaks(row, name) + pronouns(row, end)
    name.votes = dict(votes)
    return name


def _loud(row: Row, i: int) -> bool:
    """Whether the words around are in capitals as well, so that capitals say nothing."""
    around = [t for t in row.texts[max(0, i - 3) : i + 4] if len(t) > 2 and t.isalpha()]
    return sum(t.isupper() for t in around) > 1


def _unlikely(row: Row, name: Name) -> float:
    """What speaks against a person: an acronym, a plain word that only opens a sentence."""
    if name.end - name.start > 1 or name.titled:
        return 0.0
    i = name.start
    if row.texts[i].isupper() and len(row.texts[i]) < 7 and not _loud(row, i):
        return 2.0
    plain = bool(row.english) and not row.foreign(i) and fold(row.texts[i]) not in name_words()
    return 2.0 if plain and row.starts[i] else 0.0


def _vote_form(row: Row, name: Name, votes: dict[str, float]) -> None:
    """Two to five capitalised words that no dictionary has, without an article: most often somebody's name."""
    parts = [
        i for i in range(name.start, name.end) if row.texts[i][0].isalpha() and row.lowers[i] not in words().particles
    ]
    article = name.start and row.lowers[name.start - 1] in ("the", "a", "an")
    if not row.english or not 1 <= len(parts) <= 5 or article:
        return
    if len(parts) == 1:
        votes["person"] += _stranger(row, name, parts[0])
        return
    foreign = sum(row.foreign(i) for i in parts)
    given = row.lowers[parts[0]] in signs().given_words
    if any(row.hits.get(i) is not None for i in parts) or (given and not foreign):
        votes["person"] += 1.5  # "Chad Holland", "Grace Field": beside another word of a name
    elif foreign * 2 >= len(parts):
        votes["person"] += 1.5
    elif not foreign and not any(fold(row.texts[i]) in name_words() for i in parts):
        votes["person"] -= 1.5


def _stranger(row: Row, name: Name, i: int) -> float:
    """What a word that nothing knows counts for where persons are named: as who does, undergoes or owns something."""
    text = row.texts[i]
    before, after = row.lowers[i - 1 : i], row.lowers[name.end : name.end + 1]
    strange = text.isalpha() and len(text) > 1 and not english(row, i) and not (text.isupper() and not _loud(row, i))
    if not strange or brand(row, name.start, name.end) or towns(text):
        return 0.0
    owned = row.lowers[name.end + 1 : name.end + 2]
    if after in (["'s"], ["’s"]) and owned and owned[0] in words().belongings:
        return 1.0
    if before and (before[0] in words().locative or before[0] in ("from", "to", "the", "a", "an")):
        return 0.0
    if after and (after[0] in signs().thing_after or after[0] in words().not_place_heads):
        return 0.0
    token = row.tokens[i]
    if token.dep_ == "attr" and any(c.dep_ == "nsubj" and c.lower_ in ("it", "this", "that") for c in token.head.lefts):
        return 1.5
    return 1.0 if token.dep_ in _WHO else 0.0


def _vote_label(row: Row, name: Name, votes: dict[str, float]) -> None:
    labels = [row.ents[i] for i in range(name.start, name.end) if row.ents[i]]
    for label in set(labels):
        if label in _LABEL_VOTES:
            kind, weight = _LABEL_VOTES[label]
            doubted = sure_town(row, name) if kind == "person" else votes["person"] > 0 or city(row, name, kind)
            weight = weight / 2 if doubted else weight
            votes[kind] += weight * labels.count(label) / (name.end - name.start)


def _vote_person(row: Row, name: Name, votes: dict[str, float]) -> None:
    """Titles, kin, ages, what people do and undergo, and what only names look like."""
    start, end = name.start, name.end
    folded = [fold(t) for t in row.texts[start:end]]
    votes["person"] += min(2.0, 1.0 * sum(w in name_words() for w in folded))
    if name.titled or (start and personal_noun(row, start - 1)):
        votes["person"] += 3.0
    if any(len(w) > 5 and w.endswith(words().name_endings) for w in folded):
        votes["person"] += 1.0
    if any(w in ("bin", "bint", "ibn", "ould", "binti", "a/l", "a/p", "s/o", "d/o") for w in row.lowers[start:end]):
        votes["person"] += 2.0 if end - start > 1 else 0.0
    votes["person"] += age(row.lowers[end : end + 3]) + introduced(row, start) + owner(row, start, end)
    votes["person"] += acts(row, name) + described(row, name) + 4.0 * labels_line(row, start, end)
    if end - start > 1 and row.lowers[start] in ("umm", "abu", "um", "ibn", "bint", "abou") and not named_so(row, name):
        votes["person"] += 2.0


def _vote_place(row: Row, name: Name, votes: dict[str, float]) -> None:
    lowers, start, end = row.lowers, name.start, name.end
    before = lowers[start - 1] if start else ""
    following = lowers[end] if end < len(lowers) else ""
    if following in words().not_place_heads:
        votes["place"] -= 3.0
        return
    if row.texts[start].isupper() and row.tokens[start].is_sent_start and following in (",", "-", "(", "/"):
        votes["place"] += 2.5
    if lowers[start] in words().place_firsts and end - start > 1:
        votes["place"] += 1.5
    found = named_so(row, name)
    if found:
        best = found[0]
        votes["place"] += 1.5 if sure(best) else 0.5
        votes["place"] += 1.0 if best.thousands >= _TOWN and not (best.word or best.alternate or best.person) else 0.0
        votes["place"] += large(name, best) + own_dead(name, row)
        votes["place"] += whole_town(row, name, best)
    if before == "at" and not found:
        votes["place"] += 0.5
    elif before in words().locative:
        votes["place"] += 1.5 if following not in ("'s", "’s") or found else 0.5
        name.sited = True
    if within(row, name) and not name.titled and following not in ("'s", "’s"):
        votes["place"] += 2.5
        name.sited = True
    if of_place(row, name) and not name.titled:
        votes["place"] += 3.5
        name.sited = True
    if found and end + 1 < len(lowers) and lowers[end] == "," and row.hits.get(end + 1) is not None:
        votes["place"] += 2.0 if row.hits[end + 1].entry.place is not None else 0.0
    if (
        before == "of"
        and start > 1
        and (role := words().roles.get(lowers[start - 2])) is not None
        and role.kind == "place"
    ):
        votes["place"] += 3.0
    if before in ("from", "to"):
        votes["place"] += 2.5 if before == "from" and following == "to" else 1.0 if before == "from" else 0.5
        name.sited = True
