"""Names in rows ("A, B and C"), and surnames that are also names of peoples or places: what the others say of one."""

from __future__ import annotations

from sayso.annotating.actors.chains import chains, role_before
from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import english, signs
from sayso.annotating.actors.votes import Name
from sayso.annotating.actors.words import words
from sayso.lexicon.gazetteers import name_words
from sayso.lexicon.geo import towns
from sayso.lexicon.names import fold

_GUESSED = (None, "person", "organization", "place", "facility", "group")
_PLACES = ("place", "state")
_ALSO_SURNAMES = ("people", "adjective", "region", "state", "capital")


def in_rows(row: Row, found: list[Name]) -> None:
    """Give the names of a row the kind that the row has: "Migori, Rongo and Kisii" are places if one is."""
    for indexes in chains(row, [(n.start, n.end) for n in found]):
        chain = [found[n] for n in indexes if found[n].end > found[n].start]
        if len(chain) < 2:
            continue
        if role_before(row, chain[0].start) is not None:
            _of_role(chain)
        _with_people(row, chain)
        _of_strangers(row, chain)
        _with_places(row, chain)


def _of_role(chain: list[Name]) -> None:
    """The fishermen, A, B and C: whoever is not known to be something else is one of them."""
    for name in chain:
        if name.entry is None and name.kind in (None, "organization", "place", "facility") and _weak(name, 2.5):
            name.kind = "person"


def _with_people(row: Row, chain: list[Name]) -> None:
    """Beside a person with a full name, what only a model takes for a body or a town is a person too."""
    if not any(n.kind == "person" and (n.end - n.start > 1 or n.titled) for n in chain):
        return
    for name in chain:
        if name.entry is None and name.kind in (None, "organization", "place") and _weak(name, 2.0):
            one = name.end - name.start == 1
            many = len(chain) > 2 and 2 * sum(n.kind == "person" for n in chain) > len(chain)
            if not one or many or (row.foreign(name.start) and len(name.key) > 2 and not towns(row.texts[name.start])):
                name.kind = "person"


def _of_strangers(row: Row, chain: list[Name]) -> None:
    """Words that nothing knows, one of them of a person's name: "Freweini, Semhar and Yonas were taken away"."""
    strange = [n.entry is None and n.kind in _GUESSED and _weak(n, 2.0) and _unknown(row, n) for n in chain]
    if all(strange) and any(set(n.key.split()) & name_words() or n.votes.get("person", 0.0) >= 2.0 for n in chain):
        for name in chain:
            name.kind = "person"


def _unknown(row: Row, name: Name) -> bool:
    texts = row.texts[name.start : name.end]
    return all(not english(row, i) for i in range(name.start, name.end)) and not towns(" ".join(texts))


def _weak(name: Name, most: float) -> bool:
    votes = name.votes
    return (
        bool(votes)  # without votes it is known by a word of its own: "Deir X", "X University"
        and votes.get("person", 0.0) >= 0.0
        and votes.get("organization", 0.0) <= most
        and votes.get("place", 0.0) <= most
        and not name.sited
    )


def _with_places(row: Row, chain: list[Name]) -> None:
    places = sum(n.kind in _PLACES for n in chain)
    if places * 2 < len(chain):
        return
    for name in chain:
        if name.entry is not None or name.titled or name.kind not in (None, "person", "organization"):
            continue
        known = towns(" ".join(row.texts[name.start : name.end]).replace(" - ", "-"))
        sure = bool(known) and not (known[0].person or known[0].alternate)
        if name.end - name.start > 2 or name.votes.get("person", 0.0) > (4.0 if sure else 3.0):
            continue
        if len(chain) > 2 or known:
            name.kind = "place"


def surnames(row: Row, found: list[Name], known: dict[str, set[str]]) -> None:
    """A people's or place's name that is the last word of a person's full name, alone where only a person can stand."""
    for name in found:
        entry = name.entry
        if entry is None or name.end - name.start > 1 or entry.form not in _ALSO_SURNAMES:
            continue
        word = fold(row.texts[name.start])  # "Holland" is an entry by another name
        owners = [full for full in known.get(word, ()) if full.split()[-1] == word]
        if owners and _acts_alone(row, name.start):
            name.entry, name.others, name.kind, name.sector, name.country = None, (), "person", None, None
            name.key = word


def _acts_alone(row: Row, i: int) -> bool:
    """Whether a bare name is the subject of what one person does or is, or owns what persons own."""
    token = row.tokens[i]
    if i and row.lowers[i - 1] in ("the", "a", "an", "in", "from", "to", "at"):
        return False
    if token.dep_ == "poss":
        return token.head.lower_ in words().belongings
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.tag_ in ("VBP",):
        return False
    human = words().speech | words().human_verbs | signs().bodily
    return verb.lemma_ in human or verb.lemma_ == "be" or token.dep_ == "nsubjpass"
