"""How a child process limits itself before it reads anything: memory, no file may grow, no dump.

These limits hold on Linux; on Windows a Job Object limits the child from outside.
"""

from __future__ import annotations

import contextlib
import sys


def limit_memory_and_files(memory_bytes: int) -> None:
    """Cap this process's memory, and let it write no file and leave no core dump."""
    if sys.platform != "win32":
        import resource

        for kind, most in (
            (resource.RLIMIT_AS, memory_bytes),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            # A system that does not know a limit still has the readers' own and the parent's clock.
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))
