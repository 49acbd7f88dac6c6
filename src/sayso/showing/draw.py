"""Pictures as Vega-Lite specs: plain data that says the same as a table, saved offline as JSON, SVG or PNG.

Colours are of Okabe and Ito's set, which colour-blind readers tell apart, and no picture says anything by colour
alone. Every picture has a text alternative. In a notebook it shows by itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from sayso.errors import UsageError
from sayso.showing.wording import shown

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
VERSION = "5.20"
BLUE, ORANGE, GREEN, PURPLE, SKY, GOLD = "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"
INK, SOFT, LINE, PAPER = "#1d1f23", "#5a5f69", "#dcd9d1", "#ffffff"
_DARK = {INK: "#e8e6e1", SOFT: "#a3a8b2", LINE: "#353a42", PAPER: "#1c1f24", BLUE: "#56b4e9", ORANGE: "#ff9466",
         "#eef3f6": "#15202a"}  # fmt: skip
WIDTH = 560


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture: its spec, and what it says in words.

    >>> bars = Picture({"mark": "bar"}, "Nothing yet.")
    >>> bars.whole()["description"]
    'Nothing yet.'
    """

    spec: Mapping[str, Any]
    alt: str

    def whole(self, *, dark: bool = False) -> dict[str, Any]:
        """The spec with what all pictures share, in light or dark."""
        made = {"$schema": SCHEMA, "description": shown(self.alt), "config": _config(), **self.spec}
        return made if not dark else json.loads(_darkened(json.dumps(made)))

    def json(self) -> str:
        """The spec as JSON, for any tool that knows Vega-Lite."""
        return json.dumps(self.whole(), ensure_ascii=False, indent=1)

    def svg(self, *, dark: bool = False) -> str:
        """The picture as SVG, with its text alternative."""
        import vl_convert

        drawn: str = vl_convert.vegalite_to_svg(self.whole(dark=dark), vl_version=VERSION, allowed_base_urls=[])
        head, _, rest = drawn.partition(">")
        return (
            f'{head} role="img" aria-label="{escape(shown(self.alt))}"><title>{escape(shown(self.alt))}</title>{rest}'
        )

    def png(self, *, scale: float = 2.0) -> bytes:
        """The picture as PNG; `scale` is how many pixels stand for one of the page."""
        import vl_convert

        drawn: bytes = vl_convert.vegalite_to_png(self.whole(), vl_version=VERSION, scale=scale, allowed_base_urls=[])
        return drawn

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"image/svg+xml": self.svg(), "text/plain": self.alt, "application/vnd.vegalite.v5+json": self.whole()}


def _config() -> dict[str, Any]:
    words = {
        "labelColor": SOFT,
        "titleColor": SOFT,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
    }
    return {
        "background": None,
        "font": "DejaVu Sans, Noto Sans, Arial, sans-serif",
        "view": {"stroke": None},
        "axis": {**words, "domainColor": LINE, "tickColor": LINE, "gridColor": LINE, "labelLimit": 240},
        "legend": {**words, "symbolSize": 90},
        "text": {"color": INK, "fontSize": 11},
        "title": {"color": INK, "fontSize": 13, "anchor": "start"},
    }


def _darkened(spec: str) -> str:
    for light, dark in _DARK.items():
        spec = spec.replace(f'"{light}"', f'"{dark}"')
    return spec


def save(picture: Picture, path: Path) -> None:
    """Write a picture as what the file's name says: .svg, .png or .json.

    Raises:
        UsageError: it cannot be written there.
    """
    kind = path.suffix.lower()
    data = picture.png() if kind == ".png" else (picture.svg() if kind == ".svg" else picture.json()).encode()
    try:
        path.write_bytes(data)
    except OSError as error:
        words = (error.strerror or "not possible").lower()
        raise UsageError(f"cannot be written: {words}", where=str(path), hint="give another file") from error
