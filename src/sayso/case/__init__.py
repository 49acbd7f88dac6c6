"""The case folder: Delta tables, one locked writer, versions, and the disposable flat index; the only table IO."""

from sayso.case.unmasking import unmask_person
from sayso.case.view import Case, Version
from sayso.case.writer import Added, Writer

__all__ = ["Added", "Case", "Version", "Writer", "unmask_person"]
