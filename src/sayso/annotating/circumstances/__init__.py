"""What stands around an act: evidence cited, and how far the law has come."""
