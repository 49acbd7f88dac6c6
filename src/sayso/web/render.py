"""Pages from templates: one Jinja2 environment, autoescape always on, all text through `shown`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from sayso.lexicon.countries import countries
from sayso.showing.overview import short
from sayso.showing.page import figures
from sayso.showing.segments import segments
from sayso.showing.view import NO_DATE
from sayso.showing.wording import capital, count, day, flat, listed, period, quoted, shown, table
from sayso.web.shelf_rows import key_of

if TYPE_CHECKING:
    from sayso.web.desk import Desk

PAGES = (
    ("/", "Overview"),
    ("/reports", "Reports"),
    ("/incidents", "Incidents"),
    ("/actors", "Actors"),
    ("/network", "Network"),
    ("/queue", "Review"),
    ("/decisions", "Decisions"),
    ("/drop", "Add"),
)
STATIC = ("reader.css", "style.css", "page.js", "reader.js", "queue.js", "network.js", "matrix.js", "drop.js")
SHOWING = frozenset({"style.css", "page.js"})
"""Files that the reading copy has too."""


def page(request: Request, template: str, code: int = 200, /, **values: Any) -> HTMLResponse:
    """A page of the reader."""
    desk: Desk = request.app.state.desk
    here = "/" + request.url.path.lstrip("/").partition("/")[0]
    aside = {"/report": "/reports", "/incident": "/incidents", "/actor": "/actors", "/assess": "/incidents"}
    made = environment().get_template(template).render(
        here=aside.get(here, here),
        address=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        csrf=request.scope.get("sayso.csrf", ""),
        by=named_by(request),
        case=short(str(desk.path.resolve())),
        version=desk.current,
        pages=PAGES,
        **_said(request),
        **values,
    )  # fmt: skip
    return HTMLResponse(made, status_code=code)


def _said(request: Request) -> dict[str, str]:
    """What was noted of a form, and how it is undone; nothing, if the address was not made by this reader."""
    asked = request.query_params
    said, undo = asked.get("said", ""), asked.get("undo", "")
    if not said or asked.get("ours") != request.app.state.locks.ours(said + undo):
        return {"said": "", "undo": ""}
    return {"said": said, "undo": undo}


def named_by(request: Request) -> str:
    """Who judges: what the visitor last signed with, else what `sayso open --by` gave."""
    from urllib.parse import unquote

    desk: Desk = request.app.state.desk
    return unquote(request.cookies.get("sayso-by", ""))[:80] or desk.by


def static(name: str) -> str | None:
    """The text of one of the reader's own files; None for any other name."""
    return _file(name) if name in STATIC else None


@cache
def _file(name: str) -> str:
    package, folder = ("sayso.showing", "templates") if name in SHOWING else ("sayso.web", "static")
    return (files(package) / folder / name).read_text(encoding="utf-8")


def link(path: str, **values: object) -> str:
    """An address with its question, empty values left out.

    >>> link("/search", q="depot fire", page=None)
    '/search?q=depot+fire'
    """
    kept = {k: str(v) for k, v in values.items() if v not in (None, "", False)}
    return quote(path, safe="/~:-") + (f"?{urlencode(kept)}" if kept else "")


def actor_link(key: str) -> str:
    """The page of an actor; of a name that means somebody in one report only, that report.

    >>> actor_link("red-army"), actor_link("~our-troops@0123456789abcdef")
    ('/actor/red-army', '/report/0123456789abcdef')
    """
    return link(f"/actor/{key}") if not key.startswith("~") else link(f"/report/{key.rpartition('@')[2]}")


def country(code: str | None) -> str:
    """A state by its name; what is no code stays as it is."""
    found = countries().get(code or "")
    return found.name if found is not None else flat(code or "")


def type_words(kind: str | None, mode: str | None = None) -> str:
    """A claim's type in a few words.

    >>> type_words("ASSAULT", "aerial"), type_words("weapons")
    ('an attack from the air', 'weapons')
    """
    if kind in table("events"):
        modes = table("events")[kind]
        return str(modes.get(mode or "any", modes["any"])["noun"])
    if kind in table("relations"):
        return str(table("relations")[kind]["label"])
    return flat(kind or "motive")


@cache
def environment() -> Environment:
    """The environment of all pages."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("sayso.web", "templates"), PackageLoader("sayso.showing", "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "quoted": quoted, "shown": shown, "short": short, "flat": flat, "day": day, "capital": capital,
        "key": key_of, "who": actor_link, "listed": listed, "country": country, "neutral": _neutral,
    }  # fmt: skip
    made.globals |= {
        "segments": segments, "figures": figures, "categories": table("categories"), "no_date": NO_DATE,
        "certainties": table("certainty"), "count": count, "period": period, "link": link, "type_words": type_words,
        "kinds": table("kinds"), "ordinary": ("stated as fact", "none cited", "1 origin"),
    }  # fmt: skip
    return made


def _harmless(value: Any) -> Any:
    """Whatever a page puts out: also reasons and names that people gave may hold what misleads a reader."""
    return shown(value) if type(value) is str else value


def _neutral(word: str) -> str:
    from sayso.lexicon.wording import neutral

    return neutral(word) or "…"


def chosen(values: Mapping[str, str], allowed: Mapping[str, Any] | tuple[str, ...], name: str) -> str:
    """A choice of a form, or nothing if it is none of those offered."""
    given = values.get(name, "")
    return given if given in allowed else ""
