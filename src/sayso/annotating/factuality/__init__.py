"""How sure a text sounds of an act, and whether it says or denies it."""
