"""How fast the desk is beside programs that do the same work, and beside what limits it."""
