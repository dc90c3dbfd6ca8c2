"""Analysis: a screenplay becomes a story with places, people, emotions and a turn."""

from filmstudio.writing.analysis.understand import analyse

__all__ = ["analyse"]
