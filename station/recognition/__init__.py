"""Reading paper: words, codes, fields; one module per outside engine."""
