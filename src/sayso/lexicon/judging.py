"""Words that judge while they name, and where they do: the list is `data/lang/en/loaded.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from sayso.lexicon.language import load

Category = Literal["label", "evaluation", "booster", "euphemism", "metaphor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """A word that judges.

    Attributes:
        words: its lemmas, one or more; a hyphen is one too.
        category: a label for people and things, an evaluation, a booster of certainty, a euphemism, a metaphor.
        neutral: what says the same without judging; empty where the word can be left out.
        modifier: the same before a noun, where that differs ("puppet government"); None where it does not.
        pos: the parts of speech in which it judges; empty for all.
        before, after: it judges only with one of these lemmas behind it, or ahead of it; empty for any.
        not_before, not_after: it does not judge with one of these there.
        unless: lemmas near it that make it a plain term, of law or crime reporting.
    """

    words: tuple[str, ...]
    category: Category
    neutral: str = ""
    modifier: str | None = None
    pos: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suffix:
    """An ending that makes words that judge: `plain` lists those that do not."""

    ending: str
    neutral: str
    plain: frozenset[str]


@cache
def judging() -> Mapping[str, tuple[Judging, ...]]:
    """All entries by their first word, longest first.

    >>> judging()["regime"][-1].neutral
    'government'
    """
    data = load("lang/en/loaded")
    found: dict[str, list[Judging]] = {}
    for category in get_args(Category):
        for key, value in data[category].items():
            entry = _entry(str(key), value, category, data["surroundings"])
            found.setdefault(entry.words[0], []).append(entry)
    return {k: tuple(sorted(v, key=lambda e: -len(e.words))) for k, v in found.items()}


@cache
def suffixes() -> tuple[Suffix, ...]:
    """The endings that judge."""
    given = load("lang/en/loaded")["suffixes"].items()
    return tuple(Suffix(end, value["for"], frozenset(value["plain"])) for end, value in given)


def suffixed(lemma: str) -> Suffix | None:
    """The judging ending of a word, if it has one.

    >>> suffixed("mullahcracy") is not None, suffixed("democracy") is None
    (True, True)
    """
    for suffix in suffixes():
        if lemma.endswith(suffix.ending) and len(lemma) > len(suffix.ending) + 1 and lemma not in suffix.plain:
            return suffix
    return None


def _entry(key: str, value: Any, category: Category, near: Mapping[str, list[str]]) -> Judging:
    given: dict[str, Any] = value if isinstance(value, dict) else {"for": value}
    return Judging(
        words=tuple(key.replace("-", " - ").split()),
        category=category,
        neutral=given.get("for", ""),
        modifier=given.get("modifier"),
        pos=frozenset(given.get("pos", ())),
        before=frozenset(given.get("only_before", ())),
        after=frozenset(given.get("only_after", ())),
        not_before=frozenset(given.get("not_before", ())),
        not_after=frozenset(given.get("not_after", ())),
        unless=frozenset(word for name in given.get("unless", ()) for word in near[name]),
    )
