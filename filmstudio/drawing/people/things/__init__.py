"""Things that hands hold and that inserts show."""
