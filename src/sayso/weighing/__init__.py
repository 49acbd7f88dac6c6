"""Arrow tables to counts and grades: who holds what, on what evidence, against which denial."""
