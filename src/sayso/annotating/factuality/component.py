"""`sayso_factuality`: who holds a draft, how sure each holder sounds, and in which modes.

Certainty and polarity are FactBank's, one pair for each holder of the chain; the modes are PLOVER's auxiliary modes.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.annotating import marks
from sayso.annotating.dates.timing import Times
from sayso.annotating.draft import Draft, Factuality
from sayso.annotating.factuality.degrees import degrees_of
from sayso.annotating.factuality.stance import also
from sayso.annotating.quotes.holders import Chains, chain
from sayso.records.claim import Mode

marks.register()

# operators under which an intended act is not ahead any more: it was prevented, dropped or turned down
_UNDONE = frozenset({"negative_implicative", "ceasing", "rejecting"})
_ORDER: tuple[Mode, ...] = ("historical", "future", "hypothetical", "negation")


@Language.factory(
    "sayso_factuality",
    requires=["doc._.sayso_drafts", "doc._.sayso_attributions"],
    assigns=["doc._.sayso_factuality"],
    default_config={"degrees": False},
)
class FactualityReader:
    """Sets `doc._.sayso_factuality`, one a draft.

    With `degrees`, the learned reader may lower the certainty of an act that no cue speaks of. That is off until an
    encoder holds the swap of nations with it (`python -m benchmarks swap`): a promise goes before a figure.
    """

    def __init__(self, nlp: Language, name: str, degrees: bool) -> None:
        self.name = name
        self._degrees = degrees

    def __call__(self, doc: Doc) -> Doc:
        """Read who holds each draft."""
        drafts: tuple[Draft, ...] = doc._.sayso_drafts
        if drafts:
            learned = degrees_of(doc) if self._degrees else None
            chains, times = Chains(doc, doc._.sayso_attributions, degrees=learned), Times(doc, drafts)
            doc._.sayso_factuality = tuple(read(doc, draft, chains, times) for draft in drafts)
        return doc


def read(doc: Doc, draft: Draft, chains: Chains, times: Times) -> Factuality:
    """The holders, modes and reason of one draft."""
    holders, stance = chain(_put_forward(doc, draft), draft.trigger, chains, points=draft.points, turned=draft.turned)
    given = set(draft.modes) - {"negation"}
    if not _UNDONE.isdisjoint(stance.trail):
        given.discard("future")
    modes = set(stance.ordered_modes()) | given
    why = stance.why
    if "future" in given - stance.modes:
        why = also(why, "mode: it is what is intended, asked for or threatened, so that it lies ahead")
    if times.far_back(times.when(draft)) or times.told_of_former_times(draft):
        modes.add("historical")
        why = also(why, "mode: it is dated or told as long past when the report appeared")
    return Factuality(holders, tuple(m for m in _ORDER if m in modes), why)


def _put_forward(doc: Doc, draft: Draft) -> Token:
    """The word whose stance is the draft's: its head; of a purpose the verb it is said of, for its aim lies ahead."""
    token = doc[draft.head]
    if draft.kind != "purpose" or draft.aim is None:
        return token
    while token.head.i != token.i and (
        draft.aim.start <= token.idx < draft.aim.end or token.pos_ not in ("VERB", "AUX")
    ):
        token = token.head
    named = doc.char_span(*draft.trigger, alignment_mode="expand")
    if named is not None and (draft.aim.start <= token.idx < draft.aim.end or token.sent.start != named.sent.start):
        return named.root
    return token
