"""W3C Web Annotations of a person, or Hypothesis rows: confirmations, rejections and corrections of what sayso read.

Three ways lead to a claim: a reply to an exported annotation, an exported annotation that was edited, and a note on
the words of a report. What is decided stands in a body: `confirmed`, `rejected`, or `field=value`
(`certainty=possible`). A note that decides nothing is counted and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.errors import DamagedError
from sayso.importing.fields import crosswalk, day_of, line_of, text_of
from sayso.importing.given import Notes, Remark
from sayso.importing.streams import opened, values

LONGEST_CHAIN = 50
_SHOWN = ("type", "mode", "certainty", "polarity")
_FIELDS = frozenset(("type", "mode", "certainty", "polarity", "legal_status", "target_kind", "actors", "recipients",
                     "subjects", "objects"))  # fmt: skip
Note = Mapping[str, Any]


def read(path: Path, notes: Notes, *, limit: int) -> Iterator[Remark]:
    """The remarks of a page, a collection, an array, or lines of annotations."""
    targets = {n["id"]: _target(n) for _, n in _notes(path, limit, Notes()) if isinstance(n.get("id"), str)}
    for where, note in _notes(path, limit, notes):
        try:
            made = _remark(where, note, targets, notes)
        except DamagedError as error:
            notes.fail(error)
            continue
        if made is not None:
            yield made


def _notes(path: Path, limit: int, notes: Notes) -> Iterator[tuple[str, Note]]:
    with opened(path, limit) as stream:
        for number, value, _ in values(stream, str(path)):
            for note in _flat(value):
                where = f"{path}:{number}"
                if not isinstance(note, dict) or "target" not in note:
                    notes.fail(DamagedError("no annotation: it has no target", where=where, hint="export it again"))
                else:
                    yield where, note


def _flat(value: Any) -> Iterator[Any]:
    """The annotations of a page within a collection."""
    first = value.get("first") if isinstance(value, dict) else None
    if isinstance(first, dict) and isinstance(first.get("items"), list):
        yield from first["items"]
    else:
        yield value


def _remark(where: str, note: Note, targets: Mapping[str, Any], notes: Notes) -> Remark | None:
    bodies = list(_bodies(note))
    decisions = tuple(dict.fromkeys(d for b in bodies if (d := _decision(b)) is not None))
    shown = tuple(f"{n}={v}" for n in _SHOWN if (v := line_of(note.get(f"sayso:{n}"))) is not None)
    if not decisions and not shown:
        notes.leave("annotation that decides nothing")
        return None
    target = _target(note)
    origin = _origin(target, targets, where)
    if origin is not None:  # what the first of a chain of replies rests on
        target = targets.get(origin)
    quote, position = _selected(target)
    return Remark(
        where=where, decisions=decisions, shown=shown, by=_creator(note),
        why=_why(bodies) if decisions and not shown else None, at=day_of(line_of(note.get("created"))),
        document=line_of(note.get("sayso:document")), claim=line_of(note.get("sayso:claim")),
        note=origin, source=_source(target), quote=quote, position=position,
    )  # fmt: skip


def _bodies(note: Note) -> Iterator[str]:
    """The texts of the bodies, tags among them."""
    given = note.get("body", note.get("bodyValue"))
    if given is None:  # a row of Hypothesis
        tags = note.get("tags")
        given = [*(tags if isinstance(tags, list) else []), note.get("text")]
    for body in given if isinstance(given, list) else [given]:
        found = text_of(body.get("value") if isinstance(body, dict) else body)
        if found is not None:
            yield " ".join(found.split())[:300]


def _why(bodies: Iterable[str]) -> str | None:
    """What was written beside the decisions."""
    return " ".join(b for b in bodies if _decision(b) is None)[:300] or None


def _decision(said: str) -> str | None:
    """A decision, if a text is one."""
    word = said.strip().rstrip(".!").removeprefix("sayso:")
    if (found := crosswalk("annotations")["words"].get(word.casefold())) is not None:
        return str(found)
    name, mark, value = word.partition("=")
    return f"{name.strip()}={value.strip()}" if mark and name.strip() in _FIELDS else None


def _creator(note: Note) -> str | None:
    """The person who made it; None if that was a program, or is not told."""
    if isinstance(account := note.get("user"), str):  # a row of Hypothesis: acct:name@host
        return line_of(account.removeprefix("acct:").partition("@")[0])
    given = note.get("creator")
    given = given[0] if isinstance(given, list) and given else given
    if isinstance(given, dict):
        software = "Software" in str(given.get("type", ""))
        return None if software else line_of(given.get("name") or given.get("nickname") or given.get("id"))
    return line_of(given) if isinstance(given, str) else None


def _target(note: Note) -> Any:
    references = note.get("references")
    if isinstance(references, list) and references and isinstance(references[-1], str):  # a reply of Hypothesis
        return references[-1]
    given = note.get("target")
    given = given[0] if isinstance(given, list) and given else given
    return (
        given["id"] if isinstance(given, dict) and isinstance(given.get("id"), str) and "source" not in given else given
    )


def _origin(target: Any, targets: Mapping[str, Any], where: str) -> str | None:
    """The annotation that a chain of replies begins with."""
    if not isinstance(target, str):
        return None
    first = target
    seen = {target}
    while isinstance(after := targets.get(first), str):
        if after in seen or len(seen) > LONGEST_CHAIN:
            raise DamagedError(
                "these annotations reply to each other in a circle", where=where, hint="mend their targets"
            )
        seen.add(after)
        first = after
    return first


def _source(target: Any) -> str | None:
    if isinstance(target, dict):
        given = target.get("source")
        return line_of(given.get("id") if isinstance(given, dict) else given)
    return None


def _selected(target: Any) -> tuple[str | None, tuple[int, int] | None]:
    given = target.get("selector") if isinstance(target, dict) else None
    quote, position = None, None
    for selector in given if isinstance(given, list) else [given]:
        if not isinstance(selector, dict):
            continue
        quote = quote or text_of(selector.get("exact"))
        start, end = selector.get("start"), selector.get("end")
        if selector.get("type") == "TextPositionSelector" and isinstance(start, int) and isinstance(end, int):
            position = (start, end)
    return quote, position
