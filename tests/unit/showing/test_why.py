"""A claim explained: told first by its asserter, its words marked, a reason for every decision, nobody unmasked."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from sayso.errors import UsageError
from sayso.records.claim import Attribution, Holder
from sayso.records.document import Document, Span
from sayso.records.finding import Linked, Standing
from sayso.records.report import Failure, Report
from sayso.showing import story
from sayso.showing.quoting import sentence_around
from sayso.showing.why import Why, explain, reasons_of
from sayso.showing.why_find import find
from sayso.showing.why_text import render_why
from sayso.showing.why_words import passages, pieces

Made = tuple[Report, Linked, Standing]


def told(made: Made, claim: str) -> Why:
    report, linked, _ = made
    return explain(report, linked, report.claim_by_id[claim])


def decided(why: Why) -> dict[str, tuple[str, str]]:
    return {d.name: (d.value, d.why) for d in why.decisions}


def look(made: Made, asked: str, **rest: Any) -> tuple[Report, tuple[str, ...]]:
    report, linked, standing = made
    found, claims = find([report], asked, story_of=lambda r: story(r, linked, standing), where="x.jsonl", **rest)
    return found, tuple(c.id for c in claims)


def test_it_begins_with_the_asserter_and_quotes_the_words(editorial: Made) -> None:
    why = told(editorial, "c1")
    assert why.sentence.startswith("According to The Banner") or why.sentence.startswith("According to the Banner")
    assert "".join(p.text for p in why.words if not p.cut) in editorial[0].document.text
    roles = {p.role: p.text for p in why.words if p.role}
    assert roles["act"] == "killed" and roles["recipient"] == "four soldiers"
    assert roles["place"] == "Mainila" and roles["when"] == "26 November"


@pytest.mark.parametrize("claim", [f"c{n}" for n in range(1, 12)])
def test_every_decision_has_a_reason(editorial: Made, claim: str) -> None:
    why = told(editorial, claim)
    names = [d.name for d in why.decisions]
    for name in ("type", "polarity", "certainty", "holder", "time", "place", "evidence", "score", "stands"):
        assert name in names
    if editorial[0].claim_by_id[claim].kind == "event":
        assert {"actor", "recipient", "legal status"} <= set(names)
    assert all(d.value and d.why for d in why.decisions)
    assert not any("{" in d.why for d in why.decisions)
    opened = [d.open for d in why.decisions]
    assert opened == sorted(opened)


@pytest.mark.parametrize("claim", [f"c{n}" for n in range(1, 12)])
@pytest.mark.parametrize("colour", [False, True])
def test_no_judging_word_of_the_report_outside_quotation_marks(editorial: Made, claim: str, colour: bool) -> None:
    shown = re.sub(r"\x1b\[[0-9;]*m", "", render_why(told(editorial, claim), width=2000, colour=colour))
    ours = re.sub(r"“[^“”]*”", "", shown).lower()
    for word in editorial[0].loaded:
        assert word.text.lower() not in ours, ours


def test_the_chain_of_holders(editorial: Made) -> None:
    chain = told(editorial, "c8").chain
    assert [s.name for s in chain][1:] == ["the Finnish government"]
    assert chain[-1].cue == "said" and chain[-1].negative
    assert "not so" in chain[-1].stands
    unnamed = told(editorial, "c11").chain[-1]
    assert unnamed.kind == "not named" and unnamed.certainty == "unstated"


def test_a_private_person_stays_masked(editorial: Made) -> None:
    why = told(editorial, "c9")
    assert "person-1a2b3c4d" in str(why) and "masked" in str(why)
    assert "masked" not in str(told(editorial, "c1"))
    report = dataclasses.replace(editorial[0], unmasked="checking")
    assert "“checking”" in str(told((report, *editorial[1:]), "c9"))


def test_brackets_without_colour_and_a_key_with_it(editorial: Made) -> None:
    why = told(editorial, "c1")
    plain, coloured = render_why(why), render_why(why, colour=True)
    assert "[act: killed]" in " ".join(plain.split()) and "\x1b" not in plain
    assert "[act:" not in coloured and "\x1b[" in coloured
    assert "act" in re.sub(r"\x1b\[[0-9;]*m", "", coloured).split("IN THE")[1]
    assert all(len(line) <= 60 for line in render_why(why, width=60).splitlines())


def test_reasons_of_the_reading_come_first(editorial: Made) -> None:
    report, linked, standing = editorial
    said = "type: “killed” is listed as ASSAULT; recipient: the object of “killed”; polarity: by “not” it is negated."
    claim = dataclasses.replace(report.claims[0], why=said)
    changed = dataclasses.replace(report, claims=(claim, *report.claims[1:]))
    found = decided(told((changed, linked, standing), "c1"))
    assert found["type"][1] == "“killed” is listed as ASSAULT"
    assert found["recipient"][1] == "the object of “killed”"
    assert found["polarity"] == ("positive", "by “not” it is negated, but that does not reach the act")


def test_reasons_are_told_apart_by_their_labels() -> None:
    assert reasons_of("") == {}
    assert reasons_of("score: a; score: b; score: a.") == {"score": ("a", "b")}
    assert reasons_of("type: x, “type: y”; legal status: z.") == {"type": ("x, “type: y”",), "legal status": ("z",)}


def test_hostile_characters_are_made_visible(editorial: Made) -> None:
    report, linked, standing = editorial
    text = report.document.text.replace("cowardly", "cow\x1b[3\u202edly"[:8])
    assert len(text) == len(report.document.text)
    document = dataclasses.replace(report.document, text=text, record="a\x1b[31mb")
    shown = render_why(told((dataclasses.replace(report, document=document), linked, standing), "c1"), colour=False)
    assert "\x1b" not in shown and "\u202e" not in shown


def test_a_source_in_another_sentence_is_shown_too() -> None:
    text = "The mayor spoke at noon. Nobody asked. It rained. Guns fired."
    words = Attribution("a1", (Span(0, 9),), (Span(10, 15),), (Span(50, 61),))
    holders = (
        Holder("outlet", "unstated"),
        Holder("unnamed", "certain", span=Span(10, 15), attribution="a1", text="x"),
    )
    from sayso.records.claim import Claim

    claim = Claim(id="c1", kind="event", type="ASSAULT", span=Span(50, 60), trigger=Span(55, 60), holders=holders,
                  certainty="certain")  # fmt: skip
    report = Report(Document("d", "c", text, "r"), attributions=(words,), claims=(claim,))
    found = pieces(report, claim)
    assert [p.role for p in found if p.role] == ["holder", "cue", "act"]
    assert sum(p.cut for p in found) == 1


def test_one_endless_sentence_is_cut() -> None:
    text = "word " * 20_000
    around = sentence_around(text, Span(50_000, 50_004))
    assert around.end - around.start < 1300 and around.of(text).strip() == around.of(text)
    assert passages(text, [Span(0, 4), Span(50_000, 50_004)])[0].start == 0


def test_ids_beginnings_and_numbers(editorial: Made) -> None:
    assert look(editorial, "c1")[1] == ("c1",)
    assert look(editorial, "made-1#c10")[1] == ("c10",)
    assert look(editorial, "1")[1]
    renamed = tuple(dataclasses.replace(c, id=f"claim-{n:x}f") for n, c in enumerate(editorial[0].claims))
    report = dataclasses.replace(editorial[0], claims=renamed)
    assert look((report, *editorial[1:]), "claim-3")[1] == ("claim-3f",)
    with pytest.raises(UsageError, match="11 claims begin with"):
        look((report, *editorial[1:]), "claim-")


def test_what_is_not_there_is_told_with_what_is(editorial: Made) -> None:
    with pytest.raises(UsageError, match=r"no such claim: c77 — its claims are c1 to c11; near it: c7"):
        look(editorial, "c77")
    with pytest.raises(UsageError, match=r"no number 99 — its numbers go from 1 to \d+"):
        look(editorial, "99")
    with pytest.raises(UsageError, match="no report in it goes by mode-1 — its reports are named like made-1"):
        look(editorial, "mode-1#c1")
    with pytest.raises(UsageError, match="1 was erased from it, and nothing of it is kept"):
        look(editorial, "gone#c1", gone=1)
    with pytest.raises(UsageError, match="none was given"):
        look(editorial, "")


def test_several_reports_and_none() -> None:
    empty = Report(Document("sha256:abcdef0123", "c", "Nothing.", "r0"))
    failed = Report(Document("", "", "", "r1"), failures=(Failure("empty", "r1", "nothing in it", "give text"),))

    def look_in(reports: list[Report], asked: str) -> None:
        find(reports, asked, story_of=story, where="x")

    with pytest.raises(UsageError, match="no claims were found"):
        look_in([empty], "c1")
    with pytest.raises(UsageError, match="could not be read: nothing in it — give text"):
        look_in([failed], "c1")
    with pytest.raises(UsageError, match="none of its 2 reports has a claim c1"):
        look_in([empty, failed], "c1")
    with pytest.raises(UsageError, match="no claims were found"):
        look_in([empty, failed], "abcdef01#c1")
    with pytest.raises(UsageError, match="there is no report in it"):
        look_in([], "c1")


def test_a_claim_of_several_reports_needs_the_report(editorial: Made) -> None:
    other = dataclasses.replace(
        editorial[0], document=dataclasses.replace(editorial[0].document, record="made-2", id="sha256:e")
    )
    with pytest.raises(UsageError, match="'made-1#c1', 'made-2#c1'"):
        find([editorial[0], other], "c1", story_of=story, where="x")
    assert find([editorial[0], other], "made-2#c1", story_of=story, where="x")[0] is other
