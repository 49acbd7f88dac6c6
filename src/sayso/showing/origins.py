"""The tree of a claim in the terminal: its origins, who has it from whom, when, and in which words they say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING

from sayso.records.origin import Corroboration, Origin, OriginTree, Step
from sayso.showing.wording import capital, day, flat, quoted

if TYPE_CHECKING:
    from rich.tree import Tree

NOT_DATED = "not dated"
QUOTE_CHARS = 160
_KINDS = {
    "outlet": "",
    "agency": "news agency",
    "official": "official source",
    "party": "party to what is told",
    "document": "",
    "actor": "speaker",
    "unnamed": "named by nobody",
}


def origins_text(found: OriginTree, counted: Corroboration, *, width: int = 100, colour: bool = False) -> str:
    """The tree as text: ends with what it counts, and what it cannot know."""
    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out, width=max(40, width), color_system="standard" if colour else None, force_terminal=colour,
        no_color=not colour, highlight=False, markup=False, emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    teller = next((s for o in found.origins for s in o.steps if s.document == found.document), None)
    name = _outlet(teller) if teller else "the report"
    console.print(Text(f"{capital(name)} has: {_quote(found.quote)}"))
    console.print()
    for origin in found.origins:
        console.print(_tree(origin))
    console.print()
    console.print(Text(f"{capital(counted.why)}."))
    if found.denials:
        console.print()
        console.print(Text("The opposite is put forward as well:"))
        for origin in found.denials:
            console.print(_tree(origin))
    else:
        console.print(Text("No denial of it was found in this case; that is no evidence for it."))
    console.print(
        Text("Read by machine and reviewed by nobody. What is not in the case can be the true origin.", "dim")
    )
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _tree(origin: Origin) -> Tree:
    """One origin with its reports; who it is stands at the root, how each report has it on the branches."""
    from rich.text import Text
    from rich.tree import Tree

    kind = _KINDS[origin.kind]
    label = flat(origin.name) + (f" ({kind})" if kind else "") + ("" if origin.inside else ", not in the case")
    if origin.kind in ("official", "party", "actor"):
        label = flat(origin.name) + f" ({kind}), as quoted by"
    root = Tree(Text(capital(label), "bold"), guide_style="dim")
    below: dict[int | None, list[int]] = defaultdict(list)
    for n, step in enumerate(origin.steps):
        below[step.parent].append(n)
    _grow(root, None, below, origin.steps)
    return root


def _grow(branch: Tree, parent: int | None, below: dict[int | None, list[int]], steps: Sequence[Step]) -> None:
    from rich.text import Text

    for n in below[parent]:
        step = steps[n]
        line = Text(f"{_outlet(step)}, {day(step.day) if step.day else NOT_DATED}: {_how(step)}")
        line.append(f"\n{_quote(step.quote)}", "dim")
        _grow(branch.add(line), n, below, steps)


def _outlet(step: Step) -> str:
    return flat(step.outlet) if step.outlet else "a report without an outlet"


def _how(step: Step) -> str:
    if step.way == "entry":
        return "enters it into the case"
    if step.way == "copy":
        return f"copies it ({step.why})"
    verb = "cites it" if step.way == "citation" else "credits it"
    return f"{verb}: {quoted(step.citing)}" if step.citing else verb


def _quote(words: str) -> str:
    short = flat(words)
    return quoted(short if len(short) <= QUOTE_CHARS else short[:QUOTE_CHARS].rsplit(" ", 1)[0] + " …")
