"""The program that commands are added to, and how they fail: one line on standard error, never a traceback."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import Annotated, Any, TypeVar

import typer

import sayso
from sayso.errors import SaysoError
from sayso.showing.output import printable

FAILED, INTERRUPTED = 3, 130
Command = TypeVar("Command", bound=Callable[..., Any])

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="VERSION|DATE", help="The case as it was: a version, or the end of a day (UTC)."),
]

READING = frozenset(
    {"ask", "assess", "network", "campaigns", "draw", "export", "context", "routes", "why", "origins", "incidents"}
)
"""Commands that look at a case and have no `--as-of` of their own: the program gives them one."""


class Program(typer.Typer):
    """The commands, those that read a case each with `--as-of`."""

    def command(self, name: str | None = None, **options: Any) -> Callable[[Command], Command]:
        """Add a command, as in Typer."""
        add = super().command(name, **options)

        def adding(callback: Command) -> Command:
            reads = (name or callback.__name__) in READING and "as_of" not in inspect.signature(callback).parameters
            add(_with_as_of(callback) if reads else callback)
            return callback

        return adding


def _with_as_of(callback: Callable[..., Any]) -> Callable[..., Any]:
    """A command that takes `--as-of`, and while it runs opens cases as they were then."""

    @wraps(callback)
    def looking(*args: Any, as_of: str | None = None, **options: Any) -> Any:
        with _looking(as_of) if as_of else nullcontext():
            return callback(*args, **options)

    signature = inspect.signature(callback, eval_str=True)
    option = inspect.Parameter("as_of", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=AsOf)
    looking.__signature__ = signature.replace(parameters=[*signature.parameters.values(), option])  # type: ignore[attr-defined]
    looking.__annotations__ = {**{n: p.annotation for n, p in signature.parameters.items()}, "as_of": AsOf}
    return looking


@contextmanager
def _looking(when: str) -> Iterator[None]:
    from sayso.case.versions import looking

    with looking(when) as chosen:
        yield
    if not chosen.used:
        say("warning: --as-of was given, but no case was opened: only a case has versions")


app = Program(
    name="sayso",
    help="On whose say-so? Read reports about political violence and say, claim by claim, who says so.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {sayso.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """On whose say-so? Read reports about political violence and say, claim by claim, who says so."""


def say(message: str) -> None:
    """A line on standard error."""
    typer.echo(f"sayso: {printable(message)}", err=True)


@contextmanager
def told() -> Iterator[None]:
    """Turn what can go wrong in a command into one line on standard error and an exit status."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("sayso: interrupted; what was finished is kept", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except SaysoError as error:
        typer.echo(f"sayso: {printable(str(error))}", err=True)
        raise typer.Exit(error.exit_status) from error
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
