"""Where what is shown goes: standard output or a file that appears whole or, when interrupted, as FILE.part."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from sayso.errors import DiskFullError, UnreadableError, UsageError

_ESCAPED = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def printable(text: str) -> str:
    r"""A text for one line of a terminal: control, format and bidi characters escaped.

    >>> printable("a\x1b[31m\u202eb")
    'a\\x1b[31m\\u202eb'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def json_line(record: dict[str, Any]) -> bytes:
    r"""One line of JSONL in UTF-8: no character in it that some reader takes for a line break, no lone surrogate.

    >>> json_line({"text": "a\u2028b"})
    b'{"text": "a\\u2028b"}\n'
    >>> json_line({"text": "\ud800"})
    b'{"text": "\\ud800"}\n'
    """
    try:
        return (json.dumps(record, ensure_ascii=False).translate(_ESCAPED) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(record) + "\n").encode()


class Output:
    """A place to write to, as a context: standard output for None, else a file.

    Raises (on leaving or writing):
        DiskFullError: no room left; FILE.part holds what was written.
        UsageError: the file cannot be written there.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part") if path else None
        self._stream: BinaryIO = sys.stdout.buffer

    def __enter__(self) -> Output:
        if self._part is not None:
            try:
                self._stream = self._part.open("wb")
            except OSError as error:
                raise UsageError(
                    f"cannot write there: {(error.strerror or '').lower()}",
                    where=str(self._path),
                    hint="name another file",
                ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._part is None or self._path is None:
            self._stream.flush()
            return
        try:
            self._stream.close()
            if kind is None:
                self._part.replace(self._path)
        except OSError as problem:
            raise self._explained(problem) from problem

    @property
    def width(self) -> int:
        """Columns to write for."""
        return min(shutil.get_terminal_size((100, 24)).columns, 120) if self._is_terminal() else 100

    @property
    def colour(self) -> bool:
        """Whether colours are wanted there."""
        return self._is_terminal() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"

    def write(self, text: str) -> None:
        """Write text, ending in a line break."""
        self._send((text if text.endswith("\n") else text + "\n").encode("utf-8", "backslashreplace"))

    def raw(self, data: bytes) -> None:
        """Write bytes as they are."""
        self._send(data)

    def json_line(self, record: dict[str, Any]) -> None:
        """Write one line of JSONL, at once."""
        self._send(json_line(record))

    def _is_terminal(self) -> bool:
        return self._path is None and sys.stdout.isatty()

    def _send(self, data: bytes) -> None:
        try:
            self._stream.write(data)
            if self._path is None:
                self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise self._explained(error) from error

    def _explained(self, error: OSError) -> DiskFullError | UnreadableError:
        where = str(self._path or "standard output")
        if error.errno == errno.ENOSPC:
            return DiskFullError(
                "the disk is full", where=where, hint=f"make room and run it again; {self._part} is kept"
            )
        return UnreadableError(
            f"cannot be written: {(error.strerror or '').lower()}", where=where, hint="check the disk"
        )
