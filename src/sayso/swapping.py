"""The self-audit: what sayso reads in your sentences when other nations, or names from elsewhere, stand in them.

Nations are interchangeable (docs/ethics.md, rule 5): a sentence is read once as it is and again with each nation, in
every form that it has there, exchanged for another; types, roles, polarity and certainty ought to stay. With names of
persons exchanged, the same ought to stay, and a private person ought to stay masked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sayso.lexicon.countries import Country, countries
from sayso.lexicon.language import load
from sayso.records.actor import Mention
from sayso.records.document import Document
from sayso.records.report import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc

STEP = 7
"""How many nations further in the list the first exchange is; benchmarks/swap.py takes the same."""
Kind = Literal["nation", "name"]
Shape = tuple[Any, ...]
Forms = tuple[tuple[str, str], ...]
_KINDS = ("names", "adjectives", "peoples", "capitals")


@dataclass(frozen=True, slots=True)
class Swap:
    """One exchange in one sentence.

    Attributes:
        kind: of nations, or of names of persons.
        into: the nation, or where the names are at home.
        before: the sentence as it stands, private persons masked.
        after: the sentence as it was read again, likewise.
        kept: whether the same was read.
        shift: how much the mean score of its claims moved.
        unmasked: private persons of the sentence whose new name was not taken for one.
    """

    kind: Kind
    into: str
    before: str
    after: str
    kept: bool
    shift: float
    unmasked: int = 0


@dataclass
class Audit:
    """What an audit found."""

    sentences: int = 0
    swaps: list[Swap] = field(default_factory=list)

    def kept(self, kind: Kind) -> float | None:
        """The share of exchanges of a kind that changed nothing; None if there were none."""
        found = [s.kept for s in self.swaps if s.kind == kind]
        return sum(found) / len(found) if found else None


def audit(sentences: Iterable[str], *, each: int = 2, read: Callable[[Document], Report] | None = None) -> Audit:
    """Read sentences as they are and with nations and names exchanged.

    Args:
        sentences: English sentences; those without a nation or a person's name are counted and passed over.
        each: how many exchanges of each kind to make in a sentence.
        read: what reads a document; our pipeline by default.

    >>> found = audit(["Iran accused Norway of arming the rebels."], each=1)
    >>> found.sentences, [(s.into, s.kept) for s in found.swaps]
    (1, [('China, Croatia', True)])
    """
    from sayso.annotating.pipeline import annotate_one

    read, found = read or annotate_one, Audit()
    for sentence in sentences:
        found.sentences += 1
        base: Report | None = None
        for kind, into, text, codes in (*_nations(sentence, each), *_names(sentence, read, each)):
            base = base or read(_document(sentence))
            found.swaps.append(_compared(kind, into, base, read(_document(text)), codes))
    return found


def shape(report: Report, sides: Mapping[str, str]) -> Shape:
    """What was read, with nations by their side: type, mode, roles, polarity, certainty, modes of every claim."""

    def role(ids: Sequence[str]) -> tuple[str, ...]:
        mentions = [report.mention_by_id[m] for m in ids]
        return tuple(f"{m.kind}:{sides.get(m.country or '', '-')}" for m in mentions)

    return tuple(
        (c.type, c.mode, role(c.actors), role(c.recipients), role(c.subjects), role(c.objects), c.polarity, c.certainty,
         c.modes)
        for c in report.claims
    )  # fmt: skip


def _document(text: str) -> Document:
    return Document(id="", content="", text=text, record="audit", language="en")


def _compared(kind: Kind, into: str, base: Report, other: Report, codes: Mapping[str, str]) -> Swap:
    from sayso.privacy import mask

    before = {old: str(n) for n, old in enumerate(codes)}
    after = {new: str(n) for n, new in enumerate(codes.values())}
    private = [sum(m.private for m in r.mentions) for r in (base, other)]
    return Swap(
        kind, into, mask(base).report.document.text, mask(other).report.document.text,
        kept=shape(base, before) == shape(other, after), shift=_score(other) - _score(base),
        unmasked=max(0, private[0] - private[1]) if kind == "name" else 0,
    )  # fmt: skip


def _score(report: Report) -> float:
    return sum(c.score for c in report.claims) / len(report.claims) if report.claims else 0.0


Change = tuple[Kind, str, str, dict[str, str]]


def _nations(sentence: str, each: int) -> Iterator[Change]:
    """The sentence with its nations exchanged; only nations all of whose forms here the other has too."""
    there = [c for c in countries().values() if _pattern(_forms_of(c)).search(sentence)]
    uses = {c.code: _uses(c, sentence) for c in there}
    if not there or None in uses.values():
        return
    listed = [code for code in _audited() if code not in uses]
    start = sum(map(ord, sentence))  # so that all nations get their turn, the same at every run
    for turn in range(each):
        others = [countries()[listed[(start + STEP * (turn + 1 + n)) % len(listed)]] for n in range(len(there))]
        put = [(use, getattr(other, use.kind)[:1]) for one, other in zip(there, others, strict=True)
               for use in uses[one.code] or ()]  # fmt: skip
        if all(word for _, word in put):
            codes = {one.code: other.code for one, other in zip(there, others, strict=True)}
            text = _put(sentence, [(use.start, use.end, word[0]) for use, word in put])
            yield "nation", ", ".join(o.name for o in others), text, codes


class Use(NamedTuple):
    """Where a nation stands in a sentence, and as what: a name, an adjective, a people, a capital."""

    start: int
    end: int
    kind: str


def _uses(one: Country, sentence: str) -> list[Use] | None:
    """Every form of a nation in a sentence, a name with its “the”; None where one is unclear or in a longer name."""
    found = []
    for match in _pattern(_forms_of(one)).finditer(sentence):
        kinds = [kind for kind in _KINDS if match[0] in getattr(one, kind)]
        kind = kinds[0] if len(kinds) == 1 else _kind(kinds, sentence, match.span())
        if kind is None or _in_longer_name(sentence, match.span()):
            return None
        the = re.search(r"\b[Tt]he $", sentence[: match.start()]) if kind == "names" else None
        found.append(Use(the.start() if the else match.start(), match.end(), kind))
    return found


def _in_longer_name(sentence: str, at: tuple[int, int]) -> bool:
    """Whether a form is a part of a longer name: “Arab-Israeli”, “Northern Ireland”."""
    before, after = sentence[: at[0]], sentence[at[1] :]
    return bool(re.search(r"-$|\s[A-Z]\w+ $", before)) or after.startswith("-")


def _kind(kinds: Sequence[str], sentence: str, at: tuple[int, int]) -> str | None:
    """What a form is that may be several: “U.S.” before a noun is an adjective, else a name; “the French” a people."""
    span = _parsed(sentence).char_span(*at, alignment_mode="expand")
    if span is None:
        return None
    root = span.root
    if root.dep_ in ("compound", "amod", "nmod") and root.head.i >= span.end:
        return "adjectives" if "adjectives" in kinds else None
    if "names" in kinds:
        return "names"
    return "peoples" if "peoples" in kinds and re.search(r"\b[Tt]he $", sentence[: at[0]]) else None


@lru_cache(maxsize=64)
def _parsed(sentence: str) -> Doc:
    from sayso.annotating.pipeline import build

    nlp = build()
    with nlp.select_pipes(enable=[n for n in nlp.pipe_names if not n.startswith("sayso_")]):
        return nlp(sentence)


def _forms_of(country: Country) -> tuple[str, ...]:
    return tuple(form for kind in _KINDS for form in getattr(country, kind))


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)") if ordered else re.compile(r"(?!)")


def exchanged(text: str, forms: Sequence[tuple[str, str]]) -> str:
    """A text with words exchanged, all at once, and “a” and “an” before them put right.

    >>> exchanged("An Iranian met a Norwegian.", [("Iranian", "Syrian"), ("Norwegian", "Iraqi")])
    'A Syrian met an Iraqi.'
    """
    table = dict(forms)
    found = _pattern(tuple(table)).finditer(text)
    return _put(text, [(m.start(), m.end(), table[m[0]]) for m in found])


def _put(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """A text with stretches replaced, and “a” and “an” before them put right."""
    for start, end, word in sorted(changes, reverse=True):
        before = text[:start]
        if (article := re.search(r"(?<!\w)([Aa])n? $", before)) is not None:
            vowel = word[:1] in "AEIOaeio" or word[:2] == "Uz"  # a Ugandan, a Ukrainian, a Uruguayan
            before = before[: article.start()] + article[1] + ("n " if vowel else " ")
        text = before + word + text[end:]
    return text


@cache
def _audited() -> tuple[str, ...]:
    by_name = {name: c.code for c in countries().values() for name in c.names}
    return tuple(by_name[name] for name in load("ontology/audit")["nations"] if name in by_name)


def _names(sentence: str, read: Callable[[Document], Report], each: int) -> Iterator[Change]:
    """The sentence with each full name of a person exchanged for one from elsewhere."""
    if not re.search(r"\b[A-Z]\w+ [A-Z]\w+", sentence):
        return
    persons = [m for m in read(_document(sentence)).mentions if m.kind == "person" and _full(m)]
    if not persons:
        return
    homes: dict[str, list[list[str]]] = load("ontology/audit")["names"]
    start = sum(map(ord, sentence))
    for turn in range(each):
        home = list(homes)[(start + turn * 3) % len(homes)]
        forms: dict[str, str] = {}
        for n, person in enumerate(persons):
            given, family = homes[home][n % len(homes[home])]
            words = re.findall(r"[^\W\d_][\w'’-]+", person.text)
            forms |= {person.text: f"{given} {family}", words[-1]: family}
        yield "name", home, exchanged(sentence, list(forms.items())), {}


def _full(mention: Mention) -> bool:
    words = mention.text.split()
    return len(words) == 2 and all(w[:1].isupper() and w[1:2].islower() for w in words)


def sentences_of(documents: Iterable[Document], *, limit: int) -> Iterator[str]:
    """The sentences of documents in which a nation or two capitalised words stand, up to a limit."""
    from sayso.annotating.pipeline import build, pieces_of

    nlp = build()
    kept = [name for name in nlp.pipe_names if not name.startswith("sayso_") or name == "sayso_breaks"]
    left = limit
    with nlp.select_pipes(enable=kept):
        for document in documents:
            for doc in nlp.pipe(pieces_of(document.text)):
                for sent in doc.sents:
                    said = " ".join(sent.text.split())
                    if left and 20 <= len(said) <= 400 and re.search(r"\b[A-Z]\w+", said[1:]):
                        left -= 1
                        yield said
            if not left:
                return
