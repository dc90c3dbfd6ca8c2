"""Craft of music: scores, instruments and ambiences, synthesised."""
