"""`python -m hdportal.config` is the command `hdportal`."""

import sys

from hdportal.config.cli import main

sys.exit(main())
