"""What the heads of the encoder say, in the order of their outputs. Nothing here needs torch."""

from __future__ import annotations

OUTPUTS = ("tags", "degree", "look", "kind", "entity", "trigger", "loaded")
# Of the two networks that ship (`training.split`): what the coding one says, the last for the other to start from.
CODED = ("tags", "degree", "entity", "loaded", "shared")
ACTS = ("look", "kind", "trigger")
ROLES = ("source", "cue", "content")
TAGS = ("O", "B", "I")
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "YIELD", "COOPERATE", "AID", "REQUEST", "REJECT", "ACCUSE", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
TRIGGERS = ("", *TYPES)
ENTITIES = (
    "", "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE",
    "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
)  # fmt: skip
SCALES = ("UW", "UDS_IH2", "MEANTIME")
