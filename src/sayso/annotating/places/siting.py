"""Where an act is said to have happened: a place in a locative phrase that belongs to it, never a false pin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from sayso.annotating.draft import Draft
from sayso.annotating.grammar.attach import anchor, distance
from sayso.annotating.places.siting_stretches import Stretch, stretches
from sayso.lexicon.language import load
from sayso.records.actor import Mention
from sayso.records.event import Where

_FINE = {"exact": 0, "near": 1, "city": 2, "district": 3, "province": 4, "country": 5, "region": 6}
_PINS = frozenset({"exact", "city", "district"})


@dataclass(frozen=True, slots=True)
class _Hung:
    mention: Mention
    on: Token
    near: bool
    stretch: Stretch | None = None


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("lang/en/siting")[name])


class Sites:
    """The places of a Doc, by sentence, each with what it hangs on."""

    def __init__(self, doc: Doc, drafts: Sequence[Draft]) -> None:
        self._doc = doc
        self._mentions: dict[str, Mention] = {m.id: m for m in doc._.sayso_mentions}
        self._heads = frozenset(d.head for d in drafts)
        wanted = {doc[d.head].sent.start for d in drafts}
        self._by_sentence: dict[int, list[_Hung]] = defaultdict(list)
        placed = [m for m in doc._.sayso_mentions if m.place is not None]
        spans = {i: s for s in stretches(doc.text, placed) for i in s.ends} if placed and drafts else {}
        self._ends = frozenset(spans)
        for mention in placed:
            self._place(mention, wanted, spans.get(mention.id))

    def _place(self, mention: Mention, wanted: set[int], stretch: Stretch | None) -> None:
        found = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if found is None or found.sent.start not in wanted:
            return
        root = found.root
        if stretch is not None:
            hung = self._along(root, mention, stretch) if mention.id == stretch.ends[0] else None
        else:
            hung = self._locative(root, mention) or self._modifying(root, mention)
        if hung is not None:
            self._by_sentence[found.sent.start].append(hung)

    def _along(self, root: Token, mention: Mention, stretch: Stretch) -> _Hung | None:
        """What a stretch hangs on: the act, past the road or border that spans it."""
        token = root
        while token.dep_ in ("compound", "nmod", "poss", "amod") and token.head.i != token.i:
            token = token.head
        for _ in range(4):
            on, preposition = anchor(token, stretch.span)
            if preposition is None:
                return None
            if on.lemma_.lower() not in _words("ways"):
                return _Hung(mention, on, False, stretch)
            token = on
        return None

    def _locative(self, root: Token, mention: Mention) -> _Hung | None:
        """A place after a locative preposition, through "the city of", "in front of", or a list: "in Mokha, Yemen"."""
        near, token, sited = False, root, False
        while True:
            direct = token is root
            while token.dep_ in ("conj", "appos") and token.head.i != token.i:
                token = token.head
            on, preposition = anchor(token, mention.span)
            if preposition is None:  # "stormed the embassy in Baghdad": the building is what the act is done to
                return _Hung(mention, token, near) if sited else None
            word = preposition.lower_
            if word == "of" and preposition.head.lower_ in _words("near"):  # "ten kilometres north of Kirkuk"
                word = preposition.head.lower_
            sited = sited or word in _words("locative")
            near = near or word in _words("near") or any(c.lower_ in _words("near") for c in preposition.children)
            lemma = on.lemma_.lower()
            if lemma in _words("parts") or (word != "of" and lemma in _words("buildings")):
                token, near = on, near or lemma in _words("near_nouns")
            else:
                wide = mention.place is not None and mention.place.precision in ("country", "region")
                fits = word in _words("locative") and not (wide and direct and word in _words("narrow"))
                return _Hung(mention, on, near) if fits else None

    def _modifying(self, root: Token, mention: Mention) -> _Hung | None:
        """A town before the act or its target: "the Mainila shelling", "the Turku depot"; never a country."""
        place = mention.place
        if place is None or place.precision not in _PINS or root.dep_ not in ("compound", "poss", "nmod"):
            return None
        return _Hung(mention, root.head, False)

    def where(self, draft: Draft) -> Where | None:
        """The finest of the places that belong to a draft; None where none does."""
        if draft.type in _words("placeless"):
            return None
        head = self._doc[draft.head]
        best: tuple[int, int, int] | None = None
        chosen: Where | None = None
        for hung in self._by_sentence.get(head.sent.start, ()):
            loose = distance(hung.on, head, draft.trigger, self._heads)
            if loose is None:
                continue
            where = _record(hung)
            rank = (_FINE.get(where.precision or "region", 6), loose, hung.mention.start)
            if best is None or rank < best:
                best, chosen = rank, where
        return chosen or self._target(draft)

    def _target(self, draft: Draft) -> Where | None:
        """A town or building that is itself the target: "shelled Mainila"."""
        for name in draft.recipients:
            mention = self._mentions.get(name)
            if (
                mention is None
                or name in self._ends
                or mention.place is None
                or mention.kind not in ("place", "facility")
            ):
                continue
            if mention.place.precision in _PINS and draft.type == "ASSAULT":
                return _record(_Hung(mention, self._doc[draft.head], False))
        return None


def _record(hung: _Hung) -> Where:
    place = hung.mention.place if hung.stretch is None else hung.stretch.place
    assert place is not None
    span = hung.mention.span if hung.stretch is None else hung.stretch.span
    where = Where(place.name, place.country, place.lat, place.lon, place.precision, span)
    fine = place.precision in ("exact", "city", "district")
    return replace(where, precision="near") if hung.near and fine else where
