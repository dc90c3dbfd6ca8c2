"""Sounds of the world, synthesised: weather, water, creatures, town, things."""
