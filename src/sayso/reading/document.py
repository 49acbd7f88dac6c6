"""From an item to its records: bytes are had, recognised, extracted, and settled as documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from sayso.config import Settings
from sayso.errors import DamagedError, EmptyError, InputError
from sayso.reading import archive, remote
from sayso.reading.forms import unpacked_name
from sayso.reading.genre import genre_of
from sayso.reading.item import Item, Raw, Reading
from sayso.reading.language import language_of
from sayso.reading.lines import LINES
from sayso.reading.media import sniff
from sayso.reading.published import published_of
from sayso.reading.text import decode, within_limit
from sayso.reading.trouble import too_large, unreadable
from sayso.records.document import Document, content_id, document_id


def read_item(item: Item, *, settings: Settings | None = None) -> Iterator[Reading]:
    """The records of an item, at least one; an error that concerns one record is that record's.

    `InputError`s never leave here: they come out as readings, in their place. The record's id is the one given with
    it, else the item's name: `reports/a.txt`, `corpus.jsonl:17`, `corpus.json#3`, `-`.

    >>> (reading,) = read_item(Item("-", data=b"MAINILA, Nov. 26, 1939 - Shells fell here."))
    >>> reading.record, reading.document.published.start, reading.document.published.from_
    ('-', '1939-11-26', 'dateline')
    """
    settings = settings or Settings()
    try:
        if item.error is not None:
            raise item.error
        data, retrieved = _bytes(item, settings)
        entries = _entries(item, data, settings)
    except InputError as error:
        yield Reading(item.name, error=error)
        return
    for entry in entries:
        yield _settled(item, entry, settings, retrieved)


def _bytes(item: Item, settings: Settings) -> tuple[bytes, str | None]:
    """The item's bytes and, of a web page, when it was fetched; the size is asked before anything is read."""
    if item.remote:
        return remote.fetch(item.uri, settings=settings)
    if item.path is None or item.data is not None:
        data = item.data or b""
        if len(data) > settings.max_bytes:
            raise too_large(item.name, len(data), settings)
    else:
        data = _file_bytes(item, item.path, settings)
    if not data.strip():
        raise EmptyError("there is nothing in it", where=item.name, hint="give a file with text")
    return data, None


def carried(item: Item, settings: Settings) -> Item:
    """An item with its bytes, for a worker that cannot see the file; one that cannot be read says why."""
    if item.path is None or item.error is not None:
        return item
    try:
        return replace(item, data=_file_bytes(item, item.path, settings))
    except InputError as error:
        return replace(item, error=error)


def _file_bytes(item: Item, path: str, settings: Settings) -> bytes:
    try:
        size = item.length if item.length is not None else Path(path).stat().st_size
        if size > settings.max_bytes:
            raise too_large(item.name, size, settings)
        with Path(path).open("rb") as stream:
            stream.seek(item.offset)
            return stream.read(size if item.length is not None else settings.max_bytes + 1)
    except OSError as error:
        raise unreadable(error, item.name) from error


def _entries(item: Item, data: bytes, settings: Settings) -> list[archive.Entry]:
    """The item's records, as far as the extractors get."""
    if item.line is not None:
        text, _ = decode(data, name=item.name)
        return [archive.line_entry(text, name=item.name)]
    name = urlsplit(item.uri).path if item.address else unpacked_name(item.uri)
    media = sniff(data, name=name)
    if media == "application/pdf":
        from sayso.reading import pdf

        return [_one(item, pdf.extract(data, name=item.name, max_chars=settings.max_chars))]
    if media == "text/html":
        from sayso.reading import html

        return [_one(item, html.extract(data, name=item.name, uri=item.uri if item.address else None))]
    text, note = decode(data, name=item.name)
    suffix = PurePosixPath(name).suffix.lower()
    as_json = media == "application/json" or suffix == ".json" or suffix in LINES
    if as_json and (found := archive.entries(text, name=item.name)) is not None:
        if not found:
            raise EmptyError("the array has no records", where=item.name, hint="give an array of reports")
        return found
    if suffix == ".json" or suffix in LINES:
        raise DamagedError("not JSON", where=item.name, hint="mend the file, or give it as .txt if it is text")
    return [_one(item, Raw(text=text, media_type="text/plain", extractor=note))]


def _one(item: Item, raw: Raw) -> archive.Entry:
    return archive.Entry(item.name, raw)


def _settled(item: Item, entry: archive.Entry, settings: Settings, retrieved: str | None) -> Reading:
    """The reading of one record: size, language, dates and genre settled, named by its content and origin."""
    if isinstance(entry.raw, InputError):
        return Reading(entry.name, error=entry.raw)
    raw = entry.raw
    where = item.name if raw.record is None else f"{item.name} ({raw.record})"
    try:
        if not raw.text.strip():
            raise EmptyError("there is no text in it", where=where, hint="give a file with text")
        within_limit(raw.text, name=where, max_chars=settings.max_chars)
    except InputError as error:
        return Reading(entry.name, error=error)
    is_record = raw.media_type == archive.MEDIA
    from_file = item.path is not None or item.parent is not None
    uri = raw.uri or (item.uri if item.remote or (from_file and not is_record) else None)
    published, doubts = published_of(raw, uri=uri)
    language = language_of(raw.text, given=raw.language)
    genre, why = genre_of(raw, uri=uri, language=language)
    content = content_id(raw.text)
    name = document_id(content=content, outlet=raw.outlet, uri=uri, published=published.start, title=raw.title)
    document = Document(
        id=name,
        content=content,
        text=raw.text,
        record=entry.name,
        uri=uri,
        outlet=raw.outlet,
        title=raw.title,
        byline=raw.byline,
        published=published,
        language=language,
        genre=genre,
        genre_why=why,
        media_type=(item.media if is_record else None) or raw.media_type,
        extractor=raw.extractor,
        retrieved_at=retrieved or item.retrieved,
        parent=item.parent or (item.uri if is_record and item.path is not None else None),
    )
    return Reading(entry.name, document=document, warnings=(*raw.warnings, *doubts))
