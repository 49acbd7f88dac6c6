"""The list of attribution words."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.lexicon import cues
from sayso.lexicon.language import load


def test_the_list_is_broad() -> None:
    tables = cues.cues()
    assert len(tables["verb"]) >= 500
    assert len(tables["noun"]) >= 150
    assert len(tables["adjective"]) >= 60
    assert len(tables["adverb"]) >= 8


def test_no_word_has_two_classes() -> None:
    data = load("lang/en/attribution")
    for section in ("verbs", "nouns", "adjectives", "adverbs", "prepositions"):
        words = [word for entries in data[section].values() for word in entries]
        assert len(words) == len(set(words)), section


def test_every_exception_is_a_known_word() -> None:
    data = load("lang/en/attribution")
    flags = {"factive", "distanced", "ahead", "negative", "positive"}
    known = flags | set(get_args(cues.Frame)) | {"certain", "probable", "possible", "unstated"}
    for section in ("verbs", "nouns", "adjectives", "adverbs", "prepositions"):
        for kind, entries in data[section].items():
            assert kind in get_args(cues.CueClass)
            for word, entry in entries.items():
                assert isinstance(entry, str), f"{word}: quote a bare on/off/yes/no"
                assert set(entry.split()) <= known, word


def test_verbs_and_nouns_say_where_their_content_is() -> None:
    for pos in ("verb", "noun"):
        for cue in cues.cues()[pos].values():
            assert cue.frames - {"whom"}, cue.lemma


@pytest.mark.parametrize(
    ("word", "kind", "certainty", "polarity"),
    [
        ("say", "report", "certain", "positive"),
        ("deny", "deny", "certain", "negative"),
        ("believe", "believe", "probable", "positive"),
        ("suspect", "suspect", "probable", "positive"),
        ("fear", "fear", "possible", "positive"),
        ("doubt", "doubt", "possible", "negative"),
        ("threaten", "threaten", "unstated", "positive"),
        ("demand", "demand", "unstated", "positive"),
        ("accuse", "accuse", "certain", "positive"),
        ("reportedly", "evidential", "unstated", "positive"),
    ],
)
def test_what_a_cue_does(word: str, kind: str, certainty: str, polarity: str) -> None:
    cue = cues.lookup(word)
    assert cue is not None
    assert (cue.kind, cue.certainty, cue.polarity) == (kind, certainty, polarity)


def test_who_is_committed() -> None:
    def known(word: str) -> cues.Cue:
        cue = cues.lookup(word)
        assert cue is not None
        return cue

    assert known("admit").factive and known("know").factive
    assert not known("say").factive
    assert known("allege").distanced and known("claim").distanced
    assert known("plan").ahead and not known("say").ahead


def test_lookup_takes_the_part_of_speech() -> None:
    verb, noun = cues.lookup("claim", "verb"), cues.lookup("claim", "noun")
    assert verb is not None and noun is not None
    assert (verb.pos, noun.pos) == ("verb", "noun")
    assert cues.lookup("claim", "adverb") is None
    assert cues.lookup("river") is None
