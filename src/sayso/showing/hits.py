"""What `sayso search` prints: each report with the passage that answers, the words marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sayso.case.search import Found, Hit
from sayso.showing.console import printed
from sayso.showing.wording import count, flat

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text


def hits_json(found: Found) -> Iterator[dict[str, Any]]:
    """One object a hit."""
    return (asdict(hit) for hit in found.hits)


def hits_text(found: Found, *, width: int, colour: bool) -> str:
    """The hits, the best first; without colours the words asked for stand in brackets."""
    return printed(_parts(found, colour), width=width, colour=colour)


def _parts(found: Found, colour: bool) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    if not found.total:
        yield Text("nothing found (names of private persons are masked, and no words to search by)")
        return
    more = f"; the best {len(found.hits)} of them" if found.total > len(found.hits) else ""
    yield Text(f"{count(found.total, 'report')}{more}", "bold")
    for hit in found.hits:
        yield ""
        head = [hit.outlet or "no outlet given", hit.published or "undated", hit.title or ""]
        line = Text(flat(hit.record), "bold cyan")
        line.append(f"  {flat(' · '.join(part for part in head if part))}", "dim")
        yield line
        yield Padding(_marked(hit, colour), (0, 0, 0, 2))
        if hit.claims:
            told = ", ".join(f"{claim} {kind}" for claim, kind in hit.claims[:6])
            rest = f" and {len(hit.claims) - 6} more" if len(hit.claims) > 6 else ""
            yield Text(f"  in claims {told}{rest}" if len(hit.claims) > 1 else f"  in claim {told}", "dim")


def _marked(hit: Hit, colour: bool) -> Text:
    from rich.text import Text

    text, at = Text("… " if hit.passage[:1].islower() else ""), 0
    for start, end in hit.marks:
        text.append(flat_inside(hit.passage[at:start]))
        word = flat_inside(hit.passage[start:end])
        text.append(word if colour else f"[{word}]", "bold yellow")
        at = end
    text.append(flat_inside(hit.passage[at:]))
    return text


def flat_inside(part: str) -> str:
    r"""A part of a passage on one line, its outer spaces kept.

    >>> flat_inside(" a\n b ")
    ' a b '
    """
    lead = " " if part[:1].isspace() else ""
    trail = " " if len(part) > 1 and part[-1:].isspace() else ""
    return f"{lead}{flat(part)}{trail}" if part.strip() else lead
