"""Who says what: sources, cues, contents, and the chains of holders they make."""
