"""The routes, one module an area; `filmstudio.api.app` lists them."""
