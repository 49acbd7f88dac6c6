"""The inputs that a user names, as items, lazily and in order: files, folders, globs, `-` and web addresses.

A JSONL file becomes an item a line (path, offset, length), so that a corpus of any size passes at constant memory
and workers read their lines themselves. What cannot be read is an item that carries its error.
"""

from __future__ import annotations

import codecs
import errno
import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO

from sayso.config import Settings
from sayso.errors import EmptyError, InputError, NotFoundError, UnreadableError
from sayso.reading.containers import items_in
from sayso.reading.forms import HEAD, form_of
from sayso.reading.item import Item
from sayso.reading.lines import LINES, LINES_HINT, PEEK_LINES, lines_of, looks_like_lines
from sayso.reading.text import sound
from sayso.reading.trouble import too_large, unreadable

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # no line can be cut out of these by bytes


def expand(inputs: Sequence[str], *, stdin: BinaryIO | None = None, settings: Settings | None = None) -> Iterator[Item]:
    """The items of `inputs`, in order, duplicates included.

    Args:
        inputs: paths, folders (read recursively, hidden files left out), globs, `-`, http(s) addresses.
        stdin: where `-` reads from.
        settings: for the size limits.

    >>> [item.error.code for item in expand(["no such file.txt"])]
    ['not-found']
    """
    settings = settings or Settings()
    for given in inputs:
        if given == "-":
            yield from _from_stream("-", stdin, settings)
        elif given.startswith(("http://", "https://")):
            yield Item(given)
        else:
            yield from _from_path(given, settings)


def tidy(path: str) -> str:
    """A path as a uri: as given, forward slashes, no `./`; below the working folder relative to it.

    >>> tidy("./reports//a.txt")
    'reports/a.txt'
    """
    whole = Path(path)
    if whole.is_absolute() and whole.is_relative_to(Path.cwd()):
        path = str(whole.relative_to(Path.cwd()))
    return sound(PurePath(os.path.normpath(path)).as_posix())


def _failed(uri: str, error: InputError) -> Item:
    return Item(uri, error=error)


def _from_path(given: str, settings: Settings) -> Iterator[Item]:
    try:
        mode = os.stat(given).st_mode  # noqa: PTH116 (paths stay strings: as typed, and fast for many files)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield from _from_glob(given, settings)
        return
    except OSError as error:
        yield _failed(tidy(given), unreadable(error, tidy(given)))
        return
    if stat.S_ISDIR(mode):
        yield from _from_folder(given, settings)
    elif stat.S_ISREG(mode):
        yield from _from_file(given, settings)
    elif stat.S_ISFIFO(mode):
        try:
            with open(given, "rb") as stream:  # noqa: PTH123
                yield from _from_stream(tidy(given), stream, settings)
        except OSError as error:
            yield _failed(tidy(given), unreadable(error, tidy(given)))
    else:
        problem = UnreadableError("not a file", where=tidy(given), hint="give a file, a folder or `-`")
        yield _failed(tidy(given), problem)


def _from_glob(given: str, settings: Settings) -> Iterator[Item]:
    found = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []  # noqa: PTH207
    if found:
        for path in found:
            yield from _from_path(path, settings)
        return
    magic = glob.has_magic(given)
    message = "nothing matches this pattern" if magic else "no such file or folder"
    hint = "check the spelling and the folder you are in"
    yield _failed(sound(given), NotFoundError(message, where=sound(given), hint=hint))


def _from_folder(folder: str, settings: Settings) -> Iterator[Item]:
    empty = True
    for path, error in _walk(folder):
        empty = False
        if error is not None:
            yield _failed(tidy(path), unreadable(error, tidy(path)))
        else:
            yield from _from_file(path, settings)
    if empty:
        problem = NotFoundError("no files in this folder", where=tidy(folder), hint="give a folder with reports")
        yield _failed(tidy(folder), problem)


def _walk(folder: str) -> Iterator[tuple[str, OSError | None]]:
    """Files below a folder, sorted; linked folders are not followed, so that there are no circles."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield folder, error
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif entry.is_symlink() and not os.path.exists(entry.path):  # noqa: PTH110 (also links in a circle)
            yield entry.path, OSError(errno.ENOENT, "the link leads nowhere", entry.path)
        elif entry.is_file():
            yield entry.path, None


def _from_file(path: str, settings: Settings) -> Iterator[Item]:
    uri = tidy(path)
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            head = stream.read(HEAD)
            stream.seek(0)
            form = form_of(head, path)
            size = os.fstat(stream.fileno()).st_size
            if form is not None:
                yield from _shared(items_in(form, uri, stream, settings), stream, size)
            elif head[:2] in _WIDE or not _has_lines(path, stream, settings):
                yield Item(uri, path=path, share=size)
            else:
                yield from _cut(uri, path, stream, settings)
    except InputError as error:
        yield _failed(uri, error)
    except OSError as error:
        yield _failed(uri, unreadable(error, uri))


def _has_lines(path: str, stream: BinaryIO, settings: Settings) -> bool:
    found = PurePath(path).suffix.lower() in LINES or looks_like_lines(_head(stream, settings))
    stream.seek(0)
    return found


def _cut(uri: str, path: str, stream: BinaryIO, settings: Settings) -> Iterator[Item]:
    """The lines of a file, as stretches of it that a worker reads itself."""
    number = 0
    for number, offset, length, _ in lines_of(stream, settings):
        yield Item(uri, path=path, offset=offset, length=length, line=number, share=length)
    if not number:
        yield _failed(uri, EmptyError("there are no records in it", where=uri, hint=LINES_HINT))


def _shared(items: Iterator[Item], stream: BinaryIO, size: int) -> Iterator[Item]:
    """Items out of a file, each with the stretch of the file that was read for it."""
    done = 0
    for item in items:
        at = min(stream.tell(), size)
        yield replace(item, share=max(0, at - done))
        done = max(at, done)


def _head(stream: BinaryIO, settings: Settings) -> list[bytes]:
    """The first lines, if the very first looks like JSON at all: other files cost a peek only."""
    first = stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not first.startswith(b"{"):
        return []
    stream.seek(0)
    return [line for _ in range(PEEK_LINES) if (line := stream.readline(settings.max_bytes))]


def _from_stream(uri: str, stream: BinaryIO | None, settings: Settings) -> Iterator[Item]:
    if stream is None:
        yield _failed(uri, UnreadableError("there is no standard input", where=uri, hint="give a file"))
        return
    limit = settings.max_bytes
    head: list[bytes] = []
    while len(head) < PEEK_LINES and sum(map(len, head)) <= limit and (line := stream.readline(limit + 1)):
        head.append(line)
    if looks_like_lines(head):
        yield from _from_stream_lines(uri, head, stream, settings)
        return
    data = b"".join(head)
    data += stream.read(max(0, limit + 1 - len(data)))
    if len(data) > limit:
        yield _failed(uri, too_large(uri, None, settings))
    elif not data:
        yield _failed(uri, EmptyError("nothing came in", where=uri, hint="pipe a report into it"))
    else:
        yield Item(uri, data=data)


def _from_stream_lines(uri: str, head: list[bytes], stream: BinaryIO, settings: Settings) -> Iterator[Item]:
    lines = chain(head, iter(lambda: stream.readline(settings.max_bytes + 1), b""))
    whole = True
    number = 0
    for line in lines:
        number += whole
        if not whole:
            whole = line.endswith(b"\n")
            continue
        whole = line.endswith(b"\n")
        if len(line) > settings.max_bytes:
            name = f"{uri}:{number}"
            yield Item(uri, line=number, error=too_large(name, None, settings))
        elif line.strip():
            yield Item(uri, data=line, line=number)
