"""Renders: films in the making by many workers, with the database as the truth."""
