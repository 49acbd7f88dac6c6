"""On whose say-so: the chain of holders, and where each of them stands."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("worded", Path(__file__).with_name("worded.py"))
assert _SPEC is not None and _SPEC.loader is not None
worded = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(worded)


# text, the act, attributions (source, cue, content[, parent]), the chain
TABLE = [
    ("The rebels attacked the convoy.", "attacked", [], "outlet:certain"),
    (
        "Police said rebels attacked the convoy.",
        "attacked",
        [("Police", "said", "rebels attacked the convoy")],
        "outlet:unstated > Police:certain",
    ),
    (
        "Police said rebels may have attacked the convoy.",
        "attacked",
        [("Police", "said", "rebels may have attacked the convoy")],
        "outlet:unstated > Police:possible",
    ),
    (
        "The Army declined to say whether its troops attacked the village.",
        "attacked",
        [("Army", "declined", "to say whether its troops attacked the village")],
        "outlet:unstated",
    ),
    (
        "Police believe rebels attacked the convoy.",
        "attacked",
        [("Police", "believe", "rebels attacked the convoy")],
        "outlet:unstated > Police:probable",
    ),
    (
        "The Union denied that its members burned the depot.",
        "burned",
        [("Union", "denied", "that its members burned the depot")],
        "outlet:unstated > Union:certain-",
    ),
    (
        "The Union did not deny that its members burned the depot.",
        "burned",
        [("Union", "deny", "that its members burned the depot")],
        "outlet:unstated > Union:unstated",
    ),
    (
        "The Mayor did not say that the rebels attacked the convoy.",
        "attacked",
        [("Mayor", "say", "that the rebels attacked the convoy")],
        "outlet:unstated > Mayor:unstated",
    ),
    (
        "The Mayor does not believe that the rebels attacked the convoy.",
        "attacked",
        [("Mayor", "believe", "that the rebels attacked the convoy")],
        "outlet:unstated > Mayor:probable-",
    ),
    (
        "The Mayor doubts that the rebels attacked the convoy.",
        "attacked",
        [("Mayor", "doubts", "that the rebels attacked the convoy")],
        "outlet:unstated > Mayor:possible-",
    ),
    (
        "The Mayor admitted that his guards attacked the convoy.",
        "attacked",
        [("Mayor", "admitted", "that his guards attacked the convoy")],
        "outlet:certain > Mayor:certain",
    ),
    (
        "The Mayor confirmed that rebels attacked the convoy.",
        "attacked",
        [("Mayor", "confirmed", "that rebels attacked the convoy")],
        "outlet:probable > Mayor:certain",
    ),
    (
        "The Mayor claimed that rebels attacked the convoy.",
        "attacked",
        [("Mayor", "claimed", "that rebels attacked the convoy")],
        "outlet:unstated > Mayor:certain",
    ),
    (
        "Police said the Mayor told reporters that rebels attacked the convoy.",
        "attacked",
        [
            ("Police", "said", "the Mayor told reporters that rebels attacked the convoy"),
            ("Mayor", "told", "that rebels attacked the convoy", "a1"),
        ],
        "outlet:unstated > Police:unstated > Mayor:certain",
    ),
    (
        "Police said the Union denied that its members burned the depot.",
        "burned",
        [
            ("Police", "said", "the Union denied that its members burned the depot"),
            ("Union", "denied", "that its members burned the depot", "a1"),
        ],
        "outlet:unstated > Police:unstated > Union:certain-",
    ),
    (
        "Police revealed that the Mayor admitted that his guards burned the depot.",
        "burned",
        [
            ("Police", "revealed", "that the Mayor admitted that his guards burned the depot"),
            ("Mayor", "admitted", "that his guards burned the depot", "a1"),
        ],
        "outlet:certain > Police:certain > Mayor:certain",
    ),
    (
        "Officials say the garrison shelled the village.",
        "shelled",
        [("Officials", "say", "the garrison shelled the village")],
        "outlet:unstated > Officials:certain",
    ),
    ("The garrison reportedly shelled the village.", "shelled", [], "outlet:unstated > reportedly:unstated"),
    ("The garrison is believed to have shelled the village.", "shelled", [], "outlet:unstated > is believed:probable"),
    ("It is said that the garrison shelled the village.", "shelled", [], "outlet:unstated > is said:certain"),
    (
        "Police said the garrison allegedly shelled the village.",
        "shelled",
        [("Police", "said", "the garrison allegedly shelled the village")],
        "outlet:unstated > Police:unstated > allegedly:unstated",
    ),
    (
        "Video footage shows that the garrison shelled the village.",
        "shelled",
        [("Video footage", "shows", "that the garrison shelled the village")],
        "outlet:certain",
    ),
    (
        "We think that the garrison shelled the village.",
        "shelled",
        [("We", "think", "that the garrison shelled the village")],
        "outlet:probable",
    ),
    (
        "The Mayor fears that rebels attacked the convoy.",
        "attacked",
        [("Mayor", "fears", "that rebels attacked the convoy")],
        "outlet:unstated > Mayor:possible",
    ),
    (
        "The Ministry denied police claims that its troops shelled the village.",
        "shelled",
        [("Ministry", "denied", "police claims that its troops shelled the village")],
        "outlet:unstated > Ministry:certain-",
    ),
    (
        "The Ministry rejected the accusation by Chile that it armed the rebels.",
        "armed",
        [
            ("Ministry", "rejected", "the accusation by Chile that it armed the rebels"),
            ("Chile", "accusation", "that it armed the rebels", "a1"),
        ],
        "outlet:unstated > Chile:certain > Ministry:certain-",
    ),
    (
        "The attack on the convoy was condemned by the Mayor.",
        "attack",
        [("Mayor", "was condemned by", "The attack on the convoy")],
        "outlet:certain",
    ),
    (
        "The General said he believed that rebels attacked the convoy.",
        "attacked",
        [
            ("General", "said", "he believed that rebels attacked the convoy"),
            ("he", "believed", "that rebels attacked the convoy", "a1"),
        ],
        "outlet:unstated > General:probable",
    ),
    (
        "The Mayor thinks little of it, despite the fact that rebels attacked the convoy.",
        "attacked",
        [("Mayor", "thinks", "little of it, despite the fact that rebels attacked the convoy")],
        "outlet:certain",
    ),
]


@pytest.mark.parametrize(("text", "act", "said", "chain"), TABLE, ids=[row[0] for row in TABLE])
def test_chain(text: str, act: str, said: list[tuple[str, ...]], chain: str) -> None:
    assert worded.Worded(text, act, said=said).chain() == chain


def test_the_cue_of_an_attribution_is_no_content_of_it() -> None:
    text = "The Mayor accused the guards."
    read = worded.Worded(text, "accused", type="ACCUSE", said=[("Mayor", "accused", "the guards")])
    assert read.chain() == "outlet:certain"


def test_a_denial_is_negation_and_nothing_else() -> None:
    text = "The Union denied burning the depot."
    read = worded.Worded(text, "burning", said=[("Union", "denied", "burning the depot")])
    assert read.factuality.modes == ("negation",)
    assert read.factuality.holders[-1].polarity == "negative"


def test_a_refusal_is_a_future_negation() -> None:
    text = "The Army refused to bomb the village."
    read = worded.Worded(text, "bomb", said=[("Army", "refused", "to bomb the village")])
    assert read.factuality.modes == ("future", "negation")


def test_what_is_feared_is_hypothetical() -> None:
    text = "The Mayor fears that rebels attacked the convoy."
    read = worded.Worded(text, "attacked", said=[("Mayor", "fears", "that rebels attacked the convoy")])
    assert read.factuality.modes == ("hypothetical",)
