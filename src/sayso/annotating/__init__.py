"""Documents to annotated reports: one spaCy pass with our components in a declared order."""
