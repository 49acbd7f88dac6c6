"""On whose say-so: the chain of holders of a draft, from the outlet inwards.

The outlet comes first, then each attribution whose content covers the draft, outermost first. The innermost holder
stands where the words of its content put it; the others only report that the next one holds it, so that they are
unstated (FactBank's Uu), unless the words they chose commit them ("revealed" presupposes, "confirmed" vouches).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from sayso.annotating.attach import words_at
from sayso.annotating.evidence import is_exhibit
from sayso.annotating.hearsay import impersonal
from sayso.annotating.scope import assess, way_down
from sayso.annotating.stance import Stance, lemma_of, signature, weaker
from sayso.lexicon import cues
from sayso.records.claim import Attribution, Certainty, Holder, Mode, Polarity
from sayso.records.document import Span

_FIRST_PERSON = frozenset({"i", "we"})
_THIRD_PERSON = frozenset({"he", "she", "it", "they"})
_NEG_RAISING = frozenset({"believe", "suspect", "expect", "hope", "fear", "judge"})
_VOUCHING = frozenset({"confirm", "show"})


@dataclass(frozen=True, slots=True)
class Link:
    """An attribution with what its cue does: the token it hangs on, its entry and its stance in its own clause.

    A silent one adds no holder: its content is the outer holder's own.
    """

    attribution: Attribution
    head: Token
    cue: cues.Cue | None
    stance: Stance
    words: str
    silent: bool


class Chains:
    """Finds the holders of a trigger; attributions are kept by the sentences that their content touches."""

    def __init__(self, doc: Doc, attributions: Sequence[Attribution]) -> None:
        self._doc = doc
        self._starts = [sent.start_char for sent in doc.sents]
        self._by_id = {a.id: a for a in attributions}
        self._links: dict[str, Link] = {}
        self._touching: dict[int, list[Attribution]] = defaultdict(list)
        for attribution in attributions:
            for number in {n for span in attribution.content for n in self._sentences(span)}:
                self._touching[number].append(attribution)
        self.cue_tokens = frozenset(t.i for a in attributions for span in a.cue for t in _tokens(doc, span))

    def _sentences(self, span: Span) -> range:
        return range(self._sentence(span.start), self._sentence(max(span.start, span.end - 1)) + 1)

    def _sentence(self, char: int) -> int:
        return max(0, bisect_right(self._starts, char) - 1)

    def around(self, trigger: Span) -> list[Link]:
        """The attributions in whose content a trigger stands, outermost first."""
        found = [
            a
            for a in self._touching.get(self._sentence(trigger.start), ())
            if any(s.covers(trigger) for s in a.content) and not any(c.overlaps(trigger) for c in a.cue)
        ]
        found.sort(key=lambda a: (self._depth(a), -_size(a)))
        return [self._link(a) for a in found]

    def _depth(self, attribution: Attribution) -> int:
        depth, seen = 0, {attribution.id}
        while attribution.parent in self._by_id and attribution.parent not in seen:
            attribution = self._by_id[attribution.parent]
            seen.add(attribution.id)
            depth += 1
        return depth

    def _link(self, attribution: Attribution) -> Link:
        known = self._links.get(attribution.id)
        if known is None:
            known = self._links[attribution.id] = _read(self._doc, attribution, self._parent_content(attribution))
        return known

    def _parent_content(self, attribution: Attribution) -> Span | None:
        parent = self._by_id.get(attribution.parent or "")
        return None if parent is None else _content_at(parent, attribution.cue[0] if attribution.cue else None)

    def stance(self, head: Token, trigger: Span, links: Sequence[Link]) -> Stance:
        """Where the innermost of the holders stands."""
        if not links:
            return assess(head, trigger=trigger)
        inner = links[-1]
        content = _content_at(inner.attribution, trigger)
        inside = assess(head, within=content, trigger=trigger, stops=self.cue_tokens)
        return _through(inner, inside)


def chain(head: Token, trigger: Span, chains: Chains) -> tuple[tuple[Holder, ...], Stance]:
    """The holders of a trigger, outermost first, and the stance of the innermost."""
    links, accusers = _denials_last([k for k in chains.around(trigger) if not _denied_itself(head, k)])
    stance = chains.stance(head, trigger, links)
    if "settled" in stance.trail and any(_thinks(link) for link in links):
        links = [link for link in links if not _thinks(link)]
        stance = chains.stance(head, trigger, links)
    named = [link for link in links if not link.silent]
    unnamed = None
    if not links or links[-1].attribution.mention is not None:
        within = _content_at(links[-1].attribution, trigger) if links else None
        unnamed = impersonal(way_down(head, within=within, stops=chains.cue_tokens), chains.cue_tokens)
    holders = [Holder("outlet", *_outer(named, stance, hedged=unnamed is not None))]
    for number, link in enumerate(named, 1):
        stands = _outer(named[number:], stance, hedged=unnamed is not None)
        holders.append(_holder(link, *(("certain", "positive") if link in accusers else stands)))
    if unnamed is not None:
        span, certainty = unnamed
        stance = replace(stance, certainty=weaker(stance.certainty, certainty))
        text = words_at(head.doc, span)
        holders.append(Holder("unnamed", stance.certainty, stance.polarity, span=span, text=text))
    return tuple(holders), stance


def _denied_itself(head: Token, link: Link) -> bool:
    """Whether an act of saying is what a denial is of: "rejected the accusation" does not deny that there was one."""
    return _denies(link) and head.head.i == link.head.i and head.pos_ == "NOUN" and _accuses(head)


def _denies(link: Link) -> bool:
    return link.cue is not None and link.cue.polarity == "negative" and not link.stance.negative


def _accuses(noun: Token) -> bool:
    return cues.lookup(lemma_of(noun), "noun") is not None and noun.dep_ in ("dobj", "nsubjpass")


def _denials_last(links: list[Link]) -> tuple[list[Link], list[Link]]:
    """The links with who denies a claim after who makes it, and those who make one that is denied.

    "The ministry rejected the union's claim that …": the union holds it, the ministry denies it, and the last word
    of the chain is the denial.
    """
    ordered, accusers = list(links), []
    for n in range(len(ordered) - 1):
        one, other = ordered[n], ordered[n + 1]
        if _denies(one) and _accuses(other.head) and other.head.head.i == one.head.i:
            ordered[n], ordered[n + 1] = other, one
            accusers.append(other)
    return ordered, accusers


def _thinks(link: Link) -> bool:
    """Whether a holder only thinks, so that what is treated as a fact inside the thought is the speaker's."""
    return link.cue is not None and link.cue.kind in _NEG_RAISING


def _holder(link: Link, certainty: Certainty, polarity: Polarity) -> Holder:
    a = link.attribution
    span = a.cue[0] if a.cue else None
    if a.mention is not None:
        return Holder("mention", certainty, polarity, span=span, mention=a.mention, attribution=a.id)
    return Holder("unnamed", certainty, polarity, span=span, attribution=a.id, text=link.words)


def _outer(inside: Sequence[Link], stance: Stance, *, hedged: bool) -> tuple[Certainty, Polarity]:
    """How somebody stands who passes on what the holders `inside` hold."""
    if not inside and not hedged:
        return stance.certainty, stance.polarity
    certainty: Certainty = "unstated" if hedged and "settled" not in stance.trail else "certain"
    if "settled" in stance.trail:
        return certainty, stance.polarity
    for link in inside:
        certainty = weaker(certainty, _vouched(link))
    return certainty, stance.polarity if certainty != "unstated" else "positive"


def _vouched(link: Link) -> Certainty:
    """How far whoever uses a cue vouches for its content."""
    if link.cue is None or link.cue.distanced or (link.stance.negative and not link.cue.factive):
        return "unstated"
    if link.cue.factive:
        return "certain"
    return "probable" if link.cue.kind in _VOUCHING else "unstated"


def _through(link: Link, inside: Stance) -> Stance:
    """What a holder's cue makes of the stance of the words inside its content."""
    cue = link.cue
    if cue is None:
        return inside
    negative = cue.polarity == "negative" or cue.kind == "refuse"
    certainty: Certainty = "probable" if cue.kind == "refuse" else cue.certainty
    if link.stance.negative:
        if cue.kind in _NEG_RAISING:
            negative = not negative
        else:
            negative, certainty = False, "unstated"
    denied = negative and inside.trail == ("belief",)  # "denied the claim that": as sure as a denial
    why = f"“{link.head.text}” denies it" if negative else inside.why
    ahead: frozenset[Mode] = frozenset({"future"} if cue.ahead and cue.polarity == "positive" else ())
    if cue.kind in ("hope", "fear") and not inside.modes:
        ahead = frozenset({"hypothetical"})
    return replace(
        inside,
        certainty=certainty if denied else weaker(inside.certainty, certainty),
        negative=inside.negative != negative,
        modes=inside.modes | ahead,
        trail=(cue.kind, *inside.trail),
        why=why,
    )


def _read(doc: Doc, attribution: Attribution, within: Span | None) -> Link:
    tokens = [t for span in attribution.cue for t in _tokens(doc, span)] or [doc[0]]
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])
    stance = assess(head, within=within)
    cue = _entry(tokens, head)
    judged = _judges(attribution, head, cue)
    source = " ".join(words_at(doc, s) for s in attribution.source)
    words = source or " ".join(words_at(doc, s) for s in attribution.cue)
    return Link(attribution, head, cue, stance, words, _silent(doc, attribution, source, judged=judged))


def _judges(attribution: Attribution, head: Token, cue: cues.Cue | None) -> bool:
    """Whether words judge a thing named by a noun, and so take it as given: "condemned the attack"."""
    table = signature("verbs", lemma_of(head), "obj") if head.pos_ == "VERB" else None
    if (cue is None or cue.kind != "judge") and (table is None or table.positive.name != "factive"):
        return False
    named = (c for c in head.children if c.dep_ in ("dobj", "nsubjpass") and c.pos_ in ("NOUN", "PROPN"))
    inside = any(span.start <= c.idx < span.end for c in named for span in attribution.content)
    return inside and not any('"' in words_at(head.doc, span) for span in attribution.content)


def _silent(doc: Doc, attribution: Attribution, source: str, *, judged: bool) -> bool:
    """Whether a source adds no holder: "we" or "he", who is the speaker already, or an exhibit."""
    if source.lower() in _FIRST_PERSON or (attribution.parent is not None and source.lower() in _THIRD_PERSON):
        return True
    if judged:
        return True
    if attribution.mention is not None or not attribution.source:
        return False
    found = doc.char_span(*attribution.source[0], alignment_mode="expand")
    return found is not None and is_exhibit(found.root)


_POS: Mapping[str, cues.CuePos] = {
    "VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb",
    "ADP": "preposition", "SCONJ": "preposition",
}  # fmt: skip


def _entry(tokens: Sequence[Token], head: Token) -> cues.Cue | None:
    """The cue's entry: of all its words, else of its head, else of any of its words."""
    phrase = cues.lookup(" ".join(t.lower_ for t in tokens)) if len(tokens) > 1 else None
    for found in (phrase, cues.lookup(lemma_of(head), _POS.get(head.pos_))):
        if found is not None:
            return found
    candidates: Iterator[cues.Cue | None] = (cues.lookup(lemma_of(t)) for t in [head, *tokens])
    return next((c for c in candidates if c is not None), None)


def _content_at(attribution: Attribution, inner: Span | None) -> Span | None:
    """The hull of a content, or the one of its pieces that holds `inner`."""
    if not attribution.content:
        return None
    if inner is not None:
        for span in attribution.content:
            if span.covers(inner):
                return span
    return Span(attribution.content[0].start, attribution.content[-1].end)


def _tokens(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return [] if found is None else list(found)


def _size(attribution: Attribution) -> int:
    return sum(s.end - s.start for s in attribution.content)
