"""A brief as one self-contained page, made for the screen and for two columns of A4 alike; and the page as PDF.

Nothing is loaded. What it says is what `sayso.exporting.brief` says in Markdown; the page also carries a hash of every
report and claim, and a script that checks them (`sayso.showing.seals`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.exporting import Format, Item
from sayso.exporting.brief import Totals, sheet
from sayso.exporting.catalogue import Pieces, format_named
from sayso.exporting.encoding import sane
from sayso.exporting.items import NOTE
from sayso.showing.seals import UNCHECKED, allowed, checker, sealed
from sayso.showing.wording import shown


def write_html(items: Iterable[Item]) -> Pieces:
    """The page, report by report, with its hashes."""
    for piece in sealed(map(sane, _page(items, verdict=UNCHECKED))):
        yield "brief.html", piece.encode()


def write_pdf(items: Iterable[Item]) -> Pieces:
    """The page as a browser prints it.

    Raises:
        UsageError: there is no browser that prints.
    """
    from sayso.showing.pdf import printed

    yield "brief.pdf", printed("".join(map(sane, _page(items))))


PAGES = {
    "html": Format("html", "a brief as one page, for the screen and for printing", ("brief.html",), write_html),
    "pdf": Format("pdf", "the brief as PDF, printed by a browser that you have", ("brief.pdf",), write_pdf),
}
"""Formats that are drawn here, beside those of `sayso.exporting`."""


def format_or_page(name: str) -> Format:
    """The format that `--to` names, drawn here or made there.

    Raises:
        UsageError: there is none.

    >>> format_or_page("html").files, format_or_page("md").files
    (('brief.html',), ('brief.md',))
    """
    return PAGES.get(name) or format_named(name, also=PAGES)


def _page(items: Iterable[Item], *, verdict: str = "") -> Iterator[str]:
    totals, module = Totals(), _module()
    folder = files("sayso.showing") / "templates"
    style = "".join((folder / name).read_text(encoding="utf-8") for name in ("brief.css", "sheets.css"))
    script = f"; script-src {allowed(checker())}" if verdict else ""
    policy = f"default-src 'none'; style-src {allowed(style)}{script}; base-uri 'none'; form-action 'none'"
    yield str(module.head(Markup(style), policy, NOTE, verdict)).lstrip()
    for number, item in enumerate(items, 1):
        totals.add(item)
        yield str(module.sheet(sheet(item), number))
    yield str(module.tail(str(totals)))


@cache
def _module() -> Any:
    made = Environment(
        loader=PackageLoader("sayso.showing", "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["shown"] = shown
    return made.get_template("sheets.html.j2").module
