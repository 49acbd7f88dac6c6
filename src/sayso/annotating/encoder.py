"""The place of the learned encoder: one module, one interface, rules as the fallback.

No encoder ships yet: `load` finds none, and every component reads with its rules. A component that can use one asks
for it through `Encoder`, and keeps its rules for when there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from spacy.tokens import Doc

from sayso.records.claim import Attribution


class Encoder(Protocol):
    """What a learned reader offers to the components."""

    @property
    def model_hash(self) -> str:
        """SHA-256 of the model file, for the record of what coded a report."""

    def attributions(self, docs: Sequence[Doc]) -> list[tuple[Attribution, ...]]:
        """Attributions of each Doc, in order of their cues."""


def load() -> Encoder | None:
    """The encoder in `models/`, or None where there is none.

    >>> load() is None
    True
    """
    return None
