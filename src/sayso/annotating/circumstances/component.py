"""`sayso_circumstances`: what the text adds to a draft: evidence, legal status, time, place and deaths."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks
from sayso.annotating.circumstances import legal
from sayso.annotating.circumstances.evidence import evidence_of, source_heads
from sayso.annotating.circumstances.laid import laid
from sayso.annotating.dates.timing import Times
from sayso.annotating.draft import Circumstances, Draft
from sayso.annotating.events import deaths
from sayso.annotating.places.siting import Sites
from sayso.records.claim import Attribution, Evidence

marks.register()

_UNREAL = frozenset({"future", "hypothetical", "negation"})


@Language.factory(
    "sayso_circumstances",
    requires=[
        "doc._.sayso_drafts",
        "doc._.sayso_factuality",
        "doc._.sayso_times",
        "doc._.sayso_mentions",
        "doc._.sayso_attributions",
    ],
    assigns=["doc._.sayso_circumstances"],
)
class CircumstancesReader:
    """Sets `doc._.sayso_circumstances`, one a draft."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read what the text adds to each draft."""
        drafts: tuple[Draft, ...] = doc._.sayso_drafts
        if drafts:
            doc._.sayso_circumstances = read(doc, drafts)
        return doc


def read(doc: Doc, drafts: tuple[Draft, ...]) -> tuple[Circumstances, ...]:
    """The circumstances of each draft."""
    mentions = {m.id: m for m in doc._.sayso_mentions}
    attributions: dict[str, Attribution] = {a.id: a for a in doc._.sayso_attributions}
    sources = source_heads(doc, doc._.sayso_attributions)
    times, sites, dead = Times(doc, drafts), Sites(doc, drafts), deaths.bind(doc, drafts)
    ladder = legal.Ladder(doc, drafts, mentions)
    shown = laid(doc, drafts, [fact.holders for fact in doc._.sayso_factuality], attributions)
    out = []
    for number, draft in enumerate(drafts):
        fact = doc._.sayso_factuality[number]
        said = [attributions[h.attribution] for h in fact.holders if h.attribution in attributions]
        status, why = ladder.stated(draft, happened=_UNREAL.isdisjoint(fact.modes))
        out.append(
            Circumstances(
                evidence=_each_once((*evidence_of(doc, draft, said, sources), *shown.get(number, ()))),
                legal_status=status,
                legal_why=why,
                when=times.when(draft),
                where=sites.where(draft),
                deaths=dead.get(number),
            )
        )
    return tuple(out)


def _each_once(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple({e.span: e for e in sorted(found, key=lambda e: e.span)}.values())
