"""Start Stocktake: the window with no arguments, the command line with any."""

from __future__ import annotations

import sys

COMMANDS = (
    *("demo", "merge", "report", "prefill", "card", "brand", "check-form"),
    *("papers", "read-received"),
    "read-published",
    *("--self-test", "--version", "--help", "-h"),
)
"""First words that are for the command line; anything else is for the window."""


def main() -> int:
    """Open the window, or run the command that was named; returns the exit code."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] in COMMANDS:
        from stocktake.cli import run

        if arguments == ["--self-test"] and not _has_window():
            return 1
        return run(arguments)
    from stocktake.app import run_window

    return run_window(arguments)


def _has_window() -> bool:
    """Say whether what the window is made of can be loaded; the command line knows no window."""
    try:
        import stocktake.app  # noqa: F401 - only whether it can be
    except ImportError as error:
        sys.stderr.write(f"The window cannot be opened: {error}. Install Stocktake again.\n")
        return False
    sys.stdout.write("Window: everything it needs is there.\n")
    return True


if __name__ == "__main__":
    raise SystemExit(main())
