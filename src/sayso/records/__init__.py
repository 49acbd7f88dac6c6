"""What sayso knows, as frozen dataclasses: no IO, no NLP.

Field names and values are those of the interchange format, so that a record and its JSON are one thing.
"""
