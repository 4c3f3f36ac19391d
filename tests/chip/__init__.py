"""A chip in software (ICAO 9303-10 and -11), its authorities, and its line to pcscd."""
