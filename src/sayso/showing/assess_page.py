"""The assessment as two printed pages that a duty officer would sign: one HTML file, no network, no script.

The first page answers, the second shows what the answer hangs on. A longer matrix is cut at `ROWS`, and says so; the
JSON has all of it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.records.assessment import Assessment, Item
from sayso.showing.assess import Part, brief
from sayso.showing.assess_sides import NO_DENIAL, Sides, Sure, sides, sureness, told
from sayso.showing.assess_sources import Source, sources
from sayso.showing.wording import capital, count, flat, listed, shown
from sayso.weighing.assess import first_of
from sayso.weighing.grade import Standing
from sayso.weighing.wording import Scale, words

ROWS = 10
STANDS = "always stands; nobody here says so"
UNREVIEWED = "Made by machine and reviewed by nobody."


@dataclass(frozen=True, slots=True)
class Rival:
    """An answer with the range of its likelihood, in per cent."""

    id: str
    text: str
    whose: str
    against: str
    low: float
    high: float
    words: str
    first: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: a rating, its reason and its analyst for each answer."""

    id: str
    name: str
    says: str
    cells: tuple[tuple[str, str, str], ...]
    weight: str
    apart: int
    reports: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the template lays out."""

    question: str
    subtitle: str
    bottom: tuple[str, ...]
    confidence: str
    rivals: tuple[Rival, ...]
    answers: tuple[str, ...]
    rows: tuple[Row, ...]
    cut: str
    sides: tuple[Sides, ...]
    sure: tuple[Sure, ...]
    plain: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    parts: Mapping[str, Part]


def assess_html(
    a: Assessment, *, subtitle: str = "", scale: Scale = "icd203", grades: Mapping[str, Standing] | None = None
) -> str:
    """The brief as one self-contained page.

    Args:
        a: the assessment.
        subtitle: what it was made of, as in "13 reports, case version 2".
        scale: the words for likelihood.
        grades: what analysts say of sources and claims.
    """
    style = _style()
    policy = f"default-src 'none'; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    page = _page(a, subtitle, scale, grades or {})
    made: str = (
        _environment()
        .get_template("brief.html.j2")
        .render(p=page, style=Markup(style), policy=policy, unreviewed=UNREVIEWED, no_denial=NO_DENIAL)
    )
    return made


def _page(a: Assessment, subtitle: str, scale: Scale, grades: Mapping[str, Standing]) -> Page:
    parts = {part.title: part for part in brief(a, scale=scale, grades=grades)}
    *bottom, confidence = parts["Bottom line"].lines
    hidden = a.matrix.items[ROWS:]
    rest = f"{count(len(hidden), 'further row')} of less weight in telling the answers apart: in the JSON."
    return Page(
        question=capital(flat(a.question)),
        subtitle=flat(subtitle),
        bottom=tuple(bottom),
        confidence=confidence,
        rivals=tuple(_rivals(a, scale)),
        answers=tuple(h.id for h in a.matrix.hypotheses),
        rows=tuple(_row(i, a) for i in _telling(a)),
        cut=rest if hidden else "",
        sides=tuple(sides(a)),
        sure=tuple(sureness(a)),
        plain=_plain(sureness(a)),
        sources=tuple(sources(a, grades)),
        parts=parts,
    )


def _plain(sure: Sequence[Sure]) -> tuple[tuple[str, str], ...]:
    """Those who use no sure words and cite nothing, together, by how they put it."""
    by: dict[str, list[str]] = {}
    for s in sure:
        if not s.words and s.cites == "nothing":
            by.setdefault(s.manner, []).append(s.name)
    return tuple((manner, listed(names, limit=3)) for manner, names in by.items())


def _telling(a: Assessment) -> Sequence[Item]:
    """The rows that fit: those that tell most apart, in the order of the matrix."""
    if len(a.matrix.items) <= ROWS:
        return a.matrix.items
    best = sorted(a.matrix.items, key=lambda i: -a.scores.diagnosticity[i.id] * i.weight)[:ROWS]
    return [i for i in a.matrix.items if i in best]


def _rivals(a: Assessment, scale: Scale) -> list[Rival]:
    by_id = {h.id: h for h in a.matrix.hypotheses}
    lead = first_of(a.matrix, a.scores)
    found = []
    for name in a.scores.ranking():
        h, (low, high) = by_id[name], a.scores.posterior[name]
        whose = f"on the word of {listed([told(n) for n in h.by], limit=2)}" if h.by else STANDS
        said = words(low, high, scale)
        against = f"{a.scores.inconsistency[name]:g}"
        found.append(Rival(name, capital(told(h.text)), whose, against, low * 100, high * 100, said, h in lead))
    return found


def _row(item: Item, a: Assessment) -> Row:
    cells = tuple((c.rating, f"{c.rating} for {c.hypothesis}: {c.why}", flat(c.by or "")) for c in item.cells)
    apart = round(a.scores.diagnosticity[item.id] * 100)
    reports = count(len({document for document, _ in item.claims}), "report")
    return Row(item.id, capital(told(item.name)), told(item.text), cells, f"{item.weight:g}", apart, reports)


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@cache
def _style() -> str:
    return (files("sayso.showing") / "templates" / "brief.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("sayso.showing", "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"shown": shown, "capital": capital}
    return made
