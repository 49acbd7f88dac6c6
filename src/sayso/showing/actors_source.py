"""Where the commands on actors look: a case folder, or what `sayso read --format jsonl` printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sayso.errors import UsageError
from sayso.lexicon.names import slug
from sayso.lexicon.own import own
from sayso.linking.appearances import Appearance, appearances_in, appearances_of_row
from sayso.linking.case_actors import Progress, actors_of_case
from sayso.records.case_actor import CaseActor, CaseActors
from sayso.records.judgement import Judgement
from sayso.records.report import Report
from sayso.showing.output import printable

RULES = 3
"""The version of what `appearances` makes of a report; a new one makes the kept rows of every case anew."""
Rows = Callable[[Iterable[Any]], Iterator[Any]]


@dataclass(frozen=True)
class Source:
    """The reports of a case, or of a file, as far as actors need them.

    Attributes:
        place: what the user named.
        rows: who appears in which report.
        judgements: what was decided; of a file nothing.
        reports: opens the reports of these ids.
    """

    place: str
    rows: tuple[Appearance, ...]
    judgements: tuple[Judgement, ...]
    reports: Callable[[Iterable[str]], Iterator[Report]]

    def actors(self, *, progress: Progress | None = None) -> CaseActors:
        """The actors of all reports."""
        return actors_of_case(self.rows, self.judgements, progress=progress)


def opened(
    place: str, *, as_of: int | str | None = None, stdin: BinaryIO | None = None, through: Rows | None = None
) -> Source:
    """Open a case folder at a version, or a file.

    Args:
        place: the folder or file; `-` reads standard input.
        as_of: an earlier version of a case.
        stdin: where `-` reads from.
        through: sees each report that has to be read.
    """
    from sayso.config import resolve
    from sayso.lexicon.own import use
    from sayso.showing.why_source import reports_in

    use(resolve(toml=Path(place) / "case.toml").gazetteer)
    if (Path(place) / "format").exists():
        return _of_case(place, as_of, through)
    if as_of is not None:
        raise UsageError("only a case has versions", where=place, hint="leave out --as-of")
    reports = list(reports_in(place, stdin=stdin or sys.stdin.buffer)[0])
    rows = tuple(row for report in reports for row in appearances_in(report))

    def some(ids: Iterable[str]) -> Iterator[Report]:
        wanted = frozenset(ids)
        return (r for r in reports if r.document.id in wanted)

    return Source(place, rows, (), some)


def _of_case(place: str, as_of: int | str | None, through: Rows | None) -> Source:
    import pyarrow as pa

    from sayso.case import Case
    from sayso.case.kept import Recipe, kept_rows

    case = Case.open(place, as_of=as_of)
    kinds = {"names": pa.string(), "known": pa.bool_()}
    columns = {name: kinds.get(name, pa.string()) for name in Appearance._fields}
    rules = RULES + int(own().digest[:7] or "0", 16) * 100
    recipe = Recipe("actors", rules, columns, ("document", "mentions"), _kept)
    rows = tuple(_back(row) for row in kept_rows(case, recipe, through=through or iter))
    return Source(place, rows, tuple(case.judgements()), case.reports)


def _kept(row: Any) -> Iterator[tuple[Any, ...]]:
    return (tuple(a._replace(names=json.dumps(a.names))) for a in appearances_of_row(row))  # type: ignore[arg-type]


def _back(row: Sequence[Any]) -> Appearance:
    found = Appearance(*row)
    names = tuple((str(text), int(times)) for text, times in json.loads(str(found.names)))
    return found._replace(names=names)


def meant(found: CaseActors, asked: str, *, where: str) -> CaseActor:
    """The actor that a user means: by id, by the id of a name, or by a name.

    Raises:
        UsageError: none, or several. A private person is answered like somebody who is not there.
    """
    plain = " ".join(asked.split())
    if plain in found.by_part:
        return found.by_part[plain]
    options = [a for a in found.actors if any(n.text.casefold() == plain.casefold() for n in a.names)]
    options = options or [a for a in found.actors if any(slug(n.text) == slug(plain) for n in a.names)]
    if not options:
        raise UsageError(
            f"no actor goes by “{printable(plain)[:80]}”", where=where,
            hint="`sayso actors` lists them; private persons are never listed",
        )  # fmt: skip
    if len(options) > 1:
        ids = ", ".join(a.id for a in options[:6])
        raise UsageError(f"{len(options)} actors go by this name", where=printable(plain), hint=f"give an id: {ids}")
    return options[0]


def part_meant(found: CaseActors, asked: str, *, where: str) -> str:
    """The part that a decision is about: that of the name as written, else the first of the actor's."""
    plain = " ".join(asked.split())
    document, mark, rest = plain.rpartition("#")
    if mark:
        part = part_meant(found, rest, where=where)
        return f"{document}#{part}"
    if plain in found.by_part:
        return plain
    own = [p for p in found.by_part if p.partition("@")[0].removeprefix("person:") == slug(plain)]
    return own[0] if len(own) == 1 else meant(found, plain, where=where).parts[0]
