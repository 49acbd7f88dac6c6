"""The reading copy: one self-contained HTML page with the report and the text, each line linked to its words.

No address is loaded: style and scripts stand in the page, and its Content-Security-Policy allows these, by hash. The
page carries a hash of every report, line and text, and checks them when it is opened (`sayso.showing.seals`).
All of a report's text passes Jinja2's autoescape and `wording.shown`, which shows control and bidi characters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.exporting.encoding import sane
from sayso.showing.charts import network, timeline
from sayso.showing.maps import CREDIT, places_map
from sayso.showing.overview import Head, copies_words, head_of, short
from sayso.showing.seals import UNCHECKED, allowed, checker, sealed
from sayso.showing.segments import segments
from sayso.showing.view import NO_DATE, Story
from sayso.showing.whereabouts import spot_words
from sayso.showing.wording import quoted, shown, table, unique

UNREVIEWED = "Read by machine and reviewed by nobody."
ORDINARY = ("stated as fact", "none cited", "no denial found in this text", "1 origin")


def render_page(stories: Iterable[Story]) -> str:
    """One page with all stories; several have an index on top."""
    told = list(stories)
    many = len(told) > 1
    heads = [head_of(t) for t in told]
    style, script = _file("style.css"), _after_checking(_file("page.js"))
    names = unique(h for t in told for s in t.sections for e in s.entries for h in e.holders)
    made = (
        _environment()
        .get_template("page.html.j2")
        .render(
            page_title=_page_title(heads),
            heads=heads if many else [],
            copies=copies_words(heads),
            articles=[_article(t, prefix=f"r{i + 1}", many=many) for i, t in enumerate(told)],
            holders=[shown(n) for n in names[:200]],
            certainties=table("certainty"),
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            unreviewed=UNREVIEWED,
            unchecked=UNCHECKED,
        )
    )
    return "".join(sealed([sane(made)]))


def render_fragment(told: Story) -> str:
    """One story for a notebook's cell: report and text without the page around them, links by anchors only."""
    prefix = "s" + hashlib.sha256(f"{told.record} {told.content}".encode(errors="replace")).hexdigest()[:8]
    style = _file("style.css")
    return f'<div class="sayso"><style>{style}</style>{_article(told, prefix=prefix, many=False)}</div>'


def _article(told: Story, *, prefix: str, many: bool) -> Markup:
    module: Any = _environment().get_template("story.html.j2").make_module({"first_ref": _First()})
    ties = Markup(network(told.arcs, id=f"{prefix}-net"))
    time = Markup(timeline(told.moments, id=f"{prefix}-time"))
    return Markup(module.article(told, prefix, ties, time, many, places_of(told, prefix)))


class _First:
    """Whether a number is met for the first time: its first place in the text is what the report links to."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, int]] = set()

    def __call__(self, prefix: str, number: int) -> bool:
        new = (prefix, number) not in self._seen
        self._seen.add((prefix, number))
        return new


def places_of(told: Story, prefix: str) -> Markup:
    """The map of a report, each place linked to the first line about it."""
    spots = [s._replace(href=f"#{prefix}-e{s.entries[0]}" if s.entries else "") for s in told.spots]
    return Markup(places_map(spots, id=f"{prefix}-map"))


def figures(told: Story) -> list[tuple[str, int]]:
    """The numbers that a reader looks for first."""
    accusing = told.section("accusations")
    entries = accusing.entries if accusing else ()
    tones = [{f.name: f.tone for f in e.facts} for e in entries]
    return [
        ("claims", told.claims),
        ("accusations", len(entries)),
        ("with evidence cited", sum(t.get("evidence") == "good" for t in tones)),
        ("denied in this text", sum(t.get("answer") == "good" for t in tones)),
        ("who speak", len(told.voices)),
        ("words that judge", sum(len(w.spans) for w in told.loaded)),
    ]


def _page_title(heads: Sequence[Head]) -> str:
    return shown(heads[0].title) if len(heads) == 1 else f"{len(heads)} reports"


def _policy(style: str, script: str) -> str:
    scripts = allowed(script, checker())
    return f"default-src 'none'; style-src {allowed(style)}; script-src {scripts}; base-uri 'none'; form-action 'none'"


def _after_checking(script: str) -> str:
    """The script of the page, so that it changes nothing before the hashes were checked."""
    return f'addEventListener("DOMContentLoaded", () => {{\n{script}}});\n'


@cache
def _file(name: str) -> str:
    return (files("sayso.showing") / "templates" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("sayso.showing", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"quoted": quoted, "shown": shown, "short": short}
    made.globals |= {
        "segments": segments,
        "figures": figures,
        "categories": table("categories"),
        "map_credit": CREDIT,
        "spot_words": spot_words,
        "ordinary": ORDINARY,
        "no_date": NO_DATE,
    }
    return made
