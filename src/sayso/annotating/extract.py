"""From an annotated Doc to a report: drafts with their holders and circumstances become claims.

A draft in a question that asks is no claim. Texts of mentions and times are cut from the document itself, because the
Doc holds its normal form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from spacy.tokens import Doc, Token

from sayso.annotating.draft import Circumstances, Draft, Factuality, Feature
from sayso.records.actor import Mention
from sayso.records.claim import Attribution, Claim, Holder
from sayso.records.document import Document, Span
from sayso.records.event import TimeExpression
from sayso.records.report import LoadedWord, Report

_Quoted = TypeVar("_Quoted", Mention, TimeExpression)
_BASE = 0.5
# The parser's own accuracy falls with the length of a sentence; beyond this many tokens a reading is worth less.
_LONG = 60
_LONG_SENTENCE = Feature("long sentence", -0.1, "score: the sentence is long, so that its parse is less sure")


def report_of(document: Document, doc: Doc) -> Report:
    """The report of a document from its annotated Doc; every quote is sliced from the document's own text."""
    text = document.text
    loaded: tuple[Span, ...] = tuple(sorted(set(doc._.sayso_loaded)))
    attributions: tuple[Attribution, ...] = doc._.sayso_attributions
    return Report(
        document,
        mentions=tuple(_cut(m, text) for m in doc._.sayso_mentions),
        times=tuple(_cut(t, text) for t in doc._.sayso_times),
        attributions=attributions,
        claims=_claims(doc, text=text, loaded=loaded, by_id={a.id: a for a in attributions}),
        loaded=tuple(LoadedWord(s, s.of(text)) for s in loaded),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all claims of a report share: the text, ids by number of the draft, loaded words, attributions."""

    text: str
    ids: Mapping[int, str]
    loaded: Sequence[Span]
    attributions: Mapping[str, Attribution]


def _claims(doc: Doc, *, text: str, loaded: Sequence[Span], by_id: Mapping[str, Attribution]) -> tuple[Claim, ...]:
    drafts: tuple[Draft, ...] = doc._.sayso_drafts
    kept = [i for i, draft in enumerate(drafts) if not asked(doc[draft.head])]
    order = sorted(kept, key=lambda i: (drafts[i].trigger, drafts[i].kind, i))
    frame = _Frame(text, {old: f"c{new}" for new, old in enumerate(order, 1)}, loaded, by_id)
    return tuple(
        _claim(
            number,
            replace(drafts[number], features=(*drafts[number].features, *_of_sentence(doc[drafts[number].head]))),
            doc._.sayso_factuality[number],
            doc._.sayso_circumstances[number],
            frame=frame,
        )
        for number in order
    )


def asked(head: Token) -> bool:
    """Whether an act stands in a sentence that asks: a question puts nothing forward."""
    sent = head.sent
    ends = [t.text for t in sent[-4:] if t.is_punct]
    return "?" in ends and not any(t.text == '"' for t in sent[:-3])


def score_of(features: Iterable[Feature]) -> float:
    """How sure the reading of a sentence is: a base and the weights of its features, held within 0..1.

    Monotone: a feature with a positive weight never lowers it. It is about the sentence, never about anybody's guilt.

    >>> score_of([Feature("trigger", 0.3, "the verb names an attack")])
    0.8
    """
    return round(min(1.0, max(0.0, _BASE + sum(f.weight for f in features))), 3)


def why_of(features: Iterable[Feature], factuality: Factuality, legal: str = "") -> str:
    """Why the claim was read as it was, a clause a decision: what its record does not show by itself.

    Holders, time, place and evidence have their own spans in the record and need no words here; see `sayso.why`.

    >>> why_of([Feature("trigger", 0.3, "type: “shelled” is listed as ASSAULT")],
    ...        Factuality((), (), "certainty: by “may” it is possible only"))
    'type: “shelled” is listed as ASSAULT; certainty: by “may” it is possible only.'
    """
    reasons = [f.why for f in features if f.why]
    reasons += [why for why in (factuality.why, legal) if why]
    return "; ".join(reasons) + "." if reasons else ""


def _of_sentence(head: Token) -> tuple[Feature, ...]:
    return (_LONG_SENTENCE,) if len(head.sent) > _LONG else ()


def _cut(item: _Quoted, text: str) -> _Quoted:
    """The item with its words as the document has them."""
    words = text[item.start : item.end]
    return item if words == item.text else replace(item, text=words)


def _quoted(holder: Holder, frame: _Frame) -> Holder:
    """An unnamed holder with its words as the document has them."""
    if holder.text is None:
        return holder
    said = frame.attributions.get(holder.attribution or "")
    spans = (said.source or said.cue) if said is not None else tuple(s for s in [holder.span] if s is not None)
    return replace(holder, text=" ".join(s.of(frame.text) for s in spans)) if spans else holder


def _admits(draft: Draft, inner: Holder, frame: _Frame) -> tuple[str, ...]:
    """The holder as the actor of an act for which he claims responsibility, where the words name no other."""
    said = frame.attributions.get(inner.attribution or "")
    if draft.kind != "event" or draft.actors or said is None or inner.mention is None or inner.polarity == "negative":
        return ()
    return (inner.mention,) if any("responsibility" in s.of(frame.text).lower() for s in said.cue) else ()


def _claim(number: int, draft: Draft, factuality: Factuality, circumstances: Circumstances, *, frame: _Frame) -> Claim:
    inner = factuality.holders[-1]
    ids = frame.ids
    admitted = _admits(draft, inner, frame)
    return Claim(
        id=ids[number],
        kind=draft.kind,
        type=draft.type,
        span=draft.span,
        trigger=draft.trigger,
        holders=tuple(_quoted(h, frame) for h in factuality.holders),
        certainty=inner.certainty,
        polarity=inner.polarity,
        modes=factuality.modes,
        main=draft.main,
        within=None if draft.within is None else ids.get(draft.within),
        mode=draft.mode,
        contexts=draft.contexts,
        actors=admitted or draft.actors,
        recipients=draft.recipients,
        target_kind=draft.target_kind,
        subjects=draft.subjects,
        objects=draft.objects,
        route=draft.route,
        of=tuple(ids[i] for i in draft.of if i in ids),
        aim=draft.aim,
        evidence=circumstances.evidence,
        when=circumstances.when,
        where=circumstances.where,
        deaths=circumstances.deaths,
        legal_status=circumstances.legal_status,
        loaded=tuple(s for s in frame.loaded if draft.span.covers(s)),
        score=score_of(draft.features),
        why=why_of(draft.features, factuality, circumstances.legal_why),
    )
