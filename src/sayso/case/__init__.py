"""The case folder: the only place that reads or writes tables."""
