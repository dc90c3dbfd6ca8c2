"""Projects: their storyboards and versions, and the people on them."""
