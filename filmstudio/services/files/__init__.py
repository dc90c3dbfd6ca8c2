"""Files that creators bring: looked at, made harmless, kept, and forgotten again."""
