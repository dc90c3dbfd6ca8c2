"""Planning: a story becomes a storyboard, by the rules of the director's handbook."""

from filmstudio.writing.planning.board import plan
from filmstudio.writing.planning.estimate import estimate_seconds

__all__ = ["estimate_seconds", "plan"]
