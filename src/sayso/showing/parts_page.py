"""Sections as one self-contained HTML page, with a picture above them: networks, campaigns, routes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.showing.assess import Part
from sayso.showing.wording import shown

UNREVIEWED = "Made by machine and reviewed by nobody."


def parts_html(title: str, parts: Sequence[Part], *, kind: str, figure: str = "", caption: str = "") -> str:
    """One page; no script, and nothing is loaded.

    Args:
        title: what it is about.
        parts: the sections.
        kind: one word for the head of the page.
        figure: an SVG made by us; `caption` says how to read it.
        caption: below the picture.
    """
    style = (files("sayso.showing") / "templates" / "brief.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    made: str = (
        _environment()
        .get_template("parts.html.j2")
        .render(
            title=title,
            parts=parts,
            kind=kind,
            figure=Markup(figure),
            caption=caption,
            style=Markup(style),
            policy=policy,
            unreviewed=UNREVIEWED,
        )
    )
    return made


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("sayso.showing", "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["shown"] = shown
    return made
