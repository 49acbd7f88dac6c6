"""The commands: parse, call, print. What goes wrong is one line on standard error, never a traceback.

Exit status: 0 all read, 2 wrong usage, 3 some or all records failed, 130 interrupted. One module for each kind of
command; importing it adds them to the program.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from pathlib import Path
from types import TracebackType

from sayso.cli import (  # noqa: F401  # noqa: A004, F401
    actors,
    campaigns,
    cases,
    checks,
    decide,
    draw,
    export,
    imports,
    incidents,
    names,
    networks,
    open,
    read,
    routes,
    weigh,
    why,
)
from sayso.cli.app import FAILED, INTERRUPTED, app, say

__all__ = ["FAILED", "INTERRUPTED", "app", "entry", "main"]


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status."""
    try:
        app(args=arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def entry() -> None:
    """The `sayso` program. A signal to end is an interrupt; what nobody thought of is one line too."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    sys.excepthook = _frames if "SAYSO_DEBUG" in os.environ else _surprise
    sys.exit(main())


def _frames(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Where in the code it happened, for SAYSO_DEBUG; the message stays out here too."""
    sys.stderr.write("".join(traceback.format_tb(trace)))
    _surprise(kind, error, trace)


def _surprise(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """One line for an error that is ours to mend. Its message stays out: it may quote the text, and with it a name."""
    frames = traceback.extract_tb(trace)
    scene = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    say(f"unexpected {kind.__name__}{scene} — please report this; SAYSO_DEBUG=1 shows more")
