"""``python -m digest``: the same as the ``digest`` command."""

from __future__ import annotations

import gc
import sys


def run() -> None:
    """Run the command line and leave with its status."""
    try:
        from digest.cli.main import main  # noqa: PLC0415 - Ctrl-C may come while it loads

        status = main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        status = 130
    gc.freeze()  # what is left is not worth looking through: the process ends
    sys.exit(status)


if __name__ == "__main__":
    run()
