"""Commands about names: `sayso same`, `sayso different`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sayso.cli.app import FAILED, app, say, told
from sayso.errors import UsageError
from sayso.showing.output import Output, printable

if TYPE_CHECKING:
    from sayso.case import Case

By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; kept in the case.")]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why; kept in the case.")]
Undo = Annotated[bool, typer.Option("--undo", help="Withdraw the decision on these two: as if it had never been.")]


@app.command(
    epilog="Example: `sayso same cases/harbour 'Border Guard' FCG --by 'R. Editor' --reason 'its own leaflet'`"
)
def same(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CASE] A B", help="Two names; with a case before them, decide that they are one."),
    ] = None,
    pairs: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="CSV with the columns schema, name1, name2; `-` for standard input."),
    ] = None,
    schema: Annotated[
        str | None,
        typer.Option(metavar="SCHEMA", help="What two names are of: Person, Organization, Company, Vessel …"),
    ] = None,
    by: By = None,
    reason: Reason = None,
    undo: Undo = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")] = None,
) -> None:
    """Say whether names are one, and why: two names, a file of pairs, or, with a case, as your decision."""
    failed = 0
    with told():
        given = names or []
        if pairs is not None and not given:
            failed = _pairs(pairs, output)
        elif len(given) == 2 and pairs is None:
            _explain(given[0], given[1], schema, output)
        elif len(given) == 3 and pairs is None:
            _decide(given[0], given[1], given[2], "positive", by=by, reason=reason, undo=undo)
        else:
            raise UsageError(
                "give two names, a case and two names, or --pairs FILE", hint="`sayso same --help` has an example"
            )
    raise typer.Exit(FAILED if failed else 0)


@app.command(
    epilog="Example: `sayso different cases/harbour 'Red Front' 'Red Front (North)' --by 'R. Editor' --reason 'split'`"
)
def different(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case folder.")],
    left: Annotated[str, typer.Argument(metavar="A", help="A name or an id; REPORT#NAME is the name in one report.")],
    right: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    by: By = None,
    reason: Reason = None,
    undo: Undo = False,
) -> None:
    """Decide that two names of a case are two actors. This outranks the machine; of two decisions the later counts."""
    with told():
        _decide(case, left, right, "negative", by=by, reason=reason, undo=undo)


def _pairs(pairs: str, output: Path | None) -> int:
    """Judge the pairs of a file; gives how many rows failed."""
    from sayso.reading.pairs import read_pairs
    from sayso.showing.pairs import lines

    failed = 0
    with Output(output) as out:
        for line, error in lines(read_pairs(pairs, stdin=sys.stdin.buffer)):
            out.write(line)
            if error is not None:
                failed += 1
                say(str(error))
    return failed


def _explain(left: str, right: str, schema: str | None, output: Path | None) -> None:
    """Compare two names; a name of the gazetteer is no person's."""
    from sayso.config import resolve
    from sayso.lexicon.matching import compare
    from sayso.lexicon.matching.known import entry_of
    from sayso.lexicon.own import use
    from sayso.showing.who import histories

    use(resolve().gazetteer)
    schema = schema or ("Organization" if entry_of(left) or entry_of(right) else "LegalEntity")
    match = compare(left, right, schema=schema)
    with Output(output) as out:
        out.write(f"{match.verdict} ({match.score:.2f}): {printable(match.why)}")
        for name in (left, right):
            for line in histories([name]):
                out.write(f"  {printable(f'{name}: {line}')}")


def _decide(
    place: str, left: str, right: str, verdict: Literal["positive", "negative"], *,
    by: str | None, reason: str | None, undo: bool,
) -> None:  # fmt: skip
    from sayso.case import Case
    from sayso.records.judgement import Judgement
    from sayso.showing.actors_source import opened, part_meant

    if not by or not by.strip() or (not reason and not undo):
        raise UsageError("a decision needs a name and a reason", hint="add --by NAME --reason TEXT")
    if by.casefold().startswith("linking"):
        raise UsageError("this name is the machine's", where="--by", hint="give your own")
    case = Case.open(place)
    found = opened(place).actors()
    sides = sorted(part_meant(found, _in_report(case, side), where=place) for side in (left, right))
    if sides[0] == sides[1]:
        raise UsageError("both are one name", where=printable(left), hint="REPORT#NAME tells two of one name apart")
    made = Judgement(
        "same_actor", sides[0], sides[1], "unsure" if undo else verdict, 1.0, by, reason or "withdrawn",
        datetime.now(UTC).date().isoformat(),
    )  # fmt: skip
    with case.writer(on_wait=say) as writer:
        added = writer.add(judgements=[made])
    say(f"{place}: noted; case version {added.version}")
    for conflict in opened(place).actors().conflicts:
        if set(sides) & set(conflict.parts):
            say(f"decisions contradict each other: {conflict.why}")


def _in_report(case: Case, side: str) -> str:
    """A side with its report, if it names one, by the report's id in the case."""
    report, mark, name = side.rpartition("#")
    if not mark:
        return side
    ids = case.named(report)
    if len(ids) != 1:
        said = f"{len(ids)} reports go by this name" if ids else "no such report in this case"
        raise UsageError(said, where=printable(report), hint="write REPORT#NAME, with the report's id, file or address")
    return f"{ids[0]}#{name}"
