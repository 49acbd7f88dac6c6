"""What `sayso history` prints: the versions of a case, and who decided what; or what became of one report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sayso.showing.console import printed, table
from sayso.showing.wording import flat

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.case import Case
    from sayso.records.judgement import Judgement

SHOWN = 30
_WORDS: Mapping[tuple[str, str], str] = {
    ("reviewed", "positive"): "confirmed", ("reviewed", "negative"): "rejected",
    ("reviewed", "unsure"): "review taken back",
    ("retracted", "positive"): "retracted", ("retracted", "negative"): "taken in again",
    ("corrected", "positive"): "corrected", ("corrected", "unsure"): "correction taken back",
    ("corrected", "negative"): "correction taken back",
    ("same_incident", "positive"): "one incident", ("same_incident", "negative"): "two incidents",
    ("same_actor", "positive"): "one actor", ("same_actor", "negative"): "two actors",
    ("erased", "positive"): "erased a report", ("unmask", "positive"): "unmasked",
}  # fmt: skip


def log(case: Case) -> list[dict[str, Any]]:
    """Commits and decisions in their order, as plain data; reports by the names that a user gave them."""
    names = case.records()
    entries: list[dict[str, Any]] = [
        {
            "version": v.version, "at": v.at, "sayso": v.sayso, "added": v.added, "known": v.known, "failed": v.failed,
            "erased": v.erased, "decisions": [],
        }
        for v in case.versions() if v.version <= case.version
    ]  # fmt: skip
    by_version = {entry["version"]: entry for entry in entries}
    for run, judgement in case.decisions():
        if run in by_version:
            by_version[run]["decisions"].append(_plain(judgement, names))
    return entries


def _plain(judgement: Judgement, names: Mapping[str, str]) -> dict[str, Any]:
    said = _WORDS.get((judgement.kind, judgement.verdict), f"{judgement.kind}: {judgement.verdict}")
    left, right = _named(judgement.left, names), _named(judgement.right, names)
    if judgement.kind in ("reviewed", "retracted") and right:
        left, right = f"{left}#{right}", None
    return {
        "what": said, "left": None if judgement.kind == "erased" else left, "right": right, "by": judgement.made_by,
        "why": judgement.why,
    }  # fmt: skip


def _named(subject: str | None, names: Mapping[str, str]) -> str | None:
    document, mark, claim = (subject or "").partition("#")
    return f"{names[document]}{mark}{claim}" if document in names else subject


def of_report(entries: Sequence[dict[str, Any]], report: str, runs: Sequence[int]) -> list[dict[str, Any]]:
    """Of the log, what is about one report: the commits that coded it, and the decisions on it."""
    kept = []
    for entry in entries:
        mine = [d for d in entry["decisions"] if any(_is(d[side], report) for side in ("left", "right"))]
        if entry["version"] in runs or mine:
            kept.append(entry | {"decisions": mine, "coded": entry["version"] in runs})
    return kept


def _is(subject: str | None, report: str) -> bool:
    return subject is not None and subject.partition("#")[0] == report


def log_text(
    entries: Sequence[dict[str, Any]], *, title: str, width: int, colour: bool, limit: int | None = None
) -> str:
    """The log for a terminal, oldest first, the newest always shown."""
    return printed(_parts(entries, title, limit or SHOWN), width=width, colour=colour)


def _parts(entries: Sequence[dict[str, Any]], title: str, limit: int) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(flat(title), "bold")
    if not entries:
        yield Text("nothing was ever added")
        return
    if len(entries) > limit:
        yield Text(f"{len(entries) - limit} earlier versions are not shown (`--all` shows them)", "dim")
    shown = entries[-limit:]
    if "coded" in shown[0]:
        rows = [row for entry in shown for row in _rows(entry, ())]
        yield table(("version", "when (UTC)", "what became of it"), rows, right=("version",), wrap="what became of it")
        return
    rows = [row for entry in shown for row in _rows(entry, _COUNTS)]
    head = ("version", "when (UTC)", *_COUNTS, "what was decided")
    yield table(head, rows, right=("version", *_COUNTS), wrap="what was decided")


_COUNTS = ("added", "known", "failed", "erased")


def _rows(entry: Mapping[str, Any], counts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The rows of a commit: the first with its counts, one for each decision."""
    told = [_told(d) for d in entry["decisions"]]
    if entry.get("coded"):
        told.insert(0, "coded")
    figures = (f"{entry[name]:,}" if entry[name] else "·" for name in counts)
    yield (str(entry["version"]), entry["at"][:19].replace("T", " "), *figures, told[0] if told else "")
    yield from (("", "", *("" for _ in counts), line) for line in told[1:])


def _told(decision: Mapping[str, Any]) -> str:
    joined = ", " if "=" in (decision["right"] or "") else " and "
    about = joined.join(flat(decision[side])[:60] for side in ("left", "right") if decision[side])
    return flat(f"{decision['what']}{': ' if about else ''}{about} — by {decision['by']}: {decision['why']}")
