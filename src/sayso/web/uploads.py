"""Files dropped on the page are read into the case by a process of its own, with its watchdogs, and tell how far it is.

What comes in is bounded in number, size and depth before anything is read; names are cut to plain ones, and nothing is
ever written outside the folder made for it. Bombs and entities are refused where archives are read.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path, PurePosixPath

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.datastructures import UploadFile

from sayso.errors import DiskFullError, NotFoundError, TooLargeError, UsageError
from sayso.web.desk import Desk
from sayso.web.judging import genuine
from sayso.web.render import page

MOST_FILES, DEEPEST, LONGEST_NAME = 2_000, 6, 120
"""Files of one upload, folders in folders, bytes of a name: shorter than what any file system takes."""
MOST_BYTES, MOST_ONE = 200_000_000, 50_000_000
PATIENCE, SENDING = 3_600.0, 600.0
"""Seconds that one upload may be read for, and that it may take to come in."""
ENDING = 10.0
"""Seconds for what is being read to end in when the reader ends."""
PREFIX = "sayso-drop-"
AT_ONCE = 2
LINES = 400
JOBS = 20
FORM = {"requestBody": {"content": {"multipart/form-data": {"schema": {
    "type": "object", "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
}}}}}  # fmt: skip
"""The form for the OpenAPI document: it is read as it streams, so that the framework does not know it."""
_ODD = re.compile(r"[^\w .,()+=@-]")

router = APIRouter()


@dataclass
class Job:
    """One upload being read.

    Attributes:
        done, failed: records so far.
        said: what to show, line by line: a record that was read, or why one was not.
    """

    name: str
    files: int
    began: float = field(default_factory=time.monotonic)
    done: int = 0
    failed: int = 0
    said: list[str] = field(default_factory=list)
    ended: bool = False
    problem: str | None = None
    process: subprocess.Popen[str] | None = None
    folder: Path | None = None

    def state(self) -> dict[str, object]:
        """What the page shows."""
        seconds = time.monotonic() - self.began
        return {"files": self.files, "done": self.done, "failed": self.failed, "ended": self.ended,
                "problem": self.problem, "seconds": round(seconds, 1), "said": self.said[-8:]}  # fmt: skip


def plain_name(given: str) -> str:
    r"""The name of an uploaded file as a short relative path: no way up, no drive, no odd sign.

    >>> plain_name("../../etc/passwd"), plain_name(r"C:\temp\a.txt"), plain_name("week 1/<b>.html")
    ('etc/passwd', 'C_/temp/a.txt', 'week 1/_b_.html')
    """
    parts = [p for p in PurePosixPath(given.replace("\\", "/")).parts if p not in ("/", ".", "..", "")]
    kept = [_short(_ODD.sub("_", p).strip(" .")) or "_" for p in parts[-DEEPEST:]]
    return "/".join("_" + k if k.startswith("-") else k for k in kept) or "file"


def _short(name: str) -> str:
    """A name that file systems take, which count bytes; its ending stays, by which its format is told."""
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 12:
        return name.encode()[:LONGEST_NAME].decode(errors="ignore")
    return stem.encode()[: LONGEST_NAME - len(dot + ending)].decode(errors="ignore") + dot + ending


@router.get("/drop", response_class=HTMLResponse)
def drop_page(request: Request) -> HTMLResponse:
    """Where files are dropped."""
    jobs: dict[str, Job] = request.app.state.jobs
    return page(request, "drop.html.j2", jobs=[j for j in jobs.values()][::-1][:3], most=MOST_FILES,
                megabytes=MOST_BYTES // 1_000_000)  # fmt: skip


@router.post("/drop", dependencies=[Depends(genuine)], openapi_extra=FORM)
async def drop(request: Request) -> Response:
    """Take files and begin to read them; a folder comes as many files with their paths."""
    desk: Desk = request.app.state.desk
    jobs: dict[str, Job] = request.app.state.jobs
    if sum(not j.ended for j in jobs.values()) >= AT_ONCE:
        raise UsageError("two uploads are being read", hint="wait for one to finish")
    job = Job(secrets.token_urlsafe(9), 0)
    jobs[job.name] = job  # while it comes in, too: it takes room
    sweep()
    job.folder = folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        async with asyncio.timeout(SENDING):
            job.files = await _saved(request, folder / "dropped")
    except BaseException as error:
        jobs.pop(job.name)
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, TimeoutError):
            raise UsageError("the files came in too slowly", hint="send fewer at once") from error
        raise
    while len(jobs) > JOBS:
        jobs.pop(next(iter(jobs)))
    threading.Thread(target=_read, args=(job, folder, desk), daemon=True, name="reading").start()
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"job": job.name, **job.state()})
    return RedirectResponse("/drop", status_code=303)


async def _saved(request: Request, folder: Path) -> int:
    """Write the files of a form into a folder, within the limits; how many there are."""
    total = files = 0
    async with request.form(max_files=MOST_FILES, max_fields=MOST_FILES + 10) as form:
        for given in form.getlist("files"):
            if not isinstance(given, UploadFile) or not given.filename:
                continue
            files += 1
            total += await _kept(given, _free(folder, plain_name(given.filename), files), MOST_BYTES - total)
    if not files:
        raise UsageError("no file was chosen", hint="choose files or a folder")
    return files


def _free(folder: Path, name: str, number: int) -> Path:
    """Where a file of this name goes: where nothing is yet, and no file stands where its path has a folder."""
    places = chain([folder / name], (folder / f"again {n}" / name for n in count(number)))
    target = next(p for p in places if not p.exists() and not any(q.is_file() for q in p.parents))
    if not target.resolve().is_relative_to(folder.resolve()):
        raise UsageError("this name leads out of its folder", hint="rename the file")
    return target


async def _kept(given: UploadFile, target: Path, room: int) -> int:
    """Write one file of a form; how many bytes.

    Raises:
        TooLargeError: it is larger than one file may be, or than the room that is left for the whole.
        DiskFullError: it cannot be written.
    """
    size = 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            while chunk := await given.read(1 << 20):
                size += len(chunk)
                if size > min(MOST_ONE, room):
                    raise TooLargeError(
                        f"more than {MOST_ONE // 1_000_000} MB in one file, or {MOST_BYTES // 1_000_000} MB in all",
                        hint="use `sayso read` for large collections",
                    )
                file.write(chunk)
    except OSError as error:
        raise DiskFullError(
            f"the files cannot be kept: {(error.strerror or 'not possible').lower()}", hint="make room, or send fewer"
        ) from error
    return size


def _read(job: Job, folder: Path, desk: Desk) -> None:
    """Run `sayso read` on the folder, count its lines, and put what is new on the shelf."""
    command = [sys.executable, "-m", "sayso", "read", "dropped", "--case", str(desk.path.resolve()),
               "--format", "jsonl"]  # fmt: skip
    watch = threading.Timer(PATIENCE, _stop, args=(job,))
    watch.start()
    try:
        with subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace"
        ) as job.process:
            told = threading.Thread(target=_listen, args=(job,), daemon=True)
            told.start()
            for line in job.process.stdout or ():
                _count(job, line)
            told.join(5)
        code = job.process.returncode
        if code not in (0, 3):
            job.problem = job.said[-1] if job.said else "the reading stopped; what was committed is kept"
    except OSError as error:
        job.problem = f"the reading could not be started: {error.strerror}"
    finally:
        watch.cancel()
        shutil.rmtree(folder, ignore_errors=True)
        try:
            desk.now()
        finally:
            job.ended = True


def end_all(jobs: Iterable[Job]) -> None:
    """Let what is being read end as it does on Ctrl-C: what was committed is kept; no process, no text stays behind."""
    for job in jobs:
        if job.process is not None and job.process.poll() is None:
            with suppress(OSError, ValueError, subprocess.TimeoutExpired):
                job.process.send_signal(signal.SIGINT)
                job.process.wait(ENDING)
        if job.folder is not None:
            shutil.rmtree(job.folder, ignore_errors=True)


def sweep(now: float | None = None) -> None:
    """Remove what readers that were killed left of uploads: names in them are not masked. None in use is that old."""
    oldest = (time.time() if now is None else now) - PATIENCE - SENDING
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if left.stat().st_mtime < oldest:
                shutil.rmtree(left, ignore_errors=True)


def _stop(job: Job) -> None:
    if job.process is not None:
        job.process.kill()


def _count(job: Job, line: str) -> None:
    job.done += 1
    try:
        record = json.loads(line)
    except ValueError:
        return
    job.failed += bool(record.get("failures"))
    name, claims = record.get("title") or record.get("id") or "", len(record.get("claims") or ())
    if not record.get("failures"):
        job.said.append(f"{str(name)[:100]}: {claims} {'claim' if claims == 1 else 'claims'}")
        del job.said[:-LINES]


def _listen(job: Job) -> None:
    """What the reading says on its standard error: failures, and that it waits for another writer."""
    for line in (job.process and job.process.stderr) or ():
        if line.strip():
            job.said.append(line.strip().removeprefix("sayso: ").replace("dropped/", "")[:300])
            del job.said[:-LINES]


@router.get("/drop/{name}")
def job_state(request: Request, name: str) -> JSONResponse:
    """How far an upload is."""
    return JSONResponse(_job(request, name).state())


@router.get("/drop/{name}/events")
async def events(request: Request, name: str) -> StreamingResponse:
    """How far an upload is, as it goes: server-sent events."""
    job = _job(request, name)

    async def stream() -> AsyncIterator[str]:
        last = ""
        for _ in range(int(PATIENCE * 4)):
            state = json.dumps({k: v for k, v in job.state().items() if k != "seconds"})
            if state != last:
                last = state
                yield f"data: {json.dumps(job.state())}\n\n"
            if job.ended or await request.is_disconnected():
                return
            await asyncio.sleep(0.25)

    return StreamingResponse(stream(), media_type="text/event-stream", headers={"cache-control": "no-store"})


def _job(request: Request, name: str) -> Job:
    jobs: dict[str, Job] = request.app.state.jobs
    if name not in jobs:
        raise NotFoundError("no such upload", hint="the reader was started anew, or it was long ago")
    return jobs[name]
