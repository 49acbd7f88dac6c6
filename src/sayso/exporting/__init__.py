"""What sayso found, for the tools that people have already: one module a format, from items to bytes.

All of it is streamed and deterministic; private persons are masked, what nobody reviewed says so, and no act leaves
without those who assert it.
"""

from sayso.exporting.catalogue import Format, Pieces, format_named, formats, pour, save
from sayso.exporting.items import Item, accuses, select

__all__ = ["Format", "Item", "Pieces", "accuses", "format_named", "formats", "pour", "save", "select"]
