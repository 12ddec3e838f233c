"""``python -m rashomon.brief`` writes the published schemas again."""

import sys

from rashomon.brief.schema import main

sys.exit(main())
