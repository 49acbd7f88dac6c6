"""The trigger lexicon is broad, well formed and agrees with the ontology."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.annotating.events.lexicon import INTEND, ORDER, Entry, lexicon
from sayso.lexicon.language import load
from sayso.lexicon.ontology import has_mode, known_contexts
from sayso.records.event import EventType

TYPES = get_args(EventType)


def entries() -> list[Entry]:
    lex = lexicon()
    return [e for table in (lex.verbs, lex.nouns, lex.adjectives) for es in table.values() for e in es] + list(
        lex.phrases.values()
    )


def test_it_is_broad() -> None:
    assert len(entries()) >= 1500


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_has_verbs_and_nouns(type_: EventType) -> None:
    lex = lexicon()
    assert sum(e.type == type_ for es in lex.verbs.values() for e in es) >= 10
    assert any(e.type == type_ for es in lex.nouns.values() for e in es)


def test_types_modes_and_contexts_are_known() -> None:
    for entry in entries():
        assert entry.type in (*TYPES, INTEND, ORDER), entry
        if entry.type in TYPES:
            assert has_mode(entry.type, entry.mode), entry  # type: ignore[arg-type]
        assert set(entry.contexts) <= known_contexts(), entry


def test_roles_and_frames_are_defined() -> None:
    table = load("ontology/roles")
    for entry in entries():
        assert entry.roles in table["verbs"] or entry.roles in table["nouns"], entry
        assert entry.frame is None or entry.frame in table["frames"], entry


def test_classes_that_patterns_ask_for_exist() -> None:
    lex = lexicon()
    known = {c for names in lex.classes.values() for c in names}
    known |= {"@actor", "@person", "@state", "@place", "@group", "@none", "@any", "@territory", "@building"}
    for entry in entries():
        for nouns in (entry.object, entry.subject, entry.without, *(n for _, n in entry.preps)):
            if nouns is not None:
                assert nouns.classes <= known, entry


def test_patterns_that_ask_for_more_come_first() -> None:
    ranks = [e.rank for e in lexicon().verbs["lift"]]
    assert ranks == sorted(ranks, reverse=True)
