"""Start Stocktake: the window with no arguments, the command line with any."""

from __future__ import annotations

import sys

COMMANDS = (
    *("demo", "merge", "report", "prefill", "card", "check-form", "read-received"),
    *("--self-test", "--version", "--help", "-h"),
)
"""First words that are for the command line; anything else is for the window."""


def main() -> int:
    """Open the window, or run the command that was named; returns the exit code."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] in COMMANDS:
        from stocktake.cli import run

        return run(arguments)
    from stocktake.app import run_window

    return run_window(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
