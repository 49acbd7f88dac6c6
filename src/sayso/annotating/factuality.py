"""`sayso_factuality`: who holds a draft, how sure each holder sounds, and in which modes.

Certainty and polarity are FactBank's, one pair for each holder of the chain; the modes are PLOVER's auxiliary modes.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.annotating import marks
from sayso.annotating.draft import Draft, Factuality
from sayso.annotating.holders import Chains, chain
from sayso.annotating.timing import Times
from sayso.records.claim import Mode

marks.register()

_ORDER: tuple[Mode, ...] = ("historical", "future", "hypothetical", "negation")


@Language.factory(
    "sayso_factuality",
    requires=["doc._.sayso_drafts", "doc._.sayso_attributions"],
    assigns=["doc._.sayso_factuality"],
)
class FactualityReader:
    """Sets `doc._.sayso_factuality`, one a draft."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read who holds each draft."""
        drafts: tuple[Draft, ...] = doc._.sayso_drafts
        if drafts:
            chains, times = Chains(doc, doc._.sayso_attributions), Times(doc, drafts)
            doc._.sayso_factuality = tuple(read(doc, draft, chains, times) for draft in drafts)
        return doc


def read(doc: Doc, draft: Draft, chains: Chains, times: Times) -> Factuality:
    """The holders, modes and reason of one draft."""
    holders, stance = chain(_put_forward(doc, draft), draft.trigger, chains)
    given = set(draft.modes) - {"negation"}
    if "negative_implicative" in stance.trail:
        given.discard("future")
    modes = set(stance.ordered_modes()) | given
    if times.far_back(times.when(draft)) or times.told_of_former_times(draft):
        modes.add("historical")
    return Factuality(holders, tuple(m for m in _ORDER if m in modes), stance.why)


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
