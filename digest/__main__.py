"""``python -m digest``: the same as the ``digest`` command."""

from __future__ import annotations

import gc
import sys

from digest.cli.main import main


def run() -> None:
    """Run the command line and leave with its status."""
    status = main(sys.argv[1:])
    gc.freeze()  # what is left is not worth looking through: the process ends
    sys.exit(status)


if __name__ == "__main__":
    run()
