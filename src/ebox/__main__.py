"""`python -m ebox`."""

import sys

from ebox.cli import main

sys.exit(main(sys.argv[1:]))
