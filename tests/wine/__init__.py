"""A Windows of Wine's, on which packages are installed and the program runs."""
