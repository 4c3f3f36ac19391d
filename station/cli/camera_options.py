"""What words have in common that look through a camera: which, how long."""

import argparse
from pathlib import Path

from station.cli.numbers import positive


def add_camera(parser: argparse.ArgumentParser) -> None:
    """Give a word its options."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--camera", default="", metavar="ID", help="as `tramso devices` names it")
    where.add_argument("--film", type=Path, metavar="FILE", help="look at a film instead")
    parser.add_argument("--limit-s", type=positive, metavar="N", help="how long to look")


def camera_of(args: argparse.Namespace) -> str:
    """The camera's id or the film's path; empty where neither was said."""
    if args.film and not args.film.is_file():
        raise FileNotFoundError(2, "no such film", str(args.film))
    return str(args.film) if args.film else args.camera
