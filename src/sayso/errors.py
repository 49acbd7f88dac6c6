"""Every error sayso raises on purpose, in one tree.

```
SaysoError                  a message, where it happened, what to do
├── UsageError              the call or the settings are wrong                 exit 2
├── InputError              one input cannot be read; the others go on        exit 3
│   ├── NotFoundError       no such file, folder or page
│   ├── UnreadableError     permissions, a broken disk, a refused connection
│   ├── EmptyError          nothing in it
│   ├── BinaryError         not text, HTML, PDF or JSON
│   ├── EncryptedError      a PDF that asks for a password
│   ├── DamagedError        truncated or malformed (PDF, JSON line, HTML without text)
│   ├── TooLargeError       over the size limit of one report
│   └── RefusedError        an archive that is a bomb, or a member that is a trick or a link
├── TimeLimitError          one report took longer than the watchdog allows
├── WorkerError             a worker process died on one report
├── ClusterError            the scheduler of a cluster cannot be reached, or was lost
├── ModelError              a model file is missing or damaged
├── CaseError               the case folder cannot be used
│   ├── LockedError         another writer holds it
│   ├── DiskFullError       no room left; what was committed is kept
│   └── VersionError        that case version does not exist or was erased
└── PrivacyError            what was asked for would show a private person
```

An error carries the uri it is about and a hint: what the user can do. One line says all of it:

>>> str(EmptyError("the file has no text", where="a.txt", hint="give a file with text"))
'a.txt: the file has no text — give a file with text'
>>> EmptyError("the file has no text").code
'empty'
"""

from __future__ import annotations

from typing import ClassVar


class SaysoError(Exception):
    """Base of all errors of sayso.

    Args:
        message: what is wrong, one clause, no capital.
        where: the uri, path, or line it is about; None if it is about nothing in particular.
        hint: what the user can do about it, one clause.
    """

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 3

    def __init__(self, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" — {self.hint}" if self.hint else ""
        return f"{place}{self.message}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.where, self.hint))


def _rebuild(kind: type[SaysoError], message: str, where: str | None, hint: str | None) -> SaysoError:
    return kind(message, where=where, hint=hint)


class UsageError(SaysoError):
    """The call or the settings are wrong."""

    code = "usage"
    exit_status = 2


class InputError(SaysoError):
    """One input cannot be read; the others go on."""

    code = "input"


class NotFoundError(InputError):
    """No such file, folder or page."""

    code = "not-found"


class UnreadableError(InputError):
    """The bytes cannot be had: permissions, a broken disk, a refused connection."""

    code = "unreadable"


class EmptyError(InputError):
    """There is nothing in it."""

    code = "empty"


class BinaryError(InputError):
    """It is not text, HTML, PDF or JSON."""

    code = "binary"


class EncryptedError(InputError):
    """A PDF that asks for a password."""

    code = "encrypted"


class DamagedError(InputError):
    """It is truncated or malformed."""

    code = "damaged"


class TooLargeError(InputError):
    """It is over the size limit of one report."""

    code = "too-large"


class RefusedError(InputError):
    """What no honest archive holds: a bomb, a name that leads out of it, a link, an archive within it."""

    code = "refused"


class TimeLimitError(SaysoError):
    """One report took longer than the watchdog allows."""

    code = "time-limit"


class WorkerError(SaysoError):
    """A worker process died on one report."""

    code = "worker"


class ClusterError(SaysoError):
    """The scheduler of a cluster cannot be reached, has no workers, or was lost."""

    code = "cluster"


class ModelError(SaysoError):
    """A model file is missing or damaged."""

    code = "model"


class CaseError(SaysoError):
    """The case folder cannot be used."""

    code = "case"


class LockedError(CaseError):
    """Another writer holds the case."""

    code = "locked"


class DiskFullError(CaseError):
    """No room left on the disk; what was committed is kept."""

    code = "disk-full"


class VersionError(CaseError):
    """That case version does not exist or was erased."""

    code = "version"


class PrivacyError(SaysoError):
    """What was asked for would show a private person."""

    code = "privacy"
    exit_status = 2
