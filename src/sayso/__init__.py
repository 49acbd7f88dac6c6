"""On whose say-so? Reads reports about political violence and says, claim by claim, who says so.

>>> import sayso
>>> report = sayso.read_text("The mill was burned, said the mayor.")
>>> len(report.claims) >= 1
True
"""

from sayso.api import export, origins, read, read_all, read_text, schema, why
from sayso.cases import Answer, Case, Links, ask, draw, link, table
from sayso.config import Settings
from sayso.errors import InputError, SaysoError, UsageError
from sayso.frames import Table
from sayso.report import Report

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Case",
    "InputError",
    "Links",
    "Report",
    "SaysoError",
    "Settings",
    "Table",
    "UsageError",
    "__version__",
    "ask",
    "draw",
    "export",
    "link",
    "origins",
    "read",
    "read_all",
    "read_text",
    "schema",
    "table",
    "why",
]
