"""`samples` is no installed package: make the checkout's importable."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
