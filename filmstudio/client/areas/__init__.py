"""The areas of the API, as methods for both clients."""
