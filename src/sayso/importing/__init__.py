"""What other tools hold, for a case: reports to be read, decisions of people, and events of other data sets.

One module a format, from a file's bytes to records, streamed. Nothing here knows a case: what a decision is about is
told as the file tells it, and settled where the case is.
"""

from sayso.importing.catalogue import Origin, origin_named, origins
from sayso.importing.given import Article, Notes, Remark

__all__ = ["Article", "Notes", "Origin", "Remark", "origin_named", "origins"]
