"""What makes the parts of a film: the embedded makers, one small file each."""
