"""Captions: timed to the words, broken at phrases, written to files and drawn on the picture."""
