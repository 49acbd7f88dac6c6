"""Where: names of places, what they mean, and where on the map with what precision."""
