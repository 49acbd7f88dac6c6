"""Reports made to break a page: script, markup, bidi, look-alikes, marks without end, words without end, bad signs."""

from __future__ import annotations

SCRIPT = (
    "<script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)>\"'><a href=javascript:alert(4)>x</a>"
)
TEMPLATE = "{{7*7}} {% raw %} ${7*7} <!-- --> ]]> </textarea></title></style></script>"
BIDI = "\u202eevil\u202c \u2066left\u2069 \u200f\u061c"
LOOKALIKES = "The Ѕаimа Guаrd"  # Cyrillic letters in it
ZERO = "Sai\u200bma\u200d Gu\ufeffard\u2060"
MARKS = "e" + "\u0301\u0300\u0489" * 33_334
BAD = "\x00\x01\x1b[31m\x7f\x85\u2028\u2029\udfff\ud800 \uffff\U000f0000"
LONG, LONGEST = "A" * 900_000, "A" * 10_000_000
STORY = "VYBORG, May 3 - The Saima Guard shelled a depot near Vyborg on Thursday, killing 5 soldiers, the mayor said."
DATE = "2019-05-03"


def _row(name: str, evil: str, *, text: str | None = None) -> dict[str, str]:
    """A report with something evil in its id, title, outlet, address and text."""
    short = evil[:2_000]
    return {"id": f"{name} {short[:100]}", "title": f"{short} Depot burns", "outlet": f"Post {short}", "date": DATE,
            "uri": f"https://post.example/{short[:300]}",
            "text": text or f"{STORY}\n\n“{evil} The Red Front bombed Turku,” the mayor said.\n\n{evil}"}  # fmt: skip


def reports() -> list[dict[str, str]]:
    """One report for each sort of evil, and one whose address is a script."""
    found = [
        _row("script", SCRIPT), _row("template", TEMPLATE), _row("bidi", BIDI), _row("lookalikes", LOOKALIKES),
        _row("zero", ZERO), _row("bad", BAD), _row("marks", MARKS),
        _row("long", "B" * 3_000, text=f"{STORY}\n\nThe {LONG} Front bombed Turku, the mayor said."),
        _row("longest", "C" * 3_000, text=f"{STORY} {LONGEST}"),
    ]  # fmt: skip
    found.append(_row("address", "javascript:alert(5)") | {"uri": "javascript:alert(6)"})
    return found
