"""Craft of writing: reading scripts, analysing the story, planning the shots."""
