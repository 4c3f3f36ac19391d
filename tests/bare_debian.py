"""A bare Debian in a folder: what a machine is on the day it is unpacked."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

MIRROR = "http://deb.debian.org/debian"
USER = "clerk"
_MOUNTS = ("proc", "sys", "dev")


class BareDebian:
    """A chroot of the least Debian there is, and one ordinary user in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def as_root(self, *words: str) -> str:
        """Run a program as root and return what it printed, errors included.

        Raises:
            AssertionError: it failed; with what it printed.
        """
        done = self.try_as_root(*words)
        assert done.returncode == 0, f"{words}: {done.stdout[-4000:]}"
        return done.stdout

    def try_as_root(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a program as root, however it ends."""
        return self._run(words, {"DEBIAN_FRONTEND": "noninteractive", "HOME": "/root"})

    def as_user(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a program as the ordinary user, however it ends."""
        return self._run(self._of_user(words), {"HOME": f"/home/{USER}", **environment})

    @contextmanager
    def running(self, *words: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
        """Have a program of the ordinary user run while the block does, and end it then."""
        process = subprocess.Popen(
            ["chroot", self.root, *self._of_user(words)],
            env=_environment({"HOME": f"/home/{USER}", **environment}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=60)

    def inside(self, path: str) -> Path:
        """Where a path of the bare Debian is from outside."""
        return self.root / path.lstrip("/")

    def _of_user(self, words: tuple[str, ...]) -> list[str]:
        return ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups", *words]

    def _run(
        self, words: list[str] | tuple[str, ...], environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["chroot", self.root, *words],
            env=_environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


@contextmanager
def bare_debian(suite: str, folder: Path) -> Iterator[BareDebian]:
    """A bare Debian of that suite, made anew below a folder and let go of at the end.

    It reaches its mirror as this machine does. For root alone.
    """
    root = folder / suite
    subprocess.run(
        ["debootstrap", "--variant=minbase", "--include=ca-certificates", suite, root, MIRROR],
        check=True,
        capture_output=True,
    )
    _as_this_machine_reaches_it(root)
    mounted = []
    try:
        for name in _MOUNTS:
            subprocess.run(["mount", "--rbind", f"/{name}", root / name], check=True)
            mounted.append(root / name)
            subprocess.run(["mount", "--make-rslave", root / name], check=True)
        debian = BareDebian(root)
        debian.as_root("apt-get", "update", "-qq")
        debian.as_root("useradd", "--create-home", USER)
        yield debian
    finally:
        for place in reversed(mounted):
            subprocess.run(["umount", "--recursive", "--lazy", place], check=True)
        shutil.rmtree(root)


def _as_this_machine_reaches_it(root: Path) -> None:
    """Name servers, trusted authorities, and how apt is told to reach its mirrors."""
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    shutil.copy("/etc/hosts", root / "etc/hosts")
    shutil.copy("/etc/ssl/certs/ca-certificates.crt", root / "etc/ssl/certs/ca-certificates.crt")
    settings = subprocess.run(
        ["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=True
    ).stdout
    (root / "etc/apt/apt.conf.d/90as-outside").write_text(settings, "utf-8")


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return {"PATH": path, "LANG": "C.UTF-8", **more}
