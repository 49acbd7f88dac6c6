"""Likelihood in the words of the trade: ICD 203 (2015), or the probability yardstick of the PHIA.

The yardstick leaves gaps between its bands; a share in a gap has no word, and the analyst decides.
"""

from __future__ import annotations

from typing import Literal

from sayso.weighing.telling import table

Scale = Literal["icd203", "phia"]


def word(share: float, scale: Scale = "icd203") -> str | None:
    """The word for a share; None in a gap.

    >>> word(0.6), word(0.6, "phia"), word(0.77, "phia")
    ('likely', 'likely', None)
    """
    bands = table("scales")[scale]
    for high, low, name in bands:
        if low <= share < high:
            return str(name)
    if share < bands[0][1]:
        return str(bands[0][2])
    return str(bands[-1][2]) if share >= bands[-1][0] else None


def words(low: float, high: float, scale: Scale = "icd203") -> str:
    """The words for a range.

    >>> words(0.31, 0.59)
    'unlikely to likely (31 to 59 %)'
    >>> words(0.77, 0.79, "phia")
    'in a gap of the yardstick: for the analyst to word (77 to 79 %)'
    """
    ends = word(low, scale), word(high, scale)
    shares = f"{percent(low)} to {percent(high)} %"
    if None in ends:
        return f"in a gap of the yardstick: for the analyst to word ({shares})"
    told = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    return f"{told} ({shares})"


def percent(share: float) -> str:
    """A share in whole per cent, never none and never all.

    >>> percent(0.001), percent(0.5), percent(0.9999)
    ('under 1', '50', 'over 99')
    """
    if share < 0.01:
        return "under 1"
    return "over 99" if share > 0.99 else f"{share * 100:.0f}"
