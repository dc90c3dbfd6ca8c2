"""Previews: a shot, a picture or a voice before the film is made, not charged."""
