"""Who: names and descriptions in a text, what they are, and which are one."""
