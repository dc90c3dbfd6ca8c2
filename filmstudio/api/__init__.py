"""The REST API, version 1: routes over the services, and nothing that decides by itself."""
