"""Arrow tables to grades: independence, corroboration, hypotheses and their wording."""

from sayso.weighing.corroborate import summary
from sayso.weighing.independent import corroboration

__all__ = ["corroboration", "summary"]
