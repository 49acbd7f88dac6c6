"""On whose say-so? Reads reports about political violence and says, claim by claim, who says so.

>>> import sayso
>>> report = sayso.read_text("The mill was burned, said the mayor.")
>>> len(report.claims) >= 1
True
"""

from sayso.api import Report, read, read_all, read_text, schema
from sayso.config import Settings
from sayso.errors import InputError, SaysoError, UsageError

__version__ = "0.1.0"

__all__ = [
    "InputError",
    "Report",
    "SaysoError",
    "Settings",
    "UsageError",
    "__version__",
    "read",
    "read_all",
    "read_text",
    "schema",
]
