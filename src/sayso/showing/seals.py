"""Pages that tell whether they were changed: each record carries a hash, and a script in the page checks them all.

A record is an element with `data-seal` (its id, unique in the page) and `data-name` (what to call it). Its hash is of
its own markup; a record inside it counts as a mark only, so that a change names the innermost record. The page is
written in one canonical form, which Python and the script make alike: of what a browser sees, and to the byte.

Hashes tell of changes, not of forgers: who can write the page can write other hashes. The hash of them all, the
fingerprint, is then another one than its author told.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files

from sayso.errors import UsageError

UNCHECKED = "Not checked for changes: the script that does it did not run."
FRAMES = frozenset({"html", "head", "body"})
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_RAW = frozenset({"script", "style"})
_BLANK = re.compile(r"[ \t\n\f\r]*")
_LISTED = "seals"
_WHERE = "the page around its records"


@dataclass(frozen=True, slots=True)
class Seal:
    """One record of a page: its id, that of the record around it, what it is called, and its hash."""

    id: str
    parent: str
    name: str
    hash: str


@dataclass
class _Record:
    """A record that is open."""

    id: str
    name: str
    parent: str
    own: list[str] = field(default_factory=list)

    def seal(self, rest: str = "") -> Seal:
        return Seal(self.id, self.parent, self.name, _hash("".join(self.own) + rest))


class Sealer(HTMLParser):
    """Writes a page in the canonical form, and collects the seals of its records.

    Args:
        add: put the script and the list of seals before `</body>`; not when a page that has them is read again.
    """

    def __init__(self, *, add: bool = True) -> None:
        super().__init__(convert_charrefs=True)
        self.seals: list[Seal] = []
        self.listed = self.fingerprint = ""
        self.starts: list[tuple[int, str]] = [(0, "")]
        self._add = add
        self._tags: list[str] = []
        self._records: list[_Record] = [_Record("", "", "")]
        self._at: list[int] = []
        self._listing = False
        self._out: list[str] = []
        self._length = 0

    def written(self, pieces: Iterable[str]) -> Iterator[str]:
        """The page, piece by piece."""
        for piece in pieces:
            self.feed(piece)
            yield self._taken()
        self.close()
        yield self._taken()

    @property
    def outside(self) -> str:
        """What stands outside all records; nothing, in a page that is whole."""
        return "".join(self._records[0].own)

    def handle_decl(self, decl: str) -> None:
        """The doctype."""
        known = decl.lower() == "doctype html"
        self._write("<!doctype html>\n" if known else f"<!{decl}>", own="" if known else decl)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, and a record if it is one."""
        known = dict(attrs)
        if tag == "script" and known.get("id") == _LISTED:
            self._listing, self.fingerprint = True, known.get("data-fingerprint") or ""
        elif (record := known.get("data-seal")) and tag not in _VOID:
            parent = self._records[-1]
            parent.own.append("{}")
            self._records.append(_Record(record, known.get("data-name") or record, parent.id))
            self._at.append(len(self._tags))
            self.starts.append((self._length, record))
        self._write(f"<{tag}{''.join(f' {n}={_quoted(v)}' for n, v in attrs)}>")
        if tag not in _VOID:
            self._tags.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content, as SVG writes it."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element; a record has its hash then."""
        if tag not in self._tags:
            return
        if tag == "body" and self._add:
            self._append()
        while True:
            last = self._tags.pop()
            self._write(f"</{last}>")
            if self._at and self._at[-1] == len(self._tags):
                self._at.pop()
                self.seals.append(self._records.pop().seal())
                self.starts.append((self._length, self._records[-1].id))
            self._listing = False
            if last == "html":
                self._write("\n", own="")
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        """Text, as a browser keeps it; between the parts of a page it keeps no blanks."""
        tag = self._tags[-1] if self._tags else "html"
        if self._listing:
            self.listed += data
        if tag in _RAW:
            self._write(data)
        elif tag not in FRAMES or not _BLANK.fullmatch(data):
            self._write(_escaped(data))

    def _write(self, text: str, *, own: str | None = None) -> None:
        self._out.append(text)
        self._length += len(text)
        if not self._listing:
            self._records[-1].own.append(text if own is None else own)

    def _taken(self) -> str:
        made, self._out = "".join(self._out), []
        return made

    def _append(self) -> None:
        """The script, and the seals; those of the frames as they will be once they are closed, the inner ones first."""
        self._add = False
        self.feed_element("script", {"data-seal": "script", "data-name": "the script that checks"}, checker())
        frames = [r.seal("".join(f"</{r.id}>")) for r in reversed(self._records[1:])]
        text = _list_text([*self.seals, *frames])
        self.feed_element("script", {"type": "application/json", "id": _LISTED, "data-fingerprint": _hash(text)}, text)

    def feed_element(self, tag: str, attrs: dict[str, str], data: str) -> None:
        """An element with text in it, as if it had stood in the page."""
        self.handle_starttag(tag, list(attrs.items()))
        self.handle_data(data)
        self.handle_endtag(tag)


def sealed(pieces: Iterable[str]) -> Iterator[str]:
    """A page whose elements with `data-seal` are records, with their hashes and the script that checks them.

    >>> page = "".join(sealed(["<body data-seal=body><p data-seal=r1 data-name=one>5 &lt; 6</p></body>"]))
    >>> page[:76]
    '<body data-seal="body"><p data-seal="r1" data-name="one">5 &lt; 6</p><script'
    >>> changes(page)[0], changes(page.replace("6", "7", 1))[0]
    ([], ['one: changed'])
    """
    return Sealer().written(pieces)


def changes(page: str) -> tuple[list[str], str]:
    """What was changed in a sealed page since it was written, and its fingerprint.

    Raises:
        UsageError: it is no page of this kind.
    """
    sealer = Sealer(add=False)
    again = "".join(sealer.written([page]))
    if not sealer.seals:
        raise UsageError("this page carries no hashes", hint="check a copy that `sayso export --to html` wrote")
    try:
        listed = [Seal(*map(str, row)) for row in json.loads(sealer.listed)]
    except (ValueError, TypeError):
        return ["the list of hashes: cannot be read, or removed"], ""
    found = [] if _hash(sealer.listed) == sealer.fingerprint else ["the list of hashes: changed"]
    found += list(_against(listed, sealer.seals))
    if sealer.outside.replace("{}", "").strip():
        found.append(f"{_WHERE}: added to")
    if not found and again != page:
        at = next((n for n, (a, b) in enumerate(zip(again, page, strict=False)) if a != b), min(len(again), len(page)))
        record = sealer.starts[bisect_right(sealer.starts, (at, "\U0010ffff")) - 1][1]
        found.append(f"{_called(listed).get(record, _WHERE)}: written in another way; a browser shows the same")
    return found, sealer.fingerprint


def checker() -> str:
    """The script that checks a page in the browser."""
    return _file("seals.js")


def allowed(*contents: str) -> str:
    """What a Content-Security-Policy lists so that these scripts or styles count, and no others."""
    digests = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in contents)
    return " ".join(f"'sha256-{d}'" for d in digests)


def _against(listed: list[Seal], there: list[Seal]) -> Iterator[str]:
    """How the records of a page differ from those listed: changed, removed, added, moved."""
    names, now = _called(listed), {s.id: s for s in there}
    known = {s.id for s in listed}
    odd = {s.parent for s in listed if s.id not in now} | {s.parent for s in there if s.id not in known}
    for seal in listed:
        if seal.id not in now:
            yield f"{names[seal.id]}: removed"
        elif now[seal.id].hash != seal.hash and seal.id not in odd:
            yield f"{names[seal.id]}: changed"
        elif now[seal.id].parent != seal.parent:
            yield f"{names[seal.id]}: moved"
    for seal in there:
        if seal.id not in known:
            yield f"{seal.name}: added"
    ours, theirs = [s.id for s in listed if s.id in now], [s.id for s in there if s.id in known]
    if moved := next((a for a, b in zip(ours, theirs, strict=False) if a != b), None):
        yield f"{names[moved]}: moved"


def _called(seals: list[Seal]) -> dict[str, str]:
    """What each record is called: its name, and that of the record it belongs to."""
    names = {s.id: s.name for s in seals}
    return {
        s.id: s.name if s.parent in FRAMES | {""} else f"{s.name} of {names.get(s.parent, s.parent)}" for s in seals
    }


def _list_text(seals: list[Seal]) -> str:
    rows = (json.dumps([s.id, s.parent, s.name, s.hash], ensure_ascii=False) for s in seals)
    return ("[\n" + ",\n".join(rows) + "\n]").replace("<", "\\u003c")


def _escaped(text: str) -> str:
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str | None) -> str:
    return '"' + _escaped(value or "").replace('"', "&quot;") + '"'


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _file(name: str) -> str:
    return (files("sayso.showing") / "templates" / name).read_text(encoding="utf-8")
