"""Craft of speech: embedded voices with word and phoneme timing."""
