"""AI Film Studio: from a script to a finished film."""

__version__ = "0.1.0"
