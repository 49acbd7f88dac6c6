"""Benchmarks: one runner each, on public corpora or on sentences of ours; floors in floors.toml only rise."""
