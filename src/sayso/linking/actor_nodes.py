"""Names of a case as what linking compares: one node for each name that could be somebody, with where it was used.

Reports that write one name of one country are one node from the start; work grows with the names, not the reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.lexicon.countries import countries
from sayso.lexicon.matching.keys import keys
from sayso.lexicon.matching.known import Known, entry_of
from sayso.lexicon.matching.reading import read
from sayso.lexicon.names import slug
from sayso.linking.appearances import CLASSES, LOCAL, Appearance
from sayso.linking.naming import acronym, initials, name

ALIASES = 40
"""Of so many names of one node, the most used, further nodes may be found; a name in 10,000 spellings has the rest
as nodes of their own."""


@dataclass(slots=True)
class Use:
    """How often a name was written, and when."""

    reports: int = 0
    mentions: int = 0
    first: str = ""
    last: str = ""

    def add(self, times: int, day: str) -> None:
        """One more report with it."""
        self.reports += 1
        self.mentions += times
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last, day)


@dataclass(slots=True)
class Node:
    """A name that could be somebody.

    Attributes:
        part: its id.
        sort: person, state or body.
        code: whether the id is a code of the gazetteer.
        names: as written.
        country: part of the name of a state body; `countries` is what reports read for it.
        kinds: how often it is said to be what.
        seen: documents and their actors; `texts` the contents of these documents.
        title: the name it goes by; `plain` what the matcher reads in it, in order of the alphabet.
    """

    part: str
    sort: str
    country: str
    code: bool
    names: dict[str, Use] = field(default_factory=dict)
    fullest: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    seen: list[tuple[str, str]] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    mentions: int = 0
    title: str = ""
    plain: str = ""
    entry: Known | None = None

    def add(self, row: Appearance) -> None:
        """One more appearance."""
        for written, times in row.names:
            self.names.setdefault(written, Use()).add(times, row.day)
            self.mentions += times
        self.fullest[row.name] += 1
        self.kinds[row.kind] += 1
        self.countries.update([row.country] if row.country else [])
        self.seen.append((row.document, row.actor))
        self.texts.add(row.content)

    def settle(self, *, known: bool = True) -> None:
        """Choose the name it goes by, and look it up, once all appearances are added."""
        if self.sort == "state" and self.code and self.part in countries():
            self.title = countries()[self.part].name
        else:
            self.title = max(sorted(self.fullest), key=lambda n: (self.fullest[n], slug(n) == self.part, len(n)))
            if self.sort == "body" and known:
                self.entry = entry_of(self.title) or next((e for n in self.short() if (e := entry_of(n))), None)
        words = read(self.title, "person" if self.sort == "person" else "body").words
        self.plain = " ".join(sorted(w.text for w in words))

    def short(self) -> list[str]:
        """Its most used names."""
        return sorted(self.names, key=lambda n: (-self.names[n].reports, n))[:ALIASES]

    @property
    def letters(self) -> str | None:
        """The letters of an acronym, if all it is known by is one."""
        return acronym(self.title) if self.sort == "body" and not self.code else None


def nodes_of(
    rows: Iterable[Appearance], apart: Iterable[str] = (), *, known: bool = True
) -> tuple[dict[str, Node], int, int]:
    """The nodes, and how many appearances are private persons and how many only describe.

    Args:
        rows: all appearances of a case.
        apart: parts of single reports (`DOCUMENT#PART`) that decisions speak of: each is a node of its own.
        known: whether the gazetteers may tell who a name is.
    """
    single = frozenset(apart)
    found: dict[str, Node] = {}
    private: set[str] = set()
    local = 0
    for row in rows:
        if row.part == f"{LOCAL}private":
            private.add(row.actor)
            continue
        if row.part.startswith(LOCAL):
            local += 1
            continue
        part = f"{row.document}#{row.part}"
        part = part if part in single else row.part
        node = found.get(part)
        if node is None:
            sort = "state" if row.known and row.part in countries() else CLASSES[row.kind]
            node = found[part] = Node(part, sort, row.country if "@" in part else "", row.known)
        node.add(row)
    for node in found.values():
        node.settle(known=known)
    return found, len(private), local


def blocks_of(nodes: Mapping[str, Node]) -> dict[str, list[str]]:
    """Parts by what they share: sounds of words, initials, an entry of the gazetteer, a name that one report gives."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for part in sorted(nodes):
        for key in _keys(nodes[part]):
            blocks[key].append(part)
    return {key: parts for key, parts in blocks.items() if len(parts) > 1}


def _keys(node: Node) -> set[str]:
    if node.sort == "state":
        return set()
    found = {f"is {base}"} if (base := node.part.rpartition("#")[2]) else set[str]()
    found.add(f"bare {node.sort} {base.partition('@')[0]}")
    if node.entry is not None:
        found.add(f"entry {node.entry.number} {node.entry.name}")
    for text in node.short():
        taken = name(text)
        found.add(f"named {node.sort} {taken.key}")
        if (short := acronym(text)) is not None:
            found.add(f"letters {short}")
    found |= {f"{node.sort} {key}" for key in keys(node.title, "person" if node.sort == "person" else "body")}
    if node.sort == "body":
        found |= {f"letters {x}" for x in initials(name(node.title).words) if len(x) > 2}
    return found


def disguised(text: str, sort: str) -> str:
    """A word of a name with signs that only look like letters, or "".

    >>> disguised("Hаrbour Guard", "body"), disguised("Harbour Guard", "body")
    ('Hаrbour', '')
    """
    return read(text, "person" if sort == "person" else "body").disguised
