"""Renames, splits, alliances and mergers of armed groups, from the UCDP Actor Dataset: `group_history.tsv`.

    python -m training.group_history --data ../shared/data

A renamed group is one actor; a splinter is another. Only groups are taken, and none that is named after a person: UCDP
writes such factions "GROUP - NAME".
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from sayso.lexicon.names import fold

OUT = Path(__file__).parents[1] / "src" / "sayso" / "data" / "gazetteers" / "group_history.tsv"
HEAD = (
    "# Source: UCDP Actor Dataset 22.1, CC BY 4.0. Built by training/group_history.py\n"
    "# name\tsplinter_of, renamed, allied_in or joined\tother\n"
)
RELATIONS = (
    ("Splinter", "NamePrev", "splinter_of"),
    ("SplitTemp", "NameSplitTemp", "splinter_of"),
    ("NameChange", "NewName", "renamed"),
    ("Alliance", "NameAlliance", "allied_in"),
    ("JoinGroup", "GroupName", "joined"),
)
PERSONAL = re.compile(r"\b(?:forces|supporters|faction|followers|men) of\b|\(forces of", re.IGNORECASE)


def changes(data: Path) -> Iterator[tuple[str, str, str]]:
    """Name, relation, other name: full English names where the table has them."""
    with (data / "ucdp" / "ucdp-actor-221.csv").open(encoding="utf-8-sig") as file:
        table = [r for r in csv.DictReader(file) if r["Org"] == "1"]
    full = {fold(r["NameData"]): _best(r["NameOrigFullEng"], r["NameData"]) for r in table}
    for row in table:
        name = full[fold(row["NameData"])]
        for flag, field, relation in RELATIONS:
            others = row[field].split(", ") if row[flag] == "1" else []
            for other in others:
                there = full.get(fold(other), " ".join(other.split()))
                if (
                    there
                    and not there.startswith("Government of")
                    and " - " not in name + there
                    and not PERSONAL.search(name + there)
                    and fold(there) != fold(name)
                ):
                    yield name, relation, there


def _best(full: str, short: str) -> str:
    """The English name without brackets and second names; the short one where there is none."""
    text = re.sub(r"\s*\([^)]*\)?", "", full or "").split("/")[0].strip(" '\"‘’“”")
    return " ".join((text if len(text) > 3 and text.lower() != "n/a" else short).split())


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    found = sorted(set(changes(parser.parse_args().data)))
    OUT.write_text(HEAD + "".join("\t".join(r) + "\n" for r in found), encoding="utf-8")
    sys.stdout.write(f"{OUT.name}: {len(found)}\n")


if __name__ == "__main__":
    main()
