"""What a film is: screenplay, storyboard, timeline, time and picture. Pure, imports nothing of ours."""
