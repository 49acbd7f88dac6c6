"""The legal status that the text gives a claim's actors for its act: no rung higher than its words, ever.

A rung is a word (charged), who it is about (the object or passive subject) and what act it is for. It counts for a
claim where that act is the claim's own and who it is about is among the claim's actors, or where the arrest, the
charge or the verdict is itself the claim. A rung in the same or one of the next two sentences counts as well, if it is
about the same one and names no other act: "He was later acquitted", "was convicted of the attack".
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from sayso.annotating.circumstances.legal_rungs import Rung, about, ended, heads, higher, ladder, rung_of, rungs, words
from sayso.annotating.draft import Draft
from sayso.annotating.factuality.stance import lemma_of
from sayso.annotating.grammar.tree import words_of_span
from sayso.records.actor import Mention
from sayso.records.claim import LegalStatus

_OWN: Mapping[tuple[str | None, str | None], LegalStatus] = {
    ("COERCE", "arrest"): "arrested",
    ("SANCTION", "convict"): "convicted",
}
_SENTENCES = 2
# types of claims whose recipient, not actor, is the one that the law deals with
_LAW = frozenset({"ACCUSE", "COERCE", "SANCTION"})
_BEARING = frozenset({"of", "for", "with", "over", "about"})
_BEARING_BRIDGED = frozenset({"in", "on", "to"})
_ENTITIES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "GPE", "MONEY", "QUANTITY"})


class Ladder:
    """The rungs of a Doc; asked for the status of each draft."""

    def __init__(self, doc: Doc, drafts: Sequence[Draft], mentions: Mapping[str, Mention]) -> None:
        self._doc, self._drafts, self._mentions = doc, drafts, mentions
        self._at: dict[int, Mention] = {}
        for mention in sorted(mentions.values(), key=lambda m: m.start - m.end):  # the shortest has the last word
            held = words_of_span(doc, mention.span)
            self._at |= {t.i: mention for t in held if mention.start <= t.idx < mention.end}
        self._starts = [sent.start for sent in doc.sents]
        self._free: dict[int, list[Rung]] = defaultdict(list)
        if drafts:
            for token in doc:
                if token.lemma_.lower() in heads() and (status := rung_of(token)) is not None:
                    ends = ended(token) or any(ended(c) for c in token.children)
                    self._free[self._sentence(token)].append(Rung(status, token, about(token), ends))

    def stated(self, draft: Draft, *, happened: bool) -> tuple[LegalStatus | None, str]:
        """The highest rung for a draft's actors and act, and the reason for it.

        Args:
            draft: the draft.
            happened: whether it is said to have happened; an arrest or a verdict is a rung itself only then.
        """
        status: LegalStatus | None = None
        why, ends = "", False
        for rung in self._given(draft, happened=happened):
            ends = ends or rung.ends
            if higher(status, rung.status) != status:
                status = rung.status
                why = f"legal status: “{rung.word.text}” says {rung.status}, and no word beside it says more"
        if ends and status not in (None, "acquitted"):
            return "alleged", "legal status: the charge or verdict was taken away, so that no more is left than it"
        return status, why

    def _given(self, draft: Draft, *, happened: bool) -> Iterator[Rung]:
        """Every rung that the words give a draft's actors."""
        if draft.kind != "event":
            return
        head = self._doc[draft.head]
        own = _own(head, draft) if happened and not _things(draft, self._mentions) else None
        if own is not None:
            yield Rung(own, head, ())
        actors = [self._mentions[a] for a in draft.actors if a in self._mentions]
        if not actors:
            return
        above = list(rungs(head))
        yield from (rung for rung in above if not rung.about or _meets(rung.about, actors))
        for actor in actors:
            yield from _described(self._doc, actor)
        if draft.type not in _LAW:
            yield from self._after(draft, actors, {rung.word.i for rung in above})

    def _after(self, draft: Draft, actors: Sequence[Mention], known: set[int]) -> Iterator[Rung]:
        """The rungs beside the act in its sentence, or in the next ones, about the same ones and no other act.

        Of several actors all must be meant: what the law did with one of them is no status of the rest.
        """
        head = self._doc[draft.head]
        here, spoken = self._sentence(head), bool(known)
        for number in range(here, here + _SENTENCES + 1):
            for rung in self._free.get(number, ()):
                if rung.word.i in known or rung.word.i == head.i or not _speaks_of(rung.word, head):
                    continue
                later = number > here
                meant = all(any(self._same(token, [actor], later=later) for token in rung.about) for actor in actors)
                if meant or (rung.ends and spoken and not rung.about):
                    spoken = True
                    yield rung

    def _same(self, token: Token, actors: Sequence[Mention], *, later: bool) -> bool:
        """Whether a word stands for one of a draft's actors; a pronoun does if nobody else can be meant."""
        word = token.lower_
        if word in words_for("one") or word in words_for("many"):
            return later and self._only(actors, self._sentence(token), many=word in words_for("many"))
        at = self._mention_at(token)
        if at is None:
            return _pointed(token) and any(_head(actor) == word for actor in actors)
        for actor in actors:
            if at.id == actor.id or (at.actor is not None and at.actor == actor.actor):
                return True
            if at.actor is None and actor.actor is None and _head(at) == _head(actor) and _pointed(token):
                return True
        return False

    def _mention_at(self, token: Token) -> Mention | None:
        return self._at.get(token.i)

    def _only(self, actors: Sequence[Mention], number: int, *, many: bool) -> bool:
        """Whether a draft's actors are the only ones in the sentences before whom the law can be meant to deal with."""
        accused: dict[str, Mention] = {}
        for draft in self._drafts:
            back = number - self._sentence(self._doc[draft.head])
            if draft.kind != "event" or not 1 <= back <= _SENTENCES:
                continue
            for mention in draft.recipients if draft.type in _LAW else draft.actors:
                found = self._mentions.get(mention)
                if found is not None and _counts(found, many=many):
                    accused[found.actor or found.id] = found
        return len(accused) == 1 and any((a.actor or a.id) in accused for a in actors)

    def _sentence(self, token: Token) -> int:
        return max(0, bisect_right(self._starts, token.i) - 1)


def words_for(number: str) -> frozenset[str]:
    """Pronouns for `one` or `many`."""
    from sayso.lexicon.language import load

    return frozenset(load("lang/en/legal")["pronouns"][number])


def _counts(mention: Mention, *, many: bool) -> bool:
    if mention.text.lower() in words_for("one") | words_for("many"):
        return False
    return mention.kind in ("group", "armed_group", "organization", "state_body") if many else mention.kind == "person"


def _head(mention: Mention) -> str:
    return mention.text.lower().rpartition(" ")[2]


def _pointed(token: Token) -> bool:
    return any(c.dep_ in ("det", "poss") and c.lower_ in words("pointing") for c in token.lefts)


def _speaks_of(word: Token, act: Token) -> bool:
    """Whether a rung names no other act than this one: none at all, the same word, or "the attack", "all charges"."""
    for prep in word.rights:
        if prep.dep_ not in ("prep", "agent") or prep.lower_ not in _BEARING | _BEARING_BRIDGED:
            continue
        for named in prep.children:
            if named.dep_ not in ("pobj", "pcomp") or named.ent_type_ in _ENTITIES or lemma_of(named) in words("terms"):
                continue
            bridge = lemma_of(named) in words("bridges")
            if prep.lower_ in _BEARING_BRIDGED and not bridge:
                continue
            if bridge and any(c.dep_ == "prep" for c in named.rights):
                return _speaks_of(named, act)
            if not (bridge or _names(named, act)):
                return False
    return not any(c.dep_ in ("xcomp", "ccomp", "acl") and c.i > word.i for c in word.children)


def _names(named: Token, act: Token) -> bool:
    if lemma_of(named) == lemma_of(act) or named.lower_[:5] == act.lower_[:5]:
        return True
    return lemma_of(named) in words("same_act") and (named.pos_ == "PRON" or _pointed(named))


def _things(draft: Draft, mentions: Mapping[str, Mention]) -> bool:
    """Whether all that is seized are places or things, to which no law speaks: "the town was recaptured"."""
    kinds = {mentions[r].kind for r in draft.recipients if r in mentions}
    return bool(kinds) and kinds <= {"place", "facility", "state"}


def _own(head: Token, draft: Draft) -> LegalStatus | None:
    """The rung that the act itself is: an arrest, a charge, a verdict."""
    own = _OWN.get((draft.type, draft.mode))
    said = rung_of(head)
    if own == "arrested" and any(lemma_of(t) == "warrant" for t in (head, *head.children)):
        return "suspected"
    if own is not None:
        return own if said != "acquitted" else said
    return (
        said if draft.type in ("ACCUSE", "COERCE", "SANCTION", "RETREAT") and said in ("charged", "acquitted") else None
    )


def _described(doc: Doc, actor: Mention) -> Iterator[Rung]:
    """Rungs in the words that name the actor: "the suspected gunman", "the convicted bomber"."""
    found = doc.char_span(actor.start, actor.end, alignment_mode="expand")
    if found is None:
        return
    for token in found:
        if token.dep_ == "amod" and token.head.i == found.root.i and (rung := ladder("adjectives").get(token.lower_)):
            yield Rung(rung, token, (found.root,))
    if found.root.lemma_.lower() == "suspect":
        yield Rung("suspected", found.root, (found.root,))


def _meets(about_: Sequence[Token], actors: Sequence[Mention]) -> bool:
    for token in about_:
        if token.pos_ == "PRON":
            return True
        at = token.idx
        if any(a.start <= at < a.end or a.text.lower().endswith(token.lower_) for a in actors):
            return True
    return False
