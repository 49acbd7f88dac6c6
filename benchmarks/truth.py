"""Who wrote the book? Sellers of books contradict and copy each other; a hundred books were looked up.

A seller names authors in any order and form, in part, or glued together. Names are compared by surname: of the words of
a book's authors, those that its sellers write before a comma rather than after one. A book is right if exactly the
surnames of its authors are found. How the names are read off is the same for both ways of voting.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks import neutral
from sayso.weighing.truth import Vote, independent_vote, plain_vote

_ROLE = re.compile(
    r"\([^)]*\)|\b(?:by|edited|editors?|eds?|authors?|joint|et al|ph\.? ?d|prof|dr|jr|sr|ii|iii|iv|foreword)\b\.?", re.I
)
_SPLIT = re.compile(r"[;/&|\n]|\band\b|\bwith\b", re.I)
_NOTHING = re.compile(r"not available|unknown|various|anonymous|n/a|no author", re.I)
Parts = list[list[list[str]]]  # of a claim its parts, of a part the stretches between commas, of a stretch its words


def parts_of(text: str) -> Parts:
    """The words of a claim, by what separates names and by commas; letters that stand alone are left out."""
    apart = unicodedata.normalize("NFKD", html.unescape(text))
    bare = _ROLE.sub(" ", "".join(c for c in apart if not unicodedata.combining(c)).casefold())
    parts = []
    for part in _SPLIT.split(bare):
        stretches = [re.findall(r"[a-z][a-z'’-]+", s.replace(".", " ")) for s in part.split(",")]
        parts.append([[w.replace("’", "'") for w in s] for s in stretches])
    return parts


def surnames(claims: Iterable[Parts]) -> frozenset[str]:
    """The words that are surnames, by where most of the claims about a book have them."""
    before, after = Counter[str](), Counter[str]()
    for parts in claims:
        for stretches in parts:
            last = len(stretches) - 1
            if last and len(stretches[0]) == 1:  # "aiken, peter" or "aiken, peter allen, david"
                glued = any(len(w) > 1 for w in stretches[2:-1:2]) or last % 2 == 0
                for n, words in enumerate(stretches):
                    surname = n == 0 or (not glued and n % 2 == 0)
                    cut = 0 if surname else len(words) - (glued and n < last)
                    after.update(dict.fromkeys(words[:cut], 2))
                    before.update(dict.fromkeys(words[cut:], 2))
            else:
                before.update(w for words in stretches for w in words[-1:])
                after.update(w for words in stretches for w in words[:-1])
    return frozenset(w for w in before if before[w] > after[w])


def values_of(parts: Parts, known: frozenset[str]) -> frozenset[str]:
    """The surnames in a claim, those glued to the next name too."""
    found = set()
    for words in (w for stretches in parts for w in stretches):
        for word in words:
            if word in known:
                found.add(word)
            else:
                found |= {k for k in known if len(k) > 3 and word.endswith(k)}
    return frozenset(found)


def votes(path: Path) -> list[Vote]:
    """What each seller says of each book: the last of its listings that names anybody."""
    told: dict[str, dict[str, Parts]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        cells = line.split("\t")
        if len(cells) > 3 and not _NOTHING.search(cells[3]) and any(w for p in parts_of(cells[3]) for w in p):
            told[cells[1]][cells[0]] = parts_of(cells[3])
    made = []
    for book, claims in told.items():
        known = surnames(claims.values())
        made += [Vote(s, book, v) for s, parts in claims.items() if (v := values_of(parts, known))]
    return made


def golden(path: Path) -> dict[str, frozenset[str]]:
    """The surnames of the books that were looked up."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        book, _, names = line.partition("\t")
        parts = [p for p in (n.partition(",")[0] for n in names.split(";")) if p.strip()]
        found[book] = frozenset(parts_of(p)[0][0][-1] for p in parts)
    return found


def measure(data: Path | None = None, *, quick: bool = False) -> dict[str, float]:
    """Figures: share of the books right by plain and by copy-aware voting."""
    folder = (data or neutral.DATA) / "truth-discovery"
    told, truth = votes(folder / "book.txt"), golden(folder / "book_golden.txt")
    plain, made = plain_vote(told), independent_vote(told)
    for book, names in sorted(truth.items()):
        if made.values.get(book) != names:
            print(f"  {book}: {len(names)} looked up, {len(made.values.get(book, ()))} found")
    return {
        "plain vote": sum(plain.get(b) == names for b, names in truth.items()) / len(truth),
        "copy-aware vote": sum(made.values.get(b) == names for b, names in truth.items()) / len(truth),
        "pairs that copy": len(made.dependences),
    }


if __name__ == "__main__":
    print(measure())
