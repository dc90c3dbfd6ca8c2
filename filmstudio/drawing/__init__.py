"""Craft of drawing: the embedded illustrator."""
