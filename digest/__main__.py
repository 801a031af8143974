"""``python -m digest``: the same as the ``digest`` command."""

from __future__ import annotations

import sys

from digest.cli.main import main


def run() -> None:
    """Run the command line and leave with its status."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
