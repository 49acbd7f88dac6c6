"""What each side says, with every denial beside the allegation it denies; and how sure each sounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.records.assessment import Assessment, Hypothesis, Item, SureWords, Telling
from sayso.showing.neutral import neutral
from sayso.showing.wording import day, flat, listed, quoted

LONGEST = 180
NO_DENIAL = "no denial found in this case, which is evidence of nothing"


@dataclass(frozen=True, slots=True)
class Word:
    """What one origin says: the row it makes, whose word it is, the words, and the reports that carry them."""

    row: str
    name: str
    says: str
    quote: str
    where: str


@dataclass(frozen=True, slots=True)
class Sides:
    """One answer, those who say so, and those who deny it."""

    hypothesis: str
    text: str
    says: tuple[Word, ...]
    denies: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure one origin sounds and what it cites.

    Attributes:
        words: words that sound sure, in quotation marks; `quote` the sentence they stand in.
        bare: whether it uses such words and cites nothing there.
    """

    name: str
    manner: str
    words: str
    quote: str
    cites: str
    bare: bool


def sides(a: Assessment) -> list[Sides]:
    """The answers that somebody puts forward or denies, in the order of the matrix; what names nobody comes last."""
    known = {(t.document, t.claim): t for t in a.tellings}
    said = [(i, known[i.claims[0]], _word(i, known)) for i in a.matrix.items if i.claims]
    found = []
    for h in a.matrix.hypotheses:
        says = tuple(w for _, t, w in said if _puts_forward(t, h))
        denies = tuple(w for _, t, w in said if _denies(t, h))
        if says or denies:
            found.append(Sides(h.id, told(h.text), says, denies))
    placed = {w.row for s in found for w in (*s.says, *s.denies)}
    rest = tuple(w for _, _, w in said if w.row not in placed)
    return [*found, Sides("", "tell of it and name nobody", rest, ())] if rest else found


def _puts_forward(t: Telling, h: Hypothesis) -> bool:
    if t.denied:
        return h.kind == "not_as_told" and not t.doers and not t.side
    if t.staged:
        return h.kind == "staged"
    named = {key for key, _ in t.doers} | ({t.side[0]} if t.side else set())
    return h.kind == "actor" and h.key in named


def _denies(t: Telling, h: Hypothesis) -> bool:
    named = {key for key, _ in t.doers} | ({t.side[0]} if t.side else set())
    if h.kind == "staged":
        return t.denied and t.staged
    return t.denied and not t.staged and h.kind == "actor" and h.key in named


def _word(item: Item, known: Mapping[tuple[str, str], Telling]) -> Word:
    tellers = [known[key] for key in item.claims]
    where = listed(list(dict.fromkeys(_where(t) for t in tellers)), limit=2)
    return Word(item.id, told(item.name), told(item.text), quoted(cut(tellers[0].quote)), where)


def _where(t: Telling) -> str:
    return flat(t.outlet) + (f", {day(t.day)}" if t.day else "") if t.outlet else "a report without an outlet"


def cut(text: str, longest: int = LONGEST) -> str:
    """Words of a report, cut at a word; a full stop at the end goes.

    >>> cut("It was they who did it.", 12)
    'It was they …'
    """
    text = flat(text).rstrip(".")
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def told(text: str) -> str:
    """A name or clause on one line and without words that judge; what is nothing but those is quoted."""
    return neutral(flat(text)) or quoted(text)


_MANNER = {"certain": "as a fact", "probable": "as probable", "possible": "as possible"}


def sureness(a: Assessment) -> list[Sure]:
    """One line for each origin, in the order of the matrix."""
    of: dict[str, list[Telling]] = defaultdict(list)
    for t in a.tellings:
        of[t.origin].append(t)
    claims = {(t.document, t.claim): t.origin for t in a.tellings}
    words: dict[str, list[SureWords]] = defaultdict(list)
    for s in a.sure:
        words[claims[s.document, s.claim]].append(s)
    return [_sure(said, words[origin]) for origin, said in of.items() if not all(t.person for t in said)]


def _sure(said: Sequence[Telling], sure: Sequence[SureWords]) -> Sure:
    manner = listed(list(dict.fromkeys(_MANNER.get(t.certainty, "without saying how sure") for t in said)))
    kinds = list(dict.fromkeys(k.replace("_", " ") for t in said for k in t.cited))
    if kinds:
        cites = listed(kinds)
    elif any(t.evidence == "invoked" for t in said):
        cites = "none; it only says that there is some"
    else:
        cites = "nothing"
    bare = bool(sure) and all(s.evidence != "cited" for s in sure) and not kinds
    return Sure(
        told(said[0].name),
        manner,
        ", ".join(dict.fromkeys(s.words for s in sure)),
        quoted(cut(sure[0].quote)) if sure else "",
        cites,
        bare,
    )
