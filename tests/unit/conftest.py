"""Reports built by hand, from words in a text."""

import re

import pytest

from sayso.records.actor import Mention
from sayso.records.claim import Claim, Holder
from sayso.records.document import Document, Span, content_id
from sayso.records.event import When, Where
from sayso.records.report import Report

OUTLET = Holder("outlet", "certain")


class Builder:
    """Adds mentions and claims to a text, each found after the one added before it."""

    def __init__(self, text):
        self.text = text
        self.mentions = []
        self.claims = []
        self._at = {}

    def _find(self, words):
        word = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        start = word.search(self.text, self._at.get(words, 0)).start()
        self._at[words] = start + 1
        return Span(start, start + len(words))

    def mention(self, words, kind, **fields):
        start, end = self._find(words)
        self.mentions.append(Mention(f"m{len(self.mentions) + 1}", start, end, words, kind, **fields))
        return self.mentions[-1].id

    def claim(self, trigger, type_="ASSAULT", *, kind="event", day=None, place=None, holders=(OUTLET,), **fields):
        span = self._find(trigger)
        if day is not None:
            fields["when"] = When(day, day, "day")
        if place is not None:
            fields["where"] = Where(place, None, None, None, "city")
        if fields.get("polarity") == "negative":
            fields.setdefault("modes", ("negation",))
        new = Claim(
            id=f"c{len(self.claims) + 1}", kind=kind, type=type_, span=span, trigger=span, holders=holders,
            certainty=holders[-1].certainty, **fields,
        )  # fmt: skip
        self.claims.append(new)
        return new.id

    def report(self):
        doc = Document(id="sha256:1", content=content_id(self.text), text=self.text, record="r1")
        mentions = tuple(sorted(self.mentions, key=lambda m: m.start))
        claims = tuple(sorted(self.claims, key=lambda c: c.trigger))
        return Report(doc, mentions, claims=claims)


@pytest.fixture
def build():
    return Builder
