"""Claims from drafts: ids in the order of the text, exact words, bounded scores, an asserter for each."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sayso.annotating.draft import Draft, Factuality, Feature
from sayso.annotating.extract import report_of, score_of, why_of
from sayso.annotating.text.normal import normal
from sayso.records.document import Document, Span, content_id
from sayso.records.report import Report
from sayso.records.schema import from_json, to_json

_SPEC = importlib.util.spec_from_file_location("worded", Path(__file__).with_name("worded.py"))
assert _SPEC is not None and _SPEC.loader is not None
worded = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(worded)


def document(text: str) -> Document:
    """A report with a text and nothing else."""
    return Document(id="sha256:1", content=content_id(text), text=text, record="r1", language="en")


def report(text: str, *acts: dict[str, Any], **marks: Any) -> Report:
    """The report of a text in which drafts stand at given words."""
    doc = worded.parse(normal(text)).copy()
    drafts = []
    for act in acts:
        words = act.pop("act")
        start = text.index(words)
        span = Span(start, start + len(words))
        act = {"kind": "event", "type": "ASSAULT", "span": Span(0, len(text))} | act
        drafts.append(Draft(head=doc.char_span(*span).root.i, trigger=span, **act))
    doc._.sayso_drafts = tuple(drafts)
    for name, value in marks.items():
        doc._.set(f"sayso_{name}", value)
    for name in ("sayso_factuality", "sayso_circumstances"):
        doc = worded._nlp().get_pipe(name)(doc)
    return report_of(document(text), doc)


def test_ids_follow_the_text_and_links_follow_the_ids() -> None:
    text = "The king vowed to burn the mill because the guild attacked the convoy."
    read = report(
        text,
        {"act": "attacked"},
        {"act": "burn", "within": 2},
        {"act": "vowed", "type": "THREATEN"},
        {"act": "because", "kind": "purpose", "type": None, "of": (0, 1)},
    )
    assert [(c.id, c.trigger.of(text), c.within, c.of) for c in read.claims] == [
        ("c1", "vowed", None, ()),
        ("c2", "burn", "c1", ()),
        ("c3", "because", None, ("c4", "c2")),
        ("c4", "attacked", None, ()),
    ]


def test_a_question_puts_nothing_forward() -> None:
    read = report("Who attacked the convoy? The guild burned the mill.", {"act": "attacked"}, {"act": "burned"})
    assert [(c.id, c.trigger) for c in read.claims] == [("c1", Span(35, 41))]


def test_words_are_those_of_the_document() -> None:
    text = "The “guild”\u00a0attacked the convoy."
    read = report(text, {"act": "attacked"}, loaded=(Span(5, 10),))
    assert [w.text for w in read.loaded] == ["guild"]
    assert read.claims[0].loaded == (Span(5, 10),)
    assert read.document.text == text


def test_unnamed_holders_are_quoted_from_the_document() -> None:
    text = "The garrison is\u00a0believed to have shelled the village."
    holder = report(text, {"act": "shelled"}).claims[0].holders[-1]
    assert holder.kind == "unnamed"
    assert holder.text == "is\u00a0believed"


def test_the_outlet_always_comes_first() -> None:
    read = report("The garrison reportedly shelled the village.", {"act": "shelled"})
    assert [h.kind for h in read.claims[0].holders] == ["outlet", "unnamed"]
    assert read.claims[0].certainty == read.claims[0].holders[-1].certainty


def test_who_claims_responsibility_is_the_actor() -> None:
    read = worded.Worded(
        "The Brigade claimed responsibility for the bombing of the station.",
        "bombing",
        said=[("Brigade", "claimed responsibility for", "the bombing of the station")],
    )
    (claim,) = report_of(document(read.text), read.doc).claims
    assert [m.text for m in read.doc._.sayso_mentions if m.id in claim.actors] == ["Brigade"]


def test_who_denies_responsibility_is_not() -> None:
    read = worded.Worded(
        "The Brigade denied responsibility for the bombing of the station.",
        "bombing",
        said=[("Brigade", "denied responsibility for", "the bombing of the station")],
    )
    (claim,) = report_of(document(read.text), read.doc).claims
    assert claim.actors == ()
    assert claim.polarity == "negative"


def test_a_report_survives_its_json() -> None:
    read = report("The guild did not attack the convoy, reportedly.", {"act": "attack"})
    assert from_json(to_json(read)) == read


def test_no_drafts_no_claims() -> None:
    assert report("Nothing happened.").claims == ()


_FEATURES = st.lists(st.builds(Feature, st.just("f"), st.floats(-1, 1), st.just("because")), max_size=6)


@given(_FEATURES)
def test_scores_are_bounded(features: list[Feature]) -> None:
    assert 0.0 <= score_of(features) <= 1.0


@given(_FEATURES, st.floats(0, 1))
def test_scores_are_monotone(features: list[Feature], weight: float) -> None:
    assert score_of([*features, Feature("more", weight, "")]) >= score_of(features)


def test_why_has_a_clause_for_each_decision() -> None:
    features = [Feature("a", 0.1, "type: small"), Feature("b", -0.4, "actor: large"), Feature("c", 0.1, "")]
    told = why_of(features, Factuality((), (), "mode: the stance"), "legal status: last")
    assert told == "type: small; actor: large; mode: the stance; legal status: last."
    assert why_of([], Factuality(())) == ""


def test_a_purpose_is_as_sure_as_what_it_explains_although_its_aim_lies_ahead() -> None:
    text = "The guild burned the mill to starve the town."
    aim = Span(text.index("starve"), len(text) - 1)
    purpose = {"act": "to", "kind": "purpose", "type": None, "of": (0,), "aim": aim}
    read = report(text, {"act": "burned"}, purpose)
    assert [(c.kind, c.certainty, c.modes) for c in read.claims] == [
        ("event", "certain", ()),
        ("purpose", "certain", ()),
    ]
