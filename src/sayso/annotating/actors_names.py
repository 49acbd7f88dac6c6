"""Names in a report: what each stands for, decided for the whole report at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.annotating.actors_runs import Piece, Row, pieces, runs
from sayso.annotating.actors_words import words
from sayso.lexicon.gazetteers import Entry, name_words
from sayso.lexicon.geo import towns
from sayso.lexicon.names import fold, skeleton
from sayso.records.actor import MentionKind

_AGE = re.compile(r"^\d{1,3}$")
_LABEL_VOTES = {"PERSON": ("person", 2.0), "ORG": ("organization", 2.0), "GPE": ("place", 2.0), "LOC": ("place", 2.0),
                "FAC": ("facility", 2.0), "NORP": ("group", 2.0)}  # fmt: skip
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&.-]{1,7}$")


@dataclass(slots=True)
class Name:
    """A name where it stands: tokens `start` to `end`, and what its surroundings say of its kind."""

    start: int
    end: int
    key: str
    entry: Entry | None = None
    others: tuple[Entry, ...] = ()
    kind: MentionKind | None = None
    sector: str | None = None
    country: str | None = None
    titled: bool = False
    votes: dict[str, float] = field(default_factory=dict)


def names_of(row: Row) -> list[Name]:
    """The names of a report in text order, each with its kind; names without evidence of any kind are left out."""
    found = [name for start, end in runs(row) for name in _in_run(row, start, end)]
    found = _joined(row, found)
    totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        for kind, vote in name.votes.items():
            totals[name.key][kind] += vote
    known = _person_words(totals, found)
    for name in found:
        if name.kind is None:
            name.kind = _decide(name, totals[name.key], known)
    kept = [n for n in found if n.kind is not None]
    return sorted([*kept, *_stray(row, kept, known)], key=lambda n: n.start)


def _in_run(row: Row, start: int, end: int) -> Iterator[Name]:
    cut = pieces(row, start, end)
    if (whole := _by_head(row, cut, start, end)) is not None:
        yield whole
        return
    cut = _merge_people(row, cut)
    for n, piece in enumerate(cut):
        before = cut[n - 1] if n else None
        if piece.type == "hit" and piece.hit is not None:
            entry = piece.hit.entry
            yield Name(
                piece.start,
                piece.end,
                fold(entry.name),
                entry,
                piece.hit.others,
                entry.kind,
                entry.sector,
                entry.country,
            )
        elif (
            piece.type == "rest"
            and row.lowers[piece.end - 1] not in words().no_actor_heads
            and not _no_name(row, piece)
        ):
            first = _portfolio(row, piece)
            yield _rest(row, first, piece.end, titled=before is not None and before.type == "title")


def _by_head(row: Row, cut: list[Piece], start: int, end: int) -> Name | None:
    """A run that ends in a word such as University or Ministry is one name, unless it holds only known names."""
    last = cut[-1]
    if last.type == "hit" or (last.end - last.start) < 1:
        return None
    word = row.lowers[last.end - 1]
    known = words().heads.get(word) or words().heads.get(word.rstrip("s"))
    if known is None or (len(cut) == 1 and last.end - last.start == 1 and not _continued(row, end)):
        return None
    if last.type == "rest" and row.ents[last.end - 1] == "PERSON" and fold(row.texts[last.start]) in name_words():
        return None
    first = start
    country: str | None = None
    for piece in cut[:-1]:
        if piece.hit is not None:
            country = country or piece.hit.entry.country
            if piece.hit.entry.form == "adjective":
                first = piece.end
        elif (
            piece.type == "title"
            and piece.start == first
            and piece.end < end - 1
            and row.lowers[piece.start] not in words().roles
        ):
            first = piece.end
    while first < end - 1 and row.starts[first] and row.lowers[first] in ("the", "a", "an"):
        first += 1
    text = " ".join(row.texts[first:end])
    return Name(first, end, fold(text), None, (), known[0], known[1], country)


def _continued(row: Row, end: int) -> bool:
    """Whether "of X" with a capitalised X follows: "Ministry of Defence"."""
    lowers = row.lowers
    if end + 1 >= len(lowers) or lowers[end] not in ("of", "for"):
        return False
    after = end + 2 if lowers[end + 1] == "the" else end + 1
    return after < len(lowers) and row.texts[after][0].isupper()


def _joined(row: Row, found: list[Name]) -> list[Name]:
    """Join "Ministry" + "of" + "Foreign Affairs" into one name; the country of the second part is kept."""
    joined: list[Name] = []
    for name in found:
        last = joined[-1] if joined else None
        between = row.lowers[last.end : name.start] if last else []
        if (
            last
            and last.entry is None
            and last.kind in ("state_body", "organization", "facility")
            and between in (["of"], ["for"], ["of", "the"], ["for", "the"])
        ):
            if name.entry is None or name.entry.form == "body":
                last.end = name.end
                last.key = fold(" ".join(row.texts[last.start : last.end]))
                last.country = last.country or name.country
                continue
            last.country = last.country or name.country
        if last and name.start < last.end:
            continue
        joined.append(name)
    return joined


def _merge_people(row: Row, cut: list[Piece]) -> list[Piece]:
    """ "Chad Okafor" is a person: a state's or town's name next to the rest of a person's name joins it."""
    merged: list[Piece] = []
    for piece in cut:
        last = merged[-1] if merged else None
        if last is not None and {last.type, piece.type} == {"hit", "rest"} and _one_person(row, last, piece):
            merged[-1] = Piece("rest", last.start, piece.end)
        else:
            merged.append(piece)
    return merged


def _one_person(row: Row, left: Piece, right: Piece) -> bool:
    hit = (left if left.type == "hit" else right).hit
    if hit is None or hit.end - hit.start > 1 or hit.entry.form in ("body", "seat") and left.type == "hit":
        return False
    rest = right if left.type == "hit" else left
    labels = {row.ents[i] for i in range(left.start, right.end)}
    folded = [fold(row.texts[i]) for i in range(rest.start, rest.end)]
    named = any(w in name_words() for w in folded)
    if hit.entry.form == "adjective" and left.type == "hit":
        return False
    if left.type == "hit" and hit.entry.form in ("state", "region", "capital", "people"):
        return labels == {"PERSON"} and (fold(row.texts[left.start]) in name_words() or named)
    return labels == {"PERSON"} and named


def _portfolio(row: Row, piece: Piece) -> int:
    """Where the name begins in "Minister of Information Karim Aliani": the portfolio is no part of it."""
    start = piece.start
    if start < 2 or row.lowers[start - 1] != "of" or piece.end - piece.start < 2:
        return start
    if row.lowers[start - 2] not in words().office_words:
        return start
    for i in range(start + 1, piece.end):
        if row.ents[i] == "PERSON" or fold(row.texts[i]) in name_words():
            return i
    return start


def _no_name(row: Row, piece: Piece) -> bool:
    return piece.end - piece.start == 1 and row.lowers[piece.start] in words().not_names


def _rest(row: Row, start: int, end: int, *, titled: bool) -> Name:
    while end - start > 1 and row.texts[end - 1] in ("-", "–"):
        end -= 1
    key = fold(" ".join(row.texts[start:end]))
    name = Name(start, end, key, titled=titled)
    votes: dict[str, float] = defaultdict(float)
    _vote_label(row, name, votes)
    _vote_person(row, name, votes)
    _vote_place(row, name, votes)
    if end - start == 1 and _ACRONYM.match(row.texts[start]) and not _loud(row, start):
        votes["organization"] += 1.5
    if start and row.lowers[start - 1] == "the":
        votes["person"] -= 2.0
        votes["organization"] += 0.5
    name.votes = dict(votes)
    return name


def _loud(row: Row, i: int) -> bool:
    """Whether the words around are in capitals as well, so that capitals say nothing."""
    around = [t for t in row.texts[max(0, i - 3) : i + 4] if len(t) > 2 and t.isalpha()]
    return sum(t.isupper() for t in around) > 1


def _vote_label(row: Row, name: Name, votes: dict[str, float]) -> None:
    labels = [row.ents[i] for i in range(name.start, name.end) if row.ents[i]]
    for label in set(labels):
        if label in _LABEL_VOTES:
            kind, weight = _LABEL_VOTES[label]
            votes[kind] += weight * labels.count(label) / (name.end - name.start)


def _vote_person(row: Row, name: Name, votes: dict[str, float]) -> None:
    vocabulary, lowers, start, end = words(), row.lowers, name.start, name.end
    folded = [fold(t) for t in row.texts[start:end]]
    votes["person"] += min(2.0, 1.0 * sum(w in name_words() for w in folded))
    if name.titled or (start and _personal_noun(row, start - 1)):
        votes["person"] += 3.0
    if any(len(w) > 5 and w.endswith(vocabulary.name_endings) for w in folded):
        votes["person"] += 1.0
    if end - start > 1 and any(w in ("bin", "bint", "ibn", "ould", "binti") for w in lowers[start:end]):
        votes["person"] += 2.0
    after = lowers[end : end + 3]
    if (
        len(after) > 1
        and after[0] == ","
        and _AGE.match(after[1])
        and (len(after) < 3 or after[2] in (",", ".", "and", "-", "of", "from", ")", ";"))
    ):
        votes["person"] += 3.0
    if after[:2] == [",", "aged"] or (
        after and after[0] == "(" and len(after) > 2 and _AGE.match(after[1]) and after[2] == ")"
    ):
        votes["person"] += 3.0
    root = row.tokens[end - 1]
    verb = root.head
    if verb.pos_ == "VERB":
        lemma = verb.lemma_
        if root.dep_ == "nsubj" and lemma in vocabulary.speech:
            votes["person"] += 1.0
        elif root.dep_ in ("nsubj", "nsubjpass", "dobj") and lemma in vocabulary.human_verbs:
            votes["person"] += 1.5
    if start and lowers[start - 1] in ("named", "called", "identified", "nicknamed", "alias", "né", "née", "nee"):
        votes["person"] += 1.5
    if start > 1 and lowers[start - 1] == "as" and lowers[start - 2] in ("identified", "named", "known"):
        votes["person"] += 1.5


def _personal_noun(row: Row, i: int) -> bool:
    """Whether the word before a name is a person's role, kin or form of address: "journalist", "his brother"."""
    lower = row.lowers[i]
    if lower == "," and i and row.lowers[i - 1] in words().kinship:
        return True
    role = words().roles.get(lower)
    return (
        lower in words().kinship
        or lower in words().honorifics
        and row.texts[i][0].isupper()
        or (role is not None and role.kind == "person")
    )


def _vote_place(row: Row, name: Name, votes: dict[str, float]) -> None:
    lowers, start, end = row.lowers, name.start, name.end
    before = lowers[start - 1] if start else ""
    text = " ".join(row.texts[start:end]).replace(" - ", "-")
    found = towns(text)
    if found:
        best = found[0]
        votes["place"] += 0.5 if best.person or best.alternate or best.word else 1.5
        votes["place"] += 1.0 if best.thousands >= 100 and not best.word else 0.0
    if before in words().locative:
        votes["place"] += 1.5
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
        votes["place"] += 0.5


def _person_words(totals: dict[str, dict[str, float]], found: list[Name]) -> dict[str, set[str]]:
    """Folded word or skeleton -> keys of the report's full personal names that hold it."""
    table: dict[str, set[str]] = defaultdict(set)
    for name in found:
        votes = totals[name.key]
        full = len(name.key.split()) > 1 or name.titled
        if name.kind is None and full and _wins(votes, "person", 2.0):
            for word in name.key.split():
                if word not in words().particles and len(word) > 1:
                    table[word].add(name.key)
                    if len(word) > 3:
                        table["~" + skeleton(word)].add(name.key)
    return table


def _wins(votes: dict[str, float], kind: str, least: float) -> bool:
    mine = votes.get(kind, 0.0)
    return mine >= least and all(mine >= vote for other, vote in votes.items() if other != kind)


def _decide(name: Name, votes: dict[str, float], known: dict[str, set[str]]) -> MentionKind | None:
    parts = [w for w in name.key.split() if w not in words().particles]
    if name.votes.get("place", 0.0) >= 3.0 > name.votes.get("person", 0.0):
        return "place"
    if parts and all(w in known for w in parts):
        return "person"
    if len(parts) == 1 and len(parts[0]) > 3 and "~" + skeleton(parts[0]) in known and votes.get("place", 0) < 2:
        return "person"
    ranked = sorted(votes.items(), key=lambda v: -v[1])
    if not ranked or ranked[0][1] < 1.5:
        return None
    best = ranked[0][0]
    table: dict[str, MentionKind] = {
        "person": "person",
        "organization": "organization",
        "place": "place",
        "facility": "facility",
        "group": "group",
    }
    return table[best]


def _stray(row: Row, kept: list[Name], known: dict[str, set[str]]) -> Iterator[Name]:
    """Words of a person's name that stand alone where no name was found: at a sentence's start, in capitals."""
    covered = {i for n in kept for i in range(n.start, n.end)}
    for i, text in enumerate(row.texts):
        if i in covered or not text[0].isupper() or len(text) < 3 or row.pos[i] in ("PUNCT", "SPACE"):
            continue
        key = fold(text)
        if key in known and (row.pos[i] in ("PROPN", "NOUN", "ADJ") or key in name_words()) and row.hits.get(i) is None:
            yield Name(i, i + 1, key, kind="person")
