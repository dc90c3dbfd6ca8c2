"""What is made for each kind of production: tuples of stages."""
