"""A small program that runs another one and prints its peak memory in KiB as its last line."""

import resource
import subprocess
import sys


def main() -> int:
    """Run the command given, with its output thrown away; fail where it fails."""
    status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # macOS counts bytes, Linux KiB.
    print(peak // 1024 if sys.platform == "darwin" else peak)
    return status


if __name__ == "__main__":
    sys.exit(main())
