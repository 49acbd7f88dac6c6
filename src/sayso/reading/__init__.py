"""Bytes to documents: `expand` names the items of an input, `read_item` reads one.

>>> from sayso.reading import Item, read_item
>>> [reading.document.text for reading in read_item(Item("-", data=b'{"text": "Shells fell."}'))]
['Shells fell.']
"""

from sayso.reading.document import carried, read_item
from sayso.reading.item import Item, Reading, Repeats
from sayso.reading.sources import expand

__all__ = ["Item", "Reading", "Repeats", "carried", "expand", "read_item"]
