"""Bodies named after a sign or a band: "the Sons of the Delta", "Sword of the South", "the Wolves of Karsan"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import english, signs
from sayso.annotating.actors.votes import Name
from sayso.annotating.actors.words import words
from sayso.lexicon.names import fold

_CONFERRED = frozenset({"award", "receive", "confer", "bestow", "wear", "with"})
_JOINTS = (["of"], ["of", "the"])


def with_emblems(row: Row, found: Iterable[Name]) -> list[Name]:
    """The names of a report with such bodies in the place of the names they are made of."""
    bodies = list(_bodies(row))
    inside = {i for start, end in bodies for i in range(start, end)}
    kept = [n for n in found if not inside.intersection(range(n.start, n.end))]
    named = [Name(s, e, fold(" ".join(row.texts[s:e])), kind="organization") for s, e in bodies]
    return sorted([*kept, *named], key=lambda n: n.start)


def _alone(row: Row, i: int) -> bool:
    """Whether a band is named by one plural: "equipped *the Scorpions*"."""
    after = row.texts[i + 1 : i + 2]
    ends = not after or not (after[0][0].isupper() or after[0] in ("of", "-", "'"))
    return bool(i) and row.lowers[i - 1] == "the" and row.lowers[i].endswith("s") and ends and row.hits.get(i) is None


def _fellowship(row: Row, i: int) -> int | None:
    """The end of a name such as "the *Order of the Thorn*": plain words in capitals, and no medal that one gets."""
    if not i or row.lowers[i - 1] != "the" or row.lowers[i + 1 : i + 3] != ["of", "the"] or row.hits.get(i) is not None:
        return None
    end = first = i + 3
    while end < len(row.texts) and row.texts[end][0].isupper() and english(row, end) and end - first < 3:
        end += 1
    conferred = row.tokens[i].dep_ in ("dobj", "pobj") and row.tokens[i].head.lemma_ in _CONFERRED
    return end if end > first and not conferred else None


def _bodies(row: Row) -> Iterator[tuple[int, int]]:
    for i, text in enumerate(row.texts):
        lower = row.lowers[i]
        if not text[0].isupper() or lower not in signs().emblems | signs().fellowships:
            continue
        if lower in signs().fellowships:
            if (end := _fellowship(row, i)) is not None:
                yield i, end
            continue
        if row.starts[i] and {lower, lower.removesuffix("s")} & words().roles.keys():
            continue
        if _alone(row, i):
            yield i, i + 1
            continue
        for joint in _JOINTS:
            end = first = i + 1 + len(joint)
            while end < len(row.texts) and row.texts[end][0].isupper() and not row.starts[end] and end - first < 3:
                end += 1
            if end > first and row.lowers[i + 1 : first] == joint and row.hits.get(i) is None:
                yield i, end
                break
