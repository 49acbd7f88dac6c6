"""What `sayso audit` prints: how much stays when nations and names are exchanged, for whom least, and what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING, Any, Protocol

from sayso.showing.output import printable
from sayso.showing.wording import count

if TYPE_CHECKING:
    from rich.table import Table

EXAMPLES = 6
_TITLES = {"nation": "Nations exchanged", "name": "Names of persons exchanged"}


class Exchange(Protocol):
    """What is shown of one exchange: `sayso.swapping.Swap`."""

    @property
    def kind(self) -> Any: ...  # noqa: D102
    @property
    def into(self) -> str: ...  # noqa: D102
    @property
    def before(self) -> str: ...  # noqa: D102
    @property
    def after(self) -> str: ...  # noqa: D102
    @property
    def kept(self) -> bool: ...  # noqa: D102
    @property
    def shift(self) -> float: ...  # noqa: D102
    @property
    def unmasked(self) -> int: ...  # noqa: D102


def audit_text(sentences: int, swaps: Iterable[Exchange], *, width: int, colour: bool) -> str:
    """The audit as text; private persons in what is quoted are masked."""
    from rich.console import Console

    console = Console(file=StringIO(), width=width, force_terminal=colour, highlight=False, markup=False)
    found = list(swaps)
    console.print(f"{count(sentences, 'sentence')} of yours, read again with other nations and other names in them.")
    for kind, title in _TITLES.items():
        some = [s for s in found if s.kind == kind]
        if not some:
            console.print(f"\n{title}: no sentence has any.")
            continue
        kept = sum(s.kept for s in some)
        console.print(f"\n{title}: the same was read in {kept} of {len(some)} ({kept / len(some):.1%})")
        console.print(_table(some))
        lost = sum(s.unmasked for s in some)
        if lost:
            console.print(f"Private persons who would not have been masked under the other name: {lost}")
    _examples(console, [s for s in found if not s.kept])
    printed = console.file
    assert isinstance(printed, StringIO)
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines())


def _table(swaps: list[Exchange]) -> Table:
    """By nation, or by where names are at home: the least kept first."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    by: dict[str, list[Exchange]] = defaultdict(list)
    for swap in swaps:
        for name in swap.into.split(", "):
            by[name].append(swap)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("into")
    for name in ("exchanges", "kept", "mean shift of score"):
        table.add_column(name, justify="right")
    rows = [(name, len(some), sum(s.kept for s in some) / len(some), sum(s.shift for s in some) / len(some))
            for name, some in by.items()]  # fmt: skip
    for name, many, kept, shift in sorted(rows, key=lambda r: (r[2], r[0]))[:12]:
        table.add_row(name, str(many), f"{kept:.0%}", f"{shift:+.3f}")
    return table


def _examples(console: Any, changed: list[Exchange]) -> None:
    if not changed:
        return
    console.print(f"What changed ({min(EXAMPLES, len(changed))} of {len(changed)}):")
    for swap in changed[:EXAMPLES]:
        console.print(f"  as it stands: {printable(swap.before)}", soft_wrap=True)
        console.print(f"  read otherwise: {printable(swap.after)}\n", soft_wrap=True)
