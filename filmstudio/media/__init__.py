"""Craft of media: compositing, encoding, captions, mixing, loudness, text shaping, measuring."""
