"""`./dev package deb` and `./dev package msi`: the packages, below `out/package`."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from dataclasses import asdict
from pathlib import Path

from installer.freeze import ROOT, freeze, frozen_before
from installer.package_tree import Release, lay_out
from installer.signature import Signer

OUT = ROOT / "out" / "package"


def main() -> int:
    """Build, and say where it is, how large it is and how long it took."""
    args = _arguments()
    if args.kind == "msi":
        return _msi(args)
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


def _msi(args: argparse.Namespace) -> int:
    from installer.msi import WindowsRelease, make_msi
    from installer.windows_interpreter import Interpreter
    from installer.windows_tree import (
        DOORS,
        Pythons,
        describe,
        lay_windows_tree,
        require_hash_seed,
    )

    require_hash_seed()
    began = time.monotonic()
    kept, version = OUT / "windows.json", _version()
    if args.again:
        tree, interpreter = OUT / "windows", Interpreter(**json.loads(kept.read_text("utf-8")))
    else:
        pythons = Pythons(args.python_embed, args.python_embed_32)
        tree, interpreter = lay_windows_tree(OUT, version, pythons)
        kept.write_text(json.dumps(asdict(interpreter)), "utf-8")
    laid_at = time.monotonic()
    signer = _signer(args)
    if signer is not None:
        for door in DOORS:
            signer.sign(tree / f"{door}.exe", "TramSo")
    package = OUT / f"tramso_{version}-{args.revision}_x64.msi"
    make_msi(
        tree,
        package,
        WindowsRelease(version, args.revision, _moment(), describe(interpreter)),
    )
    if signer is not None:
        signer.sign(package, f"TramSo {version}")
    done = time.monotonic()
    megabytes = package.stat().st_size / 1e6
    signed = "signed" if signer is not None else "not signed"
    sys.stdout.write(
        f"{package.relative_to(ROOT)}  {megabytes:.0f} MB  {signed}  "
        f"laid out in {laid_at - began:.0f} s, packed in {done - laid_at:.0f} s\n"
        f"{describe(interpreter)}\n"
    )
    return 0


def _signer(args: argparse.Namespace) -> Signer | None:
    if args.sign_with is None:
        return None
    if args.sign_password_file is None:
        raise SystemExit("--sign-with needs --sign-password-file")
    return Signer(args.sign_with, args.sign_password_file, args.sign_time_server)


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
    parser.add_argument("kind", choices=["deb", "msi"])
    parser.add_argument("--revision", type=int, default=1, metavar="N", help="of this packaging")
    parser.add_argument(
        "--again", action="store_true", help="pack what was made ready last, as it is"
    )
    parser.add_argument(
        "--maintainer",
        default=os.environ.get("DEBEMAIL", "TramSo <tramso@tramso.invalid>"),
        help="whom the package names, as NAME <ADDRESS>",
    )
    windows = parser.add_argument_group("msi")
    windows.add_argument(
        "--python-embed",
        type=Path,
        metavar="ZIP",
        help="python.org's python-3.11.*-embed-amd64.zip, for releases; without: out of PyPI",
    )
    windows.add_argument(
        "--python-embed-32",
        type=Path,
        metavar="ZIP",
        help="python.org's python-3.11.*-embed-win32.zip, for the 32-bit TWAIN worker",
    )
    windows.add_argument(
        "--sign-with", type=Path, metavar="FILE.p12", help="the certificate and key that sign"
    )
    windows.add_argument(
        "--sign-password-file", type=Path, metavar="FILE", help="the key's password"
    )
    windows.add_argument("--sign-time-server", metavar="URL", help="an RFC 3161 server")
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
