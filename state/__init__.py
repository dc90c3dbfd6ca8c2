"""States of the web studio: events of browsers in, calls of services out. Few and flat."""
