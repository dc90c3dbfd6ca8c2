"""People: how they register, sign in, prove who they are, and leave."""
