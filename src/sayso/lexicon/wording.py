"""Neutral wording: what the text says with words that judge, said without them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from sayso.lexicon.judging import Judging, judging, suffixed
from sayso.lexicon.language import load

_PART = re.compile(r"\w+(?:['’]\w+)?|\W+")
_WORD = re.compile(r"\w")


def neutral(words: str) -> str:
    """The words without those that judge: replaced by neutral ones, left out where nothing is lost.

    Names keep their words: a judging word with a capital beside another capitalized word stays.

    >>> neutral("the notorious terrorist gangs of the mullahcracy")
    'the groups of the government'
    >>> neutral("puppet government"), neutral("their puppets"), neutral("a soldier")
    ('government', 'their allies', 'a soldier')
    """
    parts = _PART.findall(words)
    at = [n for n, part in enumerate(parts) if _WORD.match(part)]
    out = list(parts)
    n = 0
    while n < len(at):
        n += _replaced(parts, at, n, out)
    told = re.sub(r"\s+", " ", "".join(out))
    told = re.sub(r"(?<!\w)-+\s?|\s-+(?!\w)|\s+(?=[,.;:!?])", lambda m: " " if m[0].strip() else "", told)
    return re.sub(r"\s+", " ", told).strip(" -")


def neutral_words() -> frozenset[str]:
    """All neutral equivalents of the list, for the test that none of them judges."""
    entries = [e for found in judging().values() for e in found]
    given = {e.neutral for e in entries} | {e.modifier for e in entries if e.modifier}
    return frozenset(word for word in given | {s["for"] for s in load("lang/en/loaded")["suffixes"].values()} if word)


def _replaced(parts: Sequence[str], at: Sequence[int], n: int, out: list[str]) -> int:
    """Replace the judging words that start at the n-th word, if any do; how many words were read."""
    first = parts[at[n]].lower()
    for entry, number in _lemmas(first):
        wanted = [word for word in entry.words if word != "-"]
        count = len(wanted)
        here = [parts[i].lower() for i in at[n : n + count]]
        if len(here) < count or not all(w in _forms(word) for w, word in zip(here, wanted, strict=True)):
            continue
        if "-" in entry.words and "-" not in parts[at[n] + 1 : at[n + count - 1]]:
            continue
        if not _judges(entry, parts, at, n) or _named(parts, at, n, n + count):
            continue
        modifies = entry.modifier is not None and _before_noun(parts, at, n + count)
        said = entry.modifier if modifies and entry.modifier is not None else _inflected(entry.neutral, number)
        _put(out, at, n, count, _cased(said, parts[at[n]]))
        return count
    found = suffixed(first) or suffixed(first.removesuffix("s"))
    if found is not None and not _named(parts, at, n, n + 1):
        _put(out, at, n, 1, _cased(found.neutral, parts[at[n]]))
    return 1


def _put(out: list[str], at: Sequence[int], n: int, count: int, said: str) -> None:
    for i in range(at[n], at[n + count - 1] + 1):
        out[i] = ""
    out[at[n]] = said


def _judges(entry: Judging, parts: Sequence[str], at: Sequence[int], n: int) -> bool:
    end = n + sum(word != "-" for word in entry.words)
    after = parts[at[end]].lower() if end < len(at) else ""
    before = parts[at[n - 1]].lower() if n else ""
    singular = {after, after.removesuffix("s")}
    if singular & entry.not_before or before in entry.not_after:
        return False
    if entry.before and not singular & entry.before:
        return False
    return not entry.after or before in entry.after


def _named(parts: Sequence[str], at: Sequence[int], start: int, end: int) -> bool:
    if not parts[at[start]][:1].isupper():
        return False
    after = end < len(at) and parts[at[end]][:1].isupper() and at[end] - at[end - 1] == 2
    before = start > 1 and parts[at[start - 1]][:1].isupper() and at[start] - at[start - 1] == 2
    return after or before


def _before_noun(parts: Sequence[str], at: Sequence[int], n: int) -> bool:
    """Whether another word of the same phrase follows."""
    if n >= len(at):
        return False
    between = "".join(parts[at[n - 1] + 1 : at[n]])
    return between.strip(" -") == "" and parts[at[n]].lower() not in load("lang/en/loaded")["function_words"]


@cache
def _by_form() -> Mapping[str, tuple[tuple[Judging, str], ...]]:
    """Entries by every form of their first word, with what the form is: base, s, ed or ing."""
    found: dict[str, list[tuple[Judging, str]]] = {}
    for lemma, entries in judging().items():
        for form, number in _forms(lemma).items():
            found.setdefault(form, []).extend((e, number) for e in entries)
    return {k: tuple(sorted(v, key=lambda e: -len(e[0].words))) for k, v in found.items()}


def _lemmas(word: str) -> tuple[tuple[Judging, str], ...]:
    return _by_form().get(word, ())


@cache
def _forms(lemma: str) -> Mapping[str, str]:
    """A lemma's regular forms and, of the list's irregular ones, those it has."""
    irregular = {"henchman": "henchmen", "madman": "madmen", "strongman": "strongmen", "strike": "strikes"}
    e = lemma.endswith("e")
    y = lemma.endswith("y") and lemma[-2:-1] not in "aeiou"
    s = lemma[:-1] + "ies" if y else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    ed = lemma + "d" if e else lemma[:-1] + "ied" if y else lemma + "ed"
    ing = lemma[:-1] + "ing" if e else lemma + "ing"
    forms = {ing: "ing", ed: "ed", s: "s", lemma: "base"}
    if lemma in irregular:
        forms[irregular[lemma]] = "s"
    return forms


def _inflected(word: str, number: str) -> str:
    """A neutral equivalent in the form of the word it stands for."""
    if not word or number == "base" or (number != "s" and " " in word):
        return word
    head, _, tail = word.partition(" of ")
    stem, last = head[: head.rfind(" ") + 1], head[head.rfind(" ") + 1 :]
    plural = {"person": "people", "man": "men", "crowd": "crowds"}
    if number == "s":
        form = plural.get(last) or next(f for f, kind in _forms(last).items() if kind == "s")
        form = last if last.endswith("s") or last == "people" else form
    else:
        form = next(f for f, kind in _forms(last).items() if kind == number)
    return stem + form + (f" of {tail}" if tail else "")


def _cased(said: str, like: str) -> str:
    return said[:1].upper() + said[1:] if like[:1].isupper() else said
