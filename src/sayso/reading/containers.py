"""What a file of several reports holds, form by form; one archive within another is refused."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from pathlib import PurePath
from typing import BinaryIO

from sayso.config import Settings
from sayso.errors import EmptyError, RefusedError
from sayso.reading import packed
from sayso.reading.bounds import BUFFER
from sayso.reading.forms import HEAD, PACKED, Form, form_of, unpacked_name
from sayso.reading.item import Item
from sayso.reading.lines import LINES, LINES_HINT, PEEK_LINES, lines_of, looks_like_lines
from sayso.reading.trouble import too_large


def items_in(form: Form, uri: str, stream: BinaryIO, settings: Settings) -> Iterator[Item]:
    """The items of a file.

    Args:
        form: what it is.
        uri: how it is named.
        stream: its bytes, from the start; it can seek.
        settings: for the size limits.

    Raises:
        InputError: what is wrong with the file as a whole; what came before was given.
    """
    inside = partial(_inside, settings=settings, parent=uri)
    if form == "zip":
        yield from packed.from_zip(uri, stream, inside)
    elif form == "tar":
        yield from packed.from_tar(uri, stream, inside)
    elif form in PACKED:
        source = packed.unpacked(form, uri, stream)
        if form_of(_peek(source), unpacked_name(uri)) == "tar":
            yield from packed.from_tar(uri, source, inside)
        else:
            yield from _inside(uri, source, settings=settings, parent=uri, name=unpacked_name(uri))
    elif form == "parquet":
        from sayso.reading.tabular import from_parquet

        yield from from_parquet(uri, stream, settings)
    else:
        yield from _streamed(form, uri, stream, settings)


def _streamed(form: Form, uri: str, stream: BinaryIO, settings: Settings) -> Iterator[Item]:
    """The items of what can be read in one pass, be it a file or a member of an archive."""
    if form == "table":
        from sayso.reading.tabular import from_csv

        yield from from_csv(uri, stream, settings)
    elif form == "warc":
        from sayso.reading.webarchive import from_warc

        yield from from_warc(uri, stream, settings)
    else:
        from sayso.reading.feeds import from_feed

        yield from from_feed(uri, _whole(uri, stream, settings))


def _inside(uri: str, stream: BufferedReader, *, settings: Settings, parent: str, name: str = "") -> Iterator[Item]:
    """The items of a member of an archive, or of what a packed file holds."""
    name = name or uri
    head = _peek(stream)
    form = form_of(head, name)
    if form == "gzip" and ".warc" in name.lower():
        stream = packed.unpacked("gzip", uri, stream)
        form = form_of(_peek(stream), unpacked_name(name))
    if form in ("table", "warc", "feed"):
        yield from _streamed(form, uri, stream, settings)
    elif form is not None:
        hint = "unpack the outer one, and give what was in it"
        raise RefusedError("an archive within an archive", where=uri, hint=hint)
    elif PurePath(name).suffix.lower() in LINES or looks_like_lines(head.splitlines(keepends=True)[:PEEK_LINES]):
        yield from _lines(uri, stream, settings, parent)
    else:
        yield Item(uri, data=_whole(uri, stream, settings), parent=parent)


def _lines(uri: str, stream: BinaryIO, settings: Settings, parent: str) -> Iterator[Item]:
    number = 0
    for number, _, length, line in lines_of(stream, settings):
        if length > settings.max_bytes:
            yield Item(uri, line=number, error=too_large(f"{uri}:{number}", length, settings), parent=parent)
        else:
            yield Item(uri, data=line, line=number, parent=parent)
    if not number:
        raise EmptyError("there are no records in it", where=uri, hint=LINES_HINT)


def _whole(uri: str, stream: BinaryIO, settings: Settings) -> bytes:
    data = stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise too_large(uri, None, settings)
    return data


def _peek(stream: BufferedReader) -> bytes:
    """The first bytes, without taking them; enough to tell lines of JSON by."""
    return stream.peek(BUFFER)[: 4 * HEAD]
