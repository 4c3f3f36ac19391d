"""The parts of asn1crypto that read a chip's signatures; it has no types, hence one place."""

from asn1crypto import algos, cms, core, keys, x509  # type: ignore[import-untyped]

# What it raises on bytes that are not what they should be, wherever they are looked at.
DAMAGE = (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError)

__all__ = ["DAMAGE", "algos", "cms", "core", "keys", "x509"]
