"""People: every character of a film, from bust to full figure, acting and speaking."""
