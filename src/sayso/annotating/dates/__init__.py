"""When: expressions of time as intervals, and which act they date."""
