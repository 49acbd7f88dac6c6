"""Arrow tables to grades: independence, corroboration, hypotheses and their wording."""

from sayso.weighing.corroborate import summary

__all__ = ["summary"]
