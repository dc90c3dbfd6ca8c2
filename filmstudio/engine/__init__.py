"""How a film gets made: stages, artifacts, providers, planning and running."""
