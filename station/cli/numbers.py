"""Numbers that people type on the command line."""

import argparse


def positive(text: str) -> int:
    """A whole number from 1.

    Raises:
        ArgumentTypeError: it is none; argparse makes it status 2 and the usage.
    """
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1")
    return number
