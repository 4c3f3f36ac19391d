"""A small program that runs another one and prints what it cost, as JSON on its last line.

`peak_kib`: of the largest single process; `processor_s`: of all processes it started and waited
for.
"""

import json
import resource
import subprocess
import sys


def main() -> int:
    """Run the command given, with its output thrown away; return its exit status."""
    status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    # macOS counts bytes, Linux KiB.
    peak_kib = used.ru_maxrss // 1024 if sys.platform == "darwin" else used.ru_maxrss
    print(json.dumps({"peak_kib": peak_kib, "processor_s": used.ru_utime + used.ru_stime}))
    return status


if __name__ == "__main__":
    sys.exit(main())
