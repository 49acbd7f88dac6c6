"""What a text is before it is parsed: marks, capitals, list items, and stretches that tell nothing."""
