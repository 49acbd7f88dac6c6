"""Questions that several components ask of a parse."""
