"""Scanners for training, demonstrations and tests, where no hardware is at hand."""
