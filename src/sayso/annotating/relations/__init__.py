"""Who is said to support, direct, belong to or oppose whom, to what end, and by which way."""
