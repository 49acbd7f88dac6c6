"""Why two names are held to be one actor's or two: one sentence, from what weighed most."""

from __future__ import annotations

import re

from sayso.lexicon.matching.features import Compared
from sayso.lexicon.matching.pairing import Pair
from sayso.lexicon.matching.script import latin
from sayso.lexicon.matching.terms import settled

_SEEN = {
    "sound": "“{0}” and “{1}” sound alike",
    "form": "“{0}” and “{1}” are forms of one name",
    "initial": "“{0}” stands for “{1}”",
    "spelled": "“{0}” and “{1}” differ in spelling",
    "scrambled": "“{0}” has the letters of “{1}” in another order",
    "script": "“{0}” and “{1}” are one word in two scripts",
    "joined": "the words of “{0}” are written together or apart",
}


def why(compared: Compared, left: str, right: str, verdict: str) -> str:
    """One sentence."""
    a, b = compared.a, compared.b
    if not a.plain or not b.plain:
        return "A name without letters names nobody."
    reasons = _reasons(compared)
    if verdict == "different":
        reasons = _against(compared) + [r for r in reasons[:1] if not r.startswith("the same words")]
    trick = a.disguised or b.disguised
    if trick:
        reasons.append(f"“{trick}” has signs in it that only look like letters")
    text = "; ".join(reasons[:3]) or ("the words are the same" if verdict == "same" else "too few words agree")
    head = "One name" if verdict == "same" else "Two names"
    return f"{head}: {text}."


def _reasons(compared: Compared) -> list[str]:
    a, b, pairing, found, stands = compared
    if a.plain == b.plain:
        return ["the same but for case, accents and signs"]
    said = []
    if found.get("syllables"):
        return ["the same syllables in two romanisations"]
    if stands:
        said.append(f"“{stands.upper()}” is spelled by first letters")
    unlike = [p for p in pairing.pairs if p.how != "same"]
    said += [_told(p, compared) for p in sorted(unlike, key=lambda p: p.alike)[:2]]
    if not unlike and not stands and pairing.pairs:
        turned = [p.right for p in sorted(pairing.pairs)] != sorted(p.right for p in pairing.pairs)
        said.append("the same words in another order" if turned else "the same words that count")
    if (over := pairing.left or pairing.right) and not (pairing.left and pairing.right):
        words = a.words if pairing.left else b.words
        said.append(f"“{_shown(words[over[0]].text, (a if pairing.left else b).raw)}” is only in one of them")
    return said


def _against(compared: Compared) -> list[str]:
    a, b, pairing, found, _ = compared
    said = []
    if found.get("numbers") or found.get("number on one"):
        said.append("their numbers differ")
    if found.get("father for son"):
        said.append("whose parent is whose is the other way round")
    if found.get("only general words") and pairing.pairs:
        said.append("only general words agree")
    if pairing.left and pairing.right:
        mine, theirs = a.words[pairing.left[0]].text, b.words[pairing.right[0]].text
        said.append(f"“{_shown(mine, a.raw)}” stands against “{_shown(theirs, b.raw)}”")
    elif found.get("qualifier on one") or found.get("nation on one"):
        words = [a.words[i] for i in pairing.left] + [b.words[j] for j in pairing.right]
        mark = next((w for w in words if w.kind in ("qualifier", "nation")), words[0] if words else None)
        if mark:
            said.append(f"“{_shown(mark.text, a.raw if pairing.left else b.raw)}” makes another of it")
    if found.get("legal forms"):
        said.append("their legal forms differ")
    return said


def _told(p: Pair, compared: Compared) -> str:
    left, right = compared.a.words[p.left].text, compared.b.words[p.right].text
    left, right = _shown(left, compared.a.raw), _shown(right, compared.b.raw)
    if p.how == "initial" and len(right) == 1:
        left, right = right, left
    return _SEEN.get(p.how, "“{0}” and “{1}” agree").format(left, right)


def _shown(text: str, raw: str = "") -> str:
    """A word as it is written in the name, where it is; a nation by its code."""
    at = raw.lower().find(text)
    if at >= 0:
        return raw[at : at + len(text)]
    written = (w for w in re.findall(r"\w+", raw) if settled(latin(w).text.lower()) == text)
    return next(written, text.lstrip("="))
