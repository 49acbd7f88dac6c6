"""How an act is told: by its own word where that is known and neutral, else by type and mode with its word in quotes.

Two lists hold the words: `phrases.yaml` by the words of a text, `sentences.yaml` by type and mode.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sayso.lexicon.language import load
from sayso.records.claim import Claim
from sayso.showing.wording import quoted, table, unique

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_MATERIAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
_QUOTED_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A verb phrase and a noun for an act.

    Attributes:
        base, past, participle: the verb phrase after "would", as done, and in the passive.
        link: the word between it and the recipient; "" for a direct object.
        tail: what follows the recipient.
        alone: base and past where no recipient is named.
        noun, of, bare: the act as a noun, the word before the recipient, and the noun without any.
        passive: base and past of what the recipient does, where that is no passive ("died").
        settles: the mode that the words already tell: what was ordered has not yet happened.
        plural: the past after a plural, if it differs.
        place_link, place_of: instead of `link` and `of` before a place.
        moded: whether the weapon that the mode names is told after it.
        quote: words of the text that say how it calls the act, where the phrase is a general one.
    """

    base: str
    past: str
    participle: str
    link: str
    tail: str = ""
    alone: tuple[str, str] | None = None
    noun: str
    of: str
    bare: str
    label: str = ""
    passive: tuple[str, str] | None = None
    settles: str = ""
    plural: str = ""
    place_link: str = ""
    place_of: str = ""
    moded: bool = False
    quote: str = ""


def phrase_of(claim: Claim, text: str, holder: str = "the text") -> Phrase:
    """The phrase for an event; `text` is the report's, or empty to tell it by type and mode alone."""
    kind, trigger = str(claim.type), claim.trigger.of(text) if text else ""
    words = [w.lower().replace("’", "'") for w in _WORD.findall(trigger)]
    joint = next((n for n, w in enumerate(words) if w in ("and", "or")), 0)
    words = words[:joint] if joint and _find(_index(kind), words[:joint])[0] else words
    general = _general(kind, claim.mode)
    if not words:
        return general
    act, at = _known(kind, words)
    calls = load("lang/en/phrases")["calls"]
    judging = next((n for n, w in enumerate(words) if w in calls), -1) if act is None and at < 0 else -1
    if judging > 0 and kind in _MATERIAL:
        act, at = _called(words[judging], holder, general), judging
    light = _light(words, at) if kind in _MATERIAL else None
    if light is not None:
        return _about(light, act or general, words, at)
    if act is not None:
        return _moded(act, kind, claim.mode)
    plain = load("lang/en/phrases")["plain"].get(kind, ())
    if any(w in plain for w in words):
        return general
    if judging >= 0:
        return _called(trigger, holder, general)
    if claim.mode is not None or len(words) > _QUOTED_WORDS:
        return general
    return replace(general, quote=f"({quoted(trigger)})")


def is_mutual(claim: Claim, text: str) -> bool:
    """Whether the act is one that both sides do, as a war, and nobody is named on the other."""
    if claim.recipients or claim.kind != "event":
        return False
    words = [w.lower() for w in _WORD.findall(claim.trigger.of(text))]
    return _find(_index(str(claim.type)), words)[0] in load("lang/en/phrases")["mutual"]


def tie_of(claim: Claim, text: str) -> Mapping[str, str]:
    """The words for a tie: by its own verb where that says more than the type."""
    phrase: Mapping[str, str] = table("relations")[claim.type]
    entries = load("lang/en/phrases")["ties"].get(claim.type) or {}
    words = {w.lower() for w in _WORD.findall(claim.trigger.of(text))} if entries and text else set()
    for entry in entries.values():
        if words & set(entry["forms"]):
            return {**phrase, **{k: v for k, v in entry.items() if k != "forms"}}
    return phrase


def indefinite(noun: str) -> str:
    """A noun with "a" instead of "the".

    >>> indefinite("the release"), indefinite("the arrest"), indefinite("shots")
    ('a release', 'an arrest', 'shots')
    """
    if not noun.startswith("the "):
        return noun
    rest = noun.removeprefix("the ")
    return f"{'an' if rest[0] in 'aeiou' else 'a'} {rest}"


def without_article(noun: str) -> str:
    """A noun without its article."""
    return re.sub(r"^(?:the|an?) ", "", noun)


@cache
def _general(kind: str, mode: str | None) -> Phrase:
    modes = table("events")[kind]
    raw: Mapping[str, Any] = modes.get(mode or "any", modes["any"])
    alone = raw.get("alone")
    return Phrase(
        base=raw["base"], past=raw["past"], participle=raw.get("participle", raw["past"]), link=raw["link"],
        tail=raw.get("tail", ""), alone=(alone[0], alone[1]) if alone else None, noun=raw["noun"], of=raw["of"],
        bare=raw.get("bare", indefinite(raw["noun"])), label=raw.get("label", ""),
        place_link=raw.get("place_link", ""),
    )  # fmt: skip


@cache
def _index(kind: str) -> Mapping[str, str]:
    """Entries of a type by each word, or two words, that mean them; the first entry that claims a word has it."""
    found: dict[str, str] = {}
    entries = load("lang/en/phrases").get(kind, {})
    for own in (True, False):
        for key, entry in entries.items():
            for form in _forms(key, entry) if own else entry.get("forms", ()):
                found.setdefault(form, key)
    return found


def _forms(key: str, entry: Mapping[str, Any]) -> list[str]:
    """A verb's forms: base, s, past, participle, ing; of several words, all of them."""
    if " " in key:
        return [key]
    past = entry.get("past", "") if "say" not in entry else ""
    past = past if past and " " not in past else regular(key)
    stem = key if key.endswith(("y", "ee", "w")) or not past.endswith("ed") else past.removesuffix("ed")
    ing = stem + "ing" if past.endswith("ed") else key.removesuffix("e") + "ing"
    s = key[:-1] + "ies" if past.endswith("ied") else key + ("es" if key.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return unique([key, s, past, str(entry.get("part", "")), ing])


def regular(verb: str) -> str:
    """The regular past of a verb phrase, by its first word.

    >>> regular("carry"), regular("express thanks"), regular("seize")
    ('carried', 'expressed thanks', 'seized')
    """
    first, space, rest = verb.partition(" ")
    if first.endswith("e"):
        past = first + "d"
    elif first.endswith("y") and first[-2:-1] not in "aeiou":
        past = first[:-1] + "ied"
    else:
        past = first + "ed"
    return past + space + rest


def _find(index: Mapping[str, str], words: list[str], *, first: bool = False) -> tuple[str | None, int]:
    """The entry that a trigger's words mean, and where: two words before one, and the last such word leads."""
    for size in (3, 2, 1):
        places = range(len(words) - size, -1, -1)
        for at in reversed(places) if first else places:
            key = index.get(" ".join(words[at : at + size]))
            if key is not None:
                return key, at
    return None, -1


def _known(kind: str, words: list[str]) -> tuple[Phrase | None, int]:
    key, at = _find(_index(kind), words)
    if key is not None:
        return _phrase(kind, key), at
    plain = load("lang/en/phrases")["plain"].get(kind, ())
    return None, next((n for n, w in enumerate(words) if w in plain), -1)


@cache
def _phrase(kind: str, key: str) -> Phrase:
    raw = load("lang/en/phrases")[kind][key]
    base = raw.get("say", key)
    past = raw.get("past") or regular(base)
    noun, _, of = raw["noun"].rpartition(" ")
    link, none = raw.get("link", ""), raw.get("none")
    alone: tuple[str, str] | None = None
    if isinstance(none, list):
        alone = (none[0], none[1])
    elif none:
        alone = (f"{base} {none}", f"{past} {none}")
    elif not link:
        alone = (f"carry out {indefinite(noun)}", f"carried out {indefinite(noun)}")
    passive = raw.get("passive")
    return Phrase(
        base=base, past=past, participle=raw.get("part", past), link=link, tail=raw.get("tail", ""), alone=alone,
        noun=noun, of=of, bare=raw.get("bare", indefinite(noun)), passive=tuple(passive) if passive else None,
        place_link=raw.get("place_link", ""), place_of=raw.get("place_of", ""), moded=raw.get("moded", False),
    )  # fmt: skip


def _moded(act: Phrase, kind: str, mode: str | None) -> Phrase:
    """The act with the weapon that the mode names: "killed … with firearms"."""
    tail = _general(kind, mode).tail if mode else ""
    if not act.moded or not tail or act.tail:
        return act
    alone = (f"{act.alone[0]} {tail}", f"{act.alone[1]} {tail}") if act.alone else None
    return replace(act, tail=tail, alone=alone)


@cache
def _lights() -> Mapping[str, str]:
    entries = load("lang/en/phrases")["about"]
    return {form: key for key, entry in entries.items() for form in (key, *entry["forms"])}


def _light(words: list[str], act: int) -> str | None:
    """What is done about an act by the words before its own: ordered, led, took part in."""
    before = words[:act] if act >= 0 else words
    key, at = _find(_lights(), before, first=True)
    return key if key is not None and at != act else None


def _about(key: str, act: Phrase, words: list[str], at: int) -> Phrase:
    """The act as a noun after what is done about it: "took part in attempted coups"."""
    raw = load("lang/en/phrases")["about"][key]
    noun = act.noun
    tried = at > 0 and key != "attempt" and any(w in load("lang/en/phrases")["tried"] for w in words[:at])
    many = at >= 0 and words[at].endswith("s") and re.match(r"an? ", noun) is not None
    if many or tried:
        rest = ("attempted " if tried else "") + without_article(noun) + ("s" if many else "")
        noun = rest if many else f"an {rest}" if re.match(r"an? ", noun) else rest
    link = act.of
    return replace(
        act, base=f"{key} {noun}", past=f"{raw['past']} {noun}", participle=f"{raw['past']} {noun}", link=link,
        tail="", alone=None, noun=noun, bare=noun, passive=None, settles=raw.get("settles", ""),
        plural=f"{raw['plural']} {noun}" if "plural" in raw else "",
    )  # fmt: skip


def _called(trigger: str, holder: str, general: Phrase) -> Phrase:
    """An act that is named by a judging word only: told as what its holder calls it."""
    counted = trigger.lower().split()[-1] in load("lang/en/phrases")["calls_counted"]
    article = ("an " if trigger[0].lower() in "aeiou" else "a ") if counted else ""
    words = f"what {holder} {'call' if holder in ('“they”', '“we”') else 'calls'} {article}{quoted(trigger)}"
    return replace(
        general, base=f"commit {words}", past=f"committed {words}", participle="", link="against", tail="",
        alone=None, noun=words, of="against", bare=words,
    )  # fmt: skip
