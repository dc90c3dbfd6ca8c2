"""Backups: the whole studio as one folder, taken while it works, and put back elsewhere."""
