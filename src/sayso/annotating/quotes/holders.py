"""On whose say-so: the chain of holders of a draft, from the outlet inwards.

The outlet comes first, then each attribution whose content covers the draft, outermost first. The innermost holder
stands where the words of its content put it; the others only report that the next one holds it, so that they are
unstated (FactBank's Uu), unless the words they chose commit them ("revealed" presupposes, "confirmed" vouches).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.annotating.circumstances.evidence import is_exhibit
from sayso.annotating.factuality.degrees import Degrees, lowered
from sayso.annotating.factuality.scope import assess, way_down
from sayso.annotating.factuality.stance import Stance, also, lemma_of, signature, weaker
from sayso.annotating.grammar.attach import words_at
from sayso.annotating.grammar.complements import rejected
from sayso.annotating.quotes.gate import unspoken
from sayso.annotating.quotes.hearsay import impersonal
from sayso.annotating.quotes.holder_links import Link, denials_last, denied_itself, once
from sayso.lexicon import cues
from sayso.records.claim import Attribution, Certainty, Holder, Mode, Polarity
from sayso.records.document import Span

_FIRST_PERSON = frozenset({"i", "we"})
_THIRD_PERSON = frozenset({"he", "she", "it", "they"})
_NEG_RAISING = frozenset({"believe", "suspect", "expect", "hope", "fear", "judge"})
# What "declined to say whether" is in place of a refusal: it leaves its content open, and nobody holds it.
_UNSAID = cues.Cue(lemma="decline", pos="verb", kind="ask", certainty="unstated")
_VOUCHING = frozenset({"confirm", "show"})


class Chains:
    """Finds the holders of a trigger; attributions are kept by the sentences that their content touches."""

    def __init__(self, doc: Doc, attributions: Sequence[Attribution], *, degrees: Degrees | None = None) -> None:
        self._doc, self._degrees = doc, degrees
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
            return lowered(assess(head, trigger=trigger), head, self._degrees)
        inner = links[-1]
        content = _content_at(inner.attribution, trigger)
        denied = inner.cue is not None and inner.cue.polarity == "negative"
        inside = assess(head, within=content, trigger=trigger, stops=self.cue_tokens, denied=denied)
        return _through(inner, lowered(inside, head, self._degrees))


def chain(
    head: Token, trigger: Span, chains: Chains, *, points: bool = False, turned: bool = False
) -> tuple[tuple[Holder, ...], Stance]:
    """The holders of a trigger, outermost first, and the stance of the innermost.

    With `points` the trigger only points back to an act, of which an accuser around it tells no denial; with `turned`
    its words say that the act is not so.
    """
    around = [k for k in chains.around(trigger) if not (_blames(k) if points else denied_itself(head, k))]
    links, accusers = denials_last(once(around))
    stance = chains.stance(head, trigger, links)
    if turned:
        stance = replace(stance, negative=not stance.negative, why=also(stance.why, "polarity: the words deny it"))
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
        text = words_at(head.doc, span)
        sure = weaker(stance.certainty, certainty)
        why = f"certainty: “{text}” leaves it " + ("open" if sure == "unstated" else sure)
        stance = replace(stance, certainty=sure, why=also(stance.why, why if sure != stance.certainty else ""))
        holders.append(Holder("unnamed", stance.certainty, stance.polarity, span=span, text=text))
    return tuple(holders), stance


def _blames(link: Link) -> bool:
    return link.cue is not None and link.cue.kind == "accuse"


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
    negative = negative != _turned(link)
    denied = negative and inside.trail == ("belief",)  # "denied the claim that": as sure as a denial
    ahead: frozenset[Mode] = frozenset({"future"} if cue.ahead and cue.polarity == "positive" else ())
    if cue.kind in ("hope", "fear") and not inside.modes:
        ahead = frozenset({"hypothetical"})
    sure = certainty if denied else weaker(inside.certainty, certainty)
    return replace(
        inside,
        certainty=sure,
        negative=inside.negative != negative,
        modes=inside.modes | ahead,
        trail=(cue.kind, *inside.trail),
        why=_reasons(link.head.text, inside, sure=sure, negative=negative, ahead=ahead),
    )


def _turned(link: Link) -> bool:
    """Whether the use of a cue sets its content aside: "decided against", "dropped its plan to", "pretended to"."""
    head, cue = link.head, link.cue
    if cue is None:
        return False
    table = signature("verbs", lemma_of(head), "to") if head.pos_ == "VERB" else None
    if table is not None and table.positive.name == "pretence":
        return True
    if not cue.ahead:
        return False
    against = (o for c in head.rights if c.lower_ == "against" for o in c.children)
    inside = any(span.start <= o.idx < span.end for o in against for span in link.attribution.content)
    return inside or (head.pos_ == "NOUN" and rejected(head))


def _reasons(word: str, inside: Stance, *, sure: Certainty, negative: bool, ahead: frozenset[Mode]) -> str:
    """The reasons of the words inside a content, and what the cue before it changes."""
    reasons = inside.why
    if negative:
        reasons = also(reasons, f"polarity: “{word}” denies it")
    elif sure != inside.certainty:
        made = "leaves it open" if sure == "unstated" else f"makes it {sure}"
        reasons = also(reasons, f"certainty: “{word}” {made}")
    return also(reasons, f"mode: what “{word}” is about lies ahead" if ahead - inside.modes else "")


def _read(doc: Doc, attribution: Attribution, within: Span | None) -> Link:
    tokens = [t for span in attribution.cue for t in _tokens(doc, span)] or [doc[0]]
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])
    stance = assess(head, within=within)
    cue = _entry(tokens, head)
    if cue is not None and cue.kind == "refuse" and unspoken(head):
        cue = _UNSAID
    judged = _judges(attribution, head, cue)
    source = " ".join(words_at(doc, s) for s in attribution.source)
    words = source or " ".join(words_at(doc, s) for s in attribution.cue)
    silent = _silent(doc, attribution, source, empty=judged or cue is _UNSAID)
    return Link(attribution, head, cue, stance, words, silent)


def _judges(attribution: Attribution, head: Token, cue: cues.Cue | None) -> bool:
    """Whether words judge a thing named by a noun, and so take it as given: "condemned the attack"."""
    table = signature("verbs", lemma_of(head), "obj") if head.pos_ == "VERB" else None
    if (cue is None or cue.kind != "judge") and (table is None or table.positive.name != "factive"):
        return False
    named = (c for c in head.children if c.dep_ in ("dobj", "nsubjpass") and c.pos_ in ("NOUN", "PROPN"))
    inside = any(span.start <= c.idx < span.end for c in named for span in attribution.content)
    return inside and not any('"' in words_at(head.doc, span) for span in attribution.content)


def _silent(doc: Doc, attribution: Attribution, source: str, *, empty: bool) -> bool:
    """Whether a source adds no holder: "we" or "he", who is the speaker already, an exhibit, or who says nothing."""
    if source.lower() in _FIRST_PERSON or (attribution.parent is not None and source.lower() in _THIRD_PERSON):
        return True
    if empty:
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
