"""The steps of a production, one file each, in production order."""
