"""The learned reader: one small network, and what its heads say."""
