"""What makes packages of the program, and what lies in them beside it."""
