"""Clients of other systems, without business rules."""
