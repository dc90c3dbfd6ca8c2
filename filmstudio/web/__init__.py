"""The web studio around its pages: how they are built, and how they are served beside the API."""
