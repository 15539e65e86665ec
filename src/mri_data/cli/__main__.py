"""`python -m mri_data.cli` is the command `mri-data`."""

import sys

from mri_data.cli import main

sys.exit(main())
