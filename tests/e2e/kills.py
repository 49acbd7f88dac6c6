"""A process that has everything loaded and forks readers of a case: they begin at once, so that many can be killed.

Run as a program: CASE and INPUT are its arguments. Each line on standard input is a command: "run LOG WORKERS LARGEST"
forks a reader, whose process id is printed. A reader writes to LOG each report that it annotates, and what it is told;
no file may grow larger than LARGEST bytes (0: any size), as if the disk were full.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

BATCH = 5


def main(case: str, source: str) -> None:
    import sayso.run  # noqa: F401  (loaded before the first fork)
    from sayso.annotating.pipeline import annotate_one
    from sayso.reading import expand
    from sayso.records.document import Document

    list(expand([source]))
    annotate_one(Document(id="d", content="c", text="Rebels burned a mill, police said.", record="r", language="en"))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are reaped at once
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        _, log, workers, largest = line.split()
        child = os.fork()
        if child:
            print(child, flush=True)  # noqa: T201
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        status = 1
        try:
            read(case, source, log, int(workers), int(largest))
            status = 0
        finally:
            os._exit(status)


def read(case: str, source: str, log: str, workers: int, largest: int) -> None:
    """Read into the case, and note what is done."""
    import resource

    from sayso import run
    from sayso.config import Settings
    from sayso.errors import SaysoError
    from sayso.reading import expand

    told = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    whole = run.code_document

    def noted(document: Any, job: run.Job) -> run.Coded:
        os.write(told, f"annotated {document.record}\n".encode())
        return whole(document, job)

    def event(message: str) -> None:
        os.write(told, f"{message}\n".encode())

    run.code_document = noted
    settings = Settings(workers=workers, batch_reports=BATCH)
    items = expand([source], settings=settings)
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    try:
        for _ in run.run_into_case(items, run.Job(settings), Path(case), on_event=event, skip_known=True):
            pass
    except SaysoError as error:
        event(f"error {error}")
    else:
        event("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
