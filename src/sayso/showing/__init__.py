"""Reports for people: the terminal, the self-contained page, pictures, the brief."""
