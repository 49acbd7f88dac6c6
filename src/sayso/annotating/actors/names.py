"""Names in a report: what each stands for, decided for the whole report at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sayso.annotating.actors.armies import armies
from sayso.annotating.actors.emblems import with_emblems
from sayso.annotating.actors.generic import longer, meant
from sayso.annotating.actors.headlines import headlines, parts_of_headline
from sayso.annotating.actors.joined import continued, dated, joined, owned
from sayso.annotating.actors.offices import described, only_office, portfolio
from sayso.annotating.actors.openings import dated_name
from sayso.annotating.actors.polities import polities
from sayso.annotating.actors.rows import in_rows, surnames
from sayso.annotating.actors.runs import Piece, Row, pieces, runs
from sayso.annotating.actors.signs import english, first_word, over_article, plain, signs
from sayso.annotating.actors.votes import Name, rest_name
from sayso.annotating.actors.words import words
from sayso.lexicon.gazetteers import name_words
from sayso.lexicon.names import fold, skeleton
from sayso.records.actor import MentionKind

_STATES = ("state", "region", "capital")
_FIRST: dict[str, tuple[MentionKind, str | None]] = {
    "place": ("place", None),
    "group": ("armed_group", None),
    "media": ("organization", "JRN"),
}
_JOINTS = ("-", "–", "‑")
# Of two readings with equal support the one that protects somebody wins.
_TIES = ("person", "place", "facility", "group", "organization")


def names_of(row: Row) -> list[Name]:
    """The names of a report in text order, each with its kind; names without evidence of any kind are left out."""
    titles = headlines(row)
    found = [name for start, end in runs(row) for name in _in_run(row, start, end, row.sents[start] in titles)]
    found = with_emblems(row, (n for n in joined(row, found) if not described(row, n)))
    totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        for kind, vote in name.votes.items():
            totals[name.key][kind] += vote
    known = _person_words(totals, found)
    for name in (n for n in found if n.kind is None):
        name.kind = _decide(name, totals[name.key], known)
    armies(row, found)
    polities(row, found, known)
    in_rows(row, found)
    surnames(row, found, known)
    kept = [n for n in found if n.kind is not None]
    return sorted([*kept, *_stray(row, kept, known)], key=lambda n: n.start)


def _in_run(row: Row, start: int, end: int, headline: bool) -> Iterator[Name]:
    cut = pieces(row, start, end)
    known = [p for p in cut if p.type == "hit"]
    whole = not known or _opens_group(row, known, start, end) or over_article(row, start, end)
    made = first_word(row, start, end) if whole else None
    if made is not None:
        if made != "thing":
            kind, sector = _FIRST[made]
            yield Name(start, end, fold(" ".join(row.texts[start:end])), kind=kind, sector=sector)
        return
    if _numbered(row, start, end):
        yield Name(start, end, fold(" ".join(row.texts[start:end])), kind="state_body")
        return
    if (headed := longer(row, cut) or _by_head(row, cut, start, end)) is not None:
        yield headed
        return
    cut = _merge_people(row, cut)
    for n, piece in enumerate(cut):
        before = cut[n - 1] if n else None
        if piece.type == "hit" and piece.hit is not None:
            yield meant(row, piece.start, piece.end, piece.hit)
        elif (
            piece.type == "rest"
            and row.lowers[piece.end - 1] not in words().no_actor_heads
            and not _no_name(row, piece)
            and not only_office(row, piece)
        ):
            first = portfolio(row, piece)
            kept = parts_of_headline(row, first, piece.end) if headline else ((first, piece.end),)
            for part in kept:
                yield rest_name(row, *part, titled=before is not None and before.type == "title" and part[0] == first)


def _numbered(row: Row, start: int, end: int) -> bool:
    """Whether a run is a section known by a number or a letter: "Department Nine", "Directorate S"."""
    if end - start != 2 or row.lowers[start] not in signs().numbered:
        return False
    mark = row.texts[start + 1]
    return mark.isdigit() or (len(mark) == 1 and mark.isupper()) or mark.lower() in signs().numbers


def _opens_group(row: Row, known: list[Piece], start: int, end: int) -> bool:
    """Whether all that the gazetteers know of a run is a first word: "Jamaat Ansar al-Sunna", "Radio Liberty Bell"."""
    if len(known) != 1 or known[0].start != start:
        return False
    longer_name = row.lowers[start] in signs().media_firsts and known[0].end < end
    return longer_name or row.lowers[start] in signs().group_firsts


def _by_head(row: Row, cut: list[Piece], start: int, end: int) -> Name | None:
    """A run that ends in a word such as University or Ministry is one name, unless it holds only known names."""
    last = cut[-1]
    if last.type == "hit" or (last.end - last.start) < 1:
        return None
    word = row.lowers[last.end - 1]
    known = words().heads.get(word) or words().heads.get(word.rstrip("s"))
    longer_name = continued(row, end) or owned(row, start) or dated(row, start) < start
    if known is None or (len(cut) == 1 and last.end - last.start == 1 and not longer_name):
        return None
    person = row.ents[last.end - 1] == "PERSON" and fold(row.texts[last.start]) in name_words()
    backed = start > 1 and row.lowers[start - 1] in signs().hyphened and row.lowers[start - 2] in _JOINTS
    under_arms = known[0] == "armed_group" or word in signs().formations
    if last.type == "rest" and person and not (under_arms and (word.endswith("s") or backed)):
        return None
    first = dated(row, start)
    country: str | None = None
    for piece in cut[:-1]:
        if piece.hit is not None:
            plain_word = piece.end - piece.start == 1 and piece.hit.entry.form == "body" and english(row, piece.start)
            country = country or (None if plain_word else piece.hit.entry.country)
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


def _merge_people(row: Row, cut: list[Piece]) -> list[Piece]:
    """As in "Chad Okafor" is a person: a state's or town's name next to the rest of a person's name joins it."""
    merged: list[Piece] = []
    for piece in cut:
        last = merged[-1] if merged else None
        if piece.type == "hit" and last is not None and (_addressed(row, last, piece) or _two_states(row, last, piece)):
            if last.type == "hit":
                merged.pop()
                piece = Piece("rest", last.start, piece.end)
            merged.append(Piece("rest", piece.start, piece.end))
            continue
        if last is not None and {last.type, piece.type} == {"hit", "rest"} and _one_person(row, last, piece):
            merged[-1] = Piece("rest", last.start, piece.end)
        else:
            merged.append(piece)
    return merged


def _two_states(row: Row, last: Piece, piece: Piece) -> bool:
    """As in "Jordan Mali": two states, regions or capitals side by side are no place, if the first is a given name."""
    if last.type != "hit" or last.end != piece.start or row.lowers[last.start - 1 : last.start] in (["in"], ["from"]):
        return False
    single = all(p.hit is not None and p.end - p.start == 1 and p.hit.entry.form in _STATES for p in (last, piece))
    given = row.lowers[last.start] in signs().given_words or fold(row.texts[last.start]) in name_words()
    return single and given


def _addressed(row: Row, title: Piece, piece: Piece) -> bool:
    """As in "Mr Chad", "Ms Georgia": a state's name after a form of address is a person's."""
    single = piece.hit is not None and piece.end - piece.start == 1 and piece.hit.entry.form in _STATES
    lower = row.lowers[title.start]
    return title.type == "title" and single and lower in words().honorifics and lower not in words().roles


def _one_person(row: Row, left: Piece, right: Piece) -> bool:
    hit = (left if left.type == "hit" else right).hit
    if hit is None or hit.end - hit.start > 1 or (hit.entry.form in ("body", "seat") and left.type == "hit"):
        return False
    rest = right if left.type == "hit" else left
    labels = {row.ents[i] for i in range(left.start, right.end)}
    folded = [fold(row.texts[i]) for i in range(rest.start, rest.end)]
    named = any(w in name_words() for w in folded)
    if labels <= {"PERSON", "ORG"} and named and fold(row.texts[hit.start]) in name_words() and left.type == "hit":
        return hit.entry.form in _STATES
    if hit.entry.form == "adjective" and left.type == "hit":
        return False
    people = labels == {"PERSON"} or (labels <= {"PERSON", ""} and _unlike(row, rest))
    if left.type == "hit" and hit.entry.form in ("state", "region", "capital", "people"):
        return people and (fold(row.texts[left.start]) in name_words() or named)
    surname = left.type == "rest" and hit.entry.form in ("people", "region") and _unlike(row, rest)
    return (people or surname) and named


def _unlike(row: Row, rest: Piece) -> bool:
    """Whether the part of a run that no gazetteer has is like a name by its own words: none of them only English."""
    like = (row.texts[i] in _JOINTS or not plain(row, i) for i in range(rest.start, rest.end))
    return bool(row.english) and all(like)


def _no_name(row: Row, piece: Piece) -> bool:
    return not dated_name(row, piece.start) and all(
        row.lowers[i] in words().not_names | words().particles or not row.texts[i][:1].isalpha() or "(" in row.texts[i]
        for i in range(piece.start, piece.end)
    )


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
    somebodys = bool(parts) and all(w in known for w in parts)
    if name.votes.get("place", 0.0) >= 3.0 > name.votes.get("person", 0.0) and (name.sited or not somebodys):
        return "place"
    if somebodys:
        return "person"
    if len(parts) == 1 and len(parts[0]) > 3 and "~" + skeleton(parts[0]) in known and votes.get("place", 0) < 2:
        return "person"
    ranked = sorted(votes.items(), key=lambda v: (-v[1], _TIES.index(v[0])))
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
