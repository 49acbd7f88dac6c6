"""A document with all that was read out of it; the record that the interchange format prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sayso.records.actor import Mention
from sayso.records.claim import Attribution, Claim
from sayso.records.document import Document, Span
from sayso.records.event import TimeExpression


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """A word that judges: always the source's, always in quotes."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a record could not be read, where, and what to do."""

    code: str
    where: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """A model that took part, with its version or the SHA-256 of its file."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Coding:
    """What coded a report: the version of the rules and of each model."""

    rules: str
    models: tuple[ModelVersion, ...] = ()


@dataclass(frozen=True)
class Report:
    """One report with its words and claims. A failed one has `document.text == ""` and says why."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    loaded: tuple[LoadedWord, ...] = ()
    failures: tuple[Failure, ...] = ()
    unmasked: str | None = None
    coding: Coding | None = field(default=None)

    @cached_property
    def mention_by_id(self) -> Mapping[str, Mention]:
        """Mentions by id."""
        return {m.id: m for m in self.mentions}

    @cached_property
    def claim_by_id(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {c.id: c for c in self.claims}
