"""`python -m generator`: the command line, where the script is not on the path."""

import sys

from generator.cli import main

sys.exit(main())
