"""How many origins a claim stands on: what is counted is origins, never reports, and parties apart from others."""

from __future__ import annotations

from sayso.records.origin import Corroboration, OriginTree


def corroboration(tree: OriginTree) -> Corroboration:
    """How many independent origins, parties and unnamed sources a claim has in a case.

    >>> corroboration(OriginTree("d", "c1", "", ())).independent
    0
    """
    parties = sum(o.party for o in tree.origins)
    unnamed = sum(o.kind == "unnamed" for o in tree.origins)
    independent = len(tree.origins) - parties - unnamed
    reports = len({s.document for o in tree.origins for s in o.steps})
    return Corroboration(independent, parties, unnamed, reports, _why(independent, parties, unnamed, reports))


def _why(independent: int, parties: int, unnamed: int, reports: int) -> str:
    """The counts in a sentence that says what they are not."""
    parts = [_count(independent, "independent origin")]
    if parties:
        parts.append("the word of " + _count(parties, "party", "parties") + " to it")
    if unnamed:
        parts.append(_count(unnamed, "unnamed source"))
    told = _count(reports, "report")
    carry = "carries" if reports == 1 else "carry"
    return f"{told} {carry} it, from {' and '.join(parts)}"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"
