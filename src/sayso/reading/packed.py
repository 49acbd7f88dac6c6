"""Archives: ZIP, tar, and single files packed with gzip, bzip2, xz or zstd. Nothing is ever unpacked to the disk.

Members are read one after the other as streams, so that an archive of any size passes at constant memory; a member that
is a trick, a link, locked or broken is a failure of its own, and the others are read.
"""

from __future__ import annotations

import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from io import BufferedReader
from typing import Any, BinaryIO

from sayso.errors import BinaryError, EmptyError, EncryptedError, InputError, RefusedError
from sayso.reading.bounds import (
    Bounded,
    Member,
    Xz,
    buffered,
    check_directory,
    check_ratio,
    cut_off,
    hidden,
    member_name,
)
from sayso.reading.item import Item

Inside = Callable[[str, BufferedReader], Iterator[Item]]
"""What reads a member: its name from outside, and its bytes."""
_ONE_FILE = "give it as a file of its own"


def from_zip(uri: str, stream: BinaryIO, inside: Inside) -> Iterator[Item]:
    """The items of a ZIP archive, WACZ too: of that, its WARC files.

    Raises:
        DamagedError: it is no archive, or is cut off.
        RefusedError: it is a bomb.
        BinaryError: it is an office document.
    """
    check_directory(stream, where=uri)
    size = stream.seek(0, 2)
    try:
        archive = zipfile.ZipFile(stream)
        members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise cut_off(uri) from error
    names = {m.filename for m in members}
    if "[Content_Types].xml" in names or "mimetype" in names:
        hint = "save the document as text or PDF"
        raise BinaryError("not text: it looks like an office document or a book", where=uri, hint=hint)
    wacz = "datapackage.json" in names and any(n.startswith("archive/") for n in names)
    total, found = 0, False
    for member in members:
        name = member.filename
        passed_over = wacz and not (name.startswith("archive/") and ".warc" in name)
        if not name or member.is_dir() or hidden(name) or passed_over:
            continue
        found = True
        source = _ZipMember(archive, member, f"{uri}/{name}")
        yield from told(uri, name, partial(_from_member, source.opened, inside))
        total += source.out
        check_ratio(total, size, where=uri)
    if not found:
        raise _empty(uri)


def _from_member(opened: Callable[[], BufferedReader], inside: Inside, whole: str) -> Iterator[Item]:
    yield from inside(whole, opened())


class _ZipMember:
    """One member of a ZIP archive: opened when it is its turn, and what came out of it counted."""

    def __init__(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str) -> None:
        self._archive, self._member, self._where = archive, member, where
        self._raw: Bounded | None = None

    def opened(self) -> BufferedReader:
        """Its bytes."""
        member = self._member
        if stat.S_ISLNK(member.external_attr >> 16):
            raise _link(self._where)
        if member.flag_bits & 1:
            hint = "unpack it with the password, and give the folder"
            raise EncryptedError("the archive asks for a password", where=self._where, hint=hint)
        try:
            source = self._archive.open(member)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
            raise cut_off(self._where) from error
        self._raw = Bounded(source, packed=lambda: member.compress_size, where=self._where)
        return buffered(self._raw)

    @property
    def out(self) -> int:
        """How many bytes have come out of it."""
        return self._raw.out if self._raw else 0


def from_tar(uri: str, stream: BinaryIO, inside: Inside) -> Iterator[Item]:
    """The items of a tar archive, read in one pass.

    Raises:
        DamagedError: it is no archive, or is cut off.
        RefusedError: a header in it is as long as only a bomb's is.
    """
    found = False
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=Member, errorlevel=1) as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined]  # the archive would keep them all
                if member.isdir() or hidden(member.name):
                    continue
                found = True
                opened = partial(_tar_member, archive, member, f"{uri}/{member.name}")
                yield from told(uri, member.name, partial(_from_member, opened, inside))
    except RefusedError as error:
        raise RefusedError(error.message, where=error.where or uri, hint=error.hint) from error
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise cut_off(uri, after=" after some files" if found else "") from error
    if not found:
        raise _empty(uri)


def _tar_member(archive: tarfile.TarFile, member: tarfile.TarInfo, where: str) -> BufferedReader:
    if member.issym() or member.islnk():
        raise _link(where)
    opened: Any = archive.extractfile(member) if member.isreg() and not member.issparse() else None
    if opened is None:
        raise RefusedError("a device or a file with holes, not a report", where=where, hint=_ONE_FILE)
    return buffered(Bounded(opened, packed=lambda: member.size, where=where))


def unpacked(form: str, uri: str, stream: BinaryIO) -> BufferedReader:
    """What a packed file holds, as a stream."""
    source: Any
    if form == "gzip":
        import gzip

        source = gzip.GzipFile(fileobj=stream, mode="rb")
    elif form == "bzip2":
        import bz2

        source = bz2.BZ2File(stream)
    elif form == "xz":
        source = Xz(stream)
    else:
        import pyarrow as pa

        source = pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd")
    return buffered(Bounded(source, packed=stream.tell, where=uri))


def told(uri: str, name: str, items: Callable[[str], Iterator[Item]]) -> Iterator[Item]:
    """The items of one member; what is wrong with it is an item too."""
    where = f"{uri}/{name}"
    try:
        where = member_name(name, archive=uri)
        yield from items(where)
    except tarfile.TarError:
        raise  # the archive's own trouble
    except InputError as error:
        yield Item(error.where or where, error=error, parent=uri)


def _link(where: str) -> RefusedError:
    return RefusedError("a link, not a file: links in archives are not followed", where=where, hint=_ONE_FILE)


def _empty(uri: str) -> EmptyError:
    return EmptyError("there are no files in it", where=uri, hint="give an archive with reports")
