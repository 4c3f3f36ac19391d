"""`python -m views`: the same door as `tramso-desk`."""

import sys

from views.app import main

if __name__ == "__main__":
    sys.exit(main())
