"""How much a word in the name of a body tells, learned from the gazetteers alone: the oftener, the less.

    python -m training.word_weights

Counts are over one name and its other names taken together, so that aliases of one body count once. A word seen in n
bodies weighs 1 - 0.12 ln n, at least .3; words seen once or twice are left out and weigh 1 or so. The factor was set by
hand so that the word of a hundred bodies ("movement") weighs under half of a proper name.
"""

from __future__ import annotations

import collections
import math
import re
import sys
from pathlib import Path

from sayso.lexicon.countries import parts, rows
from sayso.lexicon.matching.script import latin
from sayso.lexicon.matching.terms import term_of

OUT = Path(__file__).parents[1] / "src" / "sayso" / "data" / "names" / "word_weights.tsv"
FACTOR, LEAST, SEEN = 0.12, 0.3, 3


def counts() -> collections.Counter[str]:
    """In how many bodies of the gazetteers each word stands."""
    found: collections.Counter[str] = collections.Counter()
    for file in ("organizations", "armed_groups", "listed"):
        for name, _, _, _, others in rows(file):
            words = {w for n in (name, *parts(others)) for w in re.findall(r"[a-z]+", latin(n).text.lower())}
            found.update({term_of().same.get(w, w) for w in words if len(w) > 1})
    return found


def main() -> None:
    """Write the table."""
    table = {w: max(LEAST, 1 - FACTOR * math.log(n)) for w, n in counts().items() if n >= SEEN}
    head = "# Source: the gazetteers beside. Built by training/word_weights.py\n# word\tweight\n"
    OUT.write_text(head + "".join(f"{w}\t{v:.2f}\n" for w, v in sorted(table.items())), encoding="utf-8")
    sys.stdout.write(f"{OUT.name}: {len(table)}\n")


if __name__ == "__main__":
    main()
