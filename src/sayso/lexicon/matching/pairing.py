"""Which word of one name stands for which of the other, how alike they are, and how one can see it."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from sayso.lexicon.matching.reading import Name, Word
from sayso.lexicon.matching.sounds import bones, forms_of_one, heard, patronymic, sound, stem, syllables

How = Literal["same", "sound", "form", "initial", "spelled", "scrambled", "script", "joined", "acronym", "syllables"]
LEAST = 0.5
"""Words less alike than this do not stand for each other: set by hand at every other letter."""


class Pair(NamedTuple):
    """Words `left` and `right` (numbers) stand for each other; `covers` further words of a side go with them."""

    left: int
    right: int
    alike: float
    how: How


class Pairing(NamedTuple):
    """Pairs, and the numbers of the words that stand for nothing in the other name."""

    pairs: list[Pair]
    left: list[int]
    right: list[int]


def pair_up(a: Name, b: Name) -> Pairing:
    """Pair the words of two names, the most alike first."""
    left, right = a.words, b.words
    pairs: list[Pair] = []
    rest_l, rest_r = [], list(range(len(right)))
    for i, word in enumerate(left):
        same = [j for j in rest_r if right[j].text == word.text]
        if same:
            j = same[0] if len(same) == 1 else next((n for n in same if right[n].parent == word.parent), same[0])
            pairs.append(Pair(i, j, 1.0, "same"))
            rest_r.remove(j)
        else:
            rest_l.append(i)
    if rest_l and rest_r:
        if len(rest_l) != len(rest_r):
            _written_together(left, right, rest_l, rest_r, pairs)
        _closest(left, right, rest_l, rest_r, pairs)
    if (rest_l and rest_r) or not pairs:
        _joined(left, right, rest_l, rest_r, pairs)
    return Pairing(pairs, rest_l if rest_r else _new(left, rest_l), rest_r if rest_l else _new(right, rest_r))


def _closest(
    left: tuple[Word, ...], right: tuple[Word, ...], rest_l: list[int], rest_r: list[int], pairs: list[Pair]
) -> None:
    options = []
    for i in rest_l:
        for j in rest_r:
            score, how = alike(left[i], right[j])
            if score >= LEAST:
                options.append((score - 0.001 * abs(i - j), i, j, score, how))
    for _, i, j, score, how in sorted(options, key=lambda o: -o[0]):
        if i in rest_l and j in rest_r:
            pairs.append(Pair(i, j, score, how))
            rest_l.remove(i)
            rest_r.remove(j)


def _joined(
    left: tuple[Word, ...], right: tuple[Word, ...], rest_l: list[int], rest_r: list[int], pairs: list[Pair]
) -> None:
    """Two words that stand together on one side and are one word on the other."""
    for swap in (False, True):
        many, one, rest_m, rest_o = (right, left, rest_r, rest_l) if swap else (left, right, rest_l, rest_r)
        for j in list(rest_o):
            for i in rest_m[:-1]:
                if i + 1 not in rest_m or many[i].kind == "initial":
                    continue
                text = many[i].text + many[i + 1].text
                if abs(len(text) - len(one[j].text)) <= 2:
                    score, _ = alike(Word(text), one[j])
                    if score >= 0.8:
                        pairs.append(Pair(j, i, score, "joined") if swap else Pair(i, j, score, "joined"))
                        rest_m.remove(i)
                        rest_m.remove(i + 1)
                        rest_o.remove(j)
                        break


def _new(words: tuple[Word, ...], rest: list[int]) -> list[int]:
    """Words left over, without those that only repeat a word of the same name."""
    if not rest:
        return rest
    others = {w.text for i, w in enumerate(words) if i not in rest}
    return [i for i in rest if words[i].text not in others]


def _written_together(
    left: tuple[Word, ...], right: tuple[Word, ...], rest_l: list[int], rest_r: list[int], pairs: list[Pair]
) -> None:
    """Neighbours on one side that are, letter by letter, one word on the other."""
    for swap in (False, True):
        many, one, rest_m, rest_o = (right, left, rest_r, rest_l) if swap else (left, right, rest_l, rest_r)
        texts = {one[j].text: j for j in rest_o}
        for i in rest_m[:-1]:
            if i in rest_m and i + 1 in rest_m and (j := texts.get(many[i].text + many[i + 1].text)) in rest_o:
                pairs.append(Pair(j, i, 1.0, "joined") if swap else Pair(i, j, 1.0, "joined"))
                rest_m.remove(i)
                rest_m.remove(i + 1)
                rest_o.remove(j)


def alike(a: Word, b: Word) -> tuple[float, How]:
    """How alike two words are, 0 to 1, and in what.

    >>> alike(Word("muhammad"), Word("mohammed"))[1], alike(Word("north"), Word("south"))[0] < 0.7
    ('form', True)
    """
    if a.kind == "initial" or b.kind == "initial":
        return _initial(a, b)
    if a.kind in _EXACT or b.kind in _EXACT:
        if a.kind == b.kind or "word" not in (a.kind, b.kind) or _strict(a) or _strict(b):
            return 0.0, "same"
        score, how = _letters(a.text, b.text)
        return (score if score >= 0.8 else 0.0), how
    if not (a.latin and b.latin):
        return _in_two_scripts(a.text, b.text, a.latin != b.latin)
    return _letters(a.text, b.text)


def _strict(word: Word) -> bool:
    """Whether a word is one that nobody misspells into another: a number, a nation, three or four letters."""
    return word.kind in ("number", "nation") or (word.kind == "acronym" and len(word.text) < 5)


_EXACT = frozenset({"number", "nation", "qualifier", "acronym"})


def _initial(a: Word, b: Word) -> tuple[float, How]:
    same = a.text[0] == b.text[0] and (a.kind == "initial" or b.kind == "initial")
    return (0.8 if same and a.kind != "number" and b.kind != "number" else 0.0), "initial"


@lru_cache(maxsize=65_536)
def _letters(a: str, b: str) -> tuple[float, How]:
    n = max(len(a), len(b))
    if forms_of_one(a, b):
        return 0.95, "form"
    if {a[0], b[0]} == {"j", "y"}:  # German writes "Jelzin"
        a, b = f"y{a[1:]}", f"y{b[1:]}"
    edits = OSA.distance(a, b, score_cutoff=int(n * 0.67) + 1)
    if edits > n * 0.67:
        return (0.6, "scrambled") if len(a) == len(b) > 4 and sorted(a) == sorted(b) else (0.0, "spelled")
    if len(a) != len(b) and (stem(a) == b or a == stem(b)):
        return 0.92, "form"
    if patronymic(a) != patronymic(b):
        return 0.0, "spelled"
    x, y = sound(a), sound(b)
    unheard = OSA.distance(x, y)
    rel = (edits + unheard) / (2 * n)
    if unheard == 0 and len(x) > 2 and n > 3 and min(edits, OSA.distance(heard(a), heard(b))) <= 0.34 * n:
        return max(1 - rel, 0.9), "sound"
    if rel > 0.4 and len(a) == len(b) > 4 and sorted(a) == sorted(b):
        return 0.6, "scrambled"
    return 1 - rel, "spelled"


@lru_cache(maxsize=16_384)
def _in_two_scripts(a: str, b: str, mixed: bool) -> tuple[float, How]:
    """Words of which at least one comes from a script without vowels, or of syllables."""
    if not mixed:
        edits = OSA.distance(a, b)
        return max(0.0, 1 - edits / max(len(a), len(b))), "spelled"
    x, y = bones(a), bones(b)
    bare = (x.removeprefix("l") or x, y.removeprefix("l") or y)  # the Arabic article is one word with its noun
    edits = min(OSA.distance(x, y), OSA.distance(*bare), OSA.distance(x.replace("r", "l"), y.replace("r", "l")))
    n = max(len(x), len(y), 1)
    return (0.9 if edits == 0 and n > 1 else max(0.0, 0.95 - 1.2 * edits / n)), "script"


def by_syllables(a: Name, b: Name) -> bool:
    """Whether two names are made of the same Chinese or Korean syllables, whatever romanisation, hyphen and order.

    >>> from sayso.lexicon.matching.reading import read
    >>> by_syllables(read("Hsi Chin-ping", "person"), read("Xi Jinping", "person"))
    True
    """
    x = tuple(s for w in a.words for s in syllables(w.text))
    y = tuple(s for w in b.words for s in syllables(w.text))
    whole = all(syllables(w.text) for w in (*a.words, *b.words))
    return whole and 2 <= len(x) <= 5 and len(x) == len(y) and (x == y or x == y[1:] + y[:1] or x == y[-1:] + y[:-1])
