"""Files of one JSON object a line: how they are told, and their lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sayso.config import Settings

LINES = frozenset({".jsonl", ".ndjson", ".jl", ".jsonlines"})
LINES_HINT = "give one JSON object a line"
PEEK_LINES = 8


def looks_like_lines(head: Iterable[bytes]) -> bool:
    r"""Whether these first lines are JSON objects, one a line: two lines or more, half of them or more objects.

    >>> looks_like_lines([b'{"text": "a"}\n', b'{"text": "b"}\n']), looks_like_lines([b'{"text": "a"}\n'])
    (True, False)
    """
    filled = [line for line in head if line.strip()]
    return len(filled) > 1 and 2 * sum(map(_is_object, filled)) >= len(filled)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


def lines_of(stream: BinaryIO, settings: Settings) -> Iterator[tuple[int, int, int, bytes]]:
    """Line number, offset, length and bytes of each line that is not blank; an overlong line is cut, not held."""
    offset, number = 0, 0
    while line := stream.readline(settings.max_bytes + 1):
        number += 1
        length, last = len(line), line
        while not last.endswith(b"\n") and length > settings.max_bytes and (last := stream.readline(1 << 20)):
            length += len(last)
        if line.strip():
            yield number, offset, length, line
        offset += length
