"""What `sayso actors` and `sayso link` print: who many reports mean, a line each, and what was left open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sayso.records.case_actor import CaseActor, CaseActors
from sayso.records.judgement import Judgement
from sayso.showing.report import rendered
from sayso.showing.wording import capital, count, flat, listed, quoted, table

SHOWN = 40
ALSO = 4
NOTE = "Linked by machine and reviewed by nobody, but for what an analyst decided. Reports are no origins."


def actors_text(
    found: CaseActors, *, width: int = 100, colour: bool = False, least: int = 1, limit: int | None = SHOWN
) -> str:
    """The actors as a table, the most reported first."""
    kept = [a for a in found.actors if a.reports >= least]
    several = [a for a in kept if len(a.names) > 1]
    head = f"{count(len(kept), 'actor')}, {len(several)} under several names"
    pieces: list[RenderableType] = [Text(head, "bold"), Text()]
    if kept:
        pieces.append(_table(kept[:limit]))
    if limit is not None and len(kept) > limit:
        pieces.append(Text(f"… and {len(kept) - limit} more: --limit 0 shows all", "dim"))
    pieces += _left(found, title={p: a.name for a in found.actors for p in a.parts})
    pieces += [Text(), Text(NOTE, "dim")]
    return rendered(pieces, max(60, width), colour)


def _table(actors: Sequence[CaseActor]) -> Table:
    grid = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False, expand=True)
    grid.add_column("actor", overflow="fold", ratio=5)
    grid.add_column("what", overflow="fold", ratio=2)
    grid.add_column("reports", justify="right")
    grid.add_column("texts", justify="right")
    grid.add_column("also written, and why one", overflow="fold", ratio=8)
    for a in actors:
        what = kind_words(a.kind) + (f", {a.country}" if a.country and a.kind != "state" else "")
        grid.add_row(_name(a), Text(what, "dim"), str(a.reports), str(a.texts), _also(a))
    return grid


def _name(actor: CaseActor) -> Text:
    text = Text(flat(actor.name), "bold")
    text.append(f"\n{flat(actor.id)}", "dim")
    return text


def _also(actor: CaseActor) -> Text:
    others = [flat(n.text) for n in actor.names if n.text != actor.name]
    text = Text(listed(others, limit=ALSO) if others else "—")
    if actor.why:
        text.append(f"\n{actor.why}", "dim")
    if tricked := [n.disguised for n in actor.names if n.disguised]:
        text.append(f"\n{quoted(tricked[0])} has signs in it that only look like letters", "yellow")
    return text


def _left(found: CaseActors, *, title: Mapping[str, str]) -> Iterator[RenderableType]:
    """What was not joined: contradictions in full, open pairs and descriptions as numbers."""
    for conflict in found.conflicts:
        yield Text()
        yield Text(f"Decisions that contradict each other: {conflict.why}.", "yellow")
    open_ = [e for e in found.edges if e.verdict == "unsure"]
    if open_:
        yield Text()
        yield Text(f"Left open: {count(len(open_), 'pair')}. The nearest:")
        for edge in sorted(open_, key=lambda e: -e.score)[:5]:
            yield Text(f"  {edge_words(edge, title)}", "dim")
    if found.local:
        said = count(found.local, "phrase")
        yield Text(
            f"Not linked: {said} such as “Ministry of Defence” of no known country, which name nobody elsewhere."
        )
    if found.private:
        yield Text(f"Masked, and never linked nor listed: {count(found.private, 'private person')}.")


def edge_words(edge: Judgement, title: Mapping[str, str]) -> str:
    """A judgement between two names as one line."""
    left, right = title.get(edge.left, edge.left), title.get(edge.right or "", edge.right or "")
    by = "" if edge.made_by.startswith("linking") else f" ({edge.made_by})"
    return f"{flat(left)} / {flat(right)}: {edge.why} [{edge.score:.2f}]{by}"


def kind_words(kind: str) -> str:
    """What sort of actor, in words."""
    return str(table("kinds").get(kind, kind)).replace("_", " ")


def link_text(found: CaseActors, *, reports: int, seconds: float) -> str:
    """What linking did, in a few lines."""
    names = sum(len(a.parts) for a in found.actors)
    made = Counted(found.edges)
    lines = [
        f"{count(names, 'name')} in {count(reports, 'report')} {'is' if names == 1 else 'are'} "
        f"{count(len(found.actors), 'actor')} ({seconds:.1f} s)",
        f"joined: {made.positive} pairs; left open: {made.unsure}; kept apart: {made.negative}; "
        f"decided by analysts: {made.decided}",
    ]
    lines += [f"decisions that contradict each other: {c.why}" for c in found.conflicts]
    lines.append("`sayso actors` lists them, `sayso who` tells of one.")
    return "\n".join(capital(line) for line in lines)


class Counted:
    """How many edges of each sort; those of analysts apart."""

    def __init__(self, edges: Iterable[Judgement]) -> None:
        self.positive = self.unsure = self.negative = self.decided = 0
        for edge in edges:
            name = edge.verdict if edge.made_by.startswith("linking") else "decided"
            setattr(self, name, getattr(self, name) + 1)


def actors_jsonl(found: CaseActors, *, least: int = 1) -> Iterator[str]:
    """One JSON object an actor."""
    return (json.dumps(asdict(a), ensure_ascii=False) for a in found.actors if a.reports >= least)


def edges_jsonl(edges: Iterable[Judgement]) -> Iterator[str]:
    """One JSON object an edge."""
    return (json.dumps(asdict(e), ensure_ascii=False) for e in edges)
