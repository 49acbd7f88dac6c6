"""Signs in and around an unknown capitalised name that nobody's model is needed for: bodies, kin, makes.

Lists are in `data/lang/en/name_signs.yaml`. A sign adds to the votes of `actors.votes`; none decides alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.annotating.actors.words import words
from sayso.lexicon.gazetteers import name_words
from sayso.lexicon.language import load
from sayso.lexicon.names import fold

if TYPE_CHECKING:
    from sayso.annotating.actors.runs import Row

_NEAR = 14
_ENDINGS = (("ves", "f"), ("ves", "fe"), ("ed", "e"), ("ing", "e"), ("ies", "y"), ("ied", "y"), ("es", ""))
_ARTICLES = frozenset({"the", "a", "an"})
_ARABIC = frozenset({"al", "el", "ash", "as", "ad", "an", "ar", "az", "at"})


@dataclass(frozen=True, slots=True)
class Signs:
    """The lists of `name_signs.yaml`, as sets."""

    place_firsts: frozenset[str]
    thing_firsts: frozenset[str]
    group_firsts: frozenset[str]
    thing_nouns: frozenset[str]
    thing_after: frozenset[str]
    bodily: frozenset[str]
    suffered: frozenset[str]
    own: frozenset[str]
    naming: frozenset[str]
    english: frozenset[str]
    brands: frozenset[str]
    row_openers: frozenset[str]
    trades: frozenset[str]
    given_words: frozenset[str]
    calendar_names: frozenset[str]
    before_dates: frozenset[str]
    captors: frozenset[str]
    address_words: frozenset[str]
    row_words: frozenset[str]
    trusting: frozenset[str]
    town_firsts: frozenset[str]
    before_article: frozenset[str]
    closings: frozenset[str]
    firm_endings: frozenset[str]
    absent: frozenset[str]
    done_to: frozenset[str]
    taken_from: frozenset[str]
    of_places: frozenset[str]
    of_states: frozenset[str]
    state_bodies: frozenset[str]
    state_acts: frozenset[str]
    helping_acts: frozenset[str]
    joining: frozenset[str]
    taking_acts: frozenset[str]
    help_nouns: frozenset[str]
    limbs: frozenset[str]
    numbered: frozenset[str]
    numbers: frozenset[str]
    arming: frozenset[str]
    state_seats: frozenset[str]
    war_goods: frozenset[str]
    state_ground: frozenset[str]
    lent_ground: frozenset[str]
    state_dealings: frozenset[str]
    backing: frozenset[str]
    soft_goods: frozenset[str]
    patrons: frozenset[str]
    favours: frozenset[str]
    formations: frozenset[str]
    leagues: frozenset[str]
    official: frozenset[str]
    hostile: frozenset[str]
    private_scenes: frozenset[str]
    rising: frozenset[str]
    arabic_bodies: frozenset[str]
    serving: frozenset[str]
    of_nations: frozenset[str]
    plain_bodies: frozenset[str]
    fellowships: frozenset[str]
    media_firsts: frozenset[str]
    sending: frozenset[str]
    soldiers: frozenset[str]
    accusing: frozenset[str]
    hyphened: frozenset[str]
    emblems: frozenset[str]
    nation_endings: tuple[str, ...]
    surname_endings: tuple[str, ...]
    country_endings: tuple[str, ...]


@cache
def signs() -> Signs:
    """The lists, read once.

    >>> "camp" in signs().place_firsts, "goldman sachs" in signs().brands
    (True, True)
    """
    data = load("lang/en/name_signs")
    sets = {key: frozenset(fold(w) if key == "brands" else w for w in data[key]) for key in Signs.__slots__}
    return Signs(**sets | {key: tuple(data[key]) for key in ("nation_endings", "country_endings", "surname_endings")})  # type: ignore[arg-type]


def plain(row: Row, i: int) -> bool:
    """Whether a word is English and no known word of names: what a name is hardly made of."""
    return english(row, i) and fold(row.texts[i]) not in name_words()


def english(row: Row, i: int) -> bool:
    """Whether a word is English, news words included; False for all if no dictionary is at hand."""
    lower = row.lowers[i]
    return bool(row.english) and (not row.foreign(i) or lower in signs().english or _inflected(lower, row.english))


def _inflected(word: str, dictionary: frozenset[str]) -> bool:
    """Whether a word is a form of one in the dictionary: "breached", "burning", "bodies"."""
    for end, more in _ENDINGS:
        stem = word.removesuffix(end)
        if stem != word and len(stem) > 2 and (stem + more in dictionary or stem in dictionary):
            return True
        if stem != word and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in dictionary:
            return True
    return False


def first_word(row: Row, start: int, end: int) -> str | None:
    """What a name's first word makes of it: "place", "thing", "group" or "media"; None where it makes nothing.

    "Liwa al-Quds" is a group; "Storm" alone is nothing yet.
    """
    if end - start < 2:
        return None
    lower, lists = row.lowers[start], signs()
    if lower in lists.thing_firsts:
        return "thing" if len(lower) > 4 or row.texts[start].isupper() else None
    if (lower in lists.place_firsts and row.pos[start] != "VERB") or over_article(row, start, end):
        return None if _body_head(row, end) else "place"
    if lower in lists.arabic_bodies and end - start > 2 and row.lowers[start + 1] in _ARABIC:
        return "group"
    if lower in lists.media_firsts:
        return "media"
    return "group" if lower in lists.group_firsts else None


def _body_head(row: Row, end: int) -> bool:
    """Whether a name ends as bodies' names do: "Lake Tumba Liberation *Committee*", "Jebel *Scouts*"."""
    lower = row.lowers[end - 1]
    kind, _ = words().heads.get(lower, ("place", None))
    return kind == "armed_group" or lower in signs().formations or lower in signs().leagues


def brand(row: Row, start: int, end: int) -> float:
    """How surely a name is a firm's, a product's or a paper's; less if it is also somebody's name."""
    key = fold(" ".join(row.texts[start:end]).replace(" - ", "-"))
    if key not in signs().brands:
        return 0.0
    if end - start > 1:
        return 7.0
    return 2.0 if key in name_words() else 5.0


def firm(row: Row, start: int, end: int) -> float:
    """What the ending of an unknown name says for a firm: "Rosoboronexport"."""
    lower = row.lowers[start]
    return 4.0 if end - start == 1 and len(lower) > 7 and lower.endswith(tuple(signs().firm_endings)) else 0.0


def over_article(row: Row, start: int, end: int) -> bool:
    """Whether a name opens as Arabic names of places do: "Ain al-Arab", whatever its last word means."""
    opens = end - start > 3 and row.texts[start + 2] in ("-", "–", "‑")
    return opens and row.lowers[start] in signs().before_article and row.lowers[start + 1] in _ARABIC


def thing(row: Row, start: int, end: int) -> float:
    """How much the words beside a name speak against a person: a ship, a make, a firm, a storm."""
    lowers = row.lowers
    before = lowers[start - 1] if start else ""
    after = lowers[end] if end < len(lowers) else ""
    doubt = 5.0 if before in signs().thing_nouns else 0.0
    doubt += 4.0 if after in signs().thing_after else 0.0
    joined = (after == "&" and _capital(row, end + 1)) or (before == "&" and _capital(row, start - 2))
    if before in ("a", "an") or joined:
        doubt += 3.0
    model = end - start > 1 and any(c.isdigit() for c in row.texts[end - 1])  # "Bayraktar TB2s"
    counted = (
        end - start == 1 and start and row.pos[start - 1] == "NUM" and after != "," and lowers[start].endswith("s")
    )
    doubt += 3.0 if model or counted else 0.0
    return doubt + (2.5 if several(row, start, end) else 0.0)


def several(row: Row, start: int, end: int) -> bool:
    """Whether a name of several words ends in an English plural: so groups are named ("River Wolves"), and no person.

    No word of it is one of people's names; with an article before it, it is enough that all are English.
    """
    last = row.lowers[end - 1]
    men = last.endswith("men") and last[:-3] + "man" in row.english
    if end - start < 2 or not (men or last.endswith("s")) or last.rstrip("s") in words().no_actor_heads:
        return False  # "the Hundred Years' War"
    last_is_plain = men or english(row, end - 1)
    if (
        start
        and row.lowers[start - 1] == "the"
        and last_is_plain
        and all(english(row, i) for i in range(start, end - 1))
    ):
        return True
    named = any(fold(row.texts[i]) in name_words() for i in range(start, end))
    return last_is_plain and not named


def _capital(row: Row, i: int) -> bool:
    return 0 <= i < len(row.texts) and row.texts[i][0].isupper()


def personal(row: Row, start: int, end: int) -> float:
    """What only persons have: a "who" after the name, a body, kin of their own, a role that names them."""
    lowers = row.lowers
    vote = _relative(lowers[end : end + 2]) + _called(row, start)
    root = row.tokens[end - 1]
    verb, dep = root.head, root.dep_
    bare = not start or lowers[start - 1] not in _ARTICLES
    if bare and dep == "nsubj" and verb.pos_ == "VERB" and verb.lemma_ in signs().bodily:
        vote += 2.0
    if bare and dep in ("nsubjpass", "dobj") and verb.lemma_ in signs().suffered:
        vote += 2.0
    return vote


def pronouns(row: Row, end: int) -> float:
    """Pronouns that may be a person's: "whose" after the name, a pronoun for one person soon after it."""
    return _own(row, end) + (1.0 if row.lowers[end : end + 2] == [",", "whose"] else 0.0)


def _relative(after: list[str]) -> float:
    if after[:1] == ["who"] or after[:2] == [",", "who"]:
        return 2.5
    return 1.5 if after[:2] == [",", "whom"] else 0.0


def _called(row: Row, start: int) -> float:
    """As in "a worker named X": a role, then a word of naming."""
    if not start or row.lowers[start - 1] not in signs().naming:
        return 0.0
    for i in range(start - 2, max(-1, start - 6), -1):
        role = words().roles.get(row.lowers[i])
        if (role is not None and role.kind == "person") or row.lowers[i] in words().kinship:
            return 3.0
    return 0.0


def _own(row: Row, end: int) -> float:
    """A pronoun for one person soon after the name, in its sentence or opening the next."""
    own, sent, n = signs().own, row.sents[end - 1], len(row.lowers)
    for i in range(end, min(end + _NEAR, n)):
        if row.sents[i] > sent + 1 or (row.sents[i] == sent + 1 and not row.starts[i]):
            return 0.0
        if row.lowers[i] in own:
            return 1.0
        if row.pos[i] == "PROPN" and row.texts[i][0].isupper():
            return 0.0
    return 0.0
