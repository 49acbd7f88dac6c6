"""The trigger lexicon: patterns of `data/lang/en/events_*.yaml` parsed once into entries that are looked up by lemma.

A pattern is words: `gun down`, `lift =@restriction`, `side ~with`, `urge +to`; the syntax is described in
events_verbs.yaml. The more a pattern asks for, the earlier it wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.lexicon.language import load

INTEND = "INTEND"
ORDER = "ORDER"


@dataclass(frozen=True, slots=True)
class Nouns:
    """A condition on a noun phrase: one of these lemmas, or of these classes."""

    lemmas: frozenset[str]
    classes: frozenset[str]

    def fit(self, names: frozenset[str]) -> bool:
        """Whether `names` (lemmas plain, classes with @) meet it."""
        return not self.lemmas.isdisjoint(names) or not self.classes.isdisjoint(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One trigger: what it names and what must stand around it.

    `type` is a PLOVER type, or `INTEND`, an intention whose type follows from its content (else `default`), or
    `ORDER`, which steps back behind the act that is ordered (else `default`).
    """

    type: str
    lemma: str
    words: tuple[str, ...] = ()
    object: Nouns | None = None
    preps: tuple[tuple[frozenset[str], Nouns | None], ...] = ()
    complement: str | None = None
    subject: Nouns | None = None
    without: Nouns | None = None
    near: Nouns | None = None
    mode: str | None = None
    roles: str = "do"
    frame: str | None = None
    needs: str | None = None
    default: str | None = None
    negated: str | None = None
    contexts: tuple[str, ...] = ()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All triggers and the small word lists around them."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, tuple[Entry, ...]]
    phrases: Mapping[tuple[str, str], Entry]
    classes: Mapping[str, frozenset[str]]
    lists: Mapping[str, frozenset[str]]
    light: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, str]
    lemmas: Mapping[str, str]
    not_phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    themes: Mapping[str, Mapping[str, int]]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process.

    >>> [e.type for e in lexicon().verbs["bombard"]][0]
    'ASSAULT'
    """
    frames = load("lang/en/events_frames")
    denied = load("lang/en/events_not")
    return Lexicon(
        verbs=_indexed(_entries(load("lang/en/events_verbs"))),
        nouns=_indexed(_entries(load("lang/en/events_nouns"), nouns=True)),
        adjectives=_indexed(e for group in frames["adjectives"] for e in _group(group["type"], group)),
        phrases=dict(_phrases(frames["phrases"])),
        classes=_classes(load("lang/en/events_classes")),
        lists={name: frozenset(_names(frames[name])) for name in _LISTS},
        light={name: frozenset(_names(text)) for name, text in frames["light"].items()},
        pronouns={word: kind for kind, words in frames["pronouns"].items() for word in words},
        lemmas=frames["lemmas"],
        not_phrases=_not_phrases(denied["phrases"]),
        themes={n: {w: int(v) for v, ws in t.items() for w in _names(ws)} for n, t in denied["themes"].items()},
    )


_LISTS = (
    "aspect", "report", "shape", "will", "must", "may", "negation", "definition", "means", "carrier", "here", "front",
    "harm", "around_time", "ethnic", "burst", "promising", "until", "tail", "stative",
    "share", "sharing", "denying", "anything", "undergone", "by_means", "suffered", "instruments", "wars",
    "causing", "perceiving", "creating", "happening",
)  # fmt: skip


def _names(text: str | Iterable[str]) -> list[str]:
    parts = text.split(",") if isinstance(text, str) else text
    return [" ".join(part.split()) for part in parts if part.strip()]


def _classes(table: dict[str, str]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, words in table.items():
        for word in _names(words):
            found[word].add("@" + name)
    return {word: frozenset(names) for word, names in found.items()}


def _entries(table: dict[str, list[dict[str, Any]]], *, nouns: bool = False) -> Iterator[Entry]:
    for type_, groups in table.items():
        for group in groups:
            yield from _group(type_, group, nouns=nouns)


def _indexed(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.lemma].append(entry)
    return {k: tuple(sorted(v, key=lambda e: -e.rank)) for k, v in found.items()}


def _group(type_: str, group: dict[str, Any], *, nouns: bool = False) -> Iterator[Entry]:
    common = {
        "type": type_,
        "mode": group.get("mode"),
        "roles": group.get("roles", "nominal" if nouns else "do"),
        "frame": group.get("frame"),
        "needs": group.get("needs"),
        "default": group.get("default"),
        "negated": group.get("negated"),
        "contexts": tuple(_names(group.get("contexts", ""))),
        "subject": _nouns(_names(group["subject"])) if "subject" in group else None,
        "without": _nouns(_names(group["not"])) if "not" in group else None,
        "near": _nouns(_names(group["near"])) if "near" in group else None,
    }
    preps = tuple(_prep(p) for p in _names(group.get("prep", "")))
    for pattern in _names(group["words"]):
        own = _pattern(pattern, nouns=nouns)
        if "object" in group and own["object"] is None:
            own["object"] = _nouns(_names(group["object"]))
        own["preps"] = own["preps"] or preps
        rank = 3 * len(own["words"]) + 3 * bool(own["preps"])
        rank += 4 * (own["object"] is not None) + bool(own["object"] and own["object"].lemmas)
        rank += (common["subject"] is not None) + (common["near"] is not None) + 2 * (own["complement"] is not None)
        rank += sum(1 for _, wanted in own["preps"][:1] if wanted is not None)
        yield Entry(**common, **own, rank=rank)


def _pattern(text: str, *, nouns: bool) -> dict[str, Any]:
    plain: list[str] = []
    own: dict[str, Any] = {"object": None, "preps": (), "complement": None}
    for part in text.split():
        if part[0] == "=":
            own["object"] = _nouns(part[1:].split("|"))
        elif part[0] == "~":
            own["preps"] = (_prep(part[1:]),)
        elif part[0] == "+":
            own["complement"] = part[1:]
        else:
            plain.append(part)
    head = plain.pop() if nouns else plain.pop(0)
    return own | {"lemma": head, "words": tuple(plain)}


def _prep(text: str) -> tuple[frozenset[str], Nouns | None]:
    words, _, wanted = text.partition("=")
    if words.startswith("@"):
        return frozenset(), _nouns([words])
    return frozenset(words.split("|")), _nouns(wanted.split("|")) if wanted else None


def _nouns(names: Iterable[str]) -> Nouns:
    names = list(names)
    return Nouns(frozenset(n for n in names if not n.startswith("@")), frozenset(n for n in names if n.startswith("@")))


def _phrases(groups: list[dict[str, Any]]) -> Iterator[tuple[tuple[str, str], Entry]]:
    for group in groups:
        for pattern in _names(group["words"]):
            prep, _, noun = pattern.partition("=")
            yield (
                (prep.split()[0], noun),
                Entry(
                    type=group["type"],
                    lemma=noun,
                    mode=group.get("mode"),
                    roles=group.get("roles", "state"),
                    frame=group.get("frame"),
                ),
            )


def _not_phrases(text: str) -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """By trigger lemma: (all words of the phrase, place of the trigger in it)."""
    found: defaultdict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for phrase in _names(text):
        words = phrase.split()
        at = next(i for i, w in enumerate(words) if w.startswith("["))
        plain = tuple(w.strip("[]") for w in words)
        found[plain[at]].append((plain, at))
    return {lemma: tuple(items) for lemma, items in found.items()}
