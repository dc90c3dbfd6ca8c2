"""The independent check: a finished film measured against the bars of quality, by other means."""
