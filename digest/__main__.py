"""``python -m digest``: the same as the ``digest`` command."""

from __future__ import annotations

import atexit
import os
import sys


def run() -> None:
    """Run the command line and leave with its status."""
    try:
        from digest.cli.main import main  # noqa: PLC0415 - Ctrl-C may come while it loads

        status = main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)
    _leave(status)


def _leave(status: int) -> None:
    """End without taking apart what is left in memory, which takes long after a build."""
    try:
        atexit._run_exitfuncs()  # noqa: SLF001
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more
        sys.exit(status)
    os._exit(status)


if __name__ == "__main__":
    run()
