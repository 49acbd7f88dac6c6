"""What may be wrong with an input as a whole: it is not to be had, or too large."""

from __future__ import annotations

from pathlib import Path

from sayso.config import Settings
from sayso.errors import InputError, NotFoundError, TooLargeError, UnreadableError


def unreadable(error: OSError, where: str) -> InputError:
    """The error of a file that the system refuses to give."""
    if isinstance(error, FileNotFoundError) and not Path(where).is_symlink():
        return NotFoundError("no such file or folder", where=where, hint="it was there a moment ago; try again")
    if isinstance(error, PermissionError):
        return UnreadableError("no permission to read it", where=where, hint="change its permissions or copy it")
    reason = (error.strerror or type(error).__name__).lower()
    return UnreadableError(f"cannot be read: {reason}", where=where, hint="check the disk and the path")


def too_large(where: str, size: int | None, settings: Settings) -> TooLargeError:
    """The error of an input over the size limit."""
    is_ = f"{size / 1e6:,.0f} MB, " if size is not None else ""
    return TooLargeError(
        f"too large for one report: {is_}the limit is {settings.max_bytes / 1e6:,.0f} MB",
        where=where,
        hint="split it into one report a file or a line, or raise max_bytes",
    )
