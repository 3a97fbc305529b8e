"""Start Stocktake: the window with no arguments, the command line with any."""

from __future__ import annotations

import sys


def main() -> int:
    """Open the window, or run the command that was named; returns the exit code."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] != "window":
        from stocktake.cli import run

        return run(arguments)
    from stocktake.app import run_window

    return run_window(arguments[1:])


if __name__ == "__main__":
    raise SystemExit(main())
