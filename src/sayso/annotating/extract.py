"""From an annotated Doc to a report: drafts with their holders and circumstances become claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from sayso.annotating.draft import Circumstances, Draft, Factuality, Feature
from sayso.records.claim import Claim
from sayso.records.document import Document, Span
from sayso.records.report import LoadedWord, Report

_BASE = 0.5


def report_of(document: Document, doc: Doc) -> Report:
    """The report of a document from its annotated Doc; every quote is sliced from the document's own text."""
    drafts: tuple[Draft, ...] = doc._.sayso_drafts
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].trigger, drafts[i].kind))
    ids = {old: f"c{new}" for new, old in enumerate(order, 1)}
    loaded: tuple[Span, ...] = doc._.sayso_loaded
    claims = tuple(
        _claim(
            drafts[i],
            doc._.sayso_factuality[i],
            doc._.sayso_circumstances[i],
            id=ids[i],
            ids=ids,
            loaded=loaded,
        )
        for i in order
    )
    return Report(
        document,
        mentions=doc._.sayso_mentions,
        times=doc._.sayso_times,
        attributions=doc._.sayso_attributions,
        claims=claims,
        loaded=tuple(LoadedWord(s, s.of(document.text)) for s in loaded),
    )


def score_of(features: Sequence[Feature]) -> float:
    """How sure the reading of a sentence is: a base and the weights of its features, held within 0..1.

    >>> score_of([Feature("trigger", 0.3, "the verb names an attack")])
    0.8
    """
    return round(min(1.0, max(0.0, _BASE + sum(f.weight for f in features))), 3)


def why_of(features: Sequence[Feature], factuality: Factuality) -> str:
    """One sentence that says why the claim was read as it was."""
    reasons = [f.why for f in sorted(features, key=lambda f: -abs(f.weight))[:3] if f.why]
    reasons += [factuality.why] if factuality.why else []
    return "; ".join(reasons)


def _claim(
    draft: Draft,
    factuality: Factuality,
    circumstances: Circumstances,
    *,
    id: str,
    ids: Mapping[int, str],
    loaded: Sequence[Span],
) -> Claim:
    inner = factuality.holders[-1]
    return Claim(
        id=id,
        kind=draft.kind,
        type=draft.type,
        span=draft.span,
        trigger=draft.trigger,
        holders=factuality.holders,
        certainty=inner.certainty,
        polarity=inner.polarity,
        modes=factuality.modes,
        main=draft.main,
        within=ids.get(draft.within) if draft.within is not None else None,
        mode=draft.mode,
        contexts=draft.contexts,
        actors=draft.actors,
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
        loaded=tuple(s for s in loaded if draft.span.covers(s)),
        score=score_of(draft.features),
        why=why_of(draft.features, factuality),
    )
