"""Out to other tools' formats."""
