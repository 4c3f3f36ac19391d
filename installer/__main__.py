"""`./dev package deb`: the Debian package, below `out/package`."""

import argparse
import os
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

from installer.freeze import ROOT, freeze, frozen_before
from installer.package_tree import Release, lay_out

OUT = ROOT / "out" / "package"


def main() -> int:
    """Build, and say where it is, how large it is and how long it took."""
    args = _arguments()
    began = time.monotonic()
    release = Release(_version(), args.revision, args.maintainer, _moment())
    frozen = frozen_before(OUT) if args.again else freeze(OUT, release.moment)
    frozen_at = time.monotonic()
    package = pack(OUT, frozen, release)
    done = time.monotonic()
    megabytes = package.stat().st_size / 1e6
    sys.stdout.write(
        f"{package.relative_to(ROOT)}  {megabytes:.0f} MB  "
        f"frozen in {frozen_at - began:.0f} s, packed in {done - frozen_at:.0f} s\n"
    )
    return 0


def pack(out: Path, frozen: Path, release: Release) -> Path:
    """Make the package of a frozen program; the same program and release give the same bytes."""
    tree = out / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    lay_out(tree, frozen, release)
    package = out / f"tramso_{release.version}-{release.revision}_amd64.deb"
    subprocess.run(
        # One thread: how work is shared among several shows in the bytes.
        [
            "dpkg-deb",
            "--root-owner-group",
            "-Zzstd",
            "-z12",
            "--threads-max=1",
            "--build",
            tree,
            package,
        ],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(release.moment)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return package


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev package", description="Make a package.")
    parser.add_argument("kind", choices=["deb"])
    parser.add_argument("--revision", type=int, default=1, metavar="N", help="of this packaging")
    parser.add_argument(
        "--again", action="store_true", help="pack the program that was frozen last, as it is"
    )
    parser.add_argument(
        "--maintainer",
        default=os.environ.get("DEBEMAIL", "TramSo <tramso@tramso.invalid>"),
        help="whom the package names, as NAME <ADDRESS>",
    )
    return parser.parse_args()


def _version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return str(project["project"]["version"])


def _moment() -> int:
    """SOURCE_DATE_EPOCH, else the time of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        given = subprocess.run(
            ["git", "log", "-1", "--format=%ct"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    return int(given)


if __name__ == "__main__":
    sys.exit(main())
