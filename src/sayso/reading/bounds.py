"""How much may come out of what is packed: a bomb is refused before it goes off, a trick of names before it is opened.

No archive of news comes near these bounds: prose packs to a tenth, at the very best (pages of one template) to a
hundredth, while a bomb packs a thousand to one and more.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from sayso.errors import DamagedError, InputError, RefusedError
from sayso.reading.text import sound

RATIO = 200
"""Bytes that may come out of one that went in, …"""
FLOOR = 16_000_000
"""… once more than this has come out."""
DIRECTORY = 256_000_000
"""Bytes of a ZIP archive's list of members (some three million of them), which is held in memory as a whole."""
HEADER = 1_000_000
"""Bytes of one header in a tar archive, which is held in memory as a whole."""
BUFFER = 65_536
_MALFORMED = (zlib.error, lzma.LZMAError, EOFError, zipfile.BadZipFile, tarfile.TarError, struct.error, ValueError)
_DRIVE = re.compile(r"^[A-Za-z]:")
_UNPACK = "unpack it yourself, if you trust it, and give the folder"


class Bounded(io.RawIOBase):
    """What comes out of a packed stream, up to the bound.

    Args:
        source: the unpacking stream.
        packed: how many packed bytes have gone in so far.
        where: how errors name it.
    """

    def __init__(self, source: Any, *, packed: Callable[[], int], where: str) -> None:
        super().__init__()
        self._source, self._packed, self._where = source, packed, where
        self.out = 0

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def tell(self) -> int:
        """How much has come out."""
        return self.out

    def readinto(self, into: Any) -> int:
        """The next bytes.

        Raises:
            RefusedError: more has come out than can be honest.
            DamagedError: it is cut off or broken.
        """
        data = _read(self._source, len(into), self._where)
        into[: len(data)] = data
        self.out += len(data)
        check_ratio(self.out, self._packed(), where=self._where)
        return len(data)


def _read(source: Any, size: int, where: str) -> bytes:
    try:
        return bytes(source.read(size))
    except InputError:
        raise
    except _MALFORMED as error:
        raise cut_off(where) from error
    except OSError as error:
        if error.errno is None:  # gzip and pyarrow say so of broken data
            raise cut_off(where) from error
        raise


def cut_off(where: str, *, after: str = "") -> DamagedError:
    """The error of an archive that ends too soon, or is broken in the middle."""
    return DamagedError(f"cut off or damaged{after}", where=where, hint="get it again; what could be unpacked was read")


def check_ratio(out: int, packed: int, *, where: str) -> None:
    """Refuse what unpacks to more than it can honestly hold.

    >>> check_ratio(10**9, 10**6, where="a.zip")
    Traceback (most recent call last):
    ...
    sayso.errors.RefusedError: a.zip: it unpacks to more than 200 times its size, as only a bomb does — unpack it...
    """
    if out > FLOOR and out > RATIO * max(packed, 1):
        message = f"it unpacks to more than {RATIO} times its size, as only a bomb does"
        raise RefusedError(message, where=where, hint=_UNPACK)


def buffered(raw: io.RawIOBase) -> io.BufferedReader:
    """A raw stream with `peek` and fast lines."""
    return io.BufferedReader(raw, BUFFER)


def member_name(name: str, *, archive: str) -> str:
    """How a member of an archive is called from outside: below the archive's own name.

    Raises:
        RefusedError: the name leads out of the archive. Nothing is ever written by it, but such an archive means harm.

    >>> member_name("2019/a.html", archive="dump.zip")
    'dump.zip/2019/a.html'
    """
    plain = name.replace("\\", "/")
    trick = plain.startswith("/") or _DRIVE.match(plain) or ".." in plain.split("/") or "\0" in plain
    whole = sound(f"{archive}/{plain.lstrip('/')}")
    if trick:
        message = "its name leads out of the archive"
        raise RefusedError(message, where=whole[:300], hint="it was not opened; look at who made this archive")
    return whole


def hidden(name: str) -> bool:
    """Whether a member is one that folders, too, are read without: `.git/x`, `__MACOSX/x`."""
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith(".") or part == "__MACOSX" for part in parts if part not in (".", ".."))


def check_directory(stream: BinaryIO, *, where: str) -> None:
    """Refuse a ZIP archive whose list of members would not fit in memory, before it is loaded."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 16:
        return  # no archive at all: to be told by whoever opens it
    (listed,) = struct.unpack("<L", tail[at + 12 : at + 16])
    if (wide := tail.rfind(b"PK\x06\x06", 0, at)) >= 0 and len(tail) >= wide + 48:
        (listed,) = struct.unpack("<Q", tail[wide + 40 : wide + 48])
    if listed > DIRECTORY:
        raise RefusedError("its list of members is too long to load", where=where, hint=_UNPACK)


class Member(tarfile.TarInfo):
    """A member of a tar archive whose headers may not fill the memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Member:
        """Read a header; refuse one that announces a header of its own that is too long."""
        found = super().frombuf(buf, encoding, errors)
        if found.type in _HEADERS and found.size > HEADER:
            raise RefusedError("a header in it is too long to load", where="", hint=_UNPACK)
        return found


_HEADERS = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip


class Xz(io.RawIOBase):
    """An xz stream that refuses to use more than a bounded memory for its dictionary."""

    MEMORY = 256_000_000

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self._unpacker = self._fresh()
        self._left = b""

    def _fresh(self) -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(memlimit=self.MEMORY)

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`."""
        while True:
            if self._unpacker.eof:
                self._left = (self._unpacker.unused_data or self._source.read(BUFFER)).lstrip(b"\0")
                if not self._left:
                    return b""
                self._unpacker = self._fresh()
            elif self._unpacker.needs_input and not self._left:
                self._left = self._source.read(BUFFER)
                if not self._left:
                    raise EOFError
            data = self._unpacker.decompress(self._left, size)
            self._left = b""
            if data:
                return data
