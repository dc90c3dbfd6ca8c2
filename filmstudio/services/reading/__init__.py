"""Readings: what a script holds, told while it is being written."""
