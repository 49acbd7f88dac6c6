"""What goes into the reading stage and what comes out: an `Item` names bytes, a `Reading` is one record of them.

An item is small and picklable, so that a worker elsewhere can do the reading; a record always comes out, as a
document or as the error that says why not.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.errors import InputError
from sayso.records.document import Document


@dataclass(frozen=True, slots=True)
class Item:
    """Bytes to read: a file, a stretch of a file, bytes at hand, or a web address.

    Attributes:
        uri: what the user typed, or the path found beneath it; `-` for standard input.
        path: the file that holds the bytes; None for bytes at hand and web addresses.
        data: the bytes themselves, where no file holds them.
        offset: where in the file the bytes begin.
        length: how many bytes; None for all of the file.
        line: the number, from 1, of a record cut out of its file: a line of JSONL or CSV, a row of Parquet, an entry of
            a feed; its bytes are a JSON object.
        error: why there is nothing to read; it keeps its place in the order of the input.
        parent: the archive that it came out of.
        media: the media type of what a record with a `line` was cut out of; None for JSON.
        retrieved: when a page was fetched (UTC, ISO), where an archive of the web says so.
        share: how many bytes of the input it accounts for; for progress.

    >>> Item("a.jsonl", path="a.jsonl", line=17).name
    'a.jsonl:17'
    """

    uri: str
    path: str | None = None
    data: bytes | None = None
    offset: int = 0
    length: int | None = None
    line: int | None = None
    error: InputError | None = None
    parent: str | None = None
    media: str | None = None
    retrieved: str | None = None
    share: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """How messages name it, and the id of its record where the record has none of its own."""
        return self.uri if self.line is None else f"{self.uri}:{self.line}"

    @property
    def remote(self) -> bool:
        """Whether it is a web address."""
        return self.path is None and self.data is None and self.error is None and self.address

    @property
    def address(self) -> bool:
        """Whether it is named by a web address: to be fetched, or out of an archive of the web."""
        return self.uri.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Reading:
    """One record of the input: a document, or the error that says why there is none.

    Attributes:
        record: the id given with the record, else the name of its item (`#N` for the N-th object of an array).
        warnings: what was odd but did not stop the reading, one clause each.
    """

    record: str
    document: Document | None = None
    error: InputError | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """What an extractor got out of the bytes, before dates, language and genre are settled.

    Attributes:
        record: the id given with the record; None if it has none.
        given: the date that came with the record, as it was written.
        stated: the date in the metadata of a page, ISO.
    """

    text: str
    media_type: str
    extractor: str | None = None
    record: str | None = None
    uri: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    given: str | None = None
    stated: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()


class Repeats:
    """Notices record ids that were there before: a warning, not a failure.

    It remembers the hashes of the first million ids only, so that a run stays at constant memory.

    >>> repeats = Repeats()
    >>> [repeats.warning(record) for record in ("r1", "r2", "r1")]
    [None, None, 'the id "r1" was there before']
    """

    def __init__(self, *, limit: int = 1_000_000) -> None:
        self._seen: set[int] = set()
        self._limit = limit

    def warning(self, record: str) -> str | None:
        """What is odd about this record's id; None if nothing is."""
        name = hash(record)
        if name in self._seen:
            return f'the id "{record[:80]}" was there before'
        if len(self._seen) < self._limit:
            self._seen.add(name)
        return None
