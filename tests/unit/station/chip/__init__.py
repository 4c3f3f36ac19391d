"""The chip of an identity card, without a reader."""
