"""Who says what: forms of attribution, their look-alikes, and what must never be a holder."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from sayso.annotating.pipeline import build
from sayso.annotating.quotes.component import readings
from sayso.annotating.quotes.marks import quotations
from sayso.annotating.text.normal import normal
from sayso.records.claim import Attribution

PARTS = [
    "tok2vec",
    "tagger",
    "attribute_ruler",
    "lemmatizer",
    "sayso_breaks",
    "parser",
    "ner",
    "sayso_actors",
    "sayso_quotes",
]


def parsed(text: str) -> Doc:
    nlp = build()
    with nlp.select_pipes(enable=PARTS):
        return nlp(normal(text))


def said(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, pieces joined by a bar."""
    return [_row(a, text) for a in parsed(text)._.sayso_attributions]


def _row(a: Attribution, text: str) -> tuple[str, str, str]:
    source, cue, content = ("|".join(s.of(text) for s in part) for part in (a.source, a.cue, a.content))
    return source, cue, content


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Police said rebels attacked the convoy.", ("Police", "said", "rebels attacked the convoy")),
        ("Rebels attacked the convoy, police said.", ("police", "said", "Rebels attacked the convoy")),
        ("Rebels attacked the convoy, said the police.", ("the police", "said", "Rebels attacked the convoy")),
        ("The king, the herald announced, had died.", ("the herald", "announced", "The king|had died")),
        ("The army has also said that rebels fled.", ("The army", "has also said", "that rebels fled")),
        ("Rebels, according to villagers, burned the mill.", ("villagers", "according to", "Rebels|burned the mill")),
        (
            "According to the mayor, smugglers burned the boat.",
            ("the mayor", "According to", "smugglers burned the boat"),
        ),
        ("The union denied burning the depot.", ("The union", "denied", "burning the depot")),
        ("The consul blamed the rebels for the raid.", ("The consul", "blamed", "the rebels for the raid")),
        ("The rebels threatened to burn the mill.", ("The rebels", "threatened", "to burn the mill")),
        ("The government warned of new raids.", ("The government", "warned of", "new raids")),
        ("The council called on the duke to resign.", ("The council", "called on", "the duke to resign")),
        ("The general told the king that the fort fell.", ("The general", "told", "that the fort fell")),
        (
            "The Red Brigade claimed responsibility for the blast.",
            ("The Red Brigade", "claimed responsibility for", "the blast"),
        ),
        (
            "The minister rejected claims that his men looted the port.",
            ("The minister", "rejected claims", "that his men looted the port"),
        ),
        ("Mayor: rebels burned the mill", ("Mayor", ":", "rebels burned the mill")),
        ("Prosecutors charged the captain with treason.", ("Prosecutors", "charged", "the captain with treason")),
        (
            "The general was accused by the envoy of ordering the raid.",
            ("the envoy", "was accused by", "The general|of ordering the raid"),
        ),
    ],
)
def test_forms(text: str, row: tuple[str, str, str]) -> None:
    assert row in said(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Rebels burned mill: mayor", ("mayor", ":", "Rebels burned mill")),
        (
            "The committee notes with concern that rebels burned the mill.",
            ("The committee", "notes", "that rebels burned the mill"),
        ),
        (
            "The embassy regrets to confirm that bandits burned the car.",
            ("The embassy", "to confirm", "that bandits burned the car"),
        ),
        (
            "The navy is pleased to announce that the pirates fled.",
            ("The navy", "to announce", "that the pirates fled"),
        ),
        (
            '"The army shelled our hospital," read a post by the union.',
            ("a post by the union", "read", '"The army shelled our hospital,"'),
        ),
        (
            "Insurgents bombed the depot, stated the Minister of Defence, Jan Kowal.",
            ("the Minister of Defence, Jan Kowal", "stated", "Insurgents bombed the depot"),
        ),
        (
            "Minister Paul Adu posted a message on Twitter blaming rebels for the attack, saying there was no doubt.",
            ("Minister Paul Adu", "blaming", "rebels for the attack"),
        ),
        ("Told that rebels burned the mill, the duke laughed.", ("", "Told", "that rebels burned the mill")),
    ],
)
def test_forms_of_releases_posts_and_headlines(text: str, row: tuple[str, str, str]) -> None:
    assert row in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "He left the party, praised the mayor and joined the rebels.",
        "The mayor wants to confirm that the bridge fell.",
        "Rebels burned the mill: a ruin",
    ],
)
def test_look_alikes_of_releases_and_headlines(text: str) -> None:
    assert all(cue not in (":", "to confirm") and source != "the mayor" for source, cue, _ in said(text))


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("HARGEISA: Gunmen killed the judge.", []),
        ("KABUL: Gunmen killed the judge.\nKANDAHAR: Soldiers burned the depot.", []),
        ("KHRC: Police beat the strikers.", ["KHRC"]),
        ("TAPPER: Did the army attack?\nSMITH: The army attacked the village.", ["TAPPER", "SMITH"]),
    ],
)
def test_capitals_before_a_colon_are_a_dateline_but_in_a_transcript(text: str, speakers: list[str]) -> None:
    assert [source for source, _, _ in said(text)] == speakers


def test_who_declines_to_speak_leaves_what_others_say_to_them() -> None:
    rows = said("The governor refused to comment on reports that soldiers killed the herders.")
    assert ("", "reports", "that soldiers killed the herders") in rows


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The garrison is believed to have shelled the village.",
            ("", "is believed", "The garrison|to have shelled the village"),
        ),
        ("It is said that the garrison shelled the village.", ("", "is said", "that the garrison shelled the village")),
        ("The garrison reportedly shelled the village.", ("", "reportedly", "The garrison|shelled the village")),
        ("There were rumours that the king had fled.", ("", "rumours", "that the king had fled")),
        ("Officials say the garrison shelled the village.", ("Officials", "say", "the garrison shelled the village")),
    ],
)
def test_nobody_named(text: str, row: tuple[str, str, str]) -> None:
    assert row in said(text)


def test_direct_speech_over_sentences_and_its_second_half() -> None:
    text = '"They attacked us. They burned two trucks," said the mayor. "We call on them to stop."'
    assert said(text) == [
        ("the mayor", "said", '"They attacked us. They burned two trucks,"|"We call on them to stop."')
    ]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = '"The river is ours, the colonel said. "We have no choice.\n\n"And we will hold it."'
    doc = parsed(text)
    assert [q.resumes for q in quotations(doc)] == [False, False, True]


def test_an_open_paragraph_belongs_to_who_speaks_the_next() -> None:
    text = '"We have no choice. The river is ours.\n"And we will hold it," he added.'
    assert ("he", "added", '"We have no choice. The river is ours|"And we will hold it,"') in said(text)


def test_mixed_quotation() -> None:
    row = ("The mayor", "said", 'the rebels had "attacked our convoy without warning"')
    assert said('The mayor said the rebels had "attacked our convoy without warning".') == [row]


def test_curly_quotes_read_like_straight_ones() -> None:
    assert said("“They burned it,” said the envoy.") == [("the envoy", "said", "“They burned it,”")]


def test_nested_with_its_parent() -> None:
    found = parsed("The ministry accused the Blue Party of burning the depot, police said.")._.sayso_attributions
    accused, reported = found
    assert (accused.parent, reported.parent) == (reported.id, None)
    assert accused.mention is not None and reported.mention is not None


def test_the_mention_behind_who() -> None:
    text = "The mayor, who said rebels burned the mill, fled."
    doc = parsed(text)
    (only,) = doc._.sayso_attributions
    assert [s.of(text) for s in only.source] == ["who"]
    mention = next(m for m in doc._.sayso_mentions if m.id == only.mention)
    assert "mayor" in mention.text


@pytest.mark.parametrize(
    "text",
    [
        "No one claimed responsibility for the attack.",
        "No group has claimed responsibility for the blast.",
        "The minister did not say who burned the mill.",
        "Neither the army nor the police would say who attacked the ferry.",
        "The general could say that rebels burned the mill.",
        'The so-called "liberation army" robbed the bank.',
        "Syria: rebels burned the mill",
        "You said rebels burned the mill.",
        "The garrison shelled the village.",
    ],
)
def test_no_holder_is_invented(text: str) -> None:
    assert said(text) == []


def test_a_speaker_is_not_taken_from_the_sentence_before() -> None:
    assert len(said("The envoy said he was late. Rebels burned the mill a day later.")) == 1


def test_spans_lie_in_the_text_and_roles_do_not_overlap() -> None:
    text = "Two officers, speaking to reporters, said the fort, which rebels hold, had been shelled, citing scouts."
    for a in parsed(text)._.sayso_attributions:
        spans = [s for part in (a.source, a.cue, a.content) for s in part]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        own = [s for part in (a.cue, a.content) for s in part]
        assert not any(x.overlaps(y) for x in own for y in own if x is not y)


@pytest.mark.parametrize("text", ["", " ", '"', '"" "', "said", "according to", ":", "'' '' ''", "\n\n\n", "A: B"])
def test_odd_texts_are_read(text: str) -> None:
    assert readings(parsed(text)) is not None
