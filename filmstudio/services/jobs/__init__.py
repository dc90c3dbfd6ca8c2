"""Jobs: renders as those who wait for them see them."""
