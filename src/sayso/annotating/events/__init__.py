"""Who is said to have done what to whom: acts, their types, parties and scene."""
