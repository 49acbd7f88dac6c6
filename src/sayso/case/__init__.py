"""The case folder: Delta tables, one locked writer, versions, and the disposable flat index; the only table IO."""

from sayso.case.unmasking import unmask_person
from sayso.case.versions import Version
from sayso.case.view import Case
from sayso.case.writer import Added, Writer, coding_key

__all__ = ["Added", "Case", "Version", "Writer", "coding_key", "unmask_person"]
