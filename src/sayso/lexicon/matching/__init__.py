"""Whether two names are one actor's: a number, a verdict, and a sentence that says why.

A pair goes one way: `script` (any alphabet to Latin letters) → `reading` (a name to words: titles, legal forms,
nations, numbers and particles known) → `pairing` (which word of one stands for which of the other) → `features` (named
numbers) → `judging` (a logistic sum of them). What the words are is data under `data/names`; what weighs how much is
`data/names/weights.yaml`, fitted by `training/fit_names.py`. Nothing asks or tells what a person is: sex, religion,
origin.
"""

from sayso.lexicon.matching.judging import Match, compare

__all__ = ["Match", "compare"]
